import Scheduling
import Timekeeping

/// A member who stands slots of another team stands at most so much time in an ISO week as that team says, what is fixed
/// in any team included (rule T14).
///
/// The weeks are those of the other team, on its wall, in which a slot of it is stood: a rotation is no work by the hour.
struct MostPerWeekElsewhere: TallyRule {
  let name = "most-per-week-elsewhere"
  /// The other teams that say so.
  let others: [TeamID: ShiftLimits]
  let walls: [TeamID: Zone]

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    // order: by team
    others.keys.sorted().flatMap { team -> [RuleTally] in
      guard let limits = others[team], let most = limits.mostPerWeek else { return [] }
      let wall = walls[team] ?? problem.zone
      let standing = problem.members[member].standing.filter { $0.team != team || limits.slots.contains($0.duty) }
      let weeks = Set(standing.filter { $0.team == team }.flatMap { ISOWeek.touched(by: $0.interval, in: wall) })
      return weeks.sorted().compactMap { week in
        week.interval(in: wall).map { tally(standing, problem, Limit(team: team, week: week, span: $0, most: most)) }
      }
    }
  }

  private struct Limit {
    let team: TeamID
    let week: ISOWeek
    let span: Interval
    let most: Duration
  }

  private func tally(_ standing: [Commitment], _ problem: DraftProblem, _ limit: Limit) -> RuleTally {
    let fixed = standing.map(\.interval)
    let start = Self.seconds(fixed, in: limit.span)
    return RuleTally(
      weights: problem.weights { facts in
        let isNear = facts.slot.interval.overlaps(limit.span)
        return isNear ? Self.seconds(fixed + [facts.slot.interval], in: limit.span) - start : 0
      }, start: start, cost: .most(Int(limit.most.components.seconds))
    ) { moment in
      "\(moment.member.name) would stand \(Wording.hours(.seconds(moment.after))) in \(limit.week), more than "
        + "\(Wording.hours(limit.most)), the most in \(limit.team)"
    }
  }

  private static func seconds(_ times: [Interval], in span: Interval) -> Int {
    Int(times.compactMap { $0.intersection(span) }.covered.components.seconds)
  }
}
