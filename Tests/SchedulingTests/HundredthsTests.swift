import TestSupport
import Testing
import Timekeeping

@testable import Scheduling

/// Amounts that add up exactly, and clock changes inside a covered day.
@Suite struct HundredthsTests {
  @Test(
    "what is split adds up, by the largest remainder, and of equal ones the first",
    arguments: [
      (25, [3, 5], 8, [9, 16]), (25, [4, 4], 8, [13, 12]), (25, [1, 1, 1], 3, [9, 8, 8]), (25, [6], 8, [19]),
      (-10, [1, 1], 2, [-5, -5]), (-25, [1, 1], 2, [-13, -12]), (0, [1], 1, [0]), (1, [1, 1, 1], 3, [1, 0, 0]),
    ])
  func split(_ amount: Int, _ weights: [Int64], _ whole: Int64, _ parts: [Int]) {
    #expect(Hundredths.split(amount, by: weights, of: whole) == parts)
  }

  @Test("whatever is split, no hundredth is lost and nobody is off by more than one")
  func random() {
    var dice = Dice(seed: 20_261_121)
    for _ in 0..<2_000 {
      let weights = (0..<Int.random(in: 1...6, using: &dice)).map { _ in Int64.random(in: 0...86_400_000, using: &dice)
      }
      let whole = max(1, weights.reduce(0, +) + Int64.random(in: 0...1_000, using: &dice))
      let amount = Int.random(in: -200...200, using: &dice)
      let parts = Hundredths.split(amount, by: weights, of: whole)
      #expect(parts.reduce(0, +) == Hundredths.share(of: amount, weights.reduce(0, +), in: whole))
      for (part, weight) in zip(parts, weights) {
        #expect(abs(Int64(part) * whole - Int64(amount) * weight) <= whole, "\(amount) \(weights) \(whole)")
      }
    }
  }

  @Test("amounts are written with two decimals and read with at most two")
  func text() {
    #expect([25, -5, 100, 1234].map(Hundredths.text) == ["0.25", "-0.05", "1.00", "12.34"])
    #expect(
      ["0.25", "1", "2.5", "0.001", "-1", "", "x", "1.2.3"].map { Hundredths.read($0) } == [
        25, 100, 250, nil, nil, nil, nil, nil,
      ])
  }

  @Test("check-ins are expected once in each stretch; a rest belongs to the last one")
  func windows() throws {
    let start = try Timestamp(text: "2026-11-28T12:00:00Z")
    let shift = try #require(Interval(start, start + .minutes(150)))
    let hour = PlainDuration(.hours(1))
    #expect(CheckInWindows.expected(in: shift, every: hour).map { $0.duration } == [.minutes(60), .minutes(90)])
    #expect(
      CheckInWindows.missed(in: shift, every: hour, made: [start + .minutes(59)]).map(\.start) == [start + .hours(1)])
    #expect(CheckInWindows.missed(in: shift, every: hour, made: [start, start + .minutes(149)]).isEmpty)
  }

  @Test(
    "a day with a clock change is worth the same, in London's spring and autumn and on Lord Howe",
    arguments: [
      ("Europe/London", "2026-03-29", 23), ("Europe/London", "2026-10-25", 25), ("Europe/London", "2026-11-28", 24),
      ("Australia/Lord_Howe", "2026-04-05", 24), ("Australia/Lord_Howe", "2026-10-04", 23),
    ])
  func clockChange(_ zone: String, _ date: String, _ wholeHours: Int) throws {
    let day = try LedgerDay(zone: zone, date: date)
    let half = day.interval.start + .hours(12)
    let entries = try day.entries([("ana", day.interval.start, half), ("bo", half, day.interval.end)])
    #expect(entries.map(\.member.text) == ["ana", "bo"])
    #expect(entries.reduce(0) { $0 + $1.change(of: .member(.leave, $1.member)) } == 25, "the whole day's")
    #expect(Int(day.interval.duration.components.seconds / 3600) == wholeHours)
    #expect(entries.allSatisfy { $0.sum == 0 })
  }

  @Test("time around midnight belongs to the day on the wall, and a Friday night earns no Saturday before it")
  func midnight() throws {
    let day = try LedgerDay(zone: "Europe/London", date: "2026-11-28")
    let entries = try day.entries([("ana", day.interval.start - .hours(6), day.interval.start + .hours(6))])
    #expect(
      entries.map { $0.change(of: .member(.leave, $0.member)) } == [6], "a quarter of 0.25, rounded away from zero")
  }
}

/// A duty of whole days that earns a quarter of a day of leave, and one date of it.
struct LedgerDay {
  let interval: Interval
  let schedule: Schedule

  init(zone name: String, date: String) throws {
    let id = try ZoneID(text: name)
    let zone = try SystemZones.tables.zone(id)
    interval = try #require(DateRange(CivilDate(text: date)).interval(in: zone))
    let pattern = SlotPattern(
      hours: try WeeklyHours(text: "00:00-24:00"), zone: id, eligible: .volunteers,
      credit: CreditRate(dayHundredths: 25, weekendHundredths: 50))
    schedule = Schedule(
      team: TeamID(unchecked: "t"), name: "T", zone: id, members: [],
      duties: [Duty(id: DutyID(unchecked: "cover"), filling: .slots(pattern))])
  }

  /// What these parts earn once the day is over.
  func entries(_ parts: [(member: String, from: Timestamp, until: Timestamp)]) throws -> [LedgerEntry] {
    var book = LedgerBook(
      terms: LedgerTerms(versions: [(number: 1, schedules: [schedule])], zones: SystemZones.tables))
    for (number, part) in parts.enumerated() {
      let shift = Shift(
        id: ShiftID(text: "s\(number)"), team: schedule.team, duty: DutyID(unchecked: "cover"),
        member: MemberID(unchecked: part.member), interval: try #require(Interval(part.from, part.until)))
      let recorded = RecordedShift(shift: shift, because: "", version: 1, recorded: part.until)
      let posted = book.take(Record(number: number + 1, fact: .shift(recorded), at: part.until, by: "engine"))
      #expect(posted.isEmpty)
    }
    let settled = SettledTime(team: schedule.team, until: interval.end, before: interval.end)
    return book.take(Record(number: parts.count + 1, fact: .settled(settled), at: interval.end, by: "engine"))
  }
}
