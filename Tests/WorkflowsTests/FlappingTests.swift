import Foundation
import Storage
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Monitors that come, go and come again: none of it is lost, and nothing that was said before is news (I8, I9).
@Suite struct FlappingTests {
  private func desk(sources: [SourceBinding]? = nil) async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], only: sources)
  }

  private func alert(
    _ name: String, _ status: String = "firing", from start: String, to end: String? = nil, severity: String = "urgent"
  ) -> String {
    let ends = end.map { #","endsAt":"2026-11-24T\#($0):00Z""# } ?? ""
    return #"{"status":"\#(status)","fingerprint":"\#(name)","#
      + #""labels":{"alertname":"\#(name)","severity":"\#(severity)"},"#
      + #""startsAt":"2026-11-24T\#(start):00Z"\#(ends)}"#
  }

  /// One notification of the group.
  @discardableResult
  private func says(_ alerts: String..., on test: TestDesk) async throws -> IntakeReply {
    let body = #"{"version":"4","groupKey":"disk","alerts":[\#(alerts.joined(separator: ","))]}"#
    return try await tells("alertmanager", body, on: test)
  }

  /// A second after whatever was before.
  @discardableResult
  private func tells(_ source: String, _ body: String, on test: TestDesk) async throws -> IntakeReply {
    test.clock.set(test.clock.wall.now() + .seconds(1))
    return try await test.perform(
      TakeDelivery(source: source, headers: ["content-type": "application/json"], body: Data(body.utf8))
    ).answer
  }

  private func paged(_ test: TestDesk) async throws -> [String] {
    try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.map {
      "\($0.page.recipient) \($0.page.episode)"
    }
  }

  private func resolve(_ test: TestDesk) async throws {
    try await test.perform(ResolveTicket(id: "T-1", member: "ana", note: "cleaned up"))
  }

  @Test("the most urgent of a group's alerts counts, in whatever order they come, and also when it comes later")
  func severities() async throws {
    for first in ["normal", "urgent"] {
      let test = try await desk()
      let other = first == "normal" ? "urgent" : "normal"
      try await says(
        alert("a", from: "09:50", severity: first), alert("b", from: "09:51", severity: other), on: test)
      #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.priority == "urgent")
      #expect(try await paged(test) == ["ana 1"])
    }
    let test = try await desk()
    try await says(alert("a", from: "09:50", severity: "normal"), on: test)
    #expect(try await paged(test).isEmpty)
    try await says(
      alert("a", from: "09:50", severity: "normal"), alert("b", from: "09:59"), on: test)
    #expect(try await paged(test) == ["ana 1"])
  }

  @Test("a new alert of a group that a person resolved opens it again; saying the same again does not")
  func afterAPerson() async throws {
    let test = try await desk()
    try await says(alert("a", from: "09:50"), on: test)
    try await resolve(test)
    #expect(try await says(alert("a", from: "09:50"), on: test).state == "resolved", "it still fires, as was known")
    let more = try await says(alert("a", from: "09:50"), alert("b", from: "10:00"), on: test)
    #expect(more.state == "open" && more.because == "it fires again")
    #expect(try await paged(test) == ["ana 1", "ana 2"])
    try await resolve(test)
    #expect(
      try await says(alert("b", from: "10:00"), on: test).state == "resolved", "that one of them ended is nothing new")
    try await test.live(until: "2026-11-24T10:10:00Z")
    #expect(try await says(alert("a", from: "10:09"), alert("b", from: "10:00"), on: test).state == "open")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("whoever has the ticket hears of another alert of its group, once")
  func more() async throws {
    let test = try await desk()
    try await says(alert("a", from: "09:50"), on: test)
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    try await test.live(until: "2026-11-24T10:01:00Z", messages: true)
    for _ in 1...2 { try await says(alert("a", from: "09:50"), alert("b", from: "10:01"), on: test) }
    try await test.live(until: "2026-11-24T10:02:00Z", messages: true)
    let told = try test.messages(to: "ana").filter { $0.kinds.contains("ticket-returned") }
    #expect(told.count == 1 && told.first?.text.contains("T-1, urgent: more of it fires") == true)
    #expect(try await paged(test) == ["ana 1"])
  }

  @Test("what began before the end that was told of opens its ticket again: another, or the same a while later")
  func olderThanTheEnd() async throws {
    let test = try await desk()
    try await says(alert("a", from: "09:50"), on: test)
    let end = alert("a", "resolved", from: "09:50", to: "09:59")
    #expect(try await says(end, on: test).state == "resolved")
    #expect(try await says(alert("a", from: "09:50"), on: test).state == "resolved", "a late delivery")
    #expect(try await says(alert("b", from: "09:58"), on: test).state == "open")
    #expect(try await paged(test) == ["ana 1", "ana 2"])
    let both = alert("b", "resolved", from: "09:58", to: "10:00")
    #expect(try await says(end, both, on: test).state == "resolved")
    try await test.live(until: "2026-11-24T10:05:00Z")
    #expect(try await says(alert("a", from: "09:50"), on: test).state == "open", "its monitor was cut off meanwhile")
    #expect(try await paged(test) == ["ana 1", "ana 2", "ana 3"])
  }

  @Test("what is opened again holds against an older end that comes late")
  func lateEnd() async throws {
    let test = try await desk()
    func says(_ event: String, _ version: Int) async throws -> String? {
      try await tells("json", #"{"event":"\#(event)","id":"f","title":"Disk","version":\#(version)}"#, on: test).state
    }
    #expect(try await says("opened", 1) == "open")
    #expect(try await says("closed", 2) == "resolved")
    #expect(try await says("reopened", 4) == "open")
    #expect(try await says("closed", 3) == "open")
    try await resolve(test)
    #expect(try await says("reopened", 4) == "resolved", "that was said before")
    #expect(try await says("reopened", 5) == "open")
    #expect(try await says("closed", 5) == "resolved")
  }

  @Test("own JSON says the same of each cycle; a person's word on how urgent it is holds until its source says another")
  func cycles() async throws {
    let test = try await desk()
    func priority() async throws -> String { try await test.perform(ShowTicket(id: "T-1")).ticket.priority }
    try await tells("json", #"{"id":"f","title":"Disk","priority":"normal"}"#, on: test)
    let (up, down) = (
      #"{"event":"changed","id":"f","priority":"urgent"}"#, #"{"event":"changed","id":"f","priority":"normal"}"#
    )
    for _ in 1...2 {
      try await tells("json", up, on: test)
      #expect(try await priority() == "urgent")
      try await tells("json", down, on: test)
      #expect(try await priority() == "normal")
    }
    try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .triage(kind: nil, priority: "urgent")))
    try await tells("json", down, on: test)
    #expect(try await priority() == "urgent", "it said nothing new")
    let (closed, opened) = (#"{"event":"closed","id":"f"}"#, #"{"event":"reopened","id":"f"}"#)
    for _ in 1...2 {
      #expect(try await tells("json", closed, on: test).state == "resolved")
      #expect(try await tells("json", opened, on: test).state == "open")
    }
    try await resolve(test)
    #expect(try await tells("json", opened, on: test).state == "open", "whoever resolved it")
  }

  @Test("who says the same of each round is heard each time: Grafana OnCall, and a trigger without a time of change")
  func sameWords() async throws {
    func rounds(_ source: String, _ up: String, _ down: String) async throws {
      let test = try await desk()
      for _ in 1...2 {
        #expect(try await tells(source, up, on: test).state == "open", "\(source)")
        #expect(try await tells(source, up, on: test).ticket == "T-1", "sent twice")
        #expect(try await tells(source, down, on: test).state == "resolved", "\(source)")
        test.clock.set(test.clock.wall.now() + .hours(1))
      }
    }
    func alert(_ state: String) -> String {
      #"{"alert_uid":"u","title":"Pump","message":"It stands","state":"\#(state)"}"#
    }
    try await rounds("alertmanager", alert("alerting"), alert("ok"))
    func trigger(_ status: String) -> String {
      #"{"ticket_id":"12","subject":"Pump","status":"\#(status)","created_at":"2026-11-24T09:50:00Z"}"#
    }
    try await rounds("zendesk", trigger("open"), trigger("solved"))
  }

  @Test("a sender's words for priorities are a setting; one that nobody knows stands with the ticket")
  func words() async throws {
    var settings = SourceSettings(secrets: [TestDesk.secret])
    settings.options.priorities = [FieldName(theirs: "Critical", ours: "urgent")]
    let test = try await desk(sources: [
      SourceBinding(name: "alertmanager", source: Alertmanager(), settings: settings, team: "alarm")
    ])
    try await says(alert("a", from: "09:50", severity: "critical"), on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.priority == "urgent")
    let body = #"{"groupKey":"b","alerts":[\#(alert("b", from: "09:50", severity: "page"))]}"#
    let reply = try await tells("alertmanager", body, on: test)
    #expect(reply.notes == ["b: there is no priority 'page', so it is as if there were none"])
    let shown = try await test.perform(ShowTicket(id: "T-2"))
    #expect(shown.ticket.priority == "normal")
    #expect(shown.history.contains { $0.because == "its source says 'page', which is no priority of the team" })
  }

  @Test("of a word that the settings map to a priority that is gone, the settings are said to be wrong")
  func mappedToNothing() async throws {
    var settings = SourceSettings(secrets: [TestDesk.secret])
    settings.options.priorities = [FieldName(theirs: "sev2", ours: "warning")]
    let test = try await desk(sources: [
      SourceBinding(name: "alertmanager", source: Alertmanager(), settings: settings, team: "alarm")
    ])
    let body = #"{"groupKey":"b","alerts":[\#(alert("b", from: "09:50", severity: "sev2"))]}"#
    let because = "the settings say 'warning' for 'sev2', and the team has no such priority"
    #expect(
      try await tells("alertmanager", body, on: test).notes == ["b: \(because), so it is as if there were none"])
  }

  @Test("a queue that is not in force loses no ticket: the conditions decide, and the ticket says so")
  func lostQueue() async throws {
    let test = try await desk(sources: [
      SourceBinding(
        name: "json", source: OwnJSON(), settings: SourceSettings(secrets: [TestDesk.secret]), team: "alarm",
        queue: "gone")
    ])
    #expect(try await tells("json", #"{"id":"f","title":"Disk","priority":"urgent"}"#, on: test).ticket == "T-1")
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.queue == "alarms")
    #expect(shown.history.contains { $0.because.hasSuffix("name queue 'gone', which is not in force") })
  }
}
