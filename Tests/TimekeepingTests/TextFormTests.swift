import Foundation
import Testing
import Timekeeping

@Suite("Texts: one parser, one printer, one kind of error")
struct TextFormTests {
  /// Reading, printing, and both again as JSON.
  private func roundTrip<Value: TextForm & Equatable>(
    _ written: String, _ printed: String, as type: Value.Type
  ) throws {
    let value = try Value(text: written)
    #expect(value.description == printed)
    #expect(try Value(text: printed) == value)
    let json = try JSONEncoder().encode([value])
    #expect(try JSONDecoder().decode([Value].self, from: json) == [value])
  }

  private func refuse<Value: TextForm>(_ text: String, as type: Value.Type) {
    let problem = #expect(throws: TextProblem.self, "\(text)") { try Value(text: text) }
    #expect(problem?.what.contains("'\(text)'") == true)
    #expect(problem?.help.isEmpty == false)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Value].self, from: JSONEncoder().encode([text])) }
  }

  @Test(
    "Targets",
    arguments: [
      ("none", "none"), ("same day", "same day"), ("60 minutes", "1 hour"), ("24 hours", "24 hours"),
      ("48 hours", "48 hours"), ("1 hour 30 minutes", "1 hour 30 minutes"), ("90 seconds", "1 minute 30 seconds"),
      ("4 business hours", "4 business hours"), ("30 business minutes", "30 business minutes"),
      ("90 business minutes", "1 business hour 30 business minutes"), ("1 business day", "1 business day"),
      ("5 business days", "5 business days"), ("1 day", "1 day"), ("0 minutes", "0 minutes"),
      ("4  business   hours", "4 business hours"), ("same calendar day", "same calendar day"),
      ("same day less 90 minutes", "same day less 1 hour 30 minutes"),
      ("2 business days  to closing", "2 business days to closing"),
    ])
  func targets(written: String, printed: String) throws { try roundTrip(written, printed, as: Target.self) }

  @Test(
    "What is no target is refused",
    arguments: [
      "", "soon", "4", "hours", "4 business", "0 days", "1.5 hours", "-1 hours", "1 week", "1 day 4 hours",
      "business 4 hours", "4 hours business", "1 business hour 30 minutes", "30 minutes 1 hour", "1 hour 1 hour",
      "business hours", "99999999 hours", "9999999 hours", "36526 days",
      "same day less", "same day less 1 day", "same day less 24 hours", "same day less 0 minutes", "2 days to closing",
      "4 business hours to closing", "same business day",
    ])
  func noTargets(text: String) { refuse(text, as: Target.self) }

  @Test(
    "Durations; only two or more whole days are printed in days",
    arguments: [
      ("15 minutes", "15 minutes"), ("1 minute", "1 minute"), ("11 hours", "11 hours"), ("2 days", "2 days"),
      ("48 hours", "2 days"), ("1 day", "24 hours"), ("1 hour 30 minutes", "1 hour 30 minutes"),
      ("2 weeks", "14 days"), ("1 day 1 hour", "25 hours"), ("0 seconds", "0 minutes"),
      ("61 seconds", "1 minute 1 second"),
    ])
  func durations(written: String, printed: String) throws { try roundTrip(written, printed, as: PlainDuration.self) }

  @Test("What is no duration is refused", arguments: ["", "15", "15m", "minutes 15", "1 month", "30 minutes 1 hour"])
  func noDurations(text: String) { refuse(text, as: PlainDuration.self) }

  @Test("Two days are 48 real hours, and parts of a second are dropped")
  func durationValues() throws {
    #expect(try PlainDuration(text: "2 days").duration == .hours(48))
    #expect(PlainDuration(.milliseconds(1500)) == PlainDuration(.seconds(1)))
    #expect(PlainDuration(.minutes(-90)).description == "-1 hour 30 minutes")
  }

  @Test("Whole minutes are the nearest ones; a half goes away from zero")
  func wholeMinutes() {
    let seconds: [Int64] = [0, 29, 30, 89, 90, 156, -29, -30, -90]
    #expect(seconds.map { PlainDuration(.seconds($0)).wholeMinutes } == [0, 0, 1, 1, 2, 3, 0, -1, -2])
  }

  @Test(
    "Ranges of dates include their last day",
    arguments: [("2026-12-24..2026-12-28", "2026-12-24..2026-12-28"), ("2026-12-24..2026-12-24", "2026-12-24")])
  func dateRanges(written: String, printed: String) throws {
    try roundTrip(written, printed, as: DateRange.self)
    let range = try DateRange(text: written)
    #expect(range.contains(range.last) && range.contains(range.first))
    #expect(!range.contains(range.last + 1) && !range.contains(range.first - 1))
    #expect(range.interval(in: .utc)?.duration == .hours(24 * range.dates.count))
  }

  @Test(
    "What is no range is refused, one that is the wrong way round with the right one",
    arguments: ["", "2026-12-24..", "..2026-12-24", "2026-12-24...2026-12-28", "2026-12-24-2026-12-28", "2026-02-30"])
  func noDateRanges(text: String) {
    refuse(text, as: DateRange.self)
    let problem = #expect(throws: TextProblem.self) { try DateRange(text: "2026-12-28..2026-12-24") }
    #expect(problem?.help == "write the earlier date first: 2026-12-24..2026-12-28")
  }

  @Test(
    "Hours of a day",
    arguments: [
      ("closed", "closed"), ("09:00-13:00", "09:00-13:00"), ("13:00-17:00,09:00-12:00", "09:00-12:00, 13:00-17:00"),
      ("20:00-08:00", "20:00-08:00"), ("00:00-24:00", "00:00-24:00"), ("08:00-08:00", "08:00-08:00"),
      ("08:00-00:00", "08:00-24:00"),
    ])
  func dayHours(written: String, printed: String) throws { try roundTrip(written, printed, as: DayHours.self) }

  @Test("What are no hours of a day is refused", arguments: ["", "open", "9-5", "09:00-17:00,", "24:00-25:00"])
  func noDayHours(text: String) { refuse(text, as: DayHours.self) }

  @Test("Dates, times, weeks, weekdays and zones are printed as they are read")
  func smallOnes() throws {
    try roundTrip("2028-02-29", "2028-02-29", as: CivilDate.self)
    try roundTrip("24:00", "24:00", as: CivilTime.self)
    try roundTrip("2026-03-29T01:30", "2026-03-29 01:30", as: CivilDateTime.self)
    try roundTrip("2026-03-29 01:30:15", "2026-03-29 01:30:15", as: CivilDateTime.self)
    try roundTrip("2026-03-29 24:00", "2026-03-30 00:00", as: CivilDateTime.self)
    try roundTrip("2026-w53", "2026-W53", as: ISOWeek.self)
    try roundTrip("wed", "wed", as: Weekday.self)
    try roundTrip("America/Port-au-Prince", "America/Port-au-Prince", as: ZoneID.self)
    try roundTrip("2026-03-29T02:30:00.5+01:00", "2026-03-29T01:30:00.500Z", as: Timestamp.self)
    try roundTrip("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z", as: Timestamp.self)
  }

  @Test("What is none of them is refused")
  func smallOnesRefused() {
    for text in ["", "2026-02-29", "2026-2-28", "26-02-28", "2026-13-01", "0000-01-01", "2026-02-28 "] {
      refuse(text, as: CivilDate.self)
    }
    for text in ["", "9:00", "24:01", "09:60", "09:00:00", "+9:00"] { refuse(text, as: CivilTime.self) }
    for text in ["", "2026-03-29", "2026-03-29 1:30", "2026-03-29 24:00:01", "2026-03-29 01:30:60", "2026-03-29  01"] {
      refuse(text, as: CivilDateTime.self)
    }
    for text in ["", "2025-W53", "2026-W00", "2026W01", "2026-W1"] { refuse(text, as: ISOWeek.self) }
    for text in ["", "Mon", "monday", "xyz"] { refuse(text, as: Weekday.self) }
    for text in ["", "/etc/passwd", "Europe/../x", "Europe/", "Köln"] { refuse(text, as: ZoneID.self) }
  }

  @Test("Instants are read in every form of RFC 3339, with up to twelve digits of a second")
  func instants() throws {
    for text in ["2026-03-29T01:30Z", "2026-03-29 01:30z", "2026-03-29T07:15:00+05:45", "2026-03-28T15:30:00.0-10:00"] {
      try roundTrip(text, "2026-03-29T01:30:00Z", as: Timestamp.self)
    }
    try roundTrip("2026-03-29T01:30:07.123999999999Z", "2026-03-29T01:30:07.123Z", as: Timestamp.self)
    try roundTrip("2026-03-29T01:30:07.04Z", "2026-03-29T01:30:07.040Z", as: Timestamp.self)
  }

  @Test(
    "What is no instant is refused",
    arguments: [
      "", "é", "2026-03-29", "2026-03-29T01:30:00", "2026-02-29T01:30:00Z", "2026-03-29t01:30:00Z", "2026-03-29T0130Z",
      "2026-03-29T24:00:00Z", "2026-03-29T01:60:00Z", "2026-03-29T01:30:60Z", "2026-03-29T01:30.5Z",
      "2026-03-29T01:30:00.Z", "2026-03-29T01:30:00.1234567890123Z", "2026-03-29T01:30:00+1:00",
      "2026-03-29T01:30:00+24:00", "2026-03-29T01:30:00+01", "2026-03-29T01:30:00+0100", "2026-03-29T01:30:00Z ",
    ])
  func noInstants(text: String) { refuse(text, as: Timestamp.self) }
}
