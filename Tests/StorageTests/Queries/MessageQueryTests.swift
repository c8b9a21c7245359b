import Scheduling
import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Notices and messages")
struct MessageQueryTests {
  private let store: Store

  init() throws { store = try Store.sample() }

  private func message(_ id: String, at: Int64 = 0) -> Message {
    Message(
      id: id, recipient: Samples.ana, recipientName: "Ana", channel: "pager", address: "https://a.example.com",
      title: "T", content: .test(text: "t"), created: Samples.at(at))
  }

  private func notice(_ cause: String, to member: MemberID = Samples.ana) -> Notice {
    Notice(kind: "handoff", cause: cause, recipient: member, title: "T \(cause)", text: "Text", haste: .atOnce)
  }

  private func claim(at seconds: Int64, limit: Int = 10) async throws -> [String] {
    try await store.write { tx in
      try tx.claimMessages(now: Samples.at(seconds), until: Samples.at(seconds + 30), limit: limit).map(\.message.id)
    }
  }

  private func record(_ id: String, _ outcome: PageOutcome, at seconds: Int64) async throws -> MessageRow {
    try await store.write { try $0.record(message: id, outcome, at: Samples.at(seconds)) }
  }

  @Test("The same notice is told once, and numbered in the order it was made")
  func once() async throws {
    let notices = [notice("b"), notice("a"), notice("a", to: Samples.bo)]
    let told = try await store.write { tx in try (notices + notices).map { try tx.tell($0, at: Samples.now) } }
    #expect(told == [true, true, true, false, false, false])
    #expect(try await store.read { try $0.notices() } == notices)
    #expect(try await store.read { try $0.notices(to: Samples.bo).map(\.cause) } == ["a"])
    #expect(try await store.read { try $0.wasTold("handoff", cause: "a", to: Samples.bo) })
    #expect(try await store.read { try $0.wasTold("handoff", cause: "c", to: Samples.bo) } == false)
  }

  @Test("A notice is decided on when it is due, and never again once it is in a message")
  func decides() async throws {
    let notice = notice("a")
    let message = message("N-1")
    try await store.write { tx in
      try tx.tell(notice, at: Samples.at(5))
      let open = try #require(try tx.openNotices(now: Samples.at(5), limit: 10).first)
      try tx.settle(open, .waiting, due: Samples.at(100), why: "digest")
    }
    #expect(try await store.read { try $0.openNotices(now: Samples.at(99), limit: 10) }.isEmpty)
    #expect(try await store.read { try $0.nextNoticeDue() } == Samples.at(100))
    try await store.write { tx in
      let open = try tx.openNotices(now: Samples.at(100), limit: 10)
      #expect(open.map(\.state) == [.waiting])
      try tx.enqueue(message)
      try tx.pass(open, to: message.id, why: "leaves")
    }
    #expect(try await store.read { try $0.nextNoticeDue() } == nil)
    #expect(try await store.read { try $0.invariants() } == [])
    let row = try #require(try await store.read { try $0.noticeRecords() }.first)
    #expect(row.carrier?.message == message && row.carrier?.state == .ready && row.carrier?.attempts == 0)
  }

  @Test("A message goes through the states of a page, and pages are claimed apart from it")
  func transitions() async throws {
    let message = message("N-1")
    try await store.write { tx in _ = try tx.enqueue(message) }
    #expect(try await store.write { try $0.claimPages(now: Samples.at(9), until: Samples.at(9), limit: 9) }.isEmpty)
    #expect(try await claim(at: 0) == ["N-1"])
    #expect(try await record("N-1", .unknown(why: "lost"), at: 1).notBefore == Samples.at(6))
    #expect(try await claim(at: 5) == [])
    #expect(try await claim(at: 6) == ["N-1"])
    #expect(try await record("N-1", .retry(after: PlainDuration(.seconds(60)), why: "busy"), at: 7).state == .ready)
    #expect(try await store.read { try $0.nextMessageDue() } == Samples.at(67))
    #expect(try await store.read { try $0.nextPageDue() } == nil)
    #expect(try await claim(at: 67) == ["N-1"])
    #expect(try await record("N-1", .sent(reference: nil), at: 68).state == .sent)
    #expect(try await store.read { try $0.nextMessageDue() } == nil)
    #expect(try await store.write { try $0.enqueue(message) } == false, "its id is known")
  }

  @Test("Nobody acknowledges a message, so its attempts grow rarer, down to one an hour")
  func backoff() async throws {
    let message = message("N-1")
    try await store.write { tx in _ = try tx.enqueue(message) }
    var now: Int64 = 0
    for wait in [5, 15, 30, 60, 300, 900, 3600, 3600] as [Int64] {
      #expect(try await claim(at: now) == ["N-1"])
      #expect(try await record("N-1", .unknown(why: "lost"), at: now).notBefore == Samples.at(now + wait))
      now += wait
    }
  }

  @Test("Messages of one lane leave one after the other, in their order, and hold up no other lane")
  func lanes() async throws {
    let messages = [("N-10", "a", 10), ("N-9", "a", 9), ("N-11", "b", 11)].map { (message($0.0), $0.1, $0.2) }
    try await store.write { tx in
      for (message, lane, place) in messages { try tx.enqueue(message, lane: lane, place: place) }
    }
    #expect(try await claim(at: 0) == ["N-11", "N-9"])
    _ = try await record("N-9", .retry(after: PlainDuration(.seconds(60)), why: "busy"), at: 1)
    #expect(try await claim(at: 1) == [], "the next of the lane waits for the one before it")
    _ = try await record("N-11", .sent(reference: nil), at: 1)
    #expect(try await store.read { try $0.nextMessageDue() } == Samples.at(61), "and nobody spins meanwhile")
    #expect(try await claim(at: 61) == ["N-9"])
    _ = try await record("N-9", .refused(why: "gone"), at: 62)
    #expect(try await claim(at: 62) == ["N-10"], "one that was refused holds up nobody")
  }

  @Test("What is about something that is over is cancelled, not sent")
  func expires() async throws {
    let message = message("N-1")
    try await store.write { tx in _ = try tx.enqueue(message, expires: Samples.at(100)) }
    #expect(try await claim(at: 100) == [])
    let row = try #require(try await store.read { try $0.message("N-1") })
    #expect(row.state == .cancelled && row.cause?.isEmpty == false)
  }

  @Test("A post that is on the wire when it is cancelled is not tried again, and one that arrived did")
  func cancelledPosts() async throws {
    let ticket = TicketID(number: 1)
    let posts = ["a", "b"].map { name in
      Letter(
        id: "T-1-post-\(name)", purpose: .post, ticket: ticket, source: "slack", item: "C1", title: "T", text: "t",
        isByPerson: false, created: Samples.now)
    }
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1))
      for post in posts { try tx.enqueue(post) }
      _ = try tx.claimLetters(now: Samples.now, until: Samples.at(30), limit: 1)
    }
    let cancelled = try await store.write { try $0.cancelPosts(of: ticket, because: "private") }
    #expect(cancelled.sorted() == posts.map(\.id))
    let first = posts[0].id
    let busy = PageOutcome.retry(after: PlainDuration(.seconds(5)), why: "busy")
    #expect(
      try await store.write { try $0.record(letter: first, busy, at: Samples.at(1), attempt: 1) }.state == .cancelled)
    #expect(try await store.read { try $0.nextLetterDue() } == nil)
    let sent = try await store.write {
      try $0.record(letter: first, .sent(reference: nil), at: Samples.at(2), attempt: 1)
    }
    #expect(sent.state == .sent)
  }

  @Test("Answers to somebody are found by source and age, whatever the case of their address, among the newest letters")
  func repliesToSomebody() async throws {
    func letter(
      _ number: Int, to address: String = "Ana@example.org", source: String = "mail", at: Int64 = 10,
      purpose: Letter.Purpose = .reply
    ) -> Letter {
      Letter(
        id: "T-1-m\(number)", purpose: purpose, ticket: TicketID(number: 1), source: source, item: "a", title: "T",
        text: "ana@example.org", to: Party(address: address), created: Samples.at(at))
    }
    let letters = [
      letter(1), letter(2), letter(3, at: 5), letter(4, source: "other"), letter(5, to: "mo@example.org"),
      letter(6, purpose: .post), letter(7, to: "an/a@example.org"),
    ]
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1))
      for letter in letters { try tx.enqueue(letter) }
    }
    func found(_ address: String, reach: Int) async throws -> [String] {
      try await store.read { snapshot in
        try snapshot.replies(to: address, source: "mail", since: Samples.at(5), reach: reach).map(\.letter.id)
      }
    }
    #expect(try await found("ana@EXAMPLE.org", reach: 7) == ["T-1-m2", "T-1-m1"])
    #expect(try await found("ana@example.org", reach: 6) == ["T-1-m2"])
    #expect(try await found("an/a@example.org", reach: 6) == ["T-1-m7"])
  }

  @Test("A claim of a process that is gone is unknown, and goes out again with the same id")
  func restart() async throws {
    let folder = try TemporaryFolder()
    let message = message("N-1")
    let first = try Store.open(folder: folder.path, now: Samples.now)
    try await first.write { tx in
      _ = try tx.enqueue(message)
      _ = try tx.claimMessages(now: Samples.now, until: Samples.at(30), limit: 1)
    }
    try await first.close()
    let second = try Store.open(folder: folder.path, now: Samples.at(1))
    let again = try await second.write { try $0.claimMessages(now: Samples.at(1), until: Samples.at(31), limit: 1) }
    #expect(again.map(\.message) == [message] && again.map(\.attempts) == [2])
    try await second.close()
  }

  @Test("What test pages came to is kept for each contact; when one arrived last outlives a failure")
  func proofs() async throws {
    let contact = Contact(channel: "pager", address: "https://a.example.com")
    @Sendable func proof(_ at: Int64, _ outcome: PageOutcome) -> ProvenContact {
      ProvenContact(member: Samples.ana, contact: contact, at: Samples.at(at), outcome: outcome)
    }
    let (good, bad) = (proof(1, .sent(reference: nil)), proof(2, .refused(why: "gone")))
    try await store.write { tx in
      try tx.putProof(good)
      try tx.putProof(bad)
    }
    let kept = try await store.read { try $0.provenContacts() }
    #expect(kept.map(\.at) == [Samples.at(2)] && kept.map(\.proven) == [Samples.at(1)] && kept.map(\.works) == [false])
    try await store.write { try $0.noteAnswer(of: Samples.ana, from: contact, at: Samples.at(3)) }
    try await store.write { try $0.putProof(proof(4, .refused(why: "gone"))) }
    let answered = try await store.read { try $0.provenContacts() }
    #expect(answered.map(\.answered) == [Samples.at(3)] && answered.map(\.proven) == [Samples.at(3)])
    #expect(answered.map(\.works) == [false], "an answer outlives a failure, too")
  }

  @Test("A contact that a member keeps is one of its kind until it is removed, and then may come again")
  func ownContacts() async throws {
    let contact = Contact(channel: "pager", address: "https://a.example.com")
    @Sendable func own(_ id: String) -> OwnContact {
      OwnContact(id: id, member: Samples.ana, contact: contact, added: Samples.now, by: "ana", coded: Samples.now)
    }
    var first = own("CT-1")
    try await store.write { [first] in try $0.addContact(first) }
    await #expect(throws: StoreError.self) { try await store.write { try $0.addContact(own("CT-2")) } }
    (first.tries, first.verified, first.coded) = (2, Samples.at(5), Samples.at(4))
    try await store.write { [first] in try $0.noteContact(first) }
    #expect(try await store.read { try $0.ownContacts() } == [first])
    let counter = try await store.read { try $0.changeCounter(.contacts) }
    #expect(try await store.write { try $0.removeContact("CT-1", by: "ana", at: Samples.at(6)) })
    #expect(try await !store.write { try $0.removeContact("CT-1", by: "ana", at: Samples.at(6)) })
    #expect(try await store.read { try $0.changeCounter(.contacts) } == counter + 1)
    try await store.write { try $0.addContact(own("CT-2")) }
    #expect(try await store.read { try $0.ownContacts() }.map(\.id) == ["CT-2"])
  }

  @Test("What a watch remembers comes back as it was")
  func watches() async throws {
    let team = Samples.desk
    let memory = WatchMemory(
      since: Samples.now, seen: Samples.at(1), onCall: [DutyHolders(duty: DutyID(unchecked: "d"), members: [])],
      toldUntil: Samples.at(9))
    #expect(try await store.read { try $0.watch(of: team) } == nil)
    try await store.write { tx in
      try tx.putWatch(memory, of: team)
      try tx.putWatch(memory, of: team)
    }
    #expect(try await store.read { try $0.watch(of: team) } == memory)
  }
}
