import Timekeeping

/// Who is on at one instant in many teams, without making anybody's year: only what holds at that instant is put
/// together, by the code that puts whole timelines together.
///
/// The plans are made once and kept while their facts do; asking costs in proportion to the duties.
package struct OnCallBoard: Sendable {
  private let plans: [TimelinePlan]

  package init(_ plans: [TimelinePlan]) { self.plans = plans }

  /// A member on for a duty of a team, as places: `member(_:)`, `duty(_:)` and `team(_:)` name them.
  package struct Entry: Sendable, Hashable {
    let plan: Int32
    let duty: Int32
    let member: Int32
  }

  package func team(_ entry: Entry) -> TeamID { plans[Int(entry.plan)].team }
  package func duty(_ entry: Entry) -> DutyID { plans[Int(entry.plan)].duties[Int(entry.duty)].id }
  package func member(_ entry: Entry) -> MemberID { plans[Int(entry.plan)].members[entry.member] }

  /// Everybody on at `instant`, each duty's own holders (fallbacks are not followed), in the order of the teams.
  package func on(at instant: Timestamp) -> [Entry] {
    guard let moment = Interval(instant, instant + .milliseconds(1)) else { return [] }
    var entries: [Entry] = []
    entries.reserveCapacity(plans.count * 2)
    guard var builder = plans.first.map({ TimelineBuilder($0) }) else { return [] }
    for (place, plan) in plans.enumerated() {
      builder.turn(to: plan)
      for (duty, dutyPlan) in plan.duties.enumerated() {
        builder.assemble(dutyPlan, reach: moment, window: moment)
        for piece in builder.pieces where piece.interval.contains(instant) && !builder.isAway(piece, at: instant) {
          entries.append(Entry(plan: Int32(place), duty: Int32(duty), member: piece.member))
        }
      }
    }
    return entries
  }
}

extension TimelineBuilder {
  /// Goes on with another team, in the same memory.
  fileprivate mutating func turn(to plan: TimelinePlan) {
    self.plan = plan
    (members, names) = (plan.members, plan.names)
    if conflicts.count > 1 { conflicts.removeSubrange(1...) }
    idle.removeAll()
  }

  fileprivate func isAway(_ piece: Piece, at instant: Timestamp) -> Bool {
    piece.conflicts != 0 && conflicts[Int(piece.conflicts)].contains { $0.interval.contains(instant) }
  }
}
