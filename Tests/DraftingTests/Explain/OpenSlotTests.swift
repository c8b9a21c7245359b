import Scheduling
import TestSupport
import Testing

@testable import Drafting

@Suite("Why a slot stays open", .ownThreads)
struct OpenSlotTests {
  @Test("The fewest rules without which somebody could take it, with the members of each set and what the rules say")
  func oneRule() throws {
    let people = [try member("ana"), try member("bo", skills: ["billing"]), try member("cy", skills: ["billing"])]
    let draft = try Sketch(people, [slots("desk", "mon 08:00-12:00", skills: ["billing"])])
      .onLeave("ana", "2026-01-12T00:00", "2026-01-13T00:00")
      .onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00")
      .standing("cy", "primary", "2026-01-12T10:00", "2026-01-12T20:00", team: "night-team").draft()
    #expect(
      draft.gaps.first?.because.map(\.sentence) == [
        "nobody may take this slot next to the rest of the draft",
        "without not-on-leave Bo could take it (Bo is on leave 12 Jan)",
        "without no-overlap Cy could take it (Cy is on primary in night-team then, Mon 12 Jan 10:00-20:00 Europe/London)",
      ])
  }

  @Test("What is said of several members alike is said once")
  func saidOnce() throws {
    let draft = try Sketch(members("ana", "bo", "cy"), [slots("desk", "mon 08:00-12:00")])
      .decided(.assign, "desk mon 08:00", "cy").onLeave("cy", "2026-01-12T00:00", "2026-01-13T00:00").draft()
    #expect(
      draft.gaps.first?.because.dropFirst().map(\.sentence) == [
        "without lead-decides Ana or Bo could take it (a lead gave this slot to Cy)",
        "without not-on-leave Cy could take it (Cy is on leave 12 Jan)",
      ])
  }

  @Test("Where no one rule is enough, two are named; members with the same ones stand together")
  func twoRules() throws {
    let people = try members("ana", "bo", "cy", "dee")
    let sketch = try Sketch(people, [slots("desk", "mon 08:00-12:00", skills: ["billing"])])
    let away = try ["ana", "bo", "cy", "dee"].reduce(sketch) {
      try $0.onLeave($1, "2026-01-12T00:00", "2026-01-13T00:00")
    }
    #expect(
      try away.draft().gaps.first?.because.dropFirst().map(\.sentence) == [
        "without eligibility and not-on-leave Ana, Bo, Cy or 1 more could take it (desk needs billing, which Ana does "
          + "not have and Ana is on leave 12 Jan; desk needs billing, which Bo does not have and Bo is on leave 12 Jan; "
          + "desk needs billing, which Cy does not have and Cy is on leave 12 Jan)"
      ])
    let far = try ["ana", "bo", "cy", "dee"].reduce(away) { try $0.decided(.forbid, "desk mon 08:00", $1) }
    #expect(try far.draft().gaps.first?.because.count == 1, "three rules say nothing a lead could act on")
  }

  @Test("Leaving out just the rules of a set makes the slot fillable, and no smaller set does", arguments: 1...24)
  func smallest(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    try RandomWeek.limit(&input, &random)
    let facts = try ProblemFacts(input)
    let judge = FirstDraft.make(DraftProblem(facts, rules: StandardRules.rules(for: input.rules)), from: [:])
    let names = judge.problem.rules.map(\.name)
    let open = judge.openSlots.shuffled(using: &random).prefix(2)
    let said = open.map { slot in Set(OpenSlotReasons(judge, slot).inTheWay.map { Set($0.rules) }) }
    let one = names.map { [$0] }
    let two = names.indices.flatMap { a in names[(a + 1)...].map { [names[a], $0] } }
    var left = Set(open)
    for sets in [one, two] {
      var found: [Int: Set<Set<String>>] = [:]
      for set in sets where !left.isEmpty {
        for slot in fillable(left, in: judge, facts, without: set) { found[slot, default: []].insert(Set(set)) }
      }
      for (slot, said) in zip(open, said) where left.contains(slot) {
        if let expected = found[slot] { #expect(said == expected, "seed \(seed)") }
      }
      left.subtract(found.keys)
    }
    for (slot, said) in zip(open, said) where left.contains(slot) { #expect(said.isEmpty, "seed \(seed)") }
  }

  /// The slots that somebody may take next to the same draft when some rules are left out.
  private func fillable(
    _ slots: Set<Int>, in draft: DraftJudge, _ facts: ProblemFacts, without names: [String]
  ) -> Set<Int> {
    let rules = draft.problem.rules.filter { !names.contains($0.name) }
    var judge = DraftJudge(DraftProblem(facts, rules: rules))
    for other in judge.problem.slots.indices { if let holder = draft.holder(other) { judge.assign(holder, to: other) } }
    return slots.filter { slot in judge.problem.members.indices.contains { judge.mayTake($0, slot) } }
  }
}
