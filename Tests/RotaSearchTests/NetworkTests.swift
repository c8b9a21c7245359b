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
      #expect(found?.cost == exhaustive.cheapest(of: 0, prices: prices).map { Int32($0) * Pricer.scale })
      guard let found else { continue }
      let cost = try #require(NaiveJudge.cost(of: found.line, for: 0, in: problem))
      #expect(Int32(found.line.reduce(cost) { $0 - prices[Int($1)] }) * Pricer.scale == found.cost)
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
    #expect(found.cost == Int32(try #require(problem.cost(of: found.line, for: 0))) * Pricer.scale)
    #expect(found.cost == cost * Pricer.scale)
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
