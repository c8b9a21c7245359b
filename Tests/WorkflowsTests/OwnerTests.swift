import Foundation
import PagingChannels
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Whose ticket it is, with a real store: claims, pauses, capacities, questions, private tickets.
@Suite struct OwnerTests {
  private static let team = """
    team: alarm
    zone: Etc/UTC
    lead: cy
    members:
      - { id: ana, name: Ana Ferrow, capacity: 2 }
      - { id: bo, name: Bo Lindqvar, capacity: 2 }
      - { id: cy, name: Cy Morandel }
    duties:
      desk: { layers: [{ id: always, members: [[ana, bo]] }] }
      late: { layers: [{ id: always, members: [cy] }] }
    office hours: { day: mon-fri 09:00-17:00 }
    priorities: [urgent, normal, low]
    customers:
      larch: { name: Larch, domains: [larch.example.com], people: [bo] }
    routing:
      - { name: secrets, when: { words: [vulnerability] }, visibility: private }
      - { name: trifles, when: { words: [typo] }, priority: low }
      - { name: posted, when: { words: [anybody] }, queue: pool }
      - { name: asked, when: { words: [ask] }, queue: asked }
      - { name: spam, when: { words: [lottery] }, not a ticket: yes }
    queues:
      pool: { when: routing, assign: pull, overflow: [desk, { to: late, after: 30 minutes }] }
      asked: { when: routing, overflow: [{ ask: late, for: 2 hours }, desk] }
      letters:
        when: otherwise
        private to: bo
        weight: { low: 0.5 }
        same owner within: 7 days
        overflow: [desk, { to: late, after: 30 minutes }]

    """

  private func desk(at now: String = "2026-11-24T10:00:00Z") async throws -> TestDesk {
    try await TestDesk(at: now, schedules: ["alarm.yaml": Self.team])
  }

  @discardableResult
  private func opens(_ title: String, from: String? = nil, in test: TestDesk) async throws -> TicketRow {
    try await test.perform(OpenTicket(team: "alarm", title: title, requester: from))
  }

  @Test("who has paused gets nothing, an own capacity holds in place of the file's, and both are given back")
  func switches() async throws {
    let test = try await desk()
    let paused = try await test.perform(PauseMember(member: "ana", reason: "a migration"))
    #expect(paused.reason == "a migration" && paused.pausedUntil == nil && paused.capacity == 2)
    #expect(try await opens("One", in: test).owner == "bo")
    let row = try await test.perform(SetMemberCapacity(member: "bo", capacity: 1))
    #expect(row.capacity == 1 && row.isOwnCapacity)
    let waiting = try await opens("Two", in: test)
    #expect(
      waiting.owner == nil && waiting.because.hasPrefix("Ana Ferrow takes no tickets: a migration; Bo Lindqvar has"))
    let load = try await test.perform(ShowLoad(team: "alarm"))
    #expect(load.rows.map(\.isFull) == [false, true, false] && load.unowned == 1)
    #expect(load.rows.map { $0.duties } == [["desk"], ["desk"], ["late"]])
    _ = try await test.perform(SetMemberCapacity(member: "bo", capacity: nil))
    #expect(try await test.perform(ListTickets(owner: "bo")).count == 2, "it waited for the room that came free")
    _ = try await test.perform(ResumeMember(member: "ana"))
    #expect(try await opens("Three", in: test).owner == "ana")
  }

  @Test("a pause that ends by itself ends for what waits, too")
  func pauseEnds() async throws {
    let test = try await desk()
    for member in ["ana", "bo"] {
      _ = try await test.perform(
        PauseMember(member: member, until: "2026-11-24T10:20:00Z".instant, reason: "a meeting"))
    }
    _ = try await test.perform(PauseMember(member: "cy", reason: "a meeting"))
    #expect(try await opens("One", in: test).owner == nil)
    try await test.live(until: "2026-11-24T10:20:00Z")
    #expect(try await test.perform(ListTickets()).first?.owner != nil)
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(PauseMember(member: "ana", until: "2026-11-24T10:00:00Z".instant, reason: "x"))
    }
    await #expect(throws: OperatorProblem.self) { try await test.perform(PauseMember(member: "ana", reason: "")) }
  }

  @Test("tickets count by their weight, and by hand somebody may have more than they can, with a warning")
  func weights() async throws {
    let test = try await desk()
    for number in 1...4 { try await opens("A typo \(number)", in: test) }
    let load = try await test.perform(ShowLoad(team: "alarm"))
    #expect(load.rows.map(\.load) == [1, 1, 0] && load.rows.map(\.open) == [2, 2, 0])
    _ = try await opens("Five", in: test)
    let act = try await test.perform(AssignTicketByHand(id: "T-5", member: "cy", speaker: "ana", note: "his"))
    #expect(act.ticket.owner == "cy" && act.warnings.isEmpty)
    #expect(act.ticket.because == "Ana Ferrow gave it to Cy Morandel: his")
    _ = try await test.perform(SetMemberCapacity(member: "cy", capacity: 1))
    _ = try await opens("Six", in: test)
    let again = try await test.perform(AssignTicketByHand(id: "T-6", member: "cy"))
    #expect(again.warnings == ["Cy Morandel has 1 of 1 tickets"])
  }

  @Test("a ticket that is found less urgent, and weighs less, makes room for one that waits (K1)")
  func lighter() async throws {
    let test = try await desk()
    for title in ["One", "Two", "Three", "Four", "Five"] { try await opens(title, in: test) }
    #expect(try await test.perform(ShowTicket(id: "T-5")).ticket.owner == nil)
    for id in try await test.perform(ListTickets(owner: "ana")).map(\.id) {
      try await test.perform(ActOnTicket(id: id, member: "ana", act: .triage(kind: nil, priority: "low")))
    }
    #expect(try await test.perform(ShowTicket(id: "T-5")).ticket.owner == "ana")
  }

  @Test("a posted ticket is told to those who may claim it; the first claim wins, the second is told whose it is")
  func claims() async throws {
    let test = try await desk()
    let posted = try await opens("For anybody", in: test)
    #expect(posted.owner == nil && posted.nextAction == "Ana Ferrow and Bo Lindqvar: claim it")
    let notices = try await test.perform(ListNotices())
    #expect(Set(notices.filter { $0.kind == "ticket-offered" }.map(\.recipient)) == ["ana", "bo"])
    let act = try await test.perform(ClaimTicket(id: "T-1", member: "bo"))
    #expect(act.ticket.owner == "bo" && act.ticket.acknowledgedBy == "bo")
    await #expect(throws: OperatorProblem.self) { try await test.perform(ClaimTicket(id: "T-1", member: "ana")) }
    #expect(
      try await test.perform(ClaimTicket(id: "T-1", member: "bo")).ticket == act.ticket, "a second time is nothing")
  }

  @Test("who owns it already acknowledges it by claiming it, once")
  func claimsOwn() async throws {
    let test = try await desk()
    let given = try await opens("Reader", in: test)
    #expect(given.owner == "ana" && given.acknowledgedBy == nil)
    let act = try await test.perform(ClaimTicket(id: "T-1", member: "ana"))
    #expect(act.ticket.owner == "ana" && act.ticket.acknowledgedBy == "ana")
    let history = try await test.perform(ShowTicket(id: "T-1")).history.map(\.because)
    #expect(try await test.perform(ClaimTicket(id: "T-1", member: "ana")).ticket == act.ticket)
    #expect(try await test.perform(ShowTicket(id: "T-1")).history.map(\.because) == history)
  }

  @Test("nobody claims it: after the time of the next level it is posted there")
  func unclaimed() async throws {
    let test = try await desk()
    try await opens("For anybody", in: test)
    try await test.live(until: "2026-11-24T10:30:00Z")
    let row = try #require(try await test.perform(ListTickets()).first)
    #expect(row.nextAction == "Cy Morandel: claim it")
  }

  @Test("who is asked first says no, and it goes on; silence goes on when the time is over")
  func questions() async throws {
    let test = try await desk()
    let asked = try await opens("Please ask", in: test)
    #expect(asked.nextAction == "Cy Morandel: take it, or say no")
    let act = try await test.perform(AnswerTicketQuestion(id: "T-1", member: "cy", takes: false))
    #expect(act.ticket.owner == "ana")
    try await opens("Please ask again", in: test)
    try await test.live(until: "2026-11-24T12:00:00Z")
    #expect(try await test.perform(ListTickets(owner: "bo")).map(\.id) == ["T-2"])
    let why = try await test.perform(ExplainTicket(id: "T-2"))
    #expect(why.route.filter(\.holds).map(\.rule) == ["asked", "queue"])
    #expect(why.route.first?.because == "it does not say 'vulnerability'")
    #expect(why.candidates.map(\.because) == ["Ana Ferrow has 1 of 2 tickets", "Bo Lindqvar has 0 of 2 tickets"])
    #expect(why.levels?.map { "\($0.number) \($0.to)" } == ["1 late", "2 desk"])
    #expect(
      why.levels?.first?.because == "Cy Morandel did not answer" && why.levels?.last?.candidates == why.candidates)
  }

  @Test("who was asked and has no room any more is not waited for: by a ticket given to them, or by their own switch")
  func askedAndFull() async throws {
    let test = try await desk()
    _ = try await test.perform(SetMemberCapacity(member: "cy", capacity: 1))
    #expect(try await opens("Please ask", in: test).nextAction == "Cy Morandel: take it, or say no")
    try await opens("Another", in: test)
    _ = try await test.perform(AssignTicketByHand(id: "T-2", member: "cy"))
    try await test.live(until: "2026-11-24T10:00:01Z")
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.owner != nil)
    _ = try await test.perform(SetMemberCapacity(member: "cy", capacity: 3))
    #expect(try await opens("Please ask again", in: test).owner == nil)
    _ = try await test.perform(PauseMember(member: "cy", reason: "lunch"))
    #expect(try await test.perform(ShowTicket(id: "T-3")).ticket.owner != nil)
  }

  @Test("why and show keep whom the earlier levels had, and what spoke against each (rule K1)")
  func levels() async throws {
    let test = try await desk()
    for member in ["ana", "bo"] { _ = try await test.perform(PauseMember(member: member, reason: "lunch")) }
    #expect(try await opens("Reader", in: test).owner == "cy")
    let why = try await test.perform(ExplainTicket(id: "T-1"))
    let paused = ["Ana Ferrow takes no tickets: lunch", "Bo Lindqvar takes no tickets: lunch"]
    #expect(why.levels?.map(\.to) == ["desk", "late"])
    #expect(why.levels?.first?.candidates.map(\.because) == paused)
    #expect(why.candidates.map(\.because) == ["Cy Morandel has 0 tickets"])
    let given = try await test.perform(ShowTicket(id: "T-1")).history.first { $0.action == "assigned" }
    #expect(given?.candidates == paused.map { "desk: \($0)" } + ["late: Cy Morandel has 0 tickets"])
    #expect(given?.levels == why.levels, "the ticket's page tells them apart")
  }

  @Test("who said no is asked no more, wherever the ticket is looked at")
  func declined() async throws {
    let team = Self.team.replacing("members: [cy] }] }", with: "members: [[cy, ana]] }] }")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    let asked = try await opens("Please ask", in: test)
    #expect(asked.nextAction.contains("Cy Morandel") && asked.nextAction.contains("Ana Ferrow"))
    try await test.perform(AnswerTicketQuestion(id: "T-1", member: "cy", takes: false))
    let why = try await test.perform(ExplainTicket(id: "T-1"))
    #expect(why.asked == ["ana"] && why.ticket.nextAction == "Ana Ferrow: take it, or say no")
    #expect(why.ticket.because.hasPrefix("late: Ana Ferrow is asked first; goes on "), "\(why.ticket.because)")
  }

  @Test("a question that is read in Slack says what is understood there: an answer, and in a channel of many a claim")
  func askedInSlack() async throws {
    let settings = ChannelSettings(name: "chat", secrets: ["xoxb-1"])
    let chat = ChannelBinding(
      name: "chat", channel: try AllPagingChannels.named("slack", settings: settings), isFallback: false)
    for (address, words) in [("UCY", "answer T-1"), ("CHELP", "claim T-1")] {
      let team = Self.team.replacing(
        "name: Cy Morandel }", with: "name: Cy Morandel, contacts: [{ chat: \(address) }] }")
      let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team], more: [chat])
      try await opens("Please ask", in: test)
      let told = try await test.perform(ListNotices(member: "cy")).first { $0.kind == "ticket-question" }
      let text = try #require(told?.text)
      #expect(text.contains("\(words) with the app's slash command"), "\(text)")
      #expect(text.contains("ticket answer") == (address == "UCY"), "nobody else answers in Cy's name: \(text)")
    }
  }

  @Test("whoever was asked says yes or no with the slash command")
  func answeredInSlack() async throws {
    let team = Self.team.replacing("name: Cy Morandel }", with: "name: Cy Morandel, contacts: [{ pager: UCY }] }")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    for title in ["Please ask", "Please ask again"] { try await opens(title, in: test) }
    for text in ["answer+T-1+no", "answer+T-2"] {
      let body = Array("command=%2Fdesk&text=\(text)&user_id=UCY&trigger_id=1.2.ab".utf8)
      let time = test.clock.wall.now().seconds
      let headers = [
        (name: "content-type", value: "application/x-www-form-urlencoded"),
        (name: "x-slack-request-timestamp", value: "\(time)"),
        (name: "x-slack-signature", value: test.slackSignature(of: body, at: time)),
      ]
      #expect(try await test.desk.receive(Delivery(headers: headers, body: body), from: "slack").status == 200)
    }
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.owner == "ana")
    #expect(try await test.perform(ShowTicket(id: "T-2")).ticket.owner == "cy")
  }

  @Test("why says where a ticket is, too, where that is not the queue that the rules found")
  func elsewhere() async throws {
    let test = try await desk()
    func queues(_ id: String) async throws -> [String] {
      let route = try await test.perform(ExplainTicket(id: id)).route
      return route.filter { $0.rule.contains("queue") || $0.rule == "opened in" }.map { "\($0.rule): \($0.because)" }
    }
    let found = "queue: letters, the first that takes whatever is left"
    try await opens("One", in: test)
    #expect(try await queues("T-1") == [found])
    try await test.perform(MoveTicket(id: "T-1", queue: "asked", member: "ana"))
    #expect(try await queues("T-1") == [found, "queue now: alarm/asked; Ana Ferrow moved it from letters to asked"])
    let split = try await test.perform(SplitTicket(id: "T-1", title: "Two", member: "ana")).other
    #expect(try await queues(split.id) == [found, "opened in: asked, which was given as it was opened"])
  }

  @Test("what was posted to a later level is posted to whoever of an earlier one has room again")
  func postedAgain() async throws {
    let test = try await desk()
    for member in ["ana", "bo"] { try await test.perform(PauseMember(member: member, reason: "lunch")) }
    try await opens("Does anybody know?", in: test)
    try await test.live(until: "2026-11-24T10:31:00Z")
    let offered = { try await test.perform(ListNotices()).filter { $0.kind == "ticket-offered" }.map(\.member) }
    #expect(try await offered() == ["cy"])
    try await test.perform(ResumeMember(member: "ana"))
    #expect(try await offered().sorted { ($0 ?? "") < ($1 ?? "") } == ["ana", "cy"])
    let why = try await test.perform(ShowTicket(id: "T-1")).ticket.because
    #expect(!why.contains("nobody claimed it"), "\(why)")
  }

  @Test("handing over: the one before follows and is told, and it does not come back by itself")
  func handOver() async throws {
    let test = try await desk()
    try await opens("One", in: test)
    let act = try await test.perform(HandOverTicket(id: "T-1", owner: "ana", note: "out for lunch"))
    #expect(act.ticket.owner == "bo")
    let why = try await test.perform(ExplainTicket(id: "T-1"))
    #expect(why.followers == ["ana"])
    #expect(try await test.perform(ListNotices()).contains { $0.kind == "ticket-taken" && $0.member == "ana" })
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(HandOverTicket(id: "T-1", owner: "ana"))
    }
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(DecideTicket(id: "T-1", member: "ana", choice: .stepIn))
    }
  }

  @Test("a private ticket goes to its confidants, and what others are told of it is the id alone")
  func confidential() async throws {
    let test = try await desk()
    let row = try await opens("A vulnerability in the reader", in: test)
    #expect(row.owner == "bo")
    _ = try await test.perform(HandOverTicket(id: "T-1", owner: "bo"))
    let notices = try await test.perform(ListNotices()).filter { $0.cause.hasPrefix("ticket/T-1") }
    #expect(!notices.isEmpty && notices.allSatisfy { !$0.title.contains("reader") }, "\(notices)")
    await #expect(throws: OperatorProblem.self) { try await test.perform(ClaimTicket(id: "T-1", member: "ana")) }
    #expect(try await test.perform(ListTickets()).first?.title == "A vulnerability in the reader")
    let board = try await test.desk.overview().teams.flatMap(\.tickets)
    #expect(board.map(\.title) == ["(private)"] && board.map(\.because) == [""])
  }

  @Test("the page of a private ticket does not say to its channel what it is about (E14)")
  func confidentialPage() async throws {
    let urgent = Self.team.replacing(
      "    private to: bo\n", with: "    private to: bo\n    page from: urgent\n    escalation: loud\n")
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z",
      schedules: ["alarm.yaml": urgent + "escalation: { loud: [{ at: created, page: desk }] }\n"])
    try await test.perform(OpenTicket(team: "alarm", title: "A vulnerability", priority: "urgent"))
    let pages = try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }
    #expect(!pages.isEmpty && pages.allSatisfy { $0.page.title == "a private ticket" }, "\(pages)")
  }

  @Test("a customer goes to their own people, then to whoever had their last ticket")
  func customers() async throws {
    let test = try await desk()
    let first = try await opens("One", from: "kim@larch.example.com", in: test)
    #expect(first.because == "Bo Lindqvar is one of Larch's own people")
    _ = try await test.perform(AssignTicketByHand(id: "T-1", member: "ana"))
    try await test.move(to: "2026-11-25T10:00:00Z")
    let second = try await opens("Two", from: "lou@larch.example.com", in: test)
    #expect(second.owner == "ana" && second.because.hasPrefix("Ana Ferrow had this customer's last ticket"))
  }

  @Test("what is not a ticket is closed as it comes")
  func spam() async throws {
    let test = try await desk()
    let row = try await opens("You won the lottery", in: test)
    #expect(row.state == "closed" && row.because == "not a ticket" && row.owner == nil)
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }
}

/// Who should have a ticket that another desk keeps.
@Suite struct AskAssignmentTests {
  private static let team = """
    team: alarm
    zone: Etc/UTC
    members: [{ id: ana, name: Ana Ferrow, capacity: 2 }, { id: bo, name: Bo Lindqvar, capacity: 2 }]
    duties:
      desk: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [[ana, bo]] }] }
    priorities: [urgent, normal]
    queues:
      letters: { when: otherwise, overflow: [desk] }

    """

  private func ask(_ key: String, minutes: Int? = nil, in test: TestDesk) async throws -> AskAssignment.Reply {
    try await test.perform(AskAssignment(team: "alarm", key: key, title: "Reader", minutes: minutes))
  }

  @Test("who asks while all have paused is told when the first comes back")
  func paused() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    for (member, until) in [("ana", "2026-11-24T11:00:00Z"), ("bo", "2026-11-24T10:20:00Z")] {
      try await test.perform(PauseMember(member: member, until: until.instant, reason: "lunch"))
    }
    let nobody = try await ask("A", in: test)
    #expect(nobody.owner == nil && nobody.until == "2026-11-24T10:20:00Z".instant)
  }

  @Test("where a queue only pages, whoever is not to be paged has no owner, and reads that")
  func onlyPages() async throws {
    let team = Self.team.replacing("overflow: [desk]", with: "page from: urgent, overflow: [{ page: desk }]")
      .replacing("queues:", with: "escalation: { loud: [{ at: created, page: desk }] }\nqueues:")
      .replacing("when: otherwise,", with: "when: otherwise, escalation: { urgent: loud },")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    let opened = try await test.perform(OpenTicket(team: "alarm", title: "Reader", priority: "normal"))
    let why = "the queue only pages (desk), and nobody is paged for this"
    #expect(opened.owner == nil && opened.because.hasPrefix(why), "\(opened.because)")
    let asked = try await ask("A", in: test)
    #expect(asked.because == why)
    let again = try #require(asked.until)
    #expect(again > test.clock.wall.now(), "when to ask again, with nobody in sight")
  }

  @Test("the same key has the same answer, what was given counts until it is over or released, and it goes round")
  func lent() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    let first = try await ask("A", in: test)
    #expect(first.owner == "ana" && first.ownerName == "Ana Ferrow" && first.until == "2026-11-24T17:00:00Z".instant)
    #expect(try await ask("A", in: test).owner == "ana")
    #expect(try await ask("B", minutes: 30, in: test).owner == "bo")
    #expect(try await ask("C", in: test).owner == "ana")
    #expect(try await ask("D", in: test).owner == "bo")
    let full = try await ask("E", in: test)
    #expect(full.owner == nil && full.until == "2026-11-24T10:30:00Z".instant, "then half an hour of Bo's is over")
    #expect(full.because == "desk: Ana Ferrow has 2 of 2 tickets; Bo Lindqvar has 2 of 2 tickets")
    let load = try await test.perform(ShowLoad(team: "alarm"))
    #expect(load.rows.map(\.load) == [2, 2] && load.rows.map(\.open) == [0, 0])
    try await test.move(to: "2026-11-24T10:30:00Z")
    #expect(try await ask("E", in: test).owner == "bo", "half an hour is over")
    #expect(try await test.perform(ReleaseAssignment(team: "alarm", key: "A")).isReleased)
    #expect(try await test.perform(ReleaseAssignment(team: "alarm", key: "A")).isReleased == false)
    #expect(try await ask("F", in: test).owner == "ana")
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(AskAssignment(team: "alarm", key: "G", title: "Reader", priority: "sky"))
    }
    let loud = try await test.perform(AskAssignment(team: "alarm", key: "G", title: "Reader", priority: "Urgent"))
    #expect(loud.queue == "letters", "as a source's words")
  }

  @Test("whose it is goes by id, name, login, organisation or mail domain, as of a ticket (C62, C65)")
  func customers() async throws {
    let domains = "domains: [larch.example.com, lärche.example]"
    let larch = "name: Larch Ltd, \(domains), logins: [Kim], organisations: [T012], people: [bo]"
    let team = Self.team + "customers: { larch: { \(larch) } }\n"
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    func owner(_ change: (inout AskAssignment) -> Void) async throws -> String? {
      var asked = AskAssignment(team: "alarm", key: "A", title: "Reader")
      change(&asked)
      let owner = try await test.perform(asked).owner
      try await test.perform(ReleaseAssignment(team: "alarm", key: "A"))
      return owner
    }
    #expect(try await owner { $0.customer = "larch" } == "bo")
    #expect(try await owner { $0.customer = "Larch ltd" } == "bo")
    #expect(try await owner { $0.address = "kim" } == "bo")
    #expect(try await owner { $0.address = "lou@larch.example.com" } == "bo")
    for domain in ["lärche.example", "xn--lrche-gra.example", "mail.XN--lrche-gra.example"] {
      #expect(try await owner { $0.address = "lou@\(domain)" } == "bo", "\(domain)")
      #expect(try await owner { $0.requester = "lou@\(domain)" } == "bo", "\(domain)")
    }
    #expect(try await owner { $0.organisation = "T012" } == "bo")
    #expect(try await owner { $0.requester = "lou@larch.example.com" } == "bo")
    #expect(try await owner { $0.requester = "kim" } == "ana", "a name is anybody's")
    let nobody = await #expect(throws: OperatorProblem.self) { try await owner { $0.customer = "lurch" } }
    #expect(nobody?.help == "did you mean 'larch'?")
  }

  @Test(
    "it counts until they are no longer on for the duty that made them the answer",
    arguments: [
      ("[{ id: am, hours: mon-fri 09:00-12:00, members: [ana] }]", "12:00"),
      (
        "[{ id: am, hours: mon-fri 09:00-12:00, members: [ana] }, { id: pm, hours: mon-fri 12:00-14:00, members: [ana] }]",
        "14:00"
      ),
      ("[{ id: always, members: [ana] }]", "18:00"),
    ])
  func ends(layers: String, end: String) async throws {
    let team = Self.team.replacing(
      "desk: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [[ana, bo]] }] }",
      with: """
        desk: { fallback: late, layers: \(layers) }
          late: { layers: [{ id: rest, hours: "mon-fri \(end)-20:00", members: [ana] }] }
        """)
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    let answer = try await ask("A", in: test)
    #expect(answer.owner == "ana" && answer.until == "2026-11-24T\(end):00Z".instant, "\(answer)")
  }

  @Test("a ticket that waits for room has it once what was asked for is over by itself")
  func over() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    for (key, minutes) in [("A", 60), ("B", 300), ("C", 300), ("D", 300)] {
      _ = try await ask(key, minutes: minutes, in: test)
    }
    let waiting = try await test.perform(OpenTicket(team: "alarm", title: "One"))
    #expect(waiting.owner == nil)
    try await test.live(until: "2026-11-24T10:59:00Z")
    #expect(try await test.perform(ListTickets()).first?.owner == nil)
    try await test.live(until: "2026-11-24T11:00:00Z")
    #expect(try await test.perform(ListTickets()).first?.owner == "ana")
  }

  @Test("released room is given to a ticket that waits for it, and nonsense is refused")
  func released() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    for key in ["A", "B", "C", "D"] { _ = try await ask(key, in: test) }
    let waiting = try await test.perform(OpenTicket(team: "alarm", title: "One"))
    #expect(waiting.owner == nil)
    _ = try await test.perform(ReleaseAssignment(team: "alarm", key: "B"))
    #expect(try await test.perform(ListTickets()).first?.owner == "bo")
    await #expect(throws: OperatorProblem.self) { try await ask("", in: test) }
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ReleaseAssignment(team: "alarm", key: String(repeating: "k", count: 201)))
    }
    await #expect(throws: OperatorProblem.self) { try await ask("Z", minutes: 0, in: test) }
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }
}
