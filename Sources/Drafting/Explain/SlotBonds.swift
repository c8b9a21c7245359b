import Scheduling

extension DraftJudge {
  /// What binds a slot to `member` besides its price: a decision, the published rota, a line that is theirs.
  func bonds(of member: Int, to slot: Int) -> [Reason] {
    let facts = problem.slots[slot]
    let person = problem.members[member].member
    var reasons: [Reason] = []
    if let decision = facts.decisions.first(where: { $0.member == person.id && $0.kind == .assign }) {
      let how = decision.isClaim ? "\(person.name) claimed this slot" : "a lead gave this slot to \(person.name)"
      reasons.append(Reason(rule: "lead-decides", how))
    }
    if facts.published == person.id {
      reasons.append(Reason(rule: "keep-published", "\(person.name) has this slot in the published rota"))
    }
    if keepsLine(member, slot) {
      reasons.append(Reason(rule: "same-member-week", "\(person.name) keeps \(facts.windowTitle) all week"))
    }
    return reasons
  }

  /// True where the line has several slots, all others of them the member's.
  private func keepsLine(_ member: Int, _ slot: Int) -> Bool {
    let rest = problem.lines[problem.lineOf[slot]].filter { $0 != slot }
    return !rest.isEmpty && rest.allSatisfy { holder($0) == member }
  }
}
