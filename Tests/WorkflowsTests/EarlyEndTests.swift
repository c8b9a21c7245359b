import Foundation
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// What is said of an item before it begins: words wait for it, and an end that came first ends nothing.
@Suite struct EarlyEndTests {
  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
  }

  @discardableResult
  private func says(
    _ body: String, to source: String = "json", type: String = "application/json", at now: String, on test: TestDesk
  ) async throws -> IntakeReply {
    test.clock.set(try Timestamp(text: now))
    return try await test.perform(
      TakeDelivery(source: source, headers: ["content-type": type], body: Data(body.utf8))
    ).answer
  }

  private func state(_ test: TestDesk) async throws -> String {
    try await test.perform(ShowTicket(id: "T-1")).ticket.state
  }

  @Test("a monitor that says of each good cycle that nothing is wrong is heard on the day when something is")
  func healthCheck() async throws {
    let test = try await desk()
    for minute in 10...59 {
      try await says(
        #"{"event":"closed","id":"disk:db1"}"#, at: "2026-11-24T10:\(minute):00Z", on: test)
    }
    try await says(
      #"{"event":"changed","id":"disk:db1","priority":"low"}"#, at: "2026-11-24T11:00:00Z", on: test)
    try await says(
      #"{"event":"message","id":"disk:db1","message":"m1","title":"Slow","body":"It hums."}"#,
      at: "2026-11-24T11:00:00Z", on: test)
    let opened = try await says(
      #"{"id":"disk:db1","title":"Disk full","priority":"urgent"}"#, at: "2026-11-24T11:05:00Z", on: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(opened.state == "open" && shown.ticket.title == "Disk full" && shown.ticket.priority == "urgent")
    #expect(shown.messages?.map(\.text).contains("It hums.") == true, "what was said waits all the same")
  }

  @Test("of equal versions the last to come holds; an end that is newer than the beginning is one")
  func versions() async throws {
    for (version, expected) in [(1, "open"), (2, "resolved")] {
      let test = try await desk()
      try await says(
        #"{"event":"closed","id":"a","version":\#(version)}"#, at: "2026-11-24T10:00:00Z", on: test)
      try await says(#"{"id":"a","title":"Dark","version":1}"#, at: "2026-11-24T10:01:00Z", on: test)
      #expect(try await state(test) == expected)
    }
  }

  @Test("a monitor that says every minute that it is on writes that down once")
  func saysAgain() async throws {
    let test = try await desk()
    for minute in 0..<5 {
      let headers = ["content-type": "application/json", "idempotency-key": "k\(minute)"]
      let body = #"{"id":"disk:db1","title":"Disk full","body":"db1","priority":"urgent"}"#
      _ = try await test.perform(TakeDelivery(source: "json", headers: headers, body: Data(body.utf8)))
    }
    let facts = try await test.desk.store.read { try $0.history(of: TicketID(number: 1)) }.facts
    let words = facts.filter { if case .sourceState = $0.what { true } else { false } }
    #expect(words.count <= 1, "\(words)")
  }

  @Test("a row that was over in an older table and is open in a newer one is a ticket")
  func table() async throws {
    let test = try await desk()
    let row = "id,subject,status\n1,One,"
    try await says(row + "solved\n", to: "csv", type: "text/csv", at: "2026-11-24T10:00:00Z", on: test)
    try await says(row + "open\n", to: "csv", type: "text/csv", at: "2026-11-24T10:01:00Z", on: test)
    #expect(try await state(test) == "open")
  }

  @Test("an alert of a group whose end was all that we heard opens a ticket; only a late delivery does not")
  func alerts() async throws {
    for (minute, expected) in [("10:00:40", "resolved"), ("10:05:00", "open")] {
      let test = try await desk()
      func says(_ status: String, _ times: String, at now: String) async throws {
        try await self.says(
          #"{"groupKey":"disk","alerts":[{"status":"\#(status)","labels":{"alertname":"A"},\#(times)}]}"#,
          to: "alertmanager", at: "2026-11-24T\(now)Z", on: test)
      }
      try await says(
        "resolved", #""startsAt":"2026-11-24T09:50:00Z","endsAt":"2026-11-24T10:00:00Z""#, at: "10:00:05")
      try await says("firing", #""startsAt":"2026-11-24T09:59:30Z""#, at: minute)
      #expect(try await state(test) == expected, "\(minute)")
    }
  }
}
