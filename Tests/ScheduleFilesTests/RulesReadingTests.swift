import Drafting
import Scheduling
import Testing
import Timekeeping

@testable import ScheduleFiles

/// Every word that `rules:` knows, and what it means.
@Suite("Reading rules for drafting")
struct RulesReadingTests {
  static let file = """
    team: t
    zone: Europe/London
    members:
      - { id: ana, nights: never, holidays: [2026-12-24..2026-12-26, 2026-12-25] }
      - { id: bo }
      - { id: cleo }
      - { id: dami }
    duties:
      desk: { slots: mon-fri 08:00-12:00 }
      night: { slots: 20:00-08:00, working hours: any }
      on-site: { slots: sat-sun 10:00-18:00 }
    rules:
      at most:
        days in a row: 6
        shifts per day: 1
        nights per week: 3
        weekends per month: 2 else 60 points
        desk per day: 8 hours
        on-site per month: 3 shifts else 5 points
      at least: { days in a row: 2, days off: 2 }
      never after: { night: [desk, on-site], on-site: { duties: desk, within: 36 hours } }
      protected night: { hours: 22:00-07:00, at most: 4 hours }
      weekends: [never two in a row, volunteers first]
      holidays: avoid
      working hours: preferred within 1 hour
      only beside: { dami: [ana, bo], cleo: { members: [bo], until: 2027-01-04 } }
      wishes: 7 points
      fairness: { over: 8 weeks, weight: 1.5, leave: excused, earned leave: owed }
      spread: 12 points
      same member: 50 points
      keep published: { near: strongly, later: 15 points, within: 2 weeks }
    """

  private func team(_ text: String = file) throws -> TeamDefinition {
    let (definitions, problems) = Reading.read(text)
    #expect(problems.filter { $0.severity != .note }.map(\.description) == [])
    return try #require(definitions?.teams.first)
  }

  private func rules(_ rule: String) throws -> DraftingRules {
    try team(
      """
      team: t
      zone: Europe/London
      members: [{ id: ana }]
      duties: { desk: { slots: mon 09:00-10:00 } }
      rules: { \(rule) }
      """
    ).rules
  }

  @Test("limits count shifts, nights, weekends, and one duty in hours or shifts, with a price or without")
  func limits() throws {
    #expect(
      try team().rules.limits == [
        CountLimit(.shifts, per: .day, most: .count(1)),
        CountLimit(.nights, per: .week, most: .count(3)),
        CountLimit(.weekends, per: .month, most: .count(2), price: 60),
        CountLimit(.duty(DutyID(unchecked: "desk")), per: .day, most: .time(PlainDuration(.hours(8)))),
        CountLimit(.duty(DutyID(unchecked: "on-site")), per: .month, most: .count(3), price: 5),
      ])
    #expect(try team().rules.runs == RunLimits(mostDays: 6, leastDays: 2, leastDaysOff: 2))
  }

  @Test("what never comes after a duty, and who stands only beside others; `until` is the first day that is out")
  func pairings() throws {
    let rules = try team().rules
    #expect(
      rules.successions == [
        Succession(after: DutyID(unchecked: "night"), never: ["desk", "on-site"].map(DutyID.init(unchecked:))),
        Succession(
          after: DutyID(unchecked: "on-site"), never: [DutyID(unchecked: "desk")], within: PlainDuration(.hours(36))),
      ])
    #expect(
      rules.companions == [
        Companions(member: MemberID(unchecked: "dami"), beside: ["ana", "bo"].map(MemberID.init(unchecked:))),
        Companions(
          member: MemberID(unchecked: "cleo"), beside: [MemberID(unchecked: "bo")],
          until: try CivilDate(text: "2027-01-03")),
      ])
  }

  @Test("prices in words and in points")
  func prices() throws {
    let rules = try team().rules
    #expect(rules.noTwoWeekendsInARow)
    #expect(rules.volunteersFirst == 60)
    #expect(rules.holidays == .points(20))
    #expect([rules.wish, rules.sameMember, rules.spread] == [7, 50, 12])
    #expect([rules.keepPublished, rules.keepPublishedLater] == [100, 15])
    #expect(rules.nearby == PlainDuration(.hours(336)))
    #expect([rules.fairnessWeeks, rules.fairnessWeight] == [8, 150])
    #expect([rules.leave, rules.earnedLeave] == [.excused, .owed])
    #expect(try self.rules("keep published: weakly").keepPublished == 10)
    #expect(try self.rules("keep published: 45 points").keepPublished == 45)
    #expect(try self.rules("spread: no").spread == 0)
    #expect(try self.rules("holidays: never").holidays == .never)
    let priced = try self.rules("weekends: { two in a row: 30 points, volunteers first: 15 points }")
    #expect(!priced.noTwoWeekendsInARow)
    #expect([priced.secondWeekend, priced.volunteersFirst] == [30, 15])
  }

  @Test("the nearest demand on working hours holds: the duty's, else the team's")
  func workingHours() throws {
    let duties = try team().schedule.duties
    let near = WorkingHoursDemand(outside: .points(20), tolerance: PlainDuration(.hours(1)))
    #expect(duties.map { $0.slots?.workingHours } == [near, .any, near])
  }

  @Test("members: nights and holidays of their own, each day once")
  func members() throws {
    let ana = try #require(try team().schedule.members.first)
    #expect(ana.nights == .never)
    #expect(ana.holidays?.map(\.date.description) == ["2026-12-24", "2026-12-25", "2026-12-26"])
    #expect(try team().rules.protectedNight?.atMost == PlainDuration(.hours(4)))
    #expect(try rules("protected night: 23:00-06:00").protectedNight?.hours.description == "23:00-06:00")
    #expect(ProtectedNight.usualHours.description == "22:00-07:00")
  }

  @Test("there is nothing that drafts do not look at")
  func notes() {
    #expect(Reading.read(Self.file).problems == [])
  }

  @Test("definitions with these rules survive being stored, and older ones are read as before")
  func stored() throws {
    let definitions = try #require(Reading.read(Self.file).definitions)
    #expect(try Definitions(decoding: definitions.encoded()) == definitions)
    let plain = try #require(
      Reading.read("team: t\nzone: Etc/UTC\nmembers: [{ id: a }]\nduties: { d: { slots: mon 09:00-10:00 } }")
        .definitions)
    let text = String(decoding: try plain.encoded(), as: UTF8.self)
    for key in ["limits", "runs", "successions", "companions", "workingHours", "holidays\":[]", "wish"] {
      #expect(!text.contains("\"\(key)"), "a rule that is not used leaves no trace")
    }
  }

  @Test("other spellings are tidied: hyphens in keys, one point, capitals")
  func spelling() throws {
    let rules = try rules("at-most: { desk-per-day: 8 Hour, nights-per-week: 3 ELSE 1 points }, spread: 1 Points")
    #expect(rules.limits?.map(\.price) == [1, nil])
    #expect(rules.spread == 1)
    #expect(RuleForms.countLimit.tidy("2 Else 60 point") == "2 else 60 points")
    for text in RuleForms.workingHours.examples {
      #expect((try? RuleForms.workingHours.parse(text))?.text == text)
    }
  }

  @Test("check --explain says what never comes after a duty")
  func explained() {
    let file = SourceFile(path: "team.yaml", bytes: Array(Self.file.utf8))
    let texts = Reading.reader.check([file]).understood.map(\.text)
    #expect(texts.contains("never after night: no desk or on-site begins until the same time of the next day"))
    #expect(texts.contains("never after on-site: no desk begins within 36 hours of its end"))
    #expect(texts.contains("until 2027-01-04: Sunday 3 January 2027 is the last day"))
  }
}
