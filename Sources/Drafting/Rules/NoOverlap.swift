import Scheduling
import Timekeeping

/// Nobody stands two shifts at once, in any team, but for duties the file lets one member stand together (rule T14).
struct NoOverlap: PairRule {
  let name = "no-overlap"
  let settings: DraftingRules
  let reach = Duration.zero

  func clash(_ a: Commitment, _ b: Commitment) -> Bool {
    a.interval.overlaps(b.interval) && !settings.exempts(a, b)
  }

  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String {
    let place = other.place(beside: slot.commitment)
    return "\(member.name) is on \(other.duty)\(place) then, \(Wording.window(other.interval, in: member.zone))"
  }
}

extension DraftingRules {
  func exempts(_ a: Commitment, _ b: Commitment) -> Bool { a.team == b.team && mayStandTogether(a.duty, b.duty) }
}
