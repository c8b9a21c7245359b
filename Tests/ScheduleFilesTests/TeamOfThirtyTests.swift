import Drafting
import LinearPrograms
import RotaSearch
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping

/// A team file of thirty people, drafted, explained and mended: what a lead of a real team would ask for.
@Suite(.ownThreads) struct TeamOfThirtyTests {
  private static func input(seed: Int = 1) throws -> DraftingInput {
    let invented = TeamOfThirty(seed: seed)
    let (definitions, problems) = Reading.read([(path: "schedules/tide-watch.yaml", text: invented.file)])
    #expect(problems.isEmpty, "\(problems)")
    let team = try #require(definitions?.team(try TeamID(text: "tide-watch")))
    let week = try ISOWeek(text: "2026-W48")
    var input = DraftingInput(
      schedule: team.schedule, rules: team.rules, period: DraftPeriod(week), zones: SystemZones.tables)
    input.earned = try invented.earned.map {
      Balance(member: try MemberID(text: $0.member), hundredths: $0.hundredths)
    }
    input.leave = try invented.leave.map { next in
      try leave(next.member, next.first, next.last, in: input)
    }
    input.wishes = try invented.wishes.enumerated().map { number, next in
      Wish(
        id: "W-\(number + 1)", member: try MemberID(text: next.member), kind: next.isOff ? .off : .on,
        interval: try leave(next.member, next.day, next.day, in: input).interval, weight: next.weight)
    }
    return input
  }

  /// Whole days of the member, counted from the Monday of the week.
  private static func leave(_ member: String, _ first: Int, _ last: Int, in input: DraftingInput) throws -> Leave {
    let id = try MemberID(text: member)
    let zone = try input.zones.zone(input.schedule.zone(of: id))
    let dates = try #require(DateRange(input.period.from + first, input.period.from + last))
    return Leave(id: "\(id) \(first)", member: id, interval: try #require(dates.interval(in: zone)), kind: .planned)
  }

  private static let search = DraftSearch(maker: ClpPrograms(), limits: DraftSearch.limits(rounds: 4, tries: 1))

  @Test("a week of thirty has no gap, is within one per cent of the best there is, and says why for every slot")
  func week() throws {
    var input = try Self.input()
    let draft = try Drafter.draft(input, by: Self.search)
    #expect(draft.assignments.count == 64 && draft.gaps.isEmpty)
    #expect(try #require(draft.gap) <= 0.01, "\(draft.objective) of \(String(describing: draft.search))")
    #expect(try DraftCheck.violations(draft, input).isEmpty)
    let explainer = try DraftExplainer(input, holders: draft.holders)
    for slot in explainer.slots {
      #expect(slot.member != nil && slot.obstacle == nil && !slot.because.isEmpty && slot.others.count == 29)
      #expect(slot.others.allSatisfy { !$0.text.isEmpty })
    }
    #expect(try explainer.fairness().rows.count == 30)

    // Whoever has most is away for the week: just their slots move.
    input.published = draft.holders
    let held = Dictionary(grouping: draft.holders.values.sorted(), by: \.self).mapValues(\.count)
    let busiest = try #require(held.keys.sorted().max { (held[$0] ?? 0, $1) < (held[$1] ?? 0, $0) })
    input.leave.append(try Self.leave(busiest.text, 0, 6, in: input))
    let start = try input.zones.zone(.utc).startOfDay(input.period.from - 2)
    let repair = try RotaRepairer.repair(input, now: start, by: Self.search)
    #expect(repair.isFewest && repair.moves.allSatisfy { $0.from == busiest && $0.to != nil })
    #expect(repair.moves.count == held[busiest])
  }

  @Test("equal seeds give equal teams")
  func deterministic() throws {
    #expect(TeamOfThirty(seed: 3).file == TeamOfThirty(seed: 3).file)
    #expect(TeamOfThirty(seed: 3).file != TeamOfThirty(seed: 4).file)
  }
}
