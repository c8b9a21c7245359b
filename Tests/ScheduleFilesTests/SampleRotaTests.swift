import Drafting
import LinearPrograms
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping

/// The sample team has enough people: whoever tries it out sees rotas without gaps.
@Suite(.ownThreads) struct SampleRotaTests {
  /// Drafts one week after another, each published as it is drafted, and hands on what was stood.
  private struct Year {
    let team: TeamDefinition
    let timeline: [Shift]
    var stood: [Shift] = []

    mutating func draft(_ week: ISOWeek) throws -> Draft {
      let zone = try SystemZones.zone(team.schedule.zone.name)
      let window = try #require(team.rules.fairnessWindow(before: week.monday, in: zone))
      let near = try #require(Interval(zone.startOfDay(week.monday - 14), zone.startOfDay(week.monday + 14)))
      let holidays = team.schedule.officeHours.flatMap(\.hours.holidays)
      let members = team.schedule.members.map(\.id)
      let weights = HourWeights(rules: team.rules, holidays: holidays)
      let input = DraftingInput(
        schedule: team.schedule, rules: team.rules, period: DraftPeriod(week), zones: SystemZones.tables,
        standing: (timeline + stood).filter { $0.interval.overlaps(near) },
        earned: Balance.earned(members, from: stood, in: window, weights: weights, zone: zone), holidays: holidays)
      let draft = try Drafter.draft(
        input, by: DraftSearch(maker: ClpPrograms(), limits: DraftSearch.limits(rounds: 4, tries: 6)))
      stood += draft.assignments.compactMap { assignment in
        assignment.member.map { member in
          Shift(
            id: assignment.slot.id, team: team.schedule.team, duty: assignment.slot.duty, member: member,
            interval: assignment.slot.interval)
        }
      }
      return draft
    }
  }

  private func field() throws -> Year {
    let definitions = Reading.reader.read(try ScheduleFolder.load(Reading.samples)).definitions
    let team = try #require(definitions?.team(try TeamID(text: "field-support")))
    let window = try #require(
      Interval(try Timestamp(text: "2025-12-29T00:00:00Z"), try Timestamp(text: "2027-01-18T00:00:00Z")))
    let version = ScheduleVersion(from: .distantPast, schedule: team.schedule)
    let input = TimelineInput(versions: [version], published: [], overrides: [], leave: [])
    let timeline = try OnCallTimeline(input, window: window, zones: SystemZones.tables)
    let rotations = timeline.shifts.map(\.shift).filter { ["primary", "secondary"].contains($0.duty.text) }
    return Year(team: team, timeline: rotations)
  }

  @Test("every week of 2026 has a rota without a gap, one member for each window, and everybody takes part")
  func noGaps() throws {
    var year = try field()
    var week = try ISOWeek(text: "2026-W03")
    var stood: [MemberID: Int] = [:]
    while week.year == 2026 {
      let draft = try year.draft(week)
      #expect(draft.gaps.isEmpty, "\(week): \(draft.grid())")
      let lines = Dictionary(grouping: draft.assignments, by: \.slot.line)
      #expect(lines.values.allSatisfy { Set($0.map(\.member)).count == 1 }, "\(week): \(draft.grid())")
      for case let member? in draft.assignments.map(\.member) { stood[member, default: 0] += 1 }
      week = week.next
    }
    #expect(stood.count == year.team.schedule.members.count)
  }
}
