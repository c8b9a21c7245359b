import Scheduling
import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Outbox")
struct OutboxQueryTests {
  private let store: Store
  private let page = Samples.page(1)

  init() async throws {
    store = try Store.sample()
    let page = page
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1))
      _ = try tx.enqueue(page, notBefore: Samples.at(10))
    }
  }

  private func claim(at seconds: Int64, for span: Int64 = 30, limit: Int = 10) async throws -> [OutboxRow] {
    try await store.write { tx in
      try tx.claimPages(now: Samples.at(seconds), until: Samples.at(seconds + span), limit: limit)
    }
  }

  private func record(_ outcome: PageOutcome, at seconds: Int64, attempt: Int? = nil) async throws -> OutboxRow {
    let id = page.id
    return try await store.write { try $0.record(id, outcome, at: Samples.at(seconds), attempt: attempt) }
  }

  private func row() async throws -> OutboxRow {
    let id = page.id
    return try #require(try await store.read { try $0.outboxRow(id) })
  }

  private func change(_ change: @escaping @Sendable (inout Ticket) -> Void) async throws {
    try await store.write { tx in
      var ticket = try #require(try tx.ticket(TicketID(number: 1)))
      change(&ticket)
      try tx.updateTicket(ticket, expecting: ticket.version)
    }
  }

  private func acknowledge() async throws {
    try await change { $0.acknowledgement = Acknowledgement(by: Samples.ana, at: Samples.at(15), via: "link") }
  }

  @Test("The same page is queued once")
  func once() async throws {
    let page = page
    #expect(try await store.write { try $0.enqueue(page, notBefore: Samples.at(99)) } == false)
    #expect(try await row().notBefore == Samples.at(10))
    #expect(try await store.read { try $0.pages(of: page.ticket).map(\.page) } == [page])
  }

  @Test("A page is claimed when it is due, by one sender, under this epoch")
  func claims() async throws {
    #expect(try await claim(at: 9) == [])
    let rows = try await claim(at: 10)
    #expect(rows.map(\.page) == [page])
    #expect(rows[0].state == .claimed && rows[0].attempts == 1 && rows[0].claimEpoch == store.epoch)
    #expect(rows[0].claimUntil == Samples.at(40))
    #expect(try await claim(at: 11) == [])
    #expect(try await store.read { try $0.nextPageDue() } == Samples.at(40))
  }

  @Test("The oldest pages go first, within the limit")
  func limit() async throws {
    try await store.write { tx in
      _ = try tx.enqueue(Samples.page(1, step: 1), notBefore: Samples.at(5))
      _ = try tx.enqueue(Samples.page(1, step: 2), notBefore: Samples.at(7))
    }
    #expect(try await claim(at: 20, limit: 2).map(\.page.step) == [1, 2])
    #expect(try await claim(at: 20, limit: 2).map(\.page.step) == [0])
    #expect(try await claim(at: 20, limit: 0) == [])
  }

  @Test("However many pages others got, what somebody got and nobody answered is found; what has not left is not")
  func unanswered() async throws {
    let others = (1...5000).map { Samples.page(1, step: $0, to: Samples.bo) }
    let theirs = Samples.page(2)
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(2))
      for page in others { _ = try tx.enqueue(page, notBefore: Samples.at(10)) }
      _ = try tx.enqueue(theirs, notBefore: Samples.at(20))
    }
    func found() async throws -> [PageID] {
      try await store.read { try $0.unansweredPages(of: Samples.ana, until: Samples.now).map(\.page.id) }
    }
    #expect(try await found() == [])
    _ = try await claim(at: 10, limit: 6000)
    #expect(try await found() == [page.id], "the newest is on the wire, and what leaves with it")
    _ = try await record(.sent(reference: nil), at: 11)
    #expect(try await found() == [page.id])
    _ = try await claim(at: 20)
    try await store.write { _ = try $0.record(theirs.id, .unknown(why: "no answer"), at: Samples.at(21)) }
    #expect(try await found() == [page.id, theirs.id])
    try await acknowledge()
    #expect(try await found() == [theirs.id])
  }

  @Test("What is on the wire over another channel is in nobody's list yet")
  func onTheWire() async throws {
    var other = Samples.page(2, step: 1)
    (other.channel, other.created) = ("phone", Samples.at(-60))
    let elsewhere = other
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(2))
      _ = try tx.enqueue(elsewhere, notBefore: Samples.at(10))
    }
    #expect(try await claim(at: 10).count == 2)
    let found = try await store.read { try $0.unansweredPages(of: Samples.ana, until: Samples.now) }
    #expect(found.map(\.page.id) == [page.id])
  }

  @Test(
    "What a provider did not take is in nobody's list, unless it is the list that was answered",
    arguments: [PageOutcome.retry(after: PlainDuration(.seconds(5)), why: "busy"), .refused(why: "gone")])
  func notTaken(outcome: PageOutcome) async throws {
    var older = Samples.page(2, step: 1)
    (older.channel, older.created) = ("phone", Samples.at(-60))
    let before = older
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(2))
      _ = try tx.enqueue(before, notBefore: Samples.at(10))
    }
    func found() async throws -> [PageID] {
      try await store.read { try $0.unansweredPages(of: Samples.ana, until: Samples.now).map(\.page.id) }
    }
    _ = try await claim(at: 10)
    try await store.write { _ = try $0.record(before.id, outcome, at: Samples.at(11)) }
    #expect(try await found() == [page.id])
    _ = try await record(.sent(reference: nil), at: 11)
    #expect(try await found() == [page.id])
  }

  @Test("Sent ends it")
  func sent() async throws {
    _ = try await claim(at: 10)
    let row = try await record(.sent(reference: "r-1"), at: 11)
    #expect(row.state == .sent && !row.crossed && row.claimEpoch == nil && row.claimUntil == nil)
    #expect(try await self.row() == row)
    #expect(try await claim(at: 9999) == [])
    #expect(try await store.read { try $0.nextPageDue() } == nil)
  }

  @Test("Retry makes it ready again after the wait the provider asked for")
  func retry() async throws {
    _ = try await claim(at: 10)
    let row = try await record(.retry(after: PlainDuration(.seconds(120)), why: "busy"), at: 11)
    #expect(row.state == .ready && row.notBefore == Samples.at(131))
    #expect(try await store.read { try $0.nextPageDue() } == Samples.at(131))
    #expect(try await claim(at: 131).map(\.attempts) == [2])
  }

  @Test("Refused fails at once and tells the caller")
  func refused() async throws {
    _ = try await claim(at: 10)
    #expect(try await record(.refused(why: "gone"), at: 11).state == .failed)
    #expect(try await claim(at: 9999) == [])
  }

  @Test("An unknown outcome is sent again with the same id, after 5, 15, 30, 60 and 60 seconds")
  func unknown() async throws {
    var now: Int64 = 10
    for wait in [5, 15, 30, 60, 60] as [Int64] {
      #expect(try await claim(at: now - 1) == [])
      #expect(try await claim(at: now).map(\.page.id) == [page.id])
      let row = try await record(.unknown(why: "no answer"), at: now)
      #expect(row.state == .unknown && row.notBefore == Samples.at(now + wait))
      now += wait
    }
    let id = page.id
    let attempts = try await store.read { try $0.attempts(of: id) }
    #expect(attempts.map(\.number) == [1, 2, 3, 4, 5])
    #expect(attempts.map(\.outcome) == Array(repeating: .unknown(why: "no answer"), count: 5))
  }

  @Test("A claim that ran out is unknown, is written down, and goes out again with the same id")
  func expiredClaim() async throws {
    _ = try await claim(at: 10, for: 30)
    #expect(try await claim(at: 39) == [])
    let again = try await claim(at: 40)
    #expect(again.map(\.page.id) == [page.id] && again.map(\.attempts) == [2])
    let id = page.id
    guard case .unknown = try await store.read({ try $0.attempts(of: id) }).first?.outcome else {
      Issue.record("the attempt was not written down")
      return
    }
  }

  @Test("A late result of an older claim counts only when the page was sent")
  func lateResult() async throws {
    _ = try await claim(at: 10, for: 30)
    _ = try await claim(at: 40, for: 30)
    #expect(
      try await record(.retry(after: PlainDuration(.seconds(5)), why: "busy"), at: 41, attempt: 1).state == .claimed)
    #expect(try await record(.sent(reference: nil), at: 42, attempt: 1).state == .sent)
    #expect(try await record(.refused(why: "gone"), at: 43, attempt: 2).state == .sent)
    let id = page.id
    #expect(try await store.read { try $0.attempts(of: id).count } == 4)
  }

  @Test("No page is claimed after the acknowledgement has committed")
  func acknowledgedFirst() async throws {
    try await acknowledge()
    #expect(try await claim(at: 10) == [])
    let row = try await row()
    #expect(row.state == .cancelled && row.attempts == 0)
    #expect(row.cause == "the ticket was acknowledged or closed first")
  }

  @Test("A page that was on the wire when the ticket was acknowledged is flagged as crossed")
  func crossed() async throws {
    _ = try await claim(at: 10)
    try await acknowledge()
    #expect(try await record(.sent(reference: nil), at: 16).crossed)
    #expect(try await row().crossed)
  }

  @Test("An unknown page is cancelled, not sent again, when the ticket was closed meanwhile")
  func closedMeanwhile() async throws {
    _ = try await claim(at: 10)
    _ = try await record(.unknown(why: "no answer"), at: 11)
    try await change { $0.state = .closed }
    #expect(try await claim(at: 60) == [])
    #expect(try await row().state == .cancelled)
  }

  @Test("A page of an earlier episode is not sent in a later one; one of this episode is")
  func episodes() async throws {
    try await change { $0.episode = 2 }
    try await store.write { _ = try $0.enqueue(Samples.page(1, episode: 2), notBefore: Samples.at(10)) }
    #expect(try await claim(at: 10).map(\.page.episode) == [2])
    #expect(try await row().state == .cancelled)
  }

  @Test("Pages that nobody has on the wire can be cancelled with a reason")
  func cancelling() async throws {
    try await store.write { _ = try $0.enqueue(Samples.page(1, step: 1), notBefore: Samples.at(50)) }
    _ = try await claim(at: 10)
    let cancelled = try await store.write { try $0.cancelPages(of: TicketID(number: 1), because: "handed over") }
    #expect(cancelled == [Samples.page(1, step: 1).id])
    let rows = try await store.read { try $0.pages(of: TicketID(number: 1)) }
    #expect(rows.map(\.state) == [.claimed, .cancelled] && rows[1].cause == "handed over")
  }

  @Test("A result for a page that does not exist is an error")
  func stranger() async throws {
    await #expect(throws: StoreError.missing("page T-9-1-r0-s0-ana_pager")) {
      try await store.write { try $0.record(Samples.page(9).id, .sent(reference: nil), at: Samples.now) }
    }
  }

  @Test("Claims of a process that is gone are unknown as soon as the store is opened again")
  func deadEpoch() async throws {
    let folder = try TemporaryFolder()
    let first = try Store.open(folder: folder.path, now: Samples.now)
    try await first.write { tx in
      try tx.insertTicket(Samples.ticket(1))
      _ = try tx.enqueue(Samples.page(1), notBefore: Samples.now)
      _ = try tx.claimPages(now: Samples.now, until: Samples.at(3600), limit: 1)
    }
    try await first.close()
    let second = try Store.open(folder: folder.path, now: Samples.at(5))
    let row = try #require(try await second.read { try $0.outboxRow(Samples.page(1).id) })
    #expect(row.state == .unknown && row.notBefore == Samples.now, "due as it was")
    let again = try await second.write { try $0.claimPages(now: Samples.at(5), until: Samples.at(35), limit: 1) }
    #expect(again.map(\.claimEpoch) == [2] && again.map(\.attempts) == [2])
    try await second.close()
  }
}
