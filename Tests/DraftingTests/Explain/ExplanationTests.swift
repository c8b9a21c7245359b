import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("Explanations", .ownThreads)
struct ExplanationTests {
  @Test("A slot says who has it and why, and of everybody else what stands in the way or what it would cost")
  func slot() throws {
    var sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    let problem = try sketch.problem()
    sketch = try sketch.onLeave("bo", "2026-01-14T00:00", "2026-01-15T00:00")
    let explainer = try DraftExplainer(sketch.input, holders: draft.holders)
    let desk = try #require(explainer.explanation(of: problem.slots[problem.slot("desk wed 12:00")].slot.id))
    #expect(desk.label == "desk 12:00-16:00 on Wed 14 Jan")
    #expect(desk.name == "Cy" && desk.obstacle == nil)
    #expect(
      desk.because.map(\.sentence) == [
        "Cy keeps desk 12:00-16:00 all week",
        "of 3 who may take it, Cy costs least; Fay would cost 94 points more (same-member-week 100: "
          + "Cy has desk 12:00-16:00 on other days of the week)",
      ])
    #expect(
      desk.others.map(\.text) == [
        "Fay would cost 94 points more (same-member-week 100: Cy has desk 12:00-16:00 on other days of the week)",
        "Ana would cost 100 points more (same-member-week 100: Cy has desk 12:00-16:00 on other days of the week)",
        "Bo is on leave Wed 14 Jan 01:00 – Thu 15 Jan 01:00 Europe/Berlin",
        "Wed 14 Jan 07:00-11:00 America/New_York is outside the hours of Dee (mon-fri 09:00-17:00)",
        "Wed 14 Jan 07:00-11:00 America/New_York is outside the hours of Eli (mon-fri 09:00-17:00)",
      ])
  }

  @Test("A holder who may not have the slot any more is named with the reason")
  func overtaken() throws {
    let sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    let late = try sketch.onLeave("cy", "2026-01-14T00:00", "2026-01-15T00:00")
    let explainer = try DraftExplainer(late.input, holders: draft.holders)
    let slot = try sketch.problem().slots[sketch.problem().slot("desk wed 12:00")].slot.id
    let desk = try #require(explainer.explanation(of: slot))
    #expect(desk.obstacle?.sentence == "Cy is on leave 14 Jan")
    #expect(desk.because.contains { $0.sentence == "of 3 who may take it, Fay costs least" }, "\(desk.because)")
    #expect(!desk.because.contains { $0.sentence.contains("Cy costs") })
    #expect(explainer.explanation(of: ShiftID(text: "no-such-slot")) == nil)
  }

  private static let instances: ClosedRange<UInt64> = 1...60

  @Test(
    "What somebody else would cost is what the whole draft costs more with them, by rule and in all",
    arguments: instances)
  func extras(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = try RandomWeek.input(&random)
    let draft = try Drafter.hasty(input)
    let naive = try NaivePrice(input)
    #expect(naive.price(draft.holders) == draft.objective, "seed \(seed)")
    let explainer = try DraftExplainer(input, holders: draft.holders)
    for (slot, short) in zip(explainer.slots, explainer.summaries) {
      #expect(short.because == slot.because && short.next == slot.next, "seed \(seed)")
    }
    for slot in explainer.slots where slot.member != nil {
      #expect(slot.obstacle == nil, "seed \(seed)")
      for other in slot.others {
        #expect(other.differences.reduce(0) { $0 + $1.points } == other.extra, "seed \(seed): \(other)")
        guard other.obstacle == nil else { continue }
        var moved = draft.holders
        moved[slot.slot] = other.member
        #expect(naive.price(moved) - draft.objective == other.extra, "seed \(seed): \(other.name) in \(slot.slot)")
      }
    }
  }

  @Test(
    "A member's slots, what each costs and what they miss are what the draft has",
    arguments: 1...30 as ClosedRange<UInt64>)
  func members(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = try RandomWeek.input(&random)
    let draft = try Drafter.hasty(input)
    let naive = try NaivePrice(input)
    let explainer = try DraftExplainer(input, holders: draft.holders)
    for member in input.schedule.members {
      let told = try #require(explainer.explanation(of: member.id))
      #expect(told.balance == draft.balance.first { $0.member == member.id }, "seed \(seed)")
      let own = draft.assignments.filter { $0.member == member.id }
      #expect(Set(told.slots.map(\.slot)) == Set(own.map(\.slot.id)), "seed \(seed)")
      #expect(told.missed.reduce(0) { $0 + $1.count } == draft.assignments.count - own.count, "seed \(seed)")
      for slot in told.slots {
        var without = draft.holders
        without[slot.slot] = nil
        let open = 10_000 + (input.published[slot.slot] == nil ? 0 : input.rules.keepPublished)
        #expect(naive.price(without) - open + slot.points == draft.objective, "seed \(seed): \(slot.slot)")
      }
    }
  }

  @Test("A member is told in sentences what they have and what kept them from the rest")
  func memberSentences() throws {
    let sketch = try SampleWeek.sketch()
    let explainer = try DraftExplainer(sketch.input, holders: sketch.draft().holders)
    let cy = try #require(explainer.explanation(of: "cy".id()))
    #expect(cy.sentence == "Cy has 5 slots (20.0 h) and 3.3 h more than a fair share")
    #expect(
      cy.missed.map(\.text) == [
        "5 slots: price, such as desk 08:00-12:00 on Mon 12 Jan: Cy would cost 103 points more "
          + "(same-member-week 100: Bo has desk 08:00-12:00 on other days of the week)",
        "5 slots: working-hours, such as desk 16:00-20:00 on Mon 12 Jan: Mon 12 Jan 16:00-20:00 Europe/London is "
          + "outside the hours of Cy (mon-fri 08:00-17:00)",
        "2 slots: eligibility, such as weekend 10:00-18:00 on Sat 17 Jan: weekend is for volunteers, and Cy is not one",
      ])
  }
}

extension Drafter {
  /// A lawful draft that nobody searched long for: each slot to whoever costs least at the moment.
  static func hasty(_ input: DraftingInput) throws -> Draft {
    let judge = FirstDraft.make(try problem(input), from: [:])
    return try draft(input, holding: judge.membersBySlot)
  }
}
