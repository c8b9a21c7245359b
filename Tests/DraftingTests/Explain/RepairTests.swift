import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("Repair", .ownThreads)
struct RepairTests {
  @Test("Leave after publishing hands on one day of a line, and the reasons say so")
  func lateLeave() throws {
    let (sketch, published) = try Self.published()
    let late = try sketch.onLeave("cy", "2026-01-14T00:00", "2026-01-15T00:00")
    let repair = try RotaRepairer.repair(late.input, now: at("2026-01-12 06:00"), by: .small)
    #expect(
      repair.moves.map { $0.sentence(published.name) } == [
        "desk 12:00-16:00 on Wed 14 Jan: Fay instead of Cy (Cy is on leave 14 Jan)"
      ])
    #expect(repair.isFewest && repair.dropped.isEmpty)
    #expect(
      repair.moves[0].choice.map(\.sentence) == [
        "of 3 who may take it, Fay costs least; Ana would cost 6 points more (fair-balance 6: Ana would have 3.3 h "
          + "more than a fair share)"
      ])
    #expect(try DraftCheck.violations(repair.draft, late.input).isEmpty)
  }

  @Test("A slot that began before now stays as it was, and the later ones are mended")
  func begun() throws {
    let (sketch, published) = try Self.published()
    let late = try sketch.onLeave("cy", "2026-01-13T00:00", "2026-01-15T00:00")
    let repair = try RotaRepairer.repair(late.input, now: at("2026-01-13 13:00"), by: .small)
    #expect(repair.moves.map(\.label) == ["desk 12:00-16:00 on Wed 14 Jan"])
    #expect(repair.draft.holders.filter { published.holders[$0.key] != $0.value }.count == 1)
    let before = try RotaRepairer.repair(late.input, now: at("2026-01-13 11:00"), by: .small)
    #expect(before.moves.count == 2)
  }

  @Test("A slot that began is no move when its member has left the team, and their slots to come are")
  func begunByLeaver() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
      .published(["desk mon 08:00": "bo", "desk tue 08:00": "bo"])
    sketch.input.schedule.members.removeLast()
    let repair = try RotaRepairer.repair(sketch.input, now: at("2026-01-12 09:00"), by: .small)
    #expect(repair.moves.map(\.label) == ["desk 08:00-12:00 on Tue 13 Jan"] && repair.moves[0].to == "ana".id())
    let after = try RotaRepairer.repair(sketch.input, now: at("2026-01-13 09:00"), by: .small)
    #expect(after.moves.isEmpty)
  }

  @Test("Where nothing came in between nothing moves, however unfair the published rota is")
  func nothing() throws {
    var (sketch, _) = try Self.published()
    sketch = sketch.earned(["fay": 9000, "bo": 0])
    let repair = try RotaRepairer.repair(sketch.input, now: at("2026-01-12 06:00"), by: .small)
    #expect(repair.moves.isEmpty && repair.isFewest)
  }

  @Test("When nobody may take a slot as things are, somebody who may makes room")
  func chain() throws {
    // Early is for Ana or Bo, late for Bo or Cy; nobody stands both.
    let people = try members("ana", "bo", "cy")
    let duties = [
      try slots("early", "mon 08:00-12:00", eligible: .members(["ana".id(), "bo".id()])),
      try slots("late", "mon 12:00-16:00", eligible: .members(["bo".id(), "cy".id()])),
    ]
    let rules = DraftingRules(rest: try duration("11 hours"))
    let sketch = try Sketch(people, duties, rules: rules).published(["early mon 08:00": "ana", "late mon 12:00": "bo"])
    let late = try sketch.onLeave("ana", "2026-01-12T00:00", "2026-01-13T00:00")
    let repair = try RotaRepairer.repair(late.input, now: at("2026-01-11 06:00"), by: .small)
    #expect(
      repair.moves.map { $0.sentence(repair.draft.name) } == [
        "early 08:00-12:00 on Mon 12 Jan: Bo instead of Ana (Ana is on leave 12 Jan)",
        "late 12:00-16:00 on Mon 12 Jan: Cy instead of Bo (Bo takes early 08:00-12:00 on Mon 12 Jan instead)",
      ])
    #expect(repair.isFewest)
  }

  @Test("A slot is not given back where what is left of a run of days would be too short")
  func shortRun() throws {
    var sketch = try Sketch(members("ana", "bo", "cy"), [slots("desk", "mon-tue 09:00-13:00", sameMember: true)])
      .published(["desk mon 09:00": "ana", "desk tue 09:00": "ana"])
    sketch.input.rules.runs = RunLimits(leastDays: 2)
    let late = try sketch.onLeave("ana", "2026-01-13T00:00", "2026-01-14T00:00")
    let repair = try RotaRepairer.repair(late.input, now: at("2026-01-11 06:00"), by: .small)
    #expect(repair.moves.count == 2 && Set(repair.moves.map(\.to)).count == 1)
    #expect(try DraftCheck.violations(repair.draft, late.input).isEmpty)
  }

  @Test("A slot that was given to who is away goes to somebody else, and the decision is named")
  func dropped() throws {
    let (sketch, _) = try Self.published()
    let late = try sketch.decided(.assign, "desk wed 12:00", "cy")
      .onLeave("cy", "2026-01-14T00:00", "2026-01-15T00:00")
    let repair = try RotaRepairer.repair(late.input, now: at("2026-01-12 06:00"), by: .small)
    #expect(repair.moves.map(\.to) == ["fay".id()])
    #expect(
      repair.dropped.map(\.sentence) == ["desk 12:00-16:00 on Wed 14 Jan was given to Cy: Cy is on leave 14 Jan"])
  }

  @Test("A slot that somebody claimed who has left the team goes to somebody else, and the claim is named")
  func left() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon 08:00-12:00")]).published(["desk mon 08:00": "bo"]
    )
    let slot = try sketch.problem().slots[0].slot.id
    sketch.input.decisions = [LeadDecision(slot: slot, member: "bo".id(), kind: .assign, isClaim: true)]
    sketch.input.schedule.members.removeLast()
    let repair = try RotaRepairer.repair(sketch.input, now: at("2026-01-11 06:00"), by: .small)
    #expect(repair.moves.map(\.to) == ["ana".id()])
    #expect(repair.moves.map(\.because.sentence) == ["bo is not in the team any more"])
    #expect(
      repair.dropped.map(\.sentence) == [
        "desk 08:00-12:00 on Mon 12 Jan was claimed by bo: bo is not in the team any more"
      ])
  }

  @Test(
    "Random small rotas: as few open slots and moves as an exhaustive search finds, and of these the cheapest",
    arguments: 1...80 as ClosedRange<UInt64>)
  func exhaustive(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = try SmallRota.input(&random)
    let repair = try RotaRepairer.repair(input, now: input.zones.zone(.utc).startOfDay(input.period.from), by: .small)
    let found = try ExhaustiveRepair(input).score(repair.draft.holders)
    let best = try ExhaustiveRepair(input).best()
    #expect(found == best, "seed \(seed)")
    #expect(repair.isFewest, "seed \(seed)")
    #expect(try DraftCheck.violations(repair.draft, input).isEmpty, "seed \(seed)")
    #expect(
      repair.moves.count == input.published.count { repair.draft.holders[$0.key] != $0.value }
        + repair.draft.holders.count { input.published[$0.key] == nil }, "seed \(seed)")
  }

  private static func published() throws -> (Sketch, Draft) {
    var sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    sketch.input.published = draft.holders
    return (sketch, draft)
  }
}

/// Rotas of a few slots and members, published as they were before something came in between.
enum SmallRota {
  static func input(_ random: inout SeededGenerator) throws -> DraftingInput {
    let ids = Array(["ana", "bo", "cy", "dee"].prefix(random.pick([3, 3, 4])))
    let people = try ids.map { id in
      try member(id, weekends: random.pick([.volunteer, .rotation, .never]), share: random.pick([100, 50]))
    }
    func some() -> SlotPattern.Eligible {
      random.chance(50) ? .everyone : .members(ids.filter { _ in random.chance(65) }.map { $0.id() })
    }
    let duties = [
      try slots(
        "desk", random.pick(["mon-tue 08:00-12:00, 12:00-16:00", "mon-thu 08:00-16:00"]), eligible: some(),
        sameMember: random.chance(50)),
      try slots("night", random.pick(["mon 20:00-04:00", "sat 10:00-18:00"]), eligible: some()),
    ]
    let rules = DraftingRules(
      rest: random.chance(70) ? PlainDuration(.hours(11)) : nil,
      atMostPerWeek: random.chance(50) ? PlainDuration(.hours(16)) : nil, noTwoWeekendsInARow: false,
      neverTogether: random.chance(30) ? [[ids[0].id(), ids[1].id()]] : [])
    var input = try Sketch(people, duties, rules: rules).input
    input.earned = ids.map { Balance(member: $0.id(), hundredths: Int.random(in: 0...3000, using: &random)) }
    input.published = try Drafter.hasty(input).holders
    let day = Int.random(in: 0...3, using: &random)
    let zone = try input.zones.zone(input.schedule.zone)
    let leave = zone.startOfDay(input.period.from + day)
    input.leave = [
      Leave(
        id: "late", member: random.pick(ids).id(),
        interval: try #require(Interval(leave, leave + .hours(random.pick([10, 24, 72])))), kind: .planned)
    ]
    return input
  }
}

/// Every rota of a small input that changes no more than the best one so far: slow and plain.
struct ExhaustiveRepair {
  struct Score: Equatable, Comparable {
    var open: Int
    var touched: Int
    var price: Int

    static func < (a: Score, b: Score) -> Bool { (a.open, a.touched, a.price) < (b.open, b.touched, b.price) }
  }

  private let input: DraftingInput
  private let slots: [Slot]
  private let prices: NaivePrice
  private let checker: NaiveChecker

  init(_ input: DraftingInput) throws {
    self.input = input
    slots = try input.schedule.slots(of: input.period, zones: input.zones)
    prices = try NaivePrice(input)
    checker = NaiveChecker(input: input)
  }

  func score(_ holders: [ShiftID: MemberID]) -> Score {
    Score(
      open: slots.count { holders[$0.id] == nil },
      touched: slots.count { holders[$0.id] != input.published[$0.id] }, price: prices.price(holders))
  }

  func best() throws -> Score? {
    var best: Score?
    var holders: [ShiftID: MemberID] = [:]
    try visit(0, &holders, open: 0, touched: 0, &best)
    return best
  }

  private func visit(
    _ index: Int, _ holders: inout [ShiftID: MemberID], open: Int, touched: Int, _ best: inout Score?
  ) throws {
    if let best, (open, touched) > (best.open, best.touched) { return }
    guard index < slots.count else {
      let found = score(holders)
      if best.map({ found < $0 }) ?? true { best = found }
      return
    }
    let slot = slots[index]
    let published = input.published[slot.id]
    let others = input.schedule.members.map(\.id).filter { $0 != published }
    for member in [published].compactMap(\.self) + others {
      let taken = slots[..<index].compactMap { before in
        holders[before.id].map { NaiveChecker.Taken(slot: before, member: $0) }
      }
      guard try checker.broken(member, slot, beside: taken).isEmpty else { continue }
      holders[slot.id] = member
      try visit(index + 1, &holders, open: open, touched: touched + (member == published ? 0 : 1), &best)
      holders[slot.id] = nil
    }
    try visit(index + 1, &holders, open: open + 1, touched: touched + (published == nil ? 0 : 1), &best)
  }
}
