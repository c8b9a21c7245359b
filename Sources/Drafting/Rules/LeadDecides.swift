import Scheduling

/// A slot that a lead gave to a member is nobody else's, and one left open is nobody's but a claimant's; a member whom a
/// lead kept off a slot stays off it.
struct LeadDecides: PlaceRule {
  let name = "lead-decides"

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let decisions = slot.decisions
    if decisions.contains(where: { $0.kind == .forbid && $0.member == person.member.id }) {
      return forbidden("a lead decided that \(person.name) does not take this slot")
    }
    let assigned = decisions.filter { $0.kind == .assign }
    guard let first = assigned.first(where: { !$0.opens }) ?? assigned.first,
      !assigned.contains(where: { $0.member == person.member.id })
    else { return .fine }
    if first.opens { return forbidden("a lead leaves this slot open") }
    let name = problem.name(of: first.member)
    return forbidden(first.isClaim ? "\(name) claimed this slot" : "a lead gave this slot to \(name)")
  }
}
