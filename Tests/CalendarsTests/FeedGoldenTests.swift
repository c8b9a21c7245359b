import Calendars
import Testing
import Timekeeping

@Suite("The bytes of a feed")
struct FeedGoldenTests {
  static func instant(_ text: String) throws -> Timestamp { try Timestamp(text: text) }

  @Test("one shift over the autumn clock change is these bytes")
  func oneShift() throws {
    let span = try #require(Interval(Self.instant("2026-10-25T08:00:00Z"), Self.instant("2026-11-01T09:00:00.999Z")))
    let event = FeedEvent(
      uid: "payments.primary.days.20261025T0900.0", interval: span,
      summary: "Zoë Ångström on call: Payments; primary, days",
      details: "09:00–09:00 Europe/London. Override for Bo \\ Tarn.\nAsk in #payments.",
      url: "https://oncall.example.org/schedules/payments?week=2026-W44",
      categories: ["On-call", "Payments, EMEA; 2\\3"],
      showAs: .free, sequence: 2, changed: try Self.instant("2026-11-01T10:15:00Z"),
      created: try Self.instant("2026-09-01T08:00:00Z"))
    let feed = FeedCalendar(name: "Payments, primary; EMEA", productVersion: "1.0", events: [event])
    let expected = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Watchbill//Watchbill 1.0//EN", "CALSCALE:GREGORIAN",
      "NAME:Payments\\, primary\\; EMEA", "X-WR-CALNAME:Payments\\, primary\\; EMEA",
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
      "BEGIN:VEVENT", "UID:payments.primary.days.20261025T0900.0", "DTSTAMP:20261101T101500Z",
      "LAST-MODIFIED:20261101T101500Z", "CREATED:20260901T080000Z", "SEQUENCE:2", "DTSTART:20261025T080000Z",
      "DTEND:20261101T090000Z", "SUMMARY:Zoë Ångström on call: Payments\\; primary\\, days",
      "DESCRIPTION:09:00–09:00 Europe/London. Override for Bo \\\\ Tarn.\\nAsk in #",
      " payments.", "URL:https://oncall.example.org/schedules/payments?week=2026-W44",
      "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      "CATEGORIES:On-call,Payments\\, EMEA\\; 2\\\\3", "END:VEVENT", "END:VCALENDAR", "",
    ].joined(separator: "\r\n")
    #expect(String(decoding: feed.bytes(), as: UTF8.self) == expected)
  }

  @Test("a calendar without events says UTC and nothing else")
  func empty() {
    let feed = FeedCalendar(name: "Nobody yet", productVersion: "1.0", refreshHours: 12, events: [])
    let expected = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Watchbill//Watchbill 1.0//EN", "CALSCALE:GREGORIAN",
      "NAME:Nobody yet", "X-WR-CALNAME:Nobody yet", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
      "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
      "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE", "END:VCALENDAR", "",
    ].joined(separator: "\r\n")
    #expect(String(decoding: feed.bytes(), as: UTF8.self) == expected)
  }

  @Test("a busy event says so in both ways, and leaves out what it has not")
  func busy() throws {
    let span = try #require(Interval(Timestamp(seconds: 0), Timestamp(milliseconds: 5)))
    let feed = FeedCalendar(
      name: "B", productVersion: "1.0",
      events: [
        FeedEvent(uid: "u", interval: span, summary: "s", showAs: .busy, sequence: -3, changed: Timestamp(seconds: 1))
      ])
    let lines = String(decoding: feed.bytes(), as: UTF8.self).split(separator: "\r\n").map(String.init)
    #expect(
      lines.dropFirst(8) == [
        "BEGIN:VEVENT", "UID:u", "DTSTAMP:19700101T000001Z", "LAST-MODIFIED:19700101T000001Z", "SEQUENCE:0",
        "DTSTART:19700101T000000Z", "DTEND:19700101T000001Z", "SUMMARY:s", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "END:VEVENT", "END:VCALENDAR",
      ])
  }
}
