import RotaSearch
import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

/// Weeks and months with all kinds of rules at once.
@Suite("Random weeks with every rule", .ownThreads)
struct EveryRuleTests {
  @Test(
    "Drafts keep them, cost what a plain count says, and the check finds what it finds",
    arguments: 1...60 as ClosedRange<UInt64>)
  func weeks(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    if random.chance(30) {
      let from = input.period.from + Int.random(in: 0...6, using: &random)
      input.period = try #require(DraftPeriod(from: from, until: from + random.pick([3, 14, 24])))
    }
    if random.chance(50) { try RandomWeek.limit(&input, &random) }
    try RandomWeek.enrich(&input, &random)
    let draft = try Drafter.draft(input, by: .small)
    try RandomDraftTests.expectLawfulAndFull(draft, input, seed)
    #expect(draft.objective == (try NaivePrice(input).price(draft.holders)), "seed \(seed)")
    #expect(draft.search.flatMap(\.bound) ?? .min <= draft.objective, "seed \(seed)")
    try RandomDraftTests.expectEqualFaults(of: RandomWeek.careless(input, &random), input, seed)
  }

  @Test("The search is told what the judge says of each of them", arguments: 1...30 as ClosedRange<UInt64>)
  func searchForm(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    try RandomWeek.enrich(&input, &random)
    let problem = try Drafter.problem(input)
    let form = SearchForm(problem)
    var draft = DraftJudge(problem)
    for slot in problem.slots.indices.shuffled(using: &random) {
      let member = random.pick(Array(problem.members.indices))
      let isLawful = draft.mayTake(member, slot)
      draft.assign(member, to: slot)
      #expect(form.problem.objective(form.lines(draft)) == (isLawful ? draft.objective : nil), "seed \(seed)")
      if !isLawful { draft.clear(slot) }
    }
  }
}
