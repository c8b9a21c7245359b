import Scheduling
import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Tickets and deliveries")
struct TicketQueryTests {
  @Test("A ticket comes back whole, by number and by its source")
  func whole() async throws {
    let store = try Store.sample()
    var made = Samples.ticket(1, state: .open, owner: Samples.ana)
    made.acknowledgement = Acknowledgement(by: Samples.ana, at: Samples.at(5), via: "link", renewBy: Samples.at(1805))
    made.url = "https://tracker.example.com/ISSUE-1"
    let ticket = made
    try await store.write { try $0.insertTicket(ticket) }
    #expect(try await store.read { try $0.ticket(ticket.id) } == ticket)
    #expect(try await store.read { try $0.ticket(source: "tracker", externalID: "ISSUE-1") } == ticket)
    #expect(try await store.read { try $0.ticket(source: "mail", externalID: "ISSUE-1") } == nil)
    #expect(try await store.read { try $0.ticket(TicketID(number: 2)) } == nil)
  }

  @Test("One item of a source is one ticket for ever")
  func unique() async throws {
    let store = try Store.sample()
    try await store.write { try $0.insertTicket(Samples.ticket(1)) }
    var second = Samples.ticket(2)
    second.externalID = "ISSUE-1"
    let twin = second
    let error = await #expect(throws: StoreError.self) { try await store.write { try $0.insertTicket(twin) } }
    guard case .duplicate = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Of two who read the same version, the second is told that it is stale")
  func stale() async throws {
    let store = try Store.sample()
    try await store.write { try $0.insertTicket(Samples.ticket(1)) }
    let mine = Samples.ticket(1, state: .open, owner: Samples.ana)
    let theirs = Samples.ticket(1, state: .open, owner: Samples.bo)
    #expect(try await store.write { try $0.updateTicket(mine, expecting: 0) } == 1)
    await #expect(throws: StoreError.stale(what: "ticket T-1", expected: 0, found: 1)) {
      try await store.write { try $0.updateTicket(theirs, expecting: 0) }
    }
    let stored = try #require(try await store.read { try $0.ticket(mine.id) })
    #expect(stored.owner == Samples.ana && stored.version == 1)
    #expect(try await store.write { try $0.updateTicket(theirs, expecting: 1) } == 2)
    await #expect(throws: StoreError.missing("ticket T-7")) {
      try await store.write { try $0.updateTicket(Samples.ticket(7), expecting: 0) }
    }
  }

  @Test("Open, waiting and filtered lists show what they say")
  func lists() async throws {
    let store = try Store.sample()
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1, state: .open, owner: Samples.ana))
      try tx.insertTicket(Samples.ticket(2))
      try tx.insertTicket(Samples.ticket(3, state: .closed, owner: Samples.ana))
      try tx.insertTicket(Samples.ticket(4, team: Samples.night))
      try tx.insertTicket(Samples.ticket(5, state: .pending, owner: Samples.bo))
    }
    func numbers(_ question: @escaping @Sendable (Snapshot) throws -> [Ticket]) async throws -> [Int] {
      try await store.read { try question($0).map(\.id.number) }
    }
    #expect(try await numbers { try $0.openTickets() } == [1, 2, 4, 5])
    #expect(try await numbers { try $0.openTickets(team: Samples.desk) } == [1, 2, 5])
    #expect(try await numbers { try $0.waitingTickets() } == [2, 4])
    #expect(try await numbers { try $0.waitingTickets(team: Samples.night) } == [4])
    #expect(try await numbers { try $0.undecidedTickets() } == [])
    #expect(try await numbers { try $0.tickets(TicketFilter()) } == [5, 4, 3, 2, 1])
    #expect(try await numbers { try $0.tickets(TicketFilter(open: true)) } == [5, 4, 2, 1])
    #expect(try await numbers { try $0.tickets(TicketFilter(owner: Samples.ana)) } == [3, 1])
    #expect(try await numbers { try $0.tickets(TicketFilter(open: true, owner: Samples.ana)) } == [1])
    #expect(try await numbers { try $0.tickets(TicketFilter(state: .new, team: Samples.desk)) } == [2])
    #expect(try await numbers { try $0.tickets(TicketFilter(before: TicketID(number: 4), limit: 2)) } == [3, 2])
    #expect(try await numbers { try $0.tickets(TicketFilter(limit: -1)) } == [])
    #expect(try await store.read { try $0.count(TicketFilter(limit: 2)) } == 5, "whatever the limit")
    #expect(try await store.read { try $0.count(TicketFilter(open: true, owner: Samples.ana, limit: 0)) } == 1)
    #expect(try await store.read { try $0.count(TicketFilter(state: .new, team: Samples.desk)) } == 1)
  }

  @Test("Of a team's open tickets those most due come first, and all of them are counted")
  func due() async throws {
    let store = try Store.sample()
    try await store.write { tx in
      for (number, due) in [(1, 50), (2, nil), (3, 10), (4, -10)] as [(Int, Int64?)] {
        var ticket = Samples.ticket(number)
        ticket.due = due.map { Samples.at($0) }
        try tx.insertTicket(ticket)
      }
      try tx.insertTicket(Samples.ticket(5, state: .closed))
      try tx.insertTicket(Samples.ticket(6, team: Samples.night))
    }
    func numbers(_ limit: Int) async throws -> [Int] {
      try await store.read { try $0.mostDueTickets(of: Samples.desk, limit: limit).map(\.id.number) }
    }
    #expect(try await numbers(10) == [4, 3, 1, 2])
    #expect(try await numbers(2) == [4, 3])
    let counts = try await store.read { try $0.openCounts(at: Samples.at(10)) }
    #expect(counts.map(\.team) == [Samples.desk, Samples.night])
    #expect(counts.map(\.open) == [4, 1] && counts.map(\.overdue) == [1, 0], "what is due now is not late yet")
  }

  @Test("A tag finds what bears it however far back, and for anybody no private ticket, nor fewer for its sake")
  func tags() async throws {
    let store = try Store.sample()
    try await store.write { tx in
      for number in 1...1200 {
        var ticket = Samples.ticket(number)
        ticket.tags = [1, 600, 1200].contains(number) ? ["rare"] : []
        if number == 1200 { ticket.classification.visibility = .confidential }
        try tx.insertTicket(ticket)
      }
    }
    var filter = TicketFilter(limit: 2)
    filter.tag = "rare"
    func found(_ filter: TicketFilter) async throws -> [Int] {
      try await store.read { try $0.tickets(filter).map(\.id.number) }
    }
    #expect(try await found(filter) == [1200, 600])
    let rare = filter
    let all = try await store.read { try $0.count(rare) }
    #expect(all == 3)
    filter.isForAnybody = true
    #expect(try await found(filter) == [600, 1])
    filter.byChange = true
    #expect(try await found(filter) == [600, 1])
    (filter.tag, filter.byChange) = (nil, false)
    #expect(try await found(filter) == [1200, 1199], "a list that asks nothing of what is within tells nothing of it")
  }

  @Test("Loads count what is ours to do, in every queue and team")
  func loads() async throws {
    let store = try Store.sample()
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1, state: .open, owner: Samples.bo))
      try tx.insertTicket(Samples.ticket(2, team: Samples.night, state: .open, owner: Samples.ana))
      try tx.insertTicket(Samples.ticket(3, state: .open, owner: Samples.ana))
      try tx.insertTicket(Samples.ticket(4, state: .pending, owner: Samples.ana))
      try tx.insertTicket(Samples.ticket(5, state: .resolved, owner: Samples.bo))
      try tx.insertTicket(Samples.ticket(6))
    }
    let loads = try await store.read { try $0.loads() }
    #expect(loads == [Samples.ana: 2, Samples.bo: 1])
  }

  @Test("Loads follow every change of owner and state, and a command that fails leaves them as they were")
  func loadsMove() async throws {
    let store = try Store.sample()
    try await store.write { try $0.insertTicket(Samples.ticket(1, state: .open, owner: Samples.ana)) }
    struct Refused: Error {}
    await #expect(throws: Refused.self) {
      try await store.write { tx in
        try tx.insertTicket(Samples.ticket(2, state: .open, owner: Samples.ana))
        #expect(try tx.loads() == [Samples.ana: 2])
        throw Refused()
      }
    }
    try await store.write { tx in
      #expect(try tx.loads() == [Samples.ana: 1])
      var ticket = try #require(try tx.ticket(TicketID(number: 1)))
      ticket.owner = Samples.bo
      ticket.custody.weight = 2
      ticket.version = try tx.updateTicket(ticket, expecting: ticket.version)
      #expect(try tx.loads() == [Samples.bo: 2])
      ticket.state = .pending
      try tx.updateTicket(ticket, expecting: ticket.version)
      #expect(try tx.loads() == [:])
    }
    #expect(try await store.read { try $0.loads() } == [:])
    #expect(try await store.read { try $0.invariants() }.filter { $0.contains("load") } == [])
  }

  @Test("The last assignment of each member is kept for each queue of each team")
  func assignments() async throws {
    let store = try Store.sample()
    let back = QueueID(unchecked: "back")
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1))
      for (queue, member, seconds) in [
        (Samples.front, Samples.bo, 1), (Samples.front, Samples.ana, 2), (Samples.front, Samples.bo, 3),
        (back, Samples.ana, 4),
      ] as [(QueueID, MemberID, Int64)] {
        try tx.recordAssignment(
          of: TicketID(number: 1), to: member, queue: queue, team: Samples.desk, at: Samples.at(seconds))
      }
    }
    let front = try await store.read { try $0.lastAssignments(team: Samples.desk, queue: Samples.front) }
    #expect(front.map(\.0) == [Samples.ana, Samples.bo] && front.map(\.1) == [Samples.at(2), Samples.at(3)])
    #expect(try await store.read { try $0.lastAssignments(team: Samples.night, queue: back).isEmpty })
  }

  @Test("A delivery is remembered once, and forgotten when it is old")
  func intake() async throws {
    let store = try Store.sample()
    func record(_ id: String, _ status: Int, at seconds: Int64) -> IntakeRecord {
      IntakeRecord(
        source: "tracker", deliveryID: id, bodySHA256: "aa", ticket: nil, status: status, response: [1, 2],
        received: Samples.at(seconds))
    }
    let (first, repeated, later) = (record("d-1", 202, at: 0), record("d-1", 409, at: 5), record("d-2", 200, at: 9))
    #expect(try await store.write { try $0.putIntake(first) })
    #expect(try await store.write { try $0.putIntake(repeated) } == false)
    #expect(try await store.write { try $0.putIntake(later) })
    #expect(try await store.read { try $0.intake(source: "tracker", deliveryID: "d-1") } == first)
    #expect(try await store.read { try $0.intake(source: "mail", deliveryID: "d-1") } == nil)
    #expect(try await store.write { try $0.purgeIntake(before: Samples.at(9)) } == 1)
    #expect(try await store.read { try $0.intake(source: "tracker", deliveryID: "d-1") } == nil)
    #expect(try await store.read { try $0.intake(source: "tracker", deliveryID: "d-2") } == later)
  }

  @Test("Of the cards those that ask nobody are listed, until somebody is asked; words of people are none (K2)")
  func undecided() async throws {
    let store = try Store.sample()
    func ticket(_ number: Int, asking people: [MemberID]?, state: TicketState = .open) -> Ticket {
      var ticket = Samples.ticket(number, state: state, owner: Samples.ana)
      ticket.title = #"a torn "card":{ of paper"#
      ticket.custody.card = people.map { DecisionCard(to: $0, asked: Samples.now, until: Samples.at(60)) }
      return ticket
    }
    let waits = ticket(1, asking: [])
    let others = [
      ticket(2, asking: [Samples.bo]), ticket(3, asking: nil), ticket(4, asking: [], state: .resolved),
    ]
    try await store.write { tx in for ticket in [waits] + others { try tx.insertTicket(ticket) } }
    #expect(try await store.read { try $0.undecidedTickets().map(\.id) } == [waits.id])
    let asked = ticket(1, asking: [Samples.bo])
    _ = try await store.write { try $0.updateTicket(asked, expecting: 0) }
    #expect(try await store.read { try $0.undecidedTickets() } == [])
    let again = waits
    _ = try await store.write { try $0.updateTicket(again, expecting: 1) }
    #expect(try await store.read { try $0.undecidedTickets().map(\.id) } == [waits.id], "with nobody there any more")
  }
}
