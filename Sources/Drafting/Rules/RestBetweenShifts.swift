import Scheduling
import Timekeeping

/// Between two shifts of a member lies the shortest rest, in any team; of two teams the longer one holds (rule T14).
///
/// Two shifts of the same duty may touch. It is judged two by two, so a block has at most two touching slots unless a
/// slot is longer than the rest.
struct RestBetweenShifts: PairRule {
  let name = "rest-between-shifts"
  /// Of this team; zero where it asks for none.
  let rest: Duration
  let settings: DraftingRules
  /// What other teams ask for.
  var others: [TeamID: Duration] = [:]
  var reach: Duration { rest }

  func clash(_ a: Commitment, _ b: Commitment) -> Bool {
    let (first, second) = a.interval.start <= b.interval.start ? (a, b) : (b, a)
    let gap = second.interval.start - first.interval.end
    guard gap >= .zero, gap < longer(a, b), !settings.exempts(a, b) else { return false }
    return gap > .zero || a.team != b.team || a.duty != b.duty
  }

  /// The longest rest that a team of the two asks for.
  private func longer(_ a: Commitment, _ b: Commitment) -> Duration {
    [others[a.team], others[b.team]].compactMap(\.self).reduce(rest, max)
  }

  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String {
    let before = other.interval.end <= slot.slot.interval.start
    let gap = before ? slot.slot.interval.start - other.interval.end : other.interval.start - slot.slot.interval.end
    let edge = Wording.time(before ? other.interval.end : other.interval.start, in: member.zone)
    let verb = (before ? "ends \(other.duty)" : "starts \(other.duty)") + other.place(beside: slot.commitment)
    let distance = gap == .zero ? "without any rest" : "only \(Wording.hours(gap)) \(before ? "before" : "after")"
    return "\(member.name) \(verb) at \(edge), \(distance)"
  }
}
