import TestSupport
import Testing
import Timekeeping

@Suite("Office calendars: what is open when (rules O1, O3, O7)")
struct OfficeCalendarTests {
  @Test(
    "An exception replaces the day's windows and wins over a holiday; a holiday closes the day",
    arguments: [
      ("2026-12-23", "09:00-17:00"), ("2026-12-24", "09:00-13:00"), ("2026-12-25", "closed"),
      ("2026-12-28", "11:00-12:00"),
      ("2026-12-31", "closed"), ("2027-01-02", "10:00-11:00"), ("2027-01-03", "closed"),
    ])
  func days(date: String, expected: String) throws {
    let calendar = try christmas()
    let date = try CivilDate(text: date)
    #expect(DayHours(calendar.windows(on: date)).description == expected)
    #expect(calendar.isBusinessDate(date) == (expected != "closed"))
  }

  private func christmas() throws -> OfficeCalendar {
    let closed = try ["2026-12-25", "2026-12-28"].map { Holiday(date: try CivilDate(text: $0), name: "a holiday") }
    let exceptions = [
      ("2026-12-24", "09:00-13:00"), ("2026-12-28", "11:00-12:00"), ("2026-12-31", "closed"),
      ("2027-01-02", "10:00-11:00"),
    ]
    let hours = OfficeHours(
      zone: try ZoneID(text: "Europe/London"), weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"), holidays: closed,
      exceptions: try exceptions.map { HoursException(date: try CivilDate(text: $0), windows: try windows($1)) })
    return try OfficeCalendar(hours, zone: SystemZones.zone("Europe/London"))
  }

  private func windows(_ text: String) throws -> [DayWindow] { try DayHours(text: text).windows }

  @Test("Breaks are taken out, also of a window that began the day before")
  func breaks() throws {
    let pauses = try windows("02:00-02:30, 05:00-07:00")
    let nightBreak = HoursBreak(date: try CivilDate(text: "2026-03-11"), windows: pauses)
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "tue 22:00-06:00"), breaks: [nightBreak])
    let calendar = try OfficeCalendar(hours, zone: .utc)
    let span = try interval("2026-03-10T00:00:00Z/2026-03-12T00:00:00Z")
    let expected = ["2026-03-10T22:00:00Z/2026-03-11T02:00:00Z", "2026-03-11T02:30:00Z/2026-03-11T05:00:00Z"]
    #expect(calendar.open(in: span) == (try expected.map(interval)))
    #expect(!calendar.isOpen(at: try Timestamp(text: "2026-03-11T02:15:00Z")))
    let atBreak = try Timestamp(text: "2026-03-11T02:00:00Z")
    #expect(calendar.nextOpening(from: atBreak) == atBreak + .minutes(30))
    #expect(calendar.closing(of: try CivilDate(text: "2026-03-10"))?.description == "2026-03-11T05:00:00Z")
  }

  @Test("A night before a holiday ends on it, and no night begins on it (T7)")
  func nightIntoHoliday() throws {
    let holiday = Holiday(date: try CivilDate(text: "2026-12-25"), name: "a holiday")
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "22:00-06:00"), holidays: [holiday])
    let span = try interval("2026-12-24T12:00:00Z/2026-12-26T23:00:00Z")
    let expected = ["2026-12-24T22:00:00Z/2026-12-25T06:00:00Z", "2026-12-26T22:00:00Z/2026-12-26T23:00:00Z"]
    #expect(try OfficeCalendar(hours, zone: .utc).open(in: span) == (try expected.map(interval)))
  }

  @Test("Hours that never open, two exceptions for a date and another zone's data are refused (O7)")
  func refused() throws {
    let date = try CivilDate(text: "2026-12-24")
    let closed = HoursException(date: date, windows: [])
    let morning = HoursException(date: date, windows: try windows("09:00-10:00"))
    let never = WeeklyHours([])
    let refused = [
      OfficeHours(zone: .utc, weekly: never),
      OfficeHours(zone: .utc, weekly: never, exceptions: [closed]),
      OfficeHours(
        zone: .utc, weekly: never, exceptions: [morning],
        breaks: [HoursBreak(date: date, windows: try windows("08:00-11:00"))]),
      OfficeHours(zone: .utc, weekly: .always, exceptions: [closed, morning]),
      OfficeHours(zone: try ZoneID(text: "Europe/London"), weekly: .always),
    ]
    for hours in refused {
      let problem = #expect(throws: TextProblem.self) { try OfficeCalendar(hours, zone: .utc) }
      #expect(problem?.help.isEmpty == false)
    }
    #expect(throws: Never.self) {
      try OfficeCalendar(OfficeHours(zone: .utc, weekly: never, exceptions: [morning]), zone: .utc)
    }
  }

  @Test("A calendar that closes for ever says so, and one that is closed for ten years opens after them")
  func longClosed() throws {
    let from = try CivilDate(text: "2026-01-01")
    let once = HoursException(date: from, windows: try windows("09:00-10:00"))
    let finite = try OfficeCalendar(
      OfficeHours(zone: .utc, weekly: WeeklyHours([]), exceptions: [once]), zone: .utc)
    let evening = try Timestamp(text: "2026-01-01T18:00:00Z")
    #expect(finite.nextOpening(from: evening) == nil)
    #expect(due(.businessHours(.hours(1)), from: evening, on: finite) == nil)
    #expect(due(.businessDays(1), from: evening, on: finite) == nil)
    let holidays = (0..<3653).map { Holiday(date: from + $0, name: "a long holiday") }
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"), holidays: holidays)
    let calendar = try OfficeCalendar(hours, zone: .utc)
    let opening = try #require(calendar.nextOpening(from: evening))
    #expect(opening.description == "2036-01-02T09:00:00Z")
    #expect(calendar.lastClosing(before: opening)?.description == "2025-12-31T17:00:00Z")
  }

  @Test("Always open has no openings, and its open time is one interval")
  func always() throws {
    let zone = try SystemZones.zone("Europe/London")
    let calendar = try OfficeCalendar(.always(in: zone.id), zone: zone)
    let span = try interval("2026-03-20T03:00:00Z/2026-11-20T03:00:00Z")
    #expect(calendar.open(in: span) == [span])
    #expect(!calendar.opens(at: zone.startOfDay(try CivilDate(text: "2026-03-29"))))
    #expect(calendar.instant(.hours(10_000), before: span.end) == span.end - .hours(10_000))
  }

  @Test(
    "Time before an instant is counted back over nights and weekends (O8)",
    arguments: [
      ("2026-03-30T11:00:00Z", 60, "2026-03-30T10:00:00Z"), ("2026-03-30T11:00:00Z", 240, "2026-03-27T16:00:00Z"),
      ("2026-03-30T11:00:00Z", 180, "2026-03-30T08:00:00Z"), ("2026-03-29T11:00:00Z", 60, "2026-03-27T16:00:00Z"),
      ("2026-03-30T11:00:00Z", 0, "2026-03-30T11:00:00Z"),
      // 500 working days: 100 weeks.
      ("2026-03-30T11:00:00Z", 240_000, "2024-04-29T11:00:00Z"),
    ])
  func before(instant: String, minutes: Int, expected: String) throws {
    let calendar = try office()
    let found = try #require(calendar.instant(.minutes(minutes), before: try Timestamp(text: instant)))
    #expect(found == (try Timestamp(text: expected)))
    guard let span = Interval(found, try Timestamp(text: instant)) else { return }
    #expect(calendar.elapsed(span, pauses: []) == .minutes(minutes))
  }

  private func office() throws -> OfficeCalendar {
    let zone = try SystemZones.zone("Europe/London")
    let weekly = try WeeklyHours(text: "mon-fri 09:00-17:00")
    return try OfficeCalendar(OfficeHours(zone: zone.id, weekly: weekly), zone: zone)
  }

  @Test("Calendars drawn by chance agree with a walk over the clock: open time, elapsed time, openings and due times")
  func byWalking() throws {
    for seed in 1...30 {
      var draw = Draw(seed: UInt64(seed))
      let calendar = try draw.calendar()
      let start = try Timestamp(text: "2026-03-20T00:00:00Z") + .minutes(draw.below(14 * 1440))
      let span = try #require(Interval(start, start + .minutes(60 + draw.below(5 * 1440))))
      let pauses = (0..<draw.below(4)).compactMap { _ in
        let from = start + .minutes(draw.below(8 * 1440))
        return Interval(from, from + .minutes(1 + draw.below(1440)))
      }
      try check(calendar, span, pauses, seed: seed)
    }
  }

  /// Windows are in whole minutes, so a walk by minutes sees everything.
  private func check(_ calendar: OfficeCalendar, _ span: Interval, _ pauses: [Interval], seed: Int) throws {
    let minutes = (0..<Int(span.duration.components.seconds / 60)).map { span.start + .minutes($0) }
    let open = minutes.filter(calendar.isOpen)
    let parts = calendar.open(in: span)
    #expect(parts.covered == .minutes(open.count), "seed \(seed)")
    #expect(open.allSatisfy { minute in parts.contains { $0.contains(minute) } }, "seed \(seed)")
    #expect(parts == parts.union, "seed \(seed)")
    let counted = open.filter { minute in !pauses.contains { $0.contains(minute) } }
    #expect(calendar.elapsed(span, pauses: pauses) == .minutes(counted.count), "seed \(seed)")
    if let first = open.first { #expect(calendar.nextOpening(from: span.start) == first, "seed \(seed)") }
    for budget in [1, 7, counted.count / 2, counted.count] where budget > 0 && budget <= counted.count {
      let due = due(.businessHours(.minutes(budget)), from: span.start, on: calendar, pauses: pauses)
      #expect(due?.at == counted[budget - 1] + .minutes(1), "seed \(seed), \(budget) minutes")
      let listed = due?.timeline.filter { $0.kind == .counted }.map(\.interval) ?? []
      #expect(listed.covered == .minutes(budget), "seed \(seed), \(budget) minutes")
    }
  }
}

/// Numbers by chance, the same on every run.
private struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  mutating func window() -> DayWindow? {
    let start = below(1440)
    return DayWindow(start: start, end: start + 1 + below(1440))
  }

  mutating func calendar() throws -> OfficeCalendar {
    let names = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Etc/UTC"]
    let zone = try SystemZones.zone(names[below(names.count)])
    let first = try CivilDate(text: "2026-03-18")
    var weekly: [WeeklyWindow] = []
    for _ in 0...below(8) {
      if let window = window() { weekly.append(WeeklyWindow(weekday: Weekday.allCases[below(7)], window: window)) }
    }
    let holidays = (0..<below(3)).map { _ in Holiday(date: first + below(20), name: "a holiday") }
    let exceptions = [HoursException(date: first + below(20), windows: [window(), window()].compactMap { $0 })]
    let breaks = (0..<below(3)).map { _ in HoursBreak(date: first + below(20), windows: [window()].compactMap { $0 }) }
    let hours = OfficeHours(
      zone: zone.id, weekly: WeeklyHours(weekly), holidays: holidays, exceptions: exceptions, breaks: breaks)
    return try OfficeCalendar(hours, zone: zone)
  }
}
