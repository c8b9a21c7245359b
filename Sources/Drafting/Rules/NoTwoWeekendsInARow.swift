import Scheduling
import Timekeeping

/// Who stands a weekend stands none in the weeks before and after, in any team (rule T14).
struct NoTwoWeekendsInARow: PairRule {
  let name = "no-two-weekends-in-a-row"
  let reach = Duration.hours(24 * 14)

  func clash(_ a: Commitment, _ b: Commitment) -> Bool {
    guard let first = a.weekend, let second = b.weekend else { return false }
    return first.next == second || second.next == first
  }

  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String {
    guard let week = other.weekend else { return "\(member.name) stands another weekend" }
    let side = other.interval.start < slot.slot.interval.start ? "before" : "after"
    return "\(member.name) stands the weekend \(side) (\(week))"
  }
}
