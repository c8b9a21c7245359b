import Scheduling
import Timekeeping

@testable import Drafting

/// What each rule says. A new rule adds its sentences here.
enum SentenceSamples {
  static let all = people + time + kinds + limits + counts + prices

  /// A desk of two windows on weekdays, and one at the weekend; Ana, Bo and Cy.
  private static func desk(rules: DraftingRules = DraftingRules(), sameMember: Bool = false) throws -> Sketch {
    try Sketch(
      members("ana", "bo", "cy"), [slots("desk", "mon-sun 08:00-12:00, 12:00-16:00", sameMember: sameMember)],
      rules: rules)
  }

  private static func desk(of person: @autoclosure () throws -> Member, _ duty: () throws -> Duty) throws -> Sketch {
    try Sketch([person(), member("bo")], [duty()])
  }

  // MARK: Who may stand what

  private static let people: [SentenceSample] = [
    SentenceSample("a lead gave this slot to Bo", LeadDecides()) {
      try desk().decided(.assign, "desk mon 08:00", "bo")
    },
    SentenceSample("a lead leaves this slot open", LeadDecides()) {
      try desk().decided(.assign, "desk mon 08:00", "open")
    },
    SentenceSample("a lead decided that Ana does not take this slot", LeadDecides()) {
      try desk().decided(.forbid, "desk mon 08:00", "ana")
    },
    SentenceSample("Bo claimed this slot", LeadDecides()) {
      var sketch = try desk().decided(.assign, "desk mon 08:00", "bo")
      sketch.input.decisions[0].isClaim = true
      return sketch
    },
    SentenceSample("desk stays open for claims, and Ana did not claim it", ClaimedOnly()) {
      var sketch = try desk().decided(.assign, "desk mon 08:00", "bo")
      sketch.leaveOpen()
      return sketch
    },
    SentenceSample("Ana is not in the team on Mon 12 Jan", Eligibility()) {
      try desk(of: member("ana", from: "2026-01-13")) { try slots("desk", "mon 08:00-12:00") }
    },
    SentenceSample("Ana is not among the members of desk", Eligibility()) {
      try desk(of: member("ana")) { try slots("desk", "mon 08:00-12:00", eligible: .members(["bo".id()])) }
    },
    SentenceSample("desk is for volunteers, and Ana is not one", Eligibility()) {
      try desk(of: member("ana")) { try slots("desk", "mon 08:00-12:00", eligible: .volunteers) }
    },
    SentenceSample("Ana never stands weekends", Eligibility(), "ana", "desk sat 08:00") {
      try desk(of: member("ana", weekends: .never)) { try slots("desk", "sat 08:00-12:00") }
    },
    SentenceSample("desk needs billing and devices, which Ana does not have", Eligibility()) {
      try desk(of: member("ana")) { try slots("desk", "mon 08:00-12:00", skills: ["billing", "devices"]) }
    },
    SentenceSample("Ana is not among those who stand during yearly meeting", DuringPeriods()) {
      var sketch = try desk()
      let dates = DateRange(try CivilDate(text: "2026-01-12"))
      sketch.input.schedule.periods = [Period(name: "yearly meeting", dates: dates, members: ["bo".id()])]
      return sketch
    },
    SentenceSample(
      "Ana and Bo, who is on then, never stand together", NeverTogether(), holding: ["desk mon 08:00 #2": "bo"]
    ) {
      try Sketch(
        members("ana", "bo"), [slots("desk", "mon 08:00-12:00", people: 2)],
        rules: DraftingRules(neverTogether: [["ana".id(), "bo".id()]]))
    },
    SentenceSample("Ana stands only while Bo or Cy is on", beside) { try desk() },
    SentenceSample(
      "Ana, who is on then, stands only while Bo or Cy is on", beside, "dee", "desk mon 08:00 #2",
      holding: ["desk mon 08:00": "ana"]
    ) {
      try Sketch(members("ana", "bo", "cy", "dee"), [slots("desk", "mon 08:00-12:00", people: 2)])
    },
  ]

  private static let beside = OnlyBeside(companions: [Companions(member: "ana".id(), beside: ["bo".id(), "cy".id()])])

  // MARK: Time

  private static let time: [SentenceSample] = [
    SentenceSample("Ana is on leave 12–16 Jan", NotOnLeave()) {
      try desk().onLeave("ana", "2026-01-12T00:00", "2026-01-17T00:00")
    },
    SentenceSample("Ana is on leave Mon 12 Jan 10:00-11:30 Europe/London", NotOnLeave()) {
      try desk().onLeave("ana", "2026-01-12T10:00", "2026-01-12T11:30")
    },
    SentenceSample(
      "Mon 12 Jan 03:00-07:00 America/New_York is outside the hours of Ana (mon-fri 09:00-17:00)", WorkingHours()
    ) {
      try desk(of: member("ana", hours: "mon-fri 09:00-17:00", zone: "America/New_York")) {
        try slots("desk", "mon 08:00-12:00")
      }
    },
    SentenceSample(
      "Ana is on primary then, Mon 12 Jan 09:00 – Tue 13 Jan 09:00 Europe/London", NoOverlap(settings: DraftingRules())
    ) {
      try desk().standing("ana", "primary", "2026-01-12T09:00", "2026-01-13T09:00")
    },
    SentenceSample(
      "Ana is on watch in quay then, Mon 12 Jan 09:00-10:00 Europe/London", NoOverlap(settings: DraftingRules())
    ) {
      try desk().standing("ana", "watch", "2026-01-12T09:00", "2026-01-12T10:00", team: "quay")
    },
    SentenceSample("Ana ends watch in quay at Mon 04:00 Europe/London, only 4 h before", rest) {
      try desk().standing("ana", "watch", "2026-01-11T22:00", "2026-01-12T04:00", team: "quay")
    },
    SentenceSample("Ana starts watch in quay at Mon 19:30 Europe/London, only 7 h 30 min after", rest) {
      try desk().standing("ana", "watch", "2026-01-12T19:30", "2026-01-12T22:00", team: "quay")
    },
    SentenceSample("Ana ends watch in quay at Mon 08:00 Europe/London, without any rest", rest) {
      try desk().standing("ana", "watch", "2026-01-12T06:00", "2026-01-12T08:00", team: "quay")
    },
    SentenceSample("Ana stands the weekend before in quay (2026-W02)", NoTwoWeekendsInARow(), "ana", "desk sat 08:00") {
      try desk().standing("ana", "watch", "2026-01-10T08:00", "2026-01-10T12:00", team: "quay")
    },
    SentenceSample("Ana stands the weekend after in quay (2026-W04)", NoTwoWeekendsInARow(), "ana", "desk sun 08:00") {
      try desk().standing("ana", "watch", "2026-01-24T08:00", "2026-01-24T12:00", team: "quay")
    },
  ]

  /// Rules about nights, holidays and what follows what.
  private static let kinds: [SentenceSample] = [
    SentenceSample(
      "Mon 12 Jan 08:00-12:00 Europe/London is outside the hours of Ana (mon-fri 10:00-17:00) and 1 hour around them",
      WorkingHours()
    ) {
      var duty = try slots("desk", "mon 08:00-12:00")
      if case .slots(var pattern) = duty.filling {
        pattern.workingHours = WorkingHoursDemand(outside: .points(20), tolerance: try duration("1 hour"))
        duty.filling = .slots(pattern)
      }
      return try desk(of: member("ana", hours: "mon-fri 10:00-17:00")) { duty }
    },
    SentenceSample(
      "Ana stands no nights, and 1 h of it lie in 22:00-07:00", ProtectedNights(night: ProtectedNight()), "ana",
      "desk mon 06:00"
    ) {
      var ana = try member("ana")
      ana.nights = .never
      return try Sketch([ana], [slots("desk", "mon 06:00-10:00")])
    },
    SentenceSample("Mon 12 Jan is a holiday of Ana (Founders)", OwnHolidays(price: .never)) {
      var sketch = try desk()
      sketch.input.holidays = [Holiday(date: try CivilDate(text: "2026-01-12"), name: "Founders")]
      return sketch
    },
    SentenceSample(
      "Ana ends night at Mon 06:00 Europe/London, and after it no desk begins before Tue 06:00 Europe/London", after
    ) {
      try desk().standing("ana", "night", "2026-01-11T22:00", "2026-01-12T06:00")
    },
    SentenceSample(
      "Ana starts desk at Tue 10:00 Europe/London, and after night none begins before Wed 06:00 Europe/London", after,
      "ana", "night mon 22:00"
    ) {
      try Sketch(members("ana"), [slots("night", "mon 22:00-06:00")])
        .standing("ana", "desk", "2026-01-13T10:00", "2026-01-13T12:00")
    },
  ]

  private static let after = NeverAfter(successions: [Succession(after: "night".id(), never: ["desk".id()])])

  private static let rest = RestBetweenShifts(rest: .hours(11), settings: DraftingRules())

  // MARK: Limits

  private static let limits: [SentenceSample] = [
    SentenceSample(
      "Ana would stand 8 h on Mon 12 Jan, more than 6 h", MostPerDay(limit: 6 * 3600),
      holding: ["desk mon 12:00": "ana"]
    ) { try desk() },
    SentenceSample(
      "Ana would stand 12 h in the week, more than 10 h", MostPerWeek(limit: 10 * 3600),
      holding: ["desk tue 08:00": "ana", "desk wed 08:00": "ana"]
    ) { try desk() },
    SentenceSample(
      "Ana would stand 10 h in 2026-W03, more than 9 h, the most in night-team",
      MostPerWeekElsewhere(
        others: ["night-team".id(): ShiftLimits(mostPerWeek: .hours(9), slots: ["night".id()])], walls: [:])
    ) { try desk().standing("ana", "night", "2026-01-14T20:00", "2026-01-15T02:00", team: "night-team") },
    SentenceSample(
      "Ana would stand 4 h in Jan 2026, more than 2 h 30 min", MostPerMonth(limit: 9000)
    ) { try desk() },
    SentenceSample(
      "Ana would stand 3 nights in a row, more than 2", NightsInARow(limit: 2), "ana", "night wed 20:00",
      holding: ["night mon 20:00": "ana", "night tue 20:00": "ana"]
    ) {
      try Sketch(members("ana"), [slots("night", "mon-sun 20:00-08:00")])
    },
  ]

  private static let counts: [SentenceSample] = [
    SentenceSample(
      "Ana would stand 2 shifts on Mon 12 Jan, more than 1",
      MostOfAKind(limit: CountLimit(.shifts, per: .day, most: .count(1))), holding: ["desk mon 12:00": "ana"]
    ) { try desk() },
    SentenceSample(
      "Ana would stand 2 desk shifts in 2026-W03, more than 1",
      MostOfAKind(limit: CountLimit(.duty("desk".id()), per: .week, most: .count(1), price: 60)),
      holding: ["desk tue 12:00": "ana"]
    ) { try desk() },
    SentenceSample(
      "Ana would stand 4 h of desk in Jan 2026, more than 3 h",
      MostOfAKind(limit: CountLimit(.duty("desk".id()), per: .month, most: .time(PlainDuration(.hours(3)))))
    ) { try desk() },
    SentenceSample(
      "Ana would stand 1 weekend in Jan 2026, more than 0", MostWeekends(most: 0, price: 60), "ana", "desk sat 08:00"
    ) { try desk() },
    SentenceSample(
      "Ana would be on shift 2 days in a row, more than 1", DaysInARow(runs: RunLimits(mostDays: 1)),
      holding: ["desk tue 08:00": "ana"]
    ) { try desk() },
    SentenceSample(
      "Ana would be on shift only 1 day in a row, fewer than 2", DaysInARow(runs: RunLimits(leastDays: 2)), "ana",
      "desk wed 08:00"
    ) { try desk() },
    SentenceSample(
      "Ana would be off only 1 day between shifts, fewer than 2", DaysInARow(runs: RunLimits(leastDaysOff: 2)),
      holding: ["desk wed 08:00": "ana"]
    ) { try desk() },
  ]

  // MARK: Prices

  private static let prices: [SentenceSample] = [
    SentenceSample("the published rota has Bo here", KeepPublished()) {
      try desk().published(["desk mon 08:00": "bo"])
    },
    SentenceSample(
      "Bo has desk 08:00-12:00 on other days of the week", SameMemberWeek(price: 100),
      holding: ["desk tue 08:00": "bo"]
    ) { try desk(sameMember: true) },
    SentenceSample(
      "Ana has 1 weekend or night slot this week already", SpreadUnsocial(price: 8), "ana", "desk sun 08:00",
      holding: ["desk sat 08:00": "ana"]
    ) { try desk() },
    SentenceSample(
      "Ana has 2 weekend or night slots this week already", SpreadUnsocial(price: 8), "ana", "desk sun 08:00",
      holding: ["desk sat 08:00": "ana", "desk sat 12:00": "ana"]
    ) { try desk() },
    SentenceSample("Ana is no volunteer for weekends", VolunteersFirst(price: 60), "ana", "desk sat 08:00") {
      try desk()
    },
    SentenceSample(
      "Ana would stand two weekends in a row (2026-W02 and 2026-W03)", SecondWeekend(price: 30), "ana", "desk sat 08:00"
    ) {
      try desk().standing("ana", "watch", "2026-01-10T08:00", "2026-01-10T12:00", team: "quay")
    },
    SentenceSample("Ana asked to be off 12–13 Jan (W-3)", Wishes(price: 5)) { try wish(.off) },
    SentenceSample("Ana asked to be on 12–13 Jan (W-3)", Wishes(price: 5)) { try wish(.on) },
    SentenceSample("Ana has 24.0 h less than a fair share", FairBalance()) { try desk() },
    SentenceSample("Ana has 35.3 h more than a fair share", FairBalance()) { try desk().earned(["ana": 8900]) },
    SentenceSample("Ana has just a fair share", FairBalance()) { try desk().earned(["ana": 3600]) },
    SentenceSample("Ana has 22.8 h less than a fair share (7 days of leave excused)", FairBalance()) {
      try away(.excused)
    },
    SentenceSample("Ana has 24.0 h less than a fair share (7 days of leave to catch up)", FairBalance()) {
      try away(.owed)
    },
    SentenceSample(
      "Ana has 22.8 h less than a fair share (7 days of leave excused, 2.5 days to catch up)", FairBalance()
    ) {
      var sketch = try away(.excused).onLeave("ana", "2025-11-03T00:00", "2025-11-05T12:00")
      sketch.input.rules.earnedLeave = .owed
      sketch.input.earnedLeave = [sketch.input.leave[1].id]
      return sketch
    },
  ]

  /// Ana was away for a week of the fourteen that are shared out.
  private static func away(_ how: LeaveInFairness) throws -> Sketch {
    var rules = DraftingRules()
    rules.leave = how
    return try desk(rules: rules).onLeave("ana", "2025-12-01T00:00", "2025-12-08T00:00")
  }

  private static func wish(_ kind: Wish.Kind) throws -> Sketch {
    var sketch = try desk()
    sketch.input.wishes = [
      Wish(id: "W-3", member: "ana".id(), kind: kind, interval: try span("2026-01-12T00:00", "2026-01-14T00:00"))
    ]
    return sketch
  }
}
