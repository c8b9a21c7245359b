import Scheduling

/// A slot that a lead gave to a member is nobody else's; a member whom a lead kept off a slot stays off it.
struct LeadDecides: RotaRule {
  let name = "lead-decides"
  let scope = RuleScope.place

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let person = draft.problem.members[member].member
    let decisions = draft.problem.slots[slot].decisions
    if decisions.contains(where: { $0.kind == .forbid && $0.member == person.id }) {
      return forbidden("a lead decided that \(person.name) does not take this slot")
    }
    let assigned = decisions.filter { $0.kind == .assign }
    guard let first = assigned.first, !assigned.contains(where: { $0.member == person.id }) else { return .fine }
    let name = draft.problem.name(of: first.member)
    return forbidden(first.isClaim ? "\(name) claimed this slot" : "a lead gave this slot to \(name)")
  }
}
