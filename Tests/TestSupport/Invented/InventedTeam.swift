import Scheduling
import Timekeeping

/// A made-up team, grown from a seed: rotations of every kind in several zones, edits, published weeks, changes, leave.
///
/// Its window holds a change of the clock more often than not.
package struct InventedTeam: Sendable {
  package let seed: Int
  package var input: TimelineInput
  package let window: Interval

  package static let team = TeamID(unchecked: "field")
  package static let zones = [
    "Europe/London", "America/Chicago", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Etc/UTC",
    "America/Havana",
  ]
  static let people = ["ana", "bo", "cleo", "dami", "eve", "finn"].map { MemberID(unchecked: $0) }

  /// The zones as the engine reads them.
  package static let tables = ZoneTables(zones.compactMap { try? SystemZones.zone($0) })

  package init(seed: Int) throws {
    var dice = Dice(seed: seed)
    let first = try CivilDate(text: dice.pick(["2026-02-20", "2026-03-16", "2026-09-21", "2026-10-12"]))
    let start = CivilDateTime(first + dice.roll(0...12), minutes: 15 * dice.roll(0...95))
    let days = dice.roll(9...23)
    self.seed = seed
    window = try Self.span(start.secondsSinceEpoch, seconds: Int64(days) * 86_400)
    var definitions = InventedDefinitions(window: window, dice: dice)
    input = TimelineInput(versions: try definitions.versions())
    var changes = InventedChanges(window: window, versions: input.versions, dice: definitions.dice)
    input.published = try changes.published()
    input.overrides = try changes.overrides()
    input.leave = try changes.leave()
    input.temporary = try changes.temporary()
    input.recorded = try changes.recorded()
  }

  /// From a second of the epoch on.
  static func span(_ start: Int64, seconds: Int64) throws -> Interval {
    let start = Timestamp(seconds: start)
    guard let span = Interval(start, start + .seconds(seconds)) else { throw TextProblem("empty", help: "") }
    return span
  }

  /// Instants worth asking about: anywhere in the window, and around what begins or ends in it.
  package func instants(_ count: Int, near edges: [Timestamp]) -> [Timestamp] {
    var dice = Dice(seed: seed &* 31 &+ 7)
    let length = Int(window.duration.wholeMilliseconds)
    let inside = edges.filter { window.contains($0) }
    return (0..<count).map { _ in
      guard !inside.isEmpty, dice.once(in: 2) else {
        return window.start + .milliseconds(dice.roll(0...length - 1))
      }
      let near = dice.pick(inside) + .milliseconds(dice.pick([0, 0, -1, 1, -30_000, 30_000, -3_600_000, 1_800_000]))
      return window.contains(near) ? near : window.start
    }
  }

  /// The instants at which what is written down begins or ends.
  package var edges: [Timestamp] {
    let spans =
      input.overrides.map(\.interval) + input.leave.map(\.interval) + input.published.map(\.interval)
      + input.published.flatMap { $0.shifts.map(\.interval) } + input.temporary.map(\.interval)
      + input.temporary.flatMap { $0.shifts.map(\.interval) }
    return spans.flatMap { [$0.start, $0.end] } + input.versions.map(\.from)
      + [input.recorded?.until].compactMap { $0 }
  }
}
