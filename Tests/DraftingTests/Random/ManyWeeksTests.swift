import LinearPrograms
import RotaSearch
import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

/// Many weeks that the search hardly has time for: what it hands back is lawful and priced right all the same.
@Suite("Two thousand random weeks", .ownThreads)
struct ManyWeeksTests {
  /// One short annealing and nothing after it: 0.4 is the part of the time that annealing may use.
  private static let hasty = DraftSearch(
    maker: ClpPrograms(), limits: DraftSearch.limits(rounds: 0, tries: 1, isOver: { $0 != 0.4 }))

  @Test(
    "No hard rule is broken, a slot is open only when nobody may take it, and the price is what a plain count says",
    arguments: 0..<40 as Range<UInt64>)
  func lawful(batch: UInt64) throws {
    for seed in 10_000 + batch * 50..<10_000 + (batch + 1) * 50 {
      var random = SeededGenerator(seed: seed)
      let input = try RandomWeek.input(&random, most: seed % 10 == 0 ? 7 : 4)
      let problem = try Drafter.problem(input)
      let judge = Drafter.best(of: problem, by: Self.hasty, from: [:]).judge
      let holders = judge.membersBySlot
      try Self.check(holders, of: input, problem.slots.map(\.slot), seed: seed)
      #expect(judge.objective == (try NaivePrice(input).price(holders)), "seed \(seed)")
    }
  }

  private static func check(
    _ holders: [ShiftID: MemberID], of input: DraftingInput, _ slots: [Slot], seed: UInt64
  ) throws {
    let naive = NaiveChecker(input: input)
    let taken = slots.compactMap { slot in holders[slot.id].map { NaiveChecker.Taken(slot: slot, member: $0) } }
    for next in taken {
      let broken = try naive.broken(next.member, next.slot, beside: taken.filter { $0.slot.id != next.slot.id })
      #expect(broken.isEmpty, "seed \(seed): \(next.member) in \(next.slot.id)")
    }
    for slot in slots where holders[slot.id] == nil {
      for member in input.schedule.members {
        let broken = try naive.broken(member.id, slot, beside: taken)
        #expect(!broken.isEmpty, "seed \(seed): \(member.id) may take \(slot.id)")
      }
    }
  }
}
