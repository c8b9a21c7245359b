import Scheduling
import Testing
import Timekeeping

/// Whose future time on duty is not as it was (rule T16).
struct MovedShiftsTests {
  private func held(_ who: String, _ spans: [(String, String)], duty: String = "primary") throws -> HeldTime {
    HeldTime(
      member: Sample.member(who), duty: Sample.duty(duty), times: try spans.map { try Sample.span($0.0, $0.1) })
  }

  private func moved(_ before: [HeldTime], _ after: [HeldTime]) throws -> [MovedShifts.Change] {
    MovedShifts(before: before, after: after, in: try Sample.span("2026-11-23 00:00", "2026-12-07 00:00")).changes
  }

  @Test("a shift that was only cut into parts moves nobody")
  func cut() throws {
    let before = try held("ana", [("2026-11-23 09:00", "2026-11-30 09:00")])
    let after = try held("ana", [("2026-11-23 09:00", "2026-11-25 00:00"), ("2026-11-25 00:00", "2026-11-30 09:00")])
    #expect(try moved([before], [after]).isEmpty)
  }

  @Test("a day given away is lost by one and gained by the other, and nothing else is said")
  func day() throws {
    let before = try held("ana", [("2026-11-23 09:00", "2026-11-30 09:00")])
    let after = try [
      held("ana", [("2026-11-23 09:00", "2026-11-24 00:00"), ("2026-11-25 00:00", "2026-11-30 09:00")]),
      held("ben", [("2026-11-24 00:00", "2026-11-25 00:00")]),
    ]
    let changes = try moved([before], after)
    let tuesday = try Sample.span("2026-11-24 00:00", "2026-11-25 00:00")
    #expect(changes.map(\.member.text) == ["ana", "ben"])
    #expect(changes.map(\.lost) == [[tuesday], []])
    #expect(changes.map(\.gained) == [[], [tuesday]])
    #expect(changes.first?.start == tuesday.start)
  }

  @Test("what begins after the span, or was over before it, is no news")
  func outside() throws {
    let later = try held("ana", [("2026-12-07 00:00", "2026-12-08 00:00")])
    let earlier = try held("ana", [("2026-11-22 00:00", "2026-11-23 00:00")])
    #expect(try moved([], [later]).isEmpty)
    #expect(try moved([earlier], []).isEmpty)
  }

  @Test("another duty is another change")
  func duties() throws {
    let span = ("2026-11-24 09:00", "2026-11-24 17:00")
    let changes = try moved([held("ana", [span])], [held("ana", [span], duty: "secondary")])
    #expect(
      changes.map { "\($0.member) \($0.duty) +\($0.gained.count) -\($0.lost.count)" } == [
        "ana primary +0 -1", "ana secondary +1 -0",
      ])
  }
}
