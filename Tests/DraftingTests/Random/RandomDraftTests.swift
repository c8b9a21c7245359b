import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("Random weeks", .ownThreads)
struct RandomDraftTests {
  private static let instances: ClosedRange<UInt64> = 1...300
  /// For what takes longer on each.
  private static let fewer: ClosedRange<UInt64> = 1...120

  @Test("A draft breaks no hard rule, and leaves a slot open only when nobody may take it", arguments: instances)
  func lawfulAndFull(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = try RandomWeek.input(&random)
    let draft = try Drafter.draft(input, by: .small)
    try Self.expectLawfulAndFull(draft, input, seed)
  }

  @Test(
    "The same for days, fortnights and months, with every limit at once, and the check finds what the naive one finds",
    arguments: 1...60 as ClosedRange<UInt64>)
  func longerPeriods(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    let from = input.period.from + Int.random(in: 0...6, using: &random)
    input.period = try #require(DraftPeriod(from: from, until: from + random.pick([1, 3, 10, 14, 31])))
    try RandomWeek.limit(&input, &random)
    try Self.expectLawfulAndFull(Drafter.draft(input, by: .small), input, seed)
    try Self.expectEqualFaults(of: RandomWeek.careless(input, &random), input, seed)
  }

  /// No rule is broken, and what is open is open to nobody.
  static func expectLawfulAndFull(_ draft: Draft, _ input: DraftingInput, _ seed: UInt64) throws {
    let naive = NaiveChecker(input: input)
    let taken = taken(draft)
    for next in taken {
      let others = taken.filter { $0.slot.id != next.slot.id }
      let broken = try naive.broken(next.member, next.slot, beside: others)
      #expect(broken.isEmpty, "seed \(seed): \(next.member) in \(next.slot.id)")
    }
    for gap in draft.gaps {
      for member in input.schedule.members {
        let broken = try naive.broken(member.id, gap.slot, beside: taken)
        #expect(!broken.isEmpty, "seed \(seed): \(member.id) may take \(gap.slot.id)")
      }
      #expect(gap.others.count == input.schedule.members.count && gap.others.allSatisfy { $0.obstacle != nil })
    }
    #expect(try DraftCheck.violations(draft, input).isEmpty, "seed \(seed)")
  }

  @Test("What a draft says of everybody else is what the naive checker says", arguments: fewer)
  func explanationsHold(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = try RandomWeek.input(&random)
    let draft = try Drafter.draft(input, by: .small)
    let naive = NaiveChecker(input: input)
    for next in draft.assignments where random.chance(30) {
      let rest = Self.taken(draft).filter { $0.slot.id != next.slot.id }
      for other in next.others {
        let broken = try naive.broken(other.member, next.slot, beside: rest)
        #expect(
          other.obstacle.map { broken.contains($0.rule) } ?? broken.isEmpty,
          "seed \(seed): \(other.member) in \(next.slot.id): \(other.text), but \(broken.sorted())")
      }
    }
  }

  @Test("The check before publishing finds in careless drafts just what the naive checker finds", arguments: instances)
  func checkAgrees(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = try RandomWeek.input(&random)
    try Self.expectEqualFaults(of: RandomWeek.careless(input, &random), input, seed)
  }

  /// The check before publishing and the naive checker find the same.
  static func expectEqualFaults(of careless: Draft, _ input: DraftingInput, _ seed: UInt64) throws {
    let taken = taken(careless)
    let naive = NaiveChecker(input: input)
    var expected: Set<String> = []
    for next in taken {
      let others = taken.filter { $0.slot.id != next.slot.id }
      expected.formUnion(try naive.broken(next.member, next.slot, beside: others))
    }
    // Of overlap and rest the check says only the first it meets for a slot.
    let found = Set(try DraftCheck.violations(careless, input).map(\.rule))
    let timing: Set = ["no-overlap", "rest-between-shifts"]
    #expect(found.subtracting(timing) == expected.subtracting(timing), "seed \(seed)")
    #expect(found.isDisjoint(with: timing) == expected.isDisjoint(with: timing), "seed \(seed)")
  }

  @Test("Equal inputs give equal drafts, in whatever order leave, shifts and balances come", arguments: fewer)
  func deterministic(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    let draft = try Drafter.draft(input, by: .small)
    #expect(try Drafter.draft(input, by: .small) == draft, "seed \(seed)")
    input.leave.shuffle(using: &random)
    input.standing.shuffle(using: &random)
    input.earned.shuffle(using: &random)
    input.decisions.shuffle(using: &random)
    #expect(try Drafter.draft(input, by: .small) == draft, "seed \(seed)")
  }

  private static func taken(_ draft: Draft) -> [NaiveChecker.Taken] {
    draft.assignments.compactMap { next in next.member.map { NaiveChecker.Taken(slot: next.slot, member: $0) } }
  }
}
