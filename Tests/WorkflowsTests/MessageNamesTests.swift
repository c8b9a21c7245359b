import Foundation
import Storage
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Ids that sources choose for messages, against those of our own words.
@Suite struct MessageNamesTests {
  private func desk() async throws -> TestDesk {
    let settings = SourceSettings(secrets: [TestDesk.secret])
    let bindings = try [("json", "json"), ("mail", "email")].map {
      SourceBinding(name: $0.0, source: try AllTicketSources.named($0.1), settings: settings, team: "alarm")
    }
    return try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], only: bindings)
  }

  @discardableResult
  private func take(_ body: String, _ source: String, _ type: String, on test: TestDesk) async throws -> IntakeReply {
    try await test.perform(
      TakeDelivery(source: source, headers: ["content-type": type], body: Data(body.utf8))
    ).answer
  }

  private func says(_ event: String, as id: String, _ text: String, on test: TestDesk) async throws {
    try await take(
      #"{"event":"\#(event)","id":"a","message":"\#(id)","body":"\#(text)"}"#, "json", "application/json", on: test)
  }

  /// Notes on a ticket that somebody else opened.
  private func noted(on test: TestDesk) async throws -> [String] {
    for text in ["Do not tell them", "Not this either"] {
      try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .note(text: text)))
    }
    let messages = try await test.perform(ShowTicket(id: "T-1")).messages ?? []
    return messages.filter { $0.kind == "note" }.map(\.id)
  }

  private func texts(on test: TestDesk) async throws -> [String?] {
    (try await test.perform(ShowTicket(id: "T-1")).messages ?? []).map { $0.isDeleted ? nil : $0.text }
  }

  @Test("a source's message that bears the id of ours is one of its own, and is mended and taken back by its own name")
  func collides() async throws {
    let test = try await desk()
    try await take(#"{"id":"a","title":"Dark","body":"All of it"}"#, "json", "application/json", on: test)
    let ids = try await noted(on: test)
    let own = try #require(ids.first)
    try await says("message", as: own, "It is on fire", on: test)
    let notes = ["Do not tell them", "Not this either"]
    #expect(try await texts(on: test) == ["All of it"] + notes + ["It is on fire"])
    try await says("edited", as: own, "It is out", on: test)
    #expect(try await texts(on: test) == ["All of it"] + notes + ["It is out"])
    try await says("deleted", as: own, "", on: test)
    #expect(try await texts(on: test) == ["All of it"] + notes + [nil])
    for id in ids { try await says("deleted", as: id, "", on: test) }
    #expect(try await texts(on: test) == ["All of it"] + notes + [nil])
  }

  @Test("a message that a source took back before we wrote ours takes nothing of ours away")
  func tombstones() async throws {
    let test = try await desk()
    try await take(#"{"id":"a","title":"Dark","body":"All of it"}"#, "json", "application/json", on: test)
    for number in 1...9 { try await says("deleted", as: "m\(number)", "", on: test) }
    _ = try await noted(on: test)
    #expect(try await texts(on: test) == ["All of it", "Do not tell them", "Not this either"])
  }

  @Test("a message that was kept under such a name before there were others goes on under it")
  func olderNames() async throws {
    let test = try await desk()
    try await take(#"{"id":"a","title":"Dark","body":"All of it"}"#, "json", "application/json", on: test)
    let now = test.clock.wall.now()
    try await test.desk.store.write { tx in
      let number = try tx.history(of: TicketID(number: 1)).course.lastNumber + 1
      let message = TicketMessage(id: "m1", kind: .customer, author: "Kim", text: "It hums")
      try tx.addFacts(
        [TicketFact(number: number, at: now, by: .customer("Kim"), what: .message(message))], to: TicketID(number: 1))
    }
    try await says("edited", as: "m1", "It hummed", on: test)
    #expect(try await texts(on: test) == ["All of it", "It hummed"])
    try await says("deleted", as: "m1", "", on: test)
    #expect(try await texts(on: test) == ["All of it", nil])
  }

  @Test("a mail whose Message-ID is the id of a note is a mail, and answers to it find its ticket")
  func mails() async throws {
    let test = try await desk()
    func mailed(_ id: String, _ text: String, answers: String? = nil) async throws -> String? {
      let thread = answers.map { "In-Reply-To: <\($0)>\n" } ?? ""
      let mail = "Message-ID: <\(id)>\nFrom: kim@example.org\nSubject: Dark\n\(thread)\n\(text)\n"
      return try await take(mail, "mail", "message/rfc822", on: test).ticket
    }
    #expect(try await mailed("a@example.org", "All of it") == "T-1")
    let own = try #require(try await noted(on: test).first)
    #expect(try await mailed(own, "It is on fire", answers: "a@example.org") == "T-1")
    #expect(try await mailed("b@example.org", "It is out", answers: own) == "T-1")
    #expect(try await mailed(own, "Or is it") == "T-1", "another mail under that id, by the same person")
    #expect(
      try await texts(on: test)
        == ["All of it", "Do not tell them", "Not this either", "It is on fire", "It is out", "Or is it"])
  }
}
