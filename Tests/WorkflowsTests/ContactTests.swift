import Foundation
import PagingChannels
import ProviderExchange
import Scheduling
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Contacts that members keep themselves, what proves a contact, and who on duty has none that is proven.
@Suite("Contacts") struct ContactTests {
  static let address = "http://three.example.com/private/ana"

  private func desk(at now: String = "2026-11-16T12:00:00Z") async throws -> TestDesk {
    try await TestDesk(at: now, schedules: NoticeTeam.files())
  }

  /// The code that the last message carries.
  private func code(_ test: TestDesk) throws -> String {
    let title = try #require(try test.messages.last { $0.type == "test" }?.title)
    return String(title.suffix(6))
  }

  private func contacts(_ test: TestDesk) async throws -> [String] {
    try await test.perform(ListContacts(member: "ana")).map {
      "\($0.origin) \($0.address ?? "") \($0.state)"
    }
  }

  @Test("several addresses at one host are told apart by a number, as nothing past the host is shown")
  func alike() async throws {
    let test = try await TestDesk(
      at: "2026-11-16T12:00:00Z",
      schedules: NoticeTeam.files { $0.replacing("http://two.example.com/ana", with: "http://one.example.com/other") })
    #expect(
      try await contacts(test) == [
        "file http://one.example.com/… (1) untried", "file http://one.example.com/… (2) untried",
      ])
  }

  @Test("a contact counts once its code came back, and then comes before the file's; removed it is gone")
  func journey() async throws {
    let test = try await desk()
    let added = try await test.perform(AddContact(member: "ana", channel: "pager", address: Self.address))
    #expect(added.id == "CT-1" && added.outcome == "sent")
    let sent = try #require(try test.messages.last)
    #expect(sent.url == Self.address && sent.type == "test")
    #expect(String(decoding: try #require(test.sent.all.last).body, as: UTF8.self).contains("contact verify CT-1"))
    let code = try code(test)
    let files = ["file http://one.example.com/… untried", "file http://two.example.com/… untried"]
    #expect(try await contacts(test) == files + ["own http://three.example.com/… unverified"])
    #expect(try await test.perform(TestPage(member: "ana")).rows.count == 2, "nothing goes there before its code")
    let row = try await test.perform(VerifyContact(id: "CT-1", code: code))
    #expect(row.state == .answered && row.answered == "2026-11-16T12:00:00Z".instant && row.id == "CT-1")
    #expect(try await contacts(test).first == "own http://three.example.com/… answered")
    #expect(try await test.perform(VerifyContact(id: "CT-1", code: code)) == row, "the same answer once more")
    let other = await #expect(throws: OperatorProblem.self) {
      try await test.perform(VerifyContact(id: "CT-1", code: "12"))
    }
    #expect(other?.what == "CT-1 is proven already, and not by that code")
    try await test.perform(TestPage(member: "ana"))
    #expect(try test.messages.suffix(3).map(\.url).contains(Self.address))
    #expect(try await test.perform(RemoveContact(id: "CT-1")).member == "ana")
    #expect(try await contacts(test).count == 2)
    await #expect(throws: OperatorProblem.self) { try await test.perform(RemoveContact(id: "CT-1")) }
    let entries = try await test.desk.store.read { try $0.auditEntries(entity: "contact/CT-1") }
    #expect(entries.map(\.action) == ["contact-remove", "contact-verify", "contact-add"])
    #expect(!entries.contains { String(decoding: $0.body, as: UTF8.self).contains("private") })
  }

  @Test("pages and notices go to the contact that a member keeps, and to the file's")
  func paging() async throws {
    let desk = """
      priorities: [urgent]
      queues: { all: { when: otherwise, office hours: always, page from: urgent, escalation: now, overflow: [primary] } }
      escalation: { now: [{ at: created, page: primary, acknowledge within: 5 minutes }] }

      """
    let test = try await TestDesk(at: "2026-11-16T12:00:00Z", schedules: NoticeTeam.files(desk))
    try await test.perform(AddContact(member: "ana", channel: "pager", address: Self.address))
    try await test.perform(VerifyContact(id: "CT-1", code: try code(test)))
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-16T12:01:00Z")
    let pages = test.sent.all.filter { request in
      request.headers.contains { $0.name == "webhook-id" && $0.value.hasPrefix("T-1") }
    }
    #expect(
      pages.map(\.url).sorted() == ["http://one.example.com/ana", Self.address, "http://two.example.com/ana"])
  }

  @Test("wrong codes are counted and end it; a new code works, the old one does not, and a day ends every code")
  func codes() async throws {
    let test = try await desk()
    try await test.perform(AddContact(member: "ana", channel: "pager", address: Self.address))
    let first = try code(test)
    let wrong = first == "000000" ? "000001" : "000000"
    for left in [4, 3, 2, 1, 0] {
      let problem = await #expect(throws: OperatorProblem.self) {
        try await test.perform(VerifyContact(id: "CT-1", code: wrong))
      }
      #expect(problem?.what == "that is not the code; \(left) more tries")
    }
    let over = await #expect(throws: OperatorProblem.self) {
      try await test.perform(VerifyContact(id: "CT-1", code: first))
    }
    #expect(over?.what == "there were 5 wrong codes" && over?.help.contains("--again") == true)
    await #expect(throws: OperatorProblem.self) { try await test.perform(SendContactCode(id: "CT-1")) }
    test.clock.set("2026-11-16T12:01:00Z".instant)
    try await test.perform(SendContactCode(id: "CT-1"))
    let second = try code(test)
    if second != first {
      await #expect(throws: OperatorProblem.self) { try await test.perform(VerifyContact(id: "CT-1", code: first)) }
    }
    test.clock.set("2026-11-17T12:01:00Z".instant)
    await #expect(throws: OperatorProblem.self) { try await test.perform(VerifyContact(id: "CT-1", code: second)) }
    try await test.perform(SendContactCode(id: "CT-1"))
    try await test.perform(VerifyContact(id: "CT-1", code: try code(test)))
    #expect(try await contacts(test).first?.hasPrefix("own") == true)
  }

  @Test("what cannot be a contact is refused with what to do")
  func refused() async throws {
    let test = try await desk()
    func refusal(_ member: String, _ channel: String, _ address: String) async -> String {
      do {
        _ = try await test.perform(AddContact(member: member, channel: channel, address: address))
        return "taken"
      } catch { return "\(error)" }
    }
    #expect(await refusal("anna", "pager", "x").contains("did you mean 'ana'"))
    #expect(await refusal("ana", "pagr", "x").contains("did you mean 'pager'"))
    #expect(await refusal("ana", "pager", "two\nlines").contains("no address"))
    #expect(await refusal("ana", "pager", "http://one.example.com/ana").contains("the schedule files give ana"))
    #expect(await refusal("ana", "pager", Self.address) == "taken")
    #expect(await refusal("ana", "pager", Self.address).contains("already (CT-1)"))
    #expect(await refusal("bo", "pager", Self.address) == "taken", "somebody else may share it")
    for number in 2...10 { #expect(await refusal("ana", "pager", "http://n.example.com/\(number)") == "taken") }
    #expect(await refusal("ana", "pager", "http://n.example.com/11").contains("10 contacts already"))
  }

  @Test("a code that could not be sent leaves the contact waiting")
  func unsent() async throws {
    let test = try await desk()
    test.sent.respond(.failed(.refused, beforeSending: true))
    let reply = try await test.perform(AddContact(member: "ana", channel: "pager", address: Self.address))
    #expect(reply.outcome != "sent")
    #expect(try await contacts(test).last == "own http://three.example.com/… unverified")
  }

  // MARK: Coverage

  @Test("coverage shows the contacts of everybody on duty with what proves them, and who has none that is proven")
  func coverage() async throws {
    let text = NoticeTeam.text.replacing(
      "- { id: bo, name: Bo Lindqvar, hours: mon-fri 09:00-17:00, contacts:",
      with: "- { id: bo, name: Bo Lindqvar, notices: {}, contacts:")
    let test = try await TestDesk(at: "2026-11-16T12:00:00Z", schedules: ["alarm.yaml": text])
    let window = ("2026-11-16T12:00:00Z".instant, "2026-11-25T12:00:00Z".instant)
    func rows() async throws -> CoverageReply { try await test.perform(CheckCoverage(from: window.0, to: window.1)) }
    let before = try await rows()
    #expect(before.contacts.map(\.contact.member) == ["ana", "ana", "bo"], "Cy stands no shift")
    #expect(before.contacts.allSatisfy { $0.contact.state == .untried && $0.teams == ["alarm"] })
    #expect(before.contacts.map(\.firstShift).first == "2026-11-16T09:00:00Z".instant)
    #expect(before.unproven(since: .distantPast) == ["ana", "bo"])
    try await test.perform(TestPage(member: "ana"))
    let arrived = try await rows()
    #expect(arrived.contacts.map(\.contact.state) == [.arrived, .arrived, .untried])
    #expect(arrived.unproven(since: "2026-11-16T12:00:00Z".instant) == ["bo"])
    #expect(arrived.unproven(since: "2026-11-16T12:00:01Z".instant) == ["ana", "bo"])
    test.clock.set("2026-11-18T12:00:00Z".instant)
    test.sent.respond(.http(status: 410, headers: [], body: []))
    try await test.perform(TestPage(member: "ana"))
    let failed = try await rows()
    #expect(failed.contacts.map(\.contact.state) == [.failed, .failed, .untried])
    #expect(failed.unproven(since: .distantPast) == ["ana", "bo"], "what failed last proves nothing")
  }

  @Test("a contact that refuses a page is shown so, with when and why, until a page arrives there again")
  func refusedPage() async throws {
    let desk = """
      priorities: [urgent]
      queues: { all: { when: otherwise, office hours: always, page from: urgent, escalation: now, overflow: [primary] } }
      escalation: { now: [{ at: created, page: primary, acknowledge within: 5 minutes }] }

      """
    let test = try await TestDesk(at: "2026-11-16T12:00:00Z", schedules: NoticeTeam.files(desk))
    try await test.perform(TestPage(member: "ana"))
    test.sent.respond { .http(status: $0.url.contains("two.example.com") ? 410 : 204, headers: [], body: []) }
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-16T12:01:00Z")
    let rows = try await test.perform(ListContacts(member: "ana"))
    #expect(rows.map(\.state) == [.arrived, .failed] && rows[0].why == nil && rows[1].proven == nil)
    #expect(rows[1].why == "the provider answered 410: gone for good; disable the address")
    #expect(rows[1].tried == "2026-11-16T12:00:00Z".instant)
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: "2026-11-16T12:06:00Z")
    let later = try await test.perform(ListContacts(member: "ana"))
    #expect(later.map(\.state) == [.arrived, .arrived] && later[1].why == nil, "the next round arrived")
  }

  @Test("a list of pages that is acknowledged proves the contact it went to, where it went to one alone")
  func answeredList() async throws {
    let desk = """
      priorities: [urgent]
      queues: { all: { when: otherwise, office hours: always, page from: urgent, escalation: now, overflow: [primary] } }
      escalation: { now: [{ at: created, page: primary, acknowledge within: 5 minutes }] }

      """
    let other = ", { pager: \"http://two.example.com/ana\" }"
    for isAlone in [true, false] {
      let files = NoticeTeam.files(desk) { isAlone ? $0.replacing(other, with: "") : $0 }
      let test = try await TestDesk(at: "2026-11-16T12:00:00Z", schedules: files)
      for title in ["One", "Two"] {
        try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent"))
      }
      try await test.live(until: "2026-11-16T12:01:00Z")
      let pages = try await test.desk.store.read { snapshot in
        try [1, 2].flatMap { try snapshot.pages(of: TicketID(number: $0)) }.map(\.page)
      }
      let token = String(try #require(test.desk.links(for: pages).acknowledgeAll.split(separator: "/").last))
      #expect(try await test.desk.acknowledgeAll(byLink: token)?.tickets.count == 2)
      let rows = try await test.perform(ListContacts(member: "ana"))
      let states: [ContactRow.State] = isAlone ? [.answered] : [.arrived, .arrived]
      #expect(rows.map(\.state) == states)
    }
  }

  @Test("a page that is acknowledged by its link proves the contact it went to")
  func answered() async throws {
    let desk = """
      priorities: [urgent]
      queues: { all: { when: otherwise, office hours: always, page from: urgent, escalation: now, overflow: [primary] } }
      escalation: { now: [{ at: created, page: primary, acknowledge within: 5 minutes }] }

      """
    let test = try await TestDesk(at: "2026-11-16T12:00:00Z", schedules: NoticeTeam.files(desk))
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-16T12:01:00Z")
    let page = try #require(test.sent.all.first { $0.url.contains("two.example.com") })
    let body = try #require(try JSONSerialization.jsonObject(with: Data(page.body)) as? [String: Any])
    let text = String(decoding: page.body, as: UTF8.self).replacing("\\/", with: "/")
    let token = try #require(text.firstMatch(of: #//ack/([A-Za-z0-9_.-]+)/#), "\(body)").1
    _ = try await test.desk.acknowledge(byLink: String(token))
    let rows = try await test.perform(ListContacts(member: "ana"))
    #expect(rows.map(\.state) == [.arrived, .answered], "only where the link was")
    #expect(rows[0].arrived == "2026-11-16T12:00:00Z".instant && rows[0].why == nil)
    #expect(rows[1].answered == "2026-11-16T12:01:00Z".instant)
  }
}
