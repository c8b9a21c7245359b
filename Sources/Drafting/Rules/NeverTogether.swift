/// Members whom the file keeps apart never stand slots at the same time.
struct NeverTogether: RotaRule {
  let name = "never-together"
  let scope = RuleScope.draft

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    for other in problem.apart[member] where problem.overlaps.meets(slot, draft.held, other) {
      return forbidden(
        "\(problem.members[member].name) and \(problem.members[other].name), who is on then, never stand together")
    }
    return .fine
  }

  func touched(by member: Int, in problem: DraftProblem) -> [Int] { problem.apart[member] + [member] }
}
