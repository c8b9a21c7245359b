import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("The fairness table", .ownThreads)
struct FairnessTableTests {
  @Test("It counts what a walk through every quarter of an hour counts", arguments: 1...60 as ClosedRange<UInt64>)
  func counted(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    try Self.addHistory(to: &input, &random)
    let draft = try Drafter.hasty(input)
    let table = try DraftExplainer(input, holders: draft.holders).fairness()
    #expect(table.rows.map(\.member) == input.schedule.members.map(\.id))
    for row in table.rows {
      let before = try Self.walk(row.member, [:], input)
      let after = try Self.walk(row.member, draft.holders, input)
      #expect(Self.sameButWeighted(row.before, before), "seed \(seed): \(row.before), but \(before)")
      #expect(Self.sameButWeighted(row.after, after), "seed \(seed): \(row.after), but \(after)")
      let balance = try #require(draft.balance.first { $0.member == row.member })
      #expect(row.before.weighted == balance.before && row.after.weighted == balance.after)
      #expect(row.share.weighted == balance.share)
      #expect(row.credits == (input.credits.first { $0.member == row.member }?.hundredths ?? 0))
    }
  }

  @Test(
    "Shares of all columns add up to what everybody with a part has, but for rounding",
    arguments: 1...30 as ClosedRange<UInt64>)
  func shares(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    try Self.addHistory(to: &input, &random)
    let draft = try Drafter.hasty(input)
    let table = try DraftExplainer(input, holders: draft.holders).fairness()
    let parts = try Drafter.problem(input).fairness.parts
    let able = zip(table.rows, parts).filter { $0.1 > 0 }.map(\.0)
    guard !able.isEmpty else { return }
    for column in [\FairnessCounts.hours, \.nights, \.weekends, \.holidays, \.points] {
      let stood = able.reduce(0) { $0 + $1.after[keyPath: column] }
      let shared = table.rows.reduce(0) { $0 + $1.share[keyPath: column] }
      #expect(abs(stood - shared) <= able.count, "seed \(seed)")
    }
  }

  @Test("It says who is furthest over and who furthest under")
  func sentence() throws {
    let sketch = try SampleWeek.sketch().earned(["ana": 1000, "fay": 5000])
    let table = try DraftExplainer(sketch.input, holders: sketch.draft().holders).fairness()
    #expect(table.sentence == "Fay: 36.2 h more than a fair share; Eli: 11.6 h less than a fair share")
  }

  // MARK: Counting again

  private static func sameButWeighted(_ a: FairnessCounts, _ b: FairnessCounts) -> Bool {
    var (first, second) = (a, b)
    first.weighted = 0
    second.weighted = 0
    return first == second
  }

  /// Shifts of the team's slots in the weeks before, some over the period's first midnight, and credits.
  private static func addHistory(to input: inout DraftingInput, _ random: inout SeededGenerator) throws {
    let start = Timestamp(seconds: Int64(input.period.from.daysSinceEpoch) * 86_400)
    for number in 0..<12 {
      let from = start - .minutes(15 * Int.random(in: 1...(96 * 30), using: &random))
      let interval = try #require(Interval(from, from + .minutes(15 * Int.random(in: 4...60, using: &random))))
      input.standing.append(
        Shift(
          id: ShiftID(text: "stood-\(number)"), team: random.pick(["home", "home", "away"]).id(),
          duty: random.pick(["duty-0", "duty-0", "primary"]).id(), member: random.pick(input.schedule.members).id,
          interval: interval))
    }
    input.rules.fairnessWeeks = random.pick([0, 2, 13])
    input.credits = input.schedule.members.map {
      Balance(member: $0.id, hundredths: Int.random(in: 0...300, using: &random))
    }
    for index in input.schedule.duties.indices {
      guard case .slots(var pattern) = input.schedule.duties[index].filling else { continue }
      pattern.points = PointsRate(hundredthsPerHour: random.pick([0, 100, 200]))
      input.schedule.duties[index].filling = .slots(pattern)
    }
  }

  /// What a member has stood, in quarters of an hour from the input alone.
  private static func walk(
    _ member: MemberID, _ holders: [ShiftID: MemberID], _ input: DraftingInput
  ) throws -> FairnessCounts {
    let team = try input.zones.zone(input.schedule.zone)
    let opening = team.startOfDay(input.period.from - 7 * input.rules.fairnessWeeks)
    let closing = team.startOfDay(input.period.from)
    let slots = try input.schedule.slots(of: input.period, zones: input.zones).filter { holders[$0.id] == member }
    let stood = input.standing.filter {
      $0.member == member && $0.team == input.schedule.team && opening <= $0.interval.start
        && $0.interval.start < closing
    }
    var count = FairnessCounts()
    var (quarters, nights, weekends, holidays) = (Set<Timestamp>(), Set<CivilDate>(), Set<ISOWeek>(), Set<CivilDate>())
    let all = stood.map { ($0.duty, $0.interval) } + slots.map { ($0.duty, $0.interval) }
    for (duty, interval) in all {
      guard let pattern = input.schedule.duty(duty)?.slots else { continue }
      let zone = try input.zones.zone(pattern.zone)
      var now = interval.start
      while now < interval.end {
        quarters.insert(now)
        let wall = zone.civil(at: now)
        if wall.time.minutes < 300, interval.end - interval.start <= .hours(25) { nights.insert(wall.date) }
        if input.holidays.contains(where: { $0.date == wall.date }) { holidays.insert(wall.date) }
        now = now + .minutes(15)
      }
      if try NaiveChecker(input: input).isWeekend(interval, pattern.zone) {
        weekends.insert(ISOWeek(containing: zone.civil(at: interval.start).date))
      }
      let minutes = Int((interval.end - interval.start).components.seconds) / 60
      count.points += (minutes * (pattern.points?.hundredthsPerHour ?? 0) + 30) / 60
    }
    count.hours = quarters.count * 25
    (count.nights, count.weekends, count.holidays) = (nights.count * 100, weekends.count * 100, holidays.count * 100)
    return count
  }
}
