import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("What if", .ownThreads)
struct WhatIfTests {
  @Test("Without a member, their slots go to others, and the price says by which rule")
  func without() throws {
    let sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    let answer = try WhatIf(without: ["cy".id()]).answer(sketch.input, from: draft.holders, by: .small)
    #expect(!answer.draft.holders.values.contains("cy".id()))
    #expect(
      answer.comparison.slots.map { $0.sentence(draft.name) } == [
        "desk 12:00-16:00 on Mon 12 Jan: Fay instead of Cy", "desk 12:00-16:00 on Tue 13 Jan: Fay instead of Cy",
        "desk 12:00-16:00 on Wed 14 Jan: Fay instead of Cy", "desk 12:00-16:00 on Thu 15 Jan: Fay instead of Cy",
        "desk 12:00-16:00 on Fri 16 Jan: Fay instead of Cy",
      ])
    #expect(answer.comparison.objectiveBefore == draft.objective)
    #expect(answer.parts == [RulePart(rule: "fair-balance", points: 34)])
    #expect(answer.dropped.isEmpty)
  }

  @Test("Leave that nobody asked for yet takes the days of it only")
  func leave() throws {
    let sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    let dates = try DateRange(text: "2026-01-14..2026-01-14")
    let question = WhatIf(leave: [WhatIf.AssumedLeave(member: "cy".id(), dates: dates)])
    let answer = try question.answer(sketch.input, from: draft.holders, by: .small)
    #expect(
      answer.comparison.slots.map { $0.sentence(draft.name) } == [
        "desk 12:00-16:00 on Mon 12 Jan: Fay instead of Cy", "desk 12:00-16:00 on Tue 13 Jan: Fay instead of Cy",
        "desk 12:00-16:00 on Wed 14 Jan: Fay instead of Cy", "desk 12:00-16:00 on Thu 15 Jan: Fay instead of Cy",
        "desk 12:00-16:00 on Fri 16 Jan: Fay instead of Cy",
      ])
    #expect(sketch.input.leave.isEmpty, "nothing is kept of it")
  }

  @Test("A slot in other hands binds the draft as a lead's decision does, also against one that was made before")
  func assign() throws {
    let sketch = try SampleWeek.sketch().decided(.assign, "weekend sat 10:00", "ana")
    let draft = try sketch.draft()
    let slot = try sketch.problem().slots[sketch.problem().slot("weekend sat 10:00")].slot.id
    let question = WhatIf(assign: [WhatIf.AssumedHolder(slot: slot, member: "dee".id())])
    let answer = try question.answer(sketch.input, from: draft.holders, by: .small)
    #expect(answer.draft.holders[slot] == "dee".id())
    #expect(
      answer.comparison.slots.map { $0.sentence(draft.name) } == [
        "desk 16:00-20:00 on Mon 12 Jan: Eli instead of Dee", "desk 16:00-20:00 on Tue 13 Jan: Eli instead of Dee",
        "desk 16:00-20:00 on Wed 14 Jan: Eli instead of Dee", "desk 16:00-20:00 on Thu 15 Jan: Eli instead of Dee",
        "desk 16:00-20:00 on Fri 16 Jan: Eli instead of Dee", "weekend 10:00-18:00 on Sat 17 Jan: Dee instead of Ana",
        "weekend 10:00-18:00 on Sun 18 Jan: Ana instead of Eli",
      ])
  }

  @Test("Of drafts that cost the same, the one with fewest changes is told")
  func fewest() throws {
    let sketch = try Sketch(members("ana", "bo", "cy"), [slots("desk", "mon-wed 08:00-12:00, 12:00-16:00")])
    let problem = try sketch.problem()
    let holders = Dictionary(
      zip(problem.slots.map(\.slot.id), ["ana", "bo", "cy", "ana", "bo", "cy"].map { $0.id() as MemberID }),
      uniquingKeysWith: { $1 })
    let tuesday = try problem.slots[problem.slot("desk tue 08:00")].slot.id
    let question = WhatIf(assign: [WhatIf.AssumedHolder(slot: tuesday, member: "ana".id())])
    let answer = try question.answer(sketch.input, from: holders, by: .small)
    // Ana and Cy exchange one slot for another.
    #expect(answer.comparison.slots.count == 2 && answer.comparison.objectiveAfter == answer.comparison.objectiveBefore)
  }

  @Test("Giving back ends after so many questions, and the draft is lawful all the same")
  func givingBackEnds() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
    let problem = try sketch.problem()
    let before = try sketch.judge(problem, ["desk mon 08:00": "ana", "desk tue 08:00": "bo"])
    let after = try sketch.judge(problem, ["desk mon 08:00": "bo", "desk tue 08:00": "ana"])
    let holders = before.membersBySlot
    #expect(MoveBack(after, to: holders).judge.membersBySlot == holders)
    #expect(MoveBack(after, to: holders, questions: 0).judge.membersBySlot == after.membersBySlot)
    // Two singles are tried for two members each, then the pair.
    #expect(MoveBack(after, to: holders, questions: 4).judge.membersBySlot == after.membersBySlot)
    #expect(MoveBack(after, to: holders, questions: 6).judge.membersBySlot == holders)
  }

  @Test("A slot in hands that may not have it stays open, and the decision is named")
  func impossible() throws {
    let sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    let slot = try sketch.problem().slots[sketch.problem().slot("weekend sat 10:00")].slot.id
    let question = WhatIf(assign: [WhatIf.AssumedHolder(slot: slot, member: "cy".id())])
    let answer = try question.answer(sketch.input, from: draft.holders, by: .small)
    #expect(
      answer.dropped.map(\.sentence) == [
        "weekend 10:00-18:00 on Sat 17 Jan was given to Cy: weekend is for volunteers, and Cy is not one"
      ])
    #expect(answer.comparison.slots.isEmpty)
  }

  @Test(
    "Random weeks: the parts add up to the change in price, which an independent count confirms",
    arguments: 1...25 as ClosedRange<UInt64>)
  func sums(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    input.decisions = []
    let draft = try Drafter.hasty(input)
    let member = random.pick(input.schedule.members).id
    let question = WhatIf(leave: [WhatIf.AssumedLeave(member: member, dates: DateRange(input.period.from + 2))])
    let answer = try question.answer(input, from: draft.holders, by: .small)
    let prices = try NaivePrice(input)
    let (before, after) = (prices.price(draft.holders), prices.price(answer.draft.holders))
    #expect(answer.comparison.objectiveBefore == before && answer.comparison.objectiveAfter == after, "seed \(seed)")
    #expect(answer.parts.reduce(0) { $0 + $1.points } == after - before, "seed \(seed)")
    #expect(try DraftCheck.violations(answer.draft, question.applied(to: input)).isEmpty, "seed \(seed)")
  }
}
