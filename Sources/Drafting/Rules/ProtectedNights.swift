import Scheduling
import Timekeeping

/// Members with `nights: never` stand at most so much of a slot in the protected night, on the wall of their own zone.
struct ProtectedNights: PlaceRule {
  let name = "protected-night"
  let isLasting = true
  let night: ProtectedNight

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    guard person.member.nights == .never else { return .fine }
    let wanted = slot.slot.interval
    let dark = night.hours.intervals(in: wanted, zone: person.zone).reduce(Duration.zero) { $0 + $1.duration }
    guard dark > night.atMost.duration else { return .fine }
    let most = night.atMost.duration == .zero ? "" : ", more than \(Wording.hours(night.atMost.duration))"
    return forbidden("\(person.name) stands no nights, and \(Wording.hours(dark)) of it lie in \(night.hours)\(most)")
  }
}
