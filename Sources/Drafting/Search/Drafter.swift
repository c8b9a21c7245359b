import Timekeeping

/// Drafts a rota: who could stand each slot of one team's week.
package enum Drafter {
  /// The draft of `input` by the standard rules: hard rules are never broken, and a slot stays open only when nobody
  /// may take it next to the rest. Throws when the schedule names a zone whose table was not handed in.
  package static func draft(_ input: DraftingInput) throws(ZoneProblem) -> Draft {
    try draft(input, rules: StandardRules.rules(for: input.rules))
  }

  /// The same by other rules, in order of precedence.
  package static func draft(_ input: DraftingInput, rules: [any RotaRule]) throws(ZoneProblem) -> Draft {
    let facts = try ProblemFacts(input)
    let problem = DraftProblem(facts, rules: rules)
    var writer = DraftWriter(GreedySearch.run(problem), input: input)
    return writer.write(fingerprint: facts.fingerprint)
  }

  /// The problem that a draft of `input` solves, for other searches and for asking what a member may take.
  package static func problem(_ input: DraftingInput) throws(ZoneProblem) -> DraftProblem {
    DraftProblem(try ProblemFacts(input), rules: StandardRules.rules(for: input.rules))
  }
}
