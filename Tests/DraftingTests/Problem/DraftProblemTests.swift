import RotaSearch
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("The compiled problem", .ownThreads)
struct DraftProblemTests {
  @Test("The matrix, the conflicts and the sums say together what every rule says by itself", arguments: 1...60)
  func agreesWithTheRules(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let problem = try Drafter.problem(RandomWeek.input(&random))
    var draft = DraftJudge(problem)
    for _ in problem.slots.indices {
      let pairs = problem.members.indices.flatMap { member in draft.openSlots.map { (member, $0) } }
      for (member, slot) in pairs {
        let verdicts = problem.rules.indices.map { draft.verdict($0, member, slot) }
        #expect(draft.mayTake(member, slot) == !verdicts.contains { $0.isForbidden }, "seed \(seed)")
        #expect((draft.obstacle(member, slot) == nil) == draft.mayTake(member, slot), "seed \(seed)")
      }
      guard let next = pairs.filter({ draft.mayTake($0.0, $0.1) }).randomElement(using: &random) else { break }
      draft.assign(next.0, to: next.1)
    }
  }

  @Test("Taking a slot changes the objective by exactly its price, less what the open slot cost", arguments: 1...60)
  func pricesAddUp(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let problem = try Drafter.problem(RandomWeek.input(&random))
    var draft = DraftJudge(problem)
    for slot in problem.slots.indices.shuffled(using: &random) {
      let takers = problem.members.indices.filter { draft.mayTake($0, slot) }
      guard let member = takers.randomElement(using: &random) else { continue }
      let before = draft.objective
      let price = try #require(draft.price(member, slot))
      draft.assign(member, to: slot)
      #expect(draft.objective - before == price - problem.openCost(slot), "seed \(seed)")
    }
    let (before, parts) = (draft.objective, draft.parts)
    let sums = (draft.totals, draft.tieTotals)
    #expect(before == draft.openPoints + parts.reduce(0) { $0 + $1.points }, "seed \(seed)")
    for slot in problem.slots.indices {
      guard let member = draft.holder(slot) else { continue }
      draft.clear(slot)
      draft.assign(member, to: slot)
    }
    #expect(draft.objective == before && draft.parts == parts, "seed \(seed)")
    #expect(sums == (draft.totals, draft.tieTotals), "seed \(seed)")
  }

  @Test("The search is told what the judge says: lawful or not, and what it costs", arguments: 1...60)
  func searchForm(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    if random.chance(50) { input.rules.atMostPerDay = try duration("8 hours") }
    if random.chance(50) { input.rules.nightsInARow = random.pick([1, 2]) }
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
    #expect(form.draft(form.lines(draft), of: problem).objective == draft.objective, "seed \(seed)")
  }

  @Test("Slots of a pattern with the same member all week are one line for each window and place")
  func lines() throws {
    let problem = try Sketch(
      members("ana"),
      [
        slots("desk", "mon-tue 08:00-12:00, 12:00-16:00", people: 2, sameMember: true),
        slots("chat", "mon-tue 09:00-10:00"),
      ]
    ).problem()
    #expect(problem.lines == [[0, 4], [1, 5], [2, 6], [3, 7], [8], [9]])
    #expect(problem.lineOf == [0, 1, 2, 3, 0, 1, 2, 3, 4, 5])
  }

  @Test("Groups that are kept apart are known by their members; a group of one is none")
  func partners() throws {
    let rules = DraftingRules(neverTogether: [
      ["ana".id(), "bo".id(), "cy".id()], ["bo".id(), "ana".id()], ["cy".id()],
    ])
    let problem = try Sketch(members("ana", "bo", "cy", "dee"), [slots("desk", "mon 08:00-12:00")], rules: rules)
      .problem()
    #expect(problem.apart == [[0, 1, 2], [0, 1]])
  }

  @Test("Weekend and night slots are told from the others on the wall of the pattern's zone")
  func unsocial() throws {
    let duty = try slots("desk", "fri 06:00-10:00, 18:00-24:00, 20:00-08:00, sat 10:00-12:00", zone: "Asia/Kolkata")
    let problem = try Sketch(members("ana"), [duty]).problem()
    #expect(problem.slots.map(\.isUnsocial) == [false, false, true, true])
    #expect(problem.slots.map(\.isWeekend) == [false, false, false, true])
  }
}
