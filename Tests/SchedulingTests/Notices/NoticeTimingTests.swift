import Scheduling
import Testing
import Timekeeping

/// When a notice may reach somebody: at once, inside working hours, or with the digest of the next working day.
struct NoticeTimingTests {
  private func timing(
    hours: String? = "mon-fri 09:00-17:00", digest: String = "09:00", away: [Interval] = [],
    zone: String = "Europe/London"
  ) throws -> NoticeTiming {
    NoticeTiming(
      zone: try Sample.zone(zone), hours: try hours.map { try WeeklyHours(text: $0) },
      digestAt: try CivilTime(text: digest), away: away)
  }

  /// 2026-11-20 is a Friday.
  @Test(
    "the digest leaves on the next working day, never before its work begins",
    arguments: [
      ("mon-fri 09:00-17:00", "09:00", "2026-11-20 08:59", "2026-11-20 09:00"),
      ("mon-fri 09:00-17:00", "09:00", "2026-11-20 09:00", "2026-11-23 09:00"),
      ("mon-fri 11:00-20:30", "09:00", "2026-11-20 09:30", "2026-11-20 11:00"),
      ("sat 10:00-14:00", "12:30", "2026-11-20 09:30", "2026-11-21 12:30"),
      ("mon-thu 09:00-17:00", "07:00", "2026-11-19 12:00", "2026-11-23 09:00"),
    ])
  func digest(hours: String, at: String, now: String, expected: String) throws {
    let timing = try timing(hours: hours, digest: at)
    #expect(try timing.digest(after: Sample.at(now, "Europe/London")) == Sample.at(expected, "Europe/London"))
  }

  @Test("who gave no hours has working days from Monday to Friday")
  func noHours() throws {
    let timing = try timing(hours: nil)
    #expect(
      try timing.digest(after: Sample.at("2026-11-20 10:00", "Europe/London"))
        == Sample.at("2026-11-23 09:00", "Europe/London"))
    #expect(try timing.due(.soon, at: Sample.at("2026-11-21 03:00", "Europe/London")) == Sample.at("2026-11-21 03:00"))
  }

  @Test("a digest waits until leave is over")
  func leave() throws {
    let away = try [Sample.span("2026-11-23 00:00", "2026-11-25 00:00")]
    let timing = try timing(away: away)
    let friday = try Sample.at("2026-11-20 18:00")
    #expect(try timing.digest(after: friday) == Sample.at("2026-11-25 09:00"))
    let onLeave = try Sample.at("2026-11-24 10:00")
    #expect(try timing.due(.soon, at: onLeave) == Sample.at("2026-11-25 09:00"))
    #expect(timing.due(.atOnce, at: onLeave) == onLeave)
  }

  @Test("what cannot wait goes at any hour, what can goes inside working hours, the rest with the digest")
  func haste() throws {
    let timing = try timing()
    let (day, night) = (try Sample.at("2026-11-19 12:00"), try Sample.at("2026-11-19 22:00"))
    let (today, friday) = (try Sample.at("2026-11-20 09:00"), try Sample.at("2026-11-20 09:00"))
    #expect(timing.due(.atOnce, at: night) == night)
    #expect(timing.due(.soon, at: day) == day)
    #expect(timing.due(.soon, at: night) == today)
    #expect(timing.due(.digest, at: day) == friday)
  }

  @Test("an endless leave holds a digest back for two months, not for ever")
  func endless() throws {
    let away = try [Sample.span("2026-11-20 00:00", "2036-11-20 00:00")]
    let due = try timing(away: away).digest(after: Sample.at("2026-11-20 10:00"))
    #expect(try due == Sample.at("2026-11-21 09:00"))
  }

  @Test("what waited waits again where it is quiet or they are away by then, and never for ever")
  func again() throws {
    var timing = try timing(away: [Sample.span("2026-11-23 00:00", "2026-11-25 00:00")])
    timing.quiet = try WeeklyHours(text: "22:00-07:00")
    let night = try Sample.at("2026-11-19 03:00")
    for haste in Notice.Haste.allCases {
      #expect(try timing.dueAgain(haste, at: night) == Sample.at("2026-11-19 07:00"))
      #expect(try timing.dueAgain(haste, at: Sample.at("2026-11-19 07:00")) == Sample.at("2026-11-19 07:00"))
    }
    let onLeave = try Sample.at("2026-11-24 10:00")
    #expect(try timing.dueAgain(.digest, at: onLeave) == Sample.at("2026-11-25 09:00"))
    #expect(timing.dueAgain(.atOnce, at: onLeave) == onLeave)
    timing.quiet = try WeeklyHours(text: "mon-sun 00:00-24:00")
    #expect(timing.dueAgain(.atOnce, at: night) == night, "quiet hours without end")
    timing.quiet = nil
    timing.away = try [Sample.span("2026-11-20 00:00", "2036-11-20 00:00")]
    #expect(timing.dueAgain(.digest, at: onLeave) == onLeave, "leave without end")
  }
}
