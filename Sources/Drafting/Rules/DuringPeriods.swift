import Scheduling
import Timekeeping

/// During a period with members of its own, only they stand slots (D57).
struct DuringPeriods: PlaceRule {
  let name = "during-periods"

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    guard let period = slot.period, let members = period.members,
      !members.contains(person.member.id)
    else { return .fine }
    return forbidden("\(person.name) is not among those who stand during \(period.name)")
  }
}
