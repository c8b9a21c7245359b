import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

/// Small drafting inputs drawn at random: several zones, weeks with and without clock changes, every rule now and then.
///
/// Every time is a whole quarter of an hour, so that the naive checker may walk in quarters.
enum RandomWeek {
  private static let zones = ["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Etc/UTC"]
  private static let weeks = ["2026-W03", "2026-W10", "2026-W13", "2026-W43", "2026-W44", "2026-W53"]
  private static let people = ["ana", "bo", "cy", "dee", "eli", "fay", "gus"]

  static func input(_ random: inout SeededGenerator, most: Int = people.count) throws -> DraftingInput {
    let week = try ISOWeek(text: random.pick(weeks))
    let ids = Array(people.prefix(Int.random(in: 2...most, using: &random)))
    let members = try ids.map { try person($0, week: week, &random) }
    let schedule = Schedule(
      team: "home".id(), name: "Home", zone: try ZoneID(text: random.pick(zones)), members: members,
      duties: try duties(ids, &random))
    var input = DraftingInput(
      schedule: schedule, rules: rules(ids, &random), period: DraftPeriod(week), zones: SystemZones.tables)
    let monday = Timestamp(seconds: Int64(week.monday.daysSinceEpoch) * 86_400)
    input.leave = try (0..<Int.random(in: 0...4, using: &random)).map { number in
      try Leave(
        id: "l\(number)", member: random.pick(ids).id(), interval: interval(from: monday, longest: 300, &random),
        kind: .planned)
    }
    input.standing = try (0..<Int.random(in: 0...5, using: &random)).map { try shift($0, ids, monday: monday, &random) }
    input.earned = ids.filter { _ in random.chance(70) }.map {
      Balance(member: $0.id(), hundredths: Int.random(in: 0...6000, using: &random))
    }
    try settle(&input, ids, &random)
    return input
  }

  /// Publishes some slots, lawfully or not, and has a lead decide about a few.
  private static func settle(_ input: inout DraftingInput, _ ids: [String], _ random: inout SeededGenerator) throws {
    let slots = try input.schedule.slots(of: input.period, zones: input.zones)
    if random.chance(50) {
      for slot in slots where random.chance(60) { input.published[slot.id] = random.pick(ids).id() }
    }
    for slot in slots where random.chance(4) {
      let kind: LeadDecision.Kind = random.chance(50) ? .assign : .forbid
      input.decisions.append(LeadDecision(slot: slot.id, member: random.pick(ids).id(), kind: kind))
    }
    if random.chance(30) { input.holidays = [Holiday(date: input.period.from + 4, name: "A day off")] }
  }

  /// Every limit on time and nights, and a period of which only one member may stand two days.
  static func limit(_ input: inout DraftingInput, _ random: inout SeededGenerator) throws {
    input.rules.atMostPerDay = try duration(random.pick(["6 hours", "8 hours", "12 hours"]))
    input.rules.atMostPerMonth = try duration(random.pick(["30 hours", "60 hours"]))
    input.rules.nightsInARow = random.pick([1, 2])
    input.rules.nightWeight = random.pick([100, 250])
    input.rules.sameMember = random.pick([nil, 0, 40, 250])
    let first = input.period.from + 2
    input.schedule.periods = [
      Period(name: "away", dates: try #require(DateRange(first, first + 1)), members: [input.schedule.members[0].id])
    ]
  }

  /// Kinds of limits, wishes, holidays, nights, hours and companions: each now and then.
  static func enrich(_ input: inout DraftingInput, _ random: inout SeededGenerator) throws {
    let ids = input.schedule.members.map(\.id)
    var rules = input.rules
    if random.chance(50) { rules.limits = try (0..<2).map { _ in try kind(&random) } }
    if random.chance(40) { rules.holidays = random.pick([.never, .points(20)]) }
    if random.chance(40) { rules.volunteersFirst = 60 }
    if random.chance(40) { rules.secondWeekend = 30 }
    if random.chance(40) { rules.wish = random.pick([1, 7]) }
    if random.chance(30) { rules.fairnessWeight = random.pick([50, 150]) }
    if random.chance(40) {
      let within = random.chance(50) ? PlainDuration(.hours(random.pick([9, 30]))) : nil
      rules.successions = [Succession(after: "duty-0".id(), never: ["duty-1".id(), "duty-0".id()], within: within)]
    }
    if random.chance(40) {
      let until = random.chance(50) ? input.period.from + 3 : nil
      rules.companions = [Companions(member: ids[0], beside: Array(ids.dropFirst().prefix(2)), until: until)]
    }
    if random.chance(50) { rules.protectedNight = ProtectedNight(atMost: PlainDuration(.hours(random.pick([0, 2])))) }
    if random.chance(50) {
      (rules.keepPublishedLater, rules.nearby) = (3, PlainDuration(.hours(24)))
      input.begins = Timestamp(seconds: Int64(input.period.from.daysSinceEpoch) * 86_400) + .hours(36)
    }
    if random.chance(30) { rules.runs = RunLimits(mostDays: random.pick([2, 4])) }
    if random.chance(40) {
      (rules.leave, rules.earnedLeave) = (random.pick([nil, .excused, .owed]), random.pick([nil, .excused, .owed]))
      input.earnedLeave = ["l0", "old-1"]
      let monday = Timestamp(seconds: Int64(input.period.from.daysSinceEpoch) * 86_400)
      for (number, weeks) in [2, 5, 30].enumerated() {
        let start = monday - .hours(weeks * 168 - 3)
        let span = Interval(start, start + .hours(Int.random(in: 1...200, using: &random)))
        guard let span else { continue }
        input.leave.append(Leave(id: "old-\(number)", member: random.pick(ids), interval: span, kind: .planned))
      }
    }
    input.rules = rules
    for index in input.schedule.members.indices { try enrich(&input.schedule.members[index], input.period, &random) }
    for index in input.schedule.duties.indices where random.chance(40) {
      guard case .slots(var pattern) = input.schedule.duties[index].filling else { continue }
      pattern.workingHours = WorkingHoursDemand(
        outside: random.pick([.never, .points(0), .points(20)]),
        tolerance: random.chance(50) ? PlainDuration(.hours(1)) : nil)
      input.schedule.duties[index].filling = .slots(pattern)
    }
    let monday = Timestamp(seconds: Int64(input.period.from.daysSinceEpoch) * 86_400)
    input.wishes = try (0..<3).map { number in
      Wish(
        id: "W-\(number)", member: random.pick(ids), kind: random.pick([.off, .on]),
        interval: try interval(from: monday, longest: 200, &random), weight: random.pick([1, 4]))
    }
    try leaveOpen(&input, &random)
  }

  /// A duty whose slots stay open for claims, and slots that a lead leaves open: both rarely.
  private static func leaveOpen(_ input: inout DraftingInput, _ random: inout SeededGenerator) throws {
    for index in input.schedule.duties.indices where random.chance(15) {
      guard case .slots(var pattern) = input.schedule.duties[index].filling else { continue }
      pattern.staysOpen = true
      input.schedule.duties[index].filling = .slots(pattern)
    }
    for slot in try input.schedule.slots(of: input.period, zones: input.zones) where random.chance(3) {
      input.decisions.append(LeadDecision(slot: slot.id, member: LeadDecision.nobody, kind: .assign))
    }
  }

  private static func kind(_ random: inout SeededGenerator) throws -> CountLimit {
    let price = random.chance(50) ? 40 : nil
    switch random.pick([0, 1, 2, 3, 4]) {
    case 0: return CountLimit(.shifts, per: random.pick([.day, .week, .month]), most: .count(2), price: price)
    case 1: return CountLimit(.nights, per: random.pick([.week, .month]), most: .count(1), price: price)
    case 2: return CountLimit(.weekends, per: .month, most: .count(1), price: price)
    case 3: return CountLimit(.duty("duty-0".id()), per: random.pick([.day, .week]), most: .count(1), price: price)
    default:
      return CountLimit(
        .duty("duty-0".id()), per: random.pick([.day, .week, .month]), most: .time(try duration("9 hours")),
        price: price)
    }
  }

  private static func enrich(
    _ member: inout Member, _ period: DraftPeriod, _ random: inout SeededGenerator
  ) throws {
    if random.chance(30) { member.nights = .never }
    if random.chance(30) {
      let date = period.from + Int.random(in: 0..<period.days, using: &random)
      member.holidays = [Holiday(date: date, name: "Own day")]
    }
  }

  /// A draft by somebody who looks at no rule.
  static func careless(_ input: DraftingInput, _ random: inout SeededGenerator) throws -> Draft {
    let slots = try input.schedule.slots(of: input.period, zones: input.zones)
    let assignments = slots.map { slot in
      DraftAssignment(
        slot: slot, title: slot.duty.text, window: "", zone: .utc,
        member: random.chance(40) ? random.pick(input.schedule.members).id : nil)
    }
    return Draft(team: input.schedule.team, period: input.period, assignments: assignments)
  }

  private static func person(_ id: String, week: ISOWeek, _ random: inout SeededGenerator) throws -> Member {
    let hours = random.chance(35) ? random.pick(["mon-fri 08:00-17:00", "tue-thu 12:00-22:00", "20:00-09:00"]) : ""
    return try member(
      id, hours: hours.isEmpty ? nil : hours, zone: random.chance(50) ? random.pick(zones) : nil,
      weekends: random.pick([.volunteer, .volunteer, .rotation, .never]), skills: random.chance(75) ? ["billing"] : [],
      share: random.pick([100, 100, 50, 80]), from: random.chance(10) ? "\(week.monday + 2)" : nil,
      until: random.chance(10) ? "\(week.monday + 4)" : nil)
  }

  private static func duties(_ ids: [String], _ random: inout SeededGenerator) throws -> [Duty] {
    let windows = [
      "mon-fri 08:00-12:00, 12:00-16:00", "mon-sun 09:00-17:00", "sat-sun 10:00-18:00", "mon-thu 20:00-04:00",
      "fri-mon 22:00-06:00", "mon-wed 00:00-24:00", "sun 00:30-02:30",
    ]
    return try (0..<Int.random(in: 1...3, using: &random)).map { number in
      let eligible = random.pick(
        [.everyone, .everyone, .volunteers, .members(ids.filter { _ in random.chance(70) }.map { $0.id() })]
          as [SlotPattern.Eligible])
      return try slots(
        "duty-\(number)", random.pick(windows), people: random.chance(20) ? 2 : 1, eligible: eligible,
        skills: random.chance(20) ? ["billing"] : [], sameMember: random.chance(50), zone: random.pick(zones))
    }
  }

  private static func rules(_ ids: [String], _ random: inout SeededGenerator) -> DraftingRules {
    DraftingRules(
      rest: random.chance(60) ? PlainDuration(.hours(random.pick([8, 11, 16]))) : nil,
      atMostPerWeek: random.chance(50) ? PlainDuration(.hours(random.pick([16, 24, 40]))) : nil,
      noTwoWeekendsInARow: random.chance(50),
      neverTogether: random.chance(60) ? [[random.pick(ids).id(), random.pick(ids).id()]] : [],
      alongside: random.chance(30) ? [["duty-0".id(), "duty-1".id(), "primary".id()]] : [],
      keepPublished: random.pick([0, 10, 30]), spread: random.pick([0, 8]))
  }

  /// A fixed shift in this team or another, from two weeks before to two weeks after.
  private static func shift(
    _ number: Int, _ ids: [String], monday: Timestamp, _ random: inout SeededGenerator
  ) throws -> Shift {
    let start = monday - .hours(24 * 14) + .hours(24 * Int.random(in: 0...14, using: &random))
    return try Shift(
      id: ShiftID(text: "fixed-\(number)"), team: random.pick(["home", "away"]).id(),
      duty: random.pick(["primary", "duty-0"]).id(), member: random.pick(ids).id(),
      interval: interval(from: start, longest: 200, &random))
  }

  /// Starts within ten days of `start` and lasts up to `longest` quarters of an hour.
  private static func interval(
    from start: Timestamp, longest: Int, _ random: inout SeededGenerator
  ) throws -> Interval {
    let from = start + .minutes(15 * Int.random(in: 0..<960, using: &random))
    return try #require(Interval(from, from + .minutes(15 * Int.random(in: 1...longest, using: &random))))
  }
}
