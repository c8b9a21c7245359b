import Dispatch
import LinearPrograms
import RotaSearch
import Synchronization
import TestSupport
import Testing

@Suite("Searching for a rota", .ownThreads)
struct SearchTests {
  private static let seed: UInt64 = 20_261_121

  private func search(_ problem: SearchProblem, seed: UInt64 = 1, rounds: Int = 20, cores: Int = 1) -> SearchResult? {
    let spread =
      cores == 1
      ? Spread.alone
      : Spread(workers: cores) { workers, indices, work in
        let dealt = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
          work {
            let index = dealt.add(1, ordering: .relaxed).oldValue
            return index < indices ? index : nil
          }
        }
      }
    var searcher = RotaSearcher(
      problem, start: Lines(slots: problem.members.map { _ in [] }), maker: ClpPrograms(), spread: spread,
      limits: SearchLimits(seed: seed, rounds: rounds, tries: 100))
    return searcher.search()
  }

  /// Cost by the rules as they are written down.
  private func judged(_ lines: Lines, _ problem: SearchProblem) -> Int? {
    var counts = Array(repeating: Int32(0), count: problem.slots.count)
    var sum = problem.constant
    for (member, line) in lines.slots.enumerated() {
      guard let cost = NaiveJudge.cost(of: line, for: member, in: problem) else { return nil }
      sum += cost
      for slot in line { counts[Int(slot)] += 1 }
    }
    guard let gaps = NaiveJudge.gaps(counts, in: problem), let ties = NaiveJudge.ties(lines.slots, in: problem) else {
      return nil
    }
    return sum + gaps + ties
  }

  @Test("200 small problems of slots are solved to their optimum, and proved")
  func plainOptimum() throws {
    var random = RandomProblems(seed: Self.seed)
    print("seed \(Self.seed)")
    for index in 0..<200 {
      let members = 2 + index % 5
      // What can be solved by trying everything in a blink.
      let slots = [12, 9, 8, 7, 6][index % 5] - index / 5 % 2
      let problem =
        index % 2 == 0 ? random.plain(members: members, slots: slots) : random.coupled(members: members, slots: slots)
      var exhaustive = Exhaustive(problem)
      let least = exhaustive.optimum()
      let optimum = try #require(least)
      let result = try #require(search(problem))
      #expect(result.objective == optimum, "problem \(index)")
      #expect(result.objective == judged(result.lines, problem), "problem \(index)")
      #expect(result.bound == optimum, "problem \(index)")
    }
  }

  @Test("Small problems of days and shifts come to their optimum but for a few, and no bound lies above it")
  func classicOptimum() throws {
    var random = RandomProblems(seed: Self.seed)
    print("seed \(Self.seed)")
    var solved = 0
    var missed: [Int] = []
    for index in 0..<40 {
      let shifts = 1 + index % 2
      let problem = random.classic(members: 2 + index % 3, days: shifts == 1 ? 8 : 5, shifts: shifts)
      var exhaustive = Exhaustive(problem)
      let optimum = exhaustive.optimum()
      let result = search(problem)
      #expect((result == nil) == (optimum == nil), "problem \(index)")
      guard let result, let optimum else { continue }
      #expect(result.objective >= optimum, "problem \(index)")
      if result.objective == optimum { solved += 1 } else { missed.append(index) }
      #expect(result.objective == judged(result.lines, problem), "problem \(index)")
      #expect(try #require(result.bound) <= optimum, "problem \(index)")
    }
    print("\(solved) at their optimum, not: \(missed)")
    #expect(missed.count <= 2)
    #expect(solved > 20)
  }

  @Test("Lines too long to be found whole are found in parts: every rule is kept, and no bound lies above the optimum")
  func inParts() throws {
    var random = RandomProblems(seed: Self.seed + 3)
    print("seed \(Self.seed + 3)")
    var (solved, found) = (0, 0)
    for index in 0..<30 {
      let problem = random.classic(members: 2 + index % 3, days: 7, shifts: 1)
      var exhaustive = Exhaustive(problem)
      let optimum = exhaustive.optimum()
      var searcher = RotaSearcher(
        problem, start: Lines(slots: problem.members.map { _ in [] }), maker: ClpPrograms(), spread: .alone,
        limits: SearchLimits(rounds: 20, nodes: 1))
      let result = searcher.search()
      #expect((result == nil) == (optimum == nil), "problem \(index)")
      guard let result, let optimum else { continue }
      found += 1
      if result.objective == optimum { solved += 1 }
      #expect(result.objective >= optimum, "problem \(index)")
      #expect(result.objective == judged(result.lines, problem), "problem \(index)")
      #expect(try #require(result.bound) <= optimum, "problem \(index)")
    }
    print("\(solved) of \(found) at their optimum")
    #expect(found > 10)
  }

  @Test("Months of shifts get a draft that keeps every rule")
  func longHorizon() throws {
    var random = RandomProblems(seed: Self.seed + 4)
    let problem = random.classic(members: 6, days: 120, shifts: 4)
    var searcher = RotaSearcher(
      problem, start: Lines(slots: problem.members.map { _ in [] }), maker: ClpPrograms(), spread: .alone,
      limits: SearchLimits(rounds: 4, nodes: 1_000))
    let found = searcher.search()
    let result = try #require(found)
    #expect(judged(result.lines, problem) == result.objective)
  }

  @Test("A problem nobody can solve has no answer")
  func impossible() {
    let time = Tally(weights: [.init(slot: 0, weight: 1)], costs: [SearchProblem.forbidden, SearchProblem.forbidden])
    let member = SearchMember(name: "a", choices: [Choice(slot: 0, cost: 0)], tallies: [time])
    let slot = SearchSlot(start: 0, end: 8, day: 0, under: 10)
    #expect(search(SearchProblem(slots: [slot], members: [member], clash: BitTable(size: 1))) == nil)
  }

  @Test("Larger problems keep every rule, and give the same draft on one core and on two, and again")
  func sameOnAnyCores() throws {
    var random = RandomProblems(seed: Self.seed + 1)
    for problem in [random.plain(members: 12, slots: 50), random.coupled(members: 8, slots: 40)] {
      let alone = try #require(search(problem, seed: 3, rounds: 3))
      #expect(judged(alone.lines, problem) == alone.objective)
      #expect(search(problem, seed: 3, rounds: 3, cores: 2) == alone)
      #expect(search(problem, seed: 3, rounds: 3) == alone)
    }
  }

  @Test("A search that is out of time at once still has a draft that keeps the rules")
  func outOfTime() throws {
    var random = RandomProblems(seed: Self.seed + 2)
    let problem = random.plain(members: 6, slots: 30)
    var searcher = RotaSearcher(
      problem, start: Lines(slots: problem.members.map { _ in [] }), maker: ClpPrograms(), spread: .alone,
      limits: SearchLimits(isOver: { _ in true }))
    let found = searcher.search()
    let result = try #require(found)
    #expect(judged(result.lines, problem) == result.objective)
  }
}
