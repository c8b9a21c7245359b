import Scheduling
import TestSupport
import Timekeeping

/// Asks the engine and the model the same, about one invented team.
struct OracleComparison {
  let team: InventedTeam

  init(_ team: InventedTeam) { self.team = team }

  static let duties = ["primary", "secondary", "desk", "learner"].map { DutyID(unchecked: $0) }

  /// Where the two first differ, among instants drawn from the team's seed.
  func first(_ count: Int) throws -> OracleDifference? {
    let timeline = try OnCallTimeline(team.input, window: team.window, zones: InventedTeam.tables)
    let model = try OracleModel(team.input, until: team.window.end)
    let edges = team.edges + timeline.shifts.flatMap { [$0.interval.start, $0.interval.end] }
    for instant in team.instants(count, near: edges) {
      if let difference = try difference(timeline, model, at: instant) { return difference }
    }
    return nil
  }

  /// What differs at one instant; nil when nothing does.
  func difference(at instant: Timestamp) throws -> OracleDifference? {
    let timeline = try OnCallTimeline(team.input, window: team.window, zones: InventedTeam.tables)
    return try difference(timeline, OracleModel(team.input, until: team.window.end), at: instant)
  }

  private func difference(
    _ timeline: OnCallTimeline, _ model: OracleModel, at instant: Timestamp
  ) throws -> OracleDifference? {
    for (duty, wanted) in zip(Self.duties, try model.answers(Self.duties, at: instant)) {
      let seen = Self.seen(timeline, duty, instant)
      if seen != wanted {
        return OracleDifference(team: team, duty: duty, instant: instant, seen: seen, wanted: wanted)
      }
    }
    return nil
  }

  private static func seen(_ timeline: OnCallTimeline, _ duty: DutyID, _ instant: Timestamp) -> OracleAnswer {
    let own = timeline.duty(duty)
    return OracleAnswer(
      holders: own?.holders(at: instant).map(\.member).sorted() ?? [],
      answering: timeline.answering(duty, at: instant).map { "\($0.member) \($0.shift.duty)" }.sorted(),
      gap: own?.gaps.first { $0.interval.contains(instant) }?.reason)
  }
}
