import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("The board of many teams")
struct OnCallBoardTests {
  /// Who is on, as `duty member` words, from the board and from the timelines that it must agree with.
  private static func words(_ board: inout OnCallBoard, at instant: Timestamp) -> [String] {
    board.on(at: instant).map { "\(board.duty($0)) \(board.member($0))" }.sorted()
  }

  private static func words(_ timelines: [OnCallTimeline], at instant: Timestamp) -> [String] {
    timelines.flatMap(\.duties).flatMap { duty in
      duty.holders(at: instant).map { "\(duty.duty.id) \($0.member)" }
    }.sorted()
  }

  @Test("says at any instant, in any order, what the timelines of its teams say", arguments: 1...60)
  func agrees(seed: Int) throws {
    var dice = Dice(seed: seed)
    let worlds = try (0..<3).map { try RandomWorld(seed: seed * 10 + $0) }
    let window = try RandomWorld.window()
    let timelines = try worlds.map { try $0.timeline(window) }
    var board = OnCallBoard(try worlds.map { try TimelinePlan($0.input, zones: Sample.zones) })
    var instant = window.start
    for _ in 0..<200 {
      let found = Self.words(&board, at: instant)
      #expect(found == Self.words(timelines, at: instant), "seed \(seed) at \(instant)")
      // Mostly on by a little, sometimes anywhere, as a clock that is put back.
      let ahead = instant + .minutes(dice.roll(1...300))
      instant =
        dice.once(in: 8) || ahead >= window.end
        ? window.start + .minutes(dice.roll(0...RandomWorld.days * 1440 - 1)) : ahead
    }
  }

  @Test("changes at the handoff itself, and names the team and the duty")
  func handoff() throws {
    let layer = try Sample.layer("week", "ana|ben", from: "2026-01-05")
    let input = Sample.input(try Sample.schedule([Sample.duty("primary", [layer])]))
    var board = OnCallBoard([try TimelinePlan(input, zones: Sample.zones)])
    let handoff = try Sample.at("2026-01-12 09:00")
    #expect(Self.words(&board, at: handoff - .milliseconds(1)) == ["primary ana"])
    #expect(Self.words(&board, at: handoff) == ["primary ben"])
    let entry = try #require(board.on(at: handoff).first)
    #expect(board.team(entry) == Sample.team && board.duty(entry) == Sample.duty("primary"))
  }

  @Test("names those on whom no version names: who was recorded, and who was published")
  func strangers() throws {
    let layer = try Sample.layer("week", "ana|ben", from: "2026-01-05")
    var input = Sample.input(try Sample.schedule([Sample.duty("primary", [layer])]))
    let week = try Sample.span("2026-01-05 09:00", "2026-01-12 09:00")
    let shift = Shift(
      id: ShiftID(text: "field.primary.week.20260105T0900.1"), team: Sample.team, duty: Sample.duty("primary"),
      member: Sample.member("zoe"), interval: week)
    input.published = [PublishedRota(label: "W2", interval: week, shifts: [shift])]
    let plan = try TimelinePlan(input, zones: Sample.zones)
    var board = OnCallBoard([plan, plan])
    #expect(Self.words(&board, at: week.start) == ["primary zoe", "primary zoe"])
    #expect(Self.words(&board, at: week.end) == ["primary ben", "primary ben"])
  }
}
