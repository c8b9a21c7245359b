import Scheduling
import Timekeeping

/// Who stands a weekend stands none in the weeks before and after, in any team (rule T14): where this team says so, and
/// beside weekends of another one that does.
struct NoTwoWeekendsInARow: PairRule {
  let name = "no-two-weekends-in-a-row"
  let reach = Duration.hours(24 * 14)
  /// Whether this team says so.
  var isOwn = true
  /// The other teams that say so.
  var others: Set<TeamID> = []

  func clash(_ a: Commitment, _ b: Commitment) -> Bool {
    guard isOwn || others.contains(a.team) || others.contains(b.team) else { return false }
    guard let first = a.weekend, let second = b.weekend else { return false }
    return first.next == second || second.next == first
  }

  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String {
    guard let week = other.weekend else { return "\(member.name) stands another weekend" }
    let side = other.interval.start < slot.slot.interval.start ? "before" : "after"
    return "\(member.name) stands the weekend \(side)\(other.place(beside: slot.commitment)) (\(week))"
  }
}
