import Scheduling
import Testing
import Timekeeping

/// Layers that hold on some days only, or on all but some.
@Suite struct DayLimitTests {
  private func ranges(_ texts: String...) throws -> [DateRange] { try texts.map { try DateRange(text: $0) } }

  @Test("ranges in any order that overlap or touch say the same days, first and last included")
  func days() throws {
    let limits = try #require(
      DayLimits(only: try ranges("2026-12-28", "2026-12-24..2026-12-26", "2026-12-26..2026-12-27", "2026-12-31")))
    #expect(limits.only == (try ranges("2026-12-24..2026-12-28", "2026-12-31")))
    let first = try CivilDate(text: "2026-12-22")
    let held = (0..<12).filter { limits.holds(on: first + $0) }
    #expect(held == [2, 3, 4, 5, 6, 9])
    let except = try #require(DayLimits(except: try ranges("2026-12-31", "2026-12-24..2026-12-28")))
    #expect((0..<12).filter { except.holds(on: first + $0) } == [0, 1, 7, 8, 10, 11])
    let both = try #require(DayLimits(only: limits.only, except: try ranges("2026-12-25")))
    #expect((0..<12).filter { both.holds(on: first + $0) } == [2, 4, 5, 6, 9])
    #expect(DayLimits() == nil && DayLimits(except: []) == nil)
    #expect(DayLimits(only: [])?.holds(on: first) == false, "a calendar without days leaves none")
  }

  @Test("where a layer names days and no hours, each lasts from handoff to handoff")
  func wholeDays() throws {
    var layer = Layer(
      id: LayerID(unchecked: "feast"), zone: .utc,
      rotation: Rotation(
        groups: [[MemberID(unchecked: "ana")]], every: try Cadence(text: "1 day"),
        handoffTime: try CivilTime(text: "09:00"), from: try CivilDate(text: "2026-01-01")))
    #expect(layer.heldHours == nil)
    layer.days = DayLimits(only: try ranges("2026-12-24..2026-12-25"))
    let span = try #require(
      Interval(try Timestamp(text: "2026-12-01T00:00:00Z"), try Timestamp(text: "2027-01-01T00:00:00Z")))
    #expect(
      layer.heldHours?.intervals(in: span, zone: .utc).map(\.description) == [
        "2026-12-24T09:00:00Z/2026-12-26T09:00:00Z"
      ])
  }
}
