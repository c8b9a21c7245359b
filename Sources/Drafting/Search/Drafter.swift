import RotaSearch
import Scheduling
import Timekeeping

/// Drafts a rota: who could stand each slot of one team's period.
package enum Drafter {
  /// The draft of `input` by the standard rules: hard rules are never broken, and a slot stays open only when nobody
  /// may take it next to the rest.
  ///
  /// It starts from `draft`, or else from the published rota. Throws when the schedule names a zone whose table was not
  /// handed in.
  package static func draft(
    _ input: DraftingInput, by search: DraftSearch, from draft: Draft? = nil,
    report: @escaping (SearchProgress) -> Void = { _ in }
  ) throws(ZoneProblem) -> Draft {
    let facts = try ProblemFacts(input)
    let problem = DraftProblem(facts, rules: StandardRules.rules(for: input))
    let found = best(of: problem, by: search, from: draft?.holders ?? input.published, report: report)
    var writer = DraftWriter(found.judge, input: input)
    return writer.write(fingerprint: facts.fingerprint, search: found.account)
  }

  /// The problem that a draft of `input` solves, for asking what a member may take.
  package static func problem(_ input: DraftingInput) throws(ZoneProblem) -> DraftProblem {
    DraftProblem(try ProblemFacts(input), rules: StandardRules.rules(for: input))
  }

  /// The best draft that the limits allow, and what is known about better ones.
  static func best(
    of problem: DraftProblem, by search: DraftSearch, from holders: [ShiftID: MemberID],
    report: @escaping (SearchProgress) -> Void = { _ in }
  ) -> (judge: DraftJudge, account: SearchAccount) {
    let start = FirstDraft.make(problem, from: holders)
    let limits = search.limits
    guard !problem.slots.isEmpty, !problem.members.isEmpty else {
      return (start, SearchAccount(seed: limits.seed, rounds: limits.rounds, bound: start.objective, isProved: true))
    }
    let form = SearchForm(problem)
    var searcher = RotaSearcher(
      form.problem, start: form.lines(start), maker: search.maker, spread: search.spread, limits: limits,
      report: report)
    let result = searcher.search()
    var judge = result.map { form.draft($0.lines, of: problem) } ?? start
    FirstDraft.fill(&judge)
    if judge.objective > start.objective || breaks(form.leftOut, judge) { judge = start }
    let bound = form.isExact ? result?.bound : nil
    let isProved = bound.map { judge.objective <= $0 } ?? false
    let account = SearchAccount(
      seed: limits.seed, rounds: limits.rounds, bound: bound, isProved: isProved, isCutShort: search.wasCutShort(),
      leftOut: form.leftOut)
    return (judge, account)
  }

  /// Whether a slot of the draft breaks one of `rules`, which the search could not keep.
  private static func breaks(_ rules: [String], _ draft: DraftJudge) -> Bool {
    guard !rules.isEmpty else { return false }
    var judge = draft
    return judge.problem.slots.indices.contains { slot in
      !judge.obstaclesToHolder(of: slot, where: { rules.contains($0.name) }).isEmpty
    }
  }
}
