import Scheduling
import Timekeeping

/// After a shift of a duty, a member stands none of certain others until the same time of the next day on the team's wall,
/// or within a time that the file gives.
struct NeverAfter: PairRule {
  let name = "never-after"
  let successions: [Succession]

  /// Nothing is further from the end of a shift than a day with a clock change, unless the file says so.
  var reach: Duration { successions.compactMap(\.within?.duration).reduce(.hours(26), max) }

  func clash(_ a: Commitment, _ b: Commitment) -> Bool { limit(from: a, to: b) != nil || limit(from: b, to: a) != nil }

  /// When a shift of the second's duty may begin; nil where nothing is in its way.
  private func limit(from first: Commitment, to second: Commitment) -> Timestamp? {
    guard first.team == second.team, second.interval.start >= first.interval.end else { return nil }
    return successions.filter { $0.after == first.duty && $0.never.contains(second.duty) }
      .map { next in next.within.map { first.interval.end + $0.duration } ?? first.dayAfter }
      .filter { second.interval.start < $0 }.max()
  }

  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String {
    if let limit = limit(from: other, to: slot.commitment) {
      return
        "\(member.name) ends \(other.duty) at \(Wording.time(other.interval.end, in: member.zone)), and after it no "
        + "\(slot.slot.duty) begins before \(Wording.time(limit, in: member.zone))"
    }
    let limit = limit(from: slot.commitment, to: other) ?? other.interval.start
    return "\(member.name) starts \(other.duty) at \(Wording.time(other.interval.start, in: member.zone)), and after "
      + "\(slot.slot.duty) none begins before \(Wording.time(limit, in: member.zone))"
  }
}
