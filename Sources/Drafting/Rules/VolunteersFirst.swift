import Scheduling

/// Weekend slots go to volunteers first: with any other member they cost more (D14).
struct VolunteersFirst: PlaceRule {
  let name = "volunteers-first"
  let price: Int

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    guard slot.isWeekend, person.member.weekends != .volunteer else { return .fine }
    return cost(price, "\(person.name) is no volunteer for weekends")
  }
}
