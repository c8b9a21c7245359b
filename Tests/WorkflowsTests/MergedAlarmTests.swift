import Foundation
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Two alarms in one ticket, with a real store: it is over when both are, and not before (C41).
@Suite struct MergedAlarmTests {
  /// A second after whatever was before.
  @discardableResult
  private func tells(_ source: String, _ body: String, on test: TestDesk) async throws -> IntakeReply {
    test.clock.set(test.clock.wall.now() + .seconds(1))
    return try await test.perform(
      TakeDelivery(source: source, headers: ["content-type": "application/json"], body: Data(body.utf8))
    ).answer
  }

  @discardableResult
  private func alert(
    _ group: String, _ status: String, from start: String = "09:50", to end: String? = nil, on test: TestDesk
  ) async throws -> IntakeReply {
    let ends = end.map { #","endsAt":"2026-11-24T\#($0):00Z""# } ?? ""
    return try await tells(
      "alertmanager",
      #"{"version":"4","groupKey":"\#(group)","commonLabels":{"severity":"urgent"},"alerts":[{"status":"\#(status)","#
        + #""labels":{"alertname":"\#(group)"},"startsAt":"2026-11-24T\#(start):00Z"\#(ends)}]}"#, on: test)
  }

  private func merged() async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    for group in ["mc", "md"] { try await alert(group, "firing", on: test) }
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "ana"))
    return test
  }

  private func pages(_ test: TestDesk) async throws -> Int {
    try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.count
  }

  @Test("of two alarms in one ticket the end of one ends nothing, in whichever order they end")
  func oneEnds() async throws {
    for (first, second) in [("mc", "md"), ("md", "mc")] {
      let test = try await merged()
      let before = try await pages(test)
      let half = try await alert(first, "resolved", to: "09:59", on: test)
      #expect(half.ticket == "T-1" && half.state == "open", "\(half)")
      #expect(try await alert(second, "firing", on: test).state == "open", "it fires on")
      try await test.live(until: "2026-11-24T10:06:00Z")
      #expect(try await pages(test) > before, "and pages")
      let shown = try await test.perform(ShowTicket(id: "T-1"))
      #expect(shown.history.contains { $0.because.contains("was closed in alertmanager; still open: T-") })
      #expect(try await alert(second, "resolved", to: "10:05", on: test).state == "resolved")
      #expect(try await test.perform(VerifyStore()).isEmpty)
    }
  }

  @Test("either of them opens the ticket again when it fires after both were over, and pages")
  func firesAgain() async throws {
    for group in ["mc", "md"] {
      let test = try await merged()
      for other in ["mc", "md"] { try await alert(other, "resolved", to: "09:59", on: test) }
      let before = try await pages(test)
      #expect(try await alert(group, "firing", on: test).state == "resolved", "a late delivery")
      let again = try await alert(group, "firing", from: "10:30", on: test)
      #expect(again.ticket == "T-1" && again.state == "open" && again.because == "it fires again", "\(again)")
      #expect(try await pages(test) > before)
      #expect(try await alert(group, "resolved", from: "10:30", to: "10:31", on: test).state == "resolved")
    }
  }

  @Test("an alarm of a merged ticket that fires after that was closed has a ticket of its own")
  func firesLater() async throws {
    let test = try await merged()
    for group in ["mc", "md"] { try await alert(group, "resolved", to: "09:59", on: test) }
    try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(note: "A full disk."))))
    let anew = try await alert("md", "firing", from: "10:30", on: test)
    #expect(anew.ticket == "T-3" && anew.state == "open", "\(anew)")
    #expect(try await alert("md", "resolved", from: "10:30", to: "10:31", on: test).ticket == "T-3")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("an item of a ticket that a person ended opens it again when its source says so")
  func reopenedAfterPerson() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    for id in ["a", "b"] { try await tells("json", #"{"id":"\#(id)","title":"Dark","priority":"urgent"}"#, on: test) }
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "ana"))
    try await test.perform(ResolveTicket(id: "T-1", member: "ana"))
    let again = try await tells("json", #"{"event":"reopened","id":"b"}"#, on: test)
    #expect(again.ticket == "T-1" && again.state == "open", "\(again)")
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(note: "A cable."))))
    let anew = try await tells("json", #"{"event":"reopened","id":"b"}"#, on: test)
    #expect(anew.ticket == "T-3", "\(anew)")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("an item of a merged ticket that begins anew goes on with its own words, and not with the other's")
  func ownWords() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    for (id, title) in [("a", "The hall is dark"), ("b", "The gate is stuck")] {
      try await tells("json", #"{"id":"\#(id)","title":"\#(title)","body":"\#(title) again."}"#, on: test)
    }
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "ana"))
    try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(note: "A cable."))))
    let reply = try await tells("json", #"{"event":"reopened","id":"b"}"#, on: test)
    #expect(reply.ticket == "T-3", "\(reply)")
    let anew = try await test.perform(ShowTicket(id: "T-3"))
    #expect(anew.ticket.title == "The gate is stuck" && anew.messages?.first?.text == "The gate is stuck again.")
  }

  @Test("what was opened by hand and never says that it is over keeps no alarm from its end")
  func endlessItem() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await alert("mc", "firing", on: test)
    try await test.perform(OpenTicket(team: "alarm", title: "It is dark", priority: "urgent"))
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "ana"))
    #expect(try await alert("mc", "resolved", to: "09:59", on: test).state == "resolved")
  }

  @Test("own JSON that is merged is over when both items were closed")
  func ownJSON() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    for id in ["a", "b"] { try await tells("json", #"{"id":"\#(id)","title":"Dark","priority":"urgent"}"#, on: test) }
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "ana"))
    #expect(try await tells("json", #"{"event":"closed","id":"a"}"#, on: test).state == "open")
    #expect(try await tells("json", #"{"event":"closed","id":"b"}"#, on: test).state == "resolved")
    #expect(try await tells("json", #"{"event":"reopened","id":"b"}"#, on: test).state == "open")
    #expect(try await tells("json", #"{"event":"closed","id":"b"}"#, on: test).state == "resolved")
    let again = try await tells("json", #"{"id":"b","title":"Dark","priority":"urgent"}"#, on: test)
    #expect(again.ticket == "T-1" && again.state == "open", "in the same bytes as it began")
  }
}
