import LinearPrograms
import TestSupport
import Testing

@testable import RotaSearch

@Suite("The cheapest line of a member", .ownThreads)
struct NetworkTests {
  @Test("It costs what the cheapest of all allowed lines costs, at any prices")
  func cheapest() throws {
    var random = RandomProblems(seed: 7)
    var dice = RotaSearch.Dice(seed: 8)
    let pricer = Pricer()
    for index in 0..<60 {
      let problem =
        index % 2 == 0
        ? random.plain(members: 1, slots: 9)
        : random.classic(members: 1, days: 8, shifts: 1)
      let exhaustive = Exhaustive(problem)
      var builder = NetworkBuilder(problem, member: 0)
      let built = builder.build()
      let network = try #require(built)
      let prices = problem.slots.map { _ in dice.below(120) - 30 }
      let scaled = prices.map { Int32($0) * Pricer.scale }
      let found = pricer.lines(network, prices: scaled, count: 1).first
      #expect(found?.cost == exhaustive.cheapest(of: 0, prices: prices).map { Int64($0) * Int64(Pricer.scale) })
      guard let found else { continue }
      let cost = try #require(NaiveJudge.cost(of: found.line, for: 0, in: problem))
      #expect(Int64(found.line.reduce(cost) { $0 - prices[Int($1)] }) * Int64(Pricer.scale) == found.cost)
    }
  }

  @Test("A kept slot stays, whatever it costs")
  func kept() throws {
    var random = RandomProblems(seed: 9)
    for _ in 0..<40 {
      let problem = random.plain(members: 1, slots: 8)
      guard let slot = problem.members[0].choices.last?.slot, problem.cost(of: [slot], for: 0) != nil else { continue }
      var builder = NetworkBuilder(problem, member: 0)
      let prices = problem.slots.map { _ in -900 * Pricer.scale }
      let built = builder.build()
      let network = try #require(built)
      let found = try #require(Pricer().lines(network, prices: prices, kept: [slot], count: 1).first)
      #expect(found.line.contains(slot))
    }
  }

  @Test("A tally that none of the member's slots count in is paid for all the same", arguments: [5, -5])
  func idleTally(cost: Int32) throws {
    let slots = (0..<2).map { SearchSlot(start: $0 * 8, end: $0 * 8 + 4, day: 0, under: 0) }
    let idle = Tally(weights: [.init(slot: 1, weight: 1)], costs: [cost, 0])
    let wide = Tally(weights: [.init(slot: 0, weight: 1)], costs: [0, 1, 2])
    let member = SearchMember(name: "a", choices: [Choice(slot: 0, cost: 0)], tallies: [wide, idle])
    let problem = SearchProblem(slots: slots, members: [member], clash: BitTable(size: 2))
    var builder = NetworkBuilder(problem, member: 0)
    let built = builder.build()
    let network = try #require(built)
    let found = try #require(Pricer().lines(network, prices: [0, 0], count: 1).first)
    #expect(found.cost == Int64(try #require(problem.cost(of: found.line, for: 0))) * Int64(Pricer.scale))
    #expect(found.cost == Int64(cost * Pricer.scale))
  }

  /// A repair's prices: an open slot is worth two million points, and somebody in it counts as a change.
  private func dear(slots count: Int32, clash: BitTable? = nil) -> SearchProblem {
    let slots = (0..<count).map { SearchSlot(start: $0 * 24, end: $0 * 24 + 8, day: $0, under: 2_020_000) }
    let hours = Tally(
      weights: (0..<count).map { Tally.Weight(slot: $0, weight: 2) },
      costs: Array(repeating: 0, count: Int(count) * 2 + 1))
    let member = SearchMember(
      name: "a", choices: (0..<count).map { Choice(slot: $0, cost: 20_000) }, tallies: [hours])
    return SearchProblem(slots: slots, members: [member], clash: clash ?? BitTable(size: Int(count)))
  }

  @Test(
    "Prices whose sum is beyond 32 bits are summed all the same, and no total is made up", arguments: [1, 4, 5, 40])
  func dearPrices(slots: Int) throws {
    let problem = dear(slots: Int32(slots))
    var builder = NetworkBuilder(problem, member: 0)
    let built = builder.build()
    let network = try #require(built)
    let prices = problem.slots.map { $0.under * Pricer.scale }
    let found = Pricer().lines(network, prices: prices, count: 2 * slots + 1)
    #expect(found.map(\.line.count) == Array((0...slots).reversed()))
    for line in found { #expect(line.cost == Int64(line.line.count) * -512_000_000) }
  }

  @Test("A kept slot stays also beside an open one that clashes with it and is worth as much as a repair has it")
  func keptBesideDear() throws {
    var clash = BitTable(size: 2)
    clash[0, 1] = true
    clash[1, 0] = true
    let problem = dear(slots: 2, clash: clash)
    var builder = NetworkBuilder(problem, member: 0)
    let built = builder.build()
    let network = try #require(built)
    let prices = [0, problem.slots[1].under * Pricer.scale]
    let found = Pricer().lines(network, prices: prices, kept: [0], decided: Pricer.decision(in: problem), count: 1)
    #expect(found.first?.line == [0])
    #expect(Pricer.decision(in: dear(slots: 0)) == Pricer.decided)
  }

  @Test("What many open slots cost together is no broken rule")
  func manyOpen() throws {
    let problem = dear(slots: 40)
    let lines = Lines(slots: [[]])
    let block = Block(members: [0], slots: problem.slots.indices.map(Int32.init))
    let solver = BlockSolver(
      problem: problem, networks: LineNetworks(problem, spread: .alone), maker: ClpPrograms(), spread: .alone,
      prices: [])
    let cost = solver.cost(
      block, solver.counts(of: lines, without: [0]), CouplingRows(problem, block, in: lines), lines.slots)
    #expect(cost == 40 * 2_020_000)
  }

  @Test("Runs of days and weekends count as the family defines them")
  func days() throws {
    let pattern = DayPattern(horizon: 14, mostInARow: 4, leastInARow: 2, leastFree: 2, mostWeekends: 1)
    #expect(pattern.allows([]))
    #expect(pattern.allows([0]), "a run may begin before the horizon")
    #expect(pattern.allows([13]), "a run may go on after the horizon")
    #expect(!pattern.allows([3]))
    #expect(pattern.allows([3, 4]))
    #expect(!pattern.allows([3, 4, 6, 7]), "one free day")
    #expect(!pattern.allows([0, 1, 2, 3, 4]))
    #expect(pattern.allows([5, 6]))
    #expect(!pattern.allows([5, 6, 11, 12]), "two weekends")
  }
}
