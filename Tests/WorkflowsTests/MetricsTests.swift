import Scheduling
import Testing
import Timekeeping
import Workflows

/// The figures about who is on: they say what `who` says, and follow every change.
@Suite struct MetricsTests {
  /// `duty: people` of the team, as the metrics have it.
  private func people(_ test: TestDesk) async throws -> [String: Int] {
    var found: [String: Int] = [:]
    let line = #/watchbill_on_call_people\{team="alarm",duty="([^"]+)"\} (\d+)/#
    for match in try await test.desk.metricsText().matches(of: line) { found[String(match.1)] = Int(match.2) }
    return found
  }

  private func asked(_ test: TestDesk) async throws -> [String: Int] {
    let rows = try await test.perform(WhoIsOn(team: "alarm")).rows
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in (row.duty, row.members.count { $0.duty == row.duty }) })
  }

  @Test("count those who are on for each duty now, over handoffs and changes")
  func counts() async throws {
    let test = try await TestDesk(at: "2026-11-25T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let before = try await people(test)
    #expect(before == (try await asked(test)) && before["office"] == 1, "\(before)")
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T10:00:00Z".instant, until: "2026-11-25T12:00:00Z".instant,
        member: "bo", force: true))
    #expect(try await people(test)["office"] == 2, "somebody was added")
    for hour in [12, 16, 17, 23] {
      test.clock.set(try Timestamp(text: "2026-11-25T\(hour):00:00Z"))
      #expect(try await people(test) == (try await asked(test)), "at \(hour):00")
    }
    #expect(try await people(test)["office"] == 0, "the office is closed at night")
  }
}
