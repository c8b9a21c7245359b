import Calendars
import Testing
import Timekeeping

@Suite("Holidays that repeat")
struct HolidayRepeatTests {
  @Test("are expanded through 2000 to 2100")
  func window() throws {
    let calendar = try HolidayTexts.calendar("SUMMARY:A", "DTSTART;VALUE=DATE:19700704", "RRULE:FREQ=YEARLY")
    #expect(calendar.holidays.count == 101)
    #expect(calendar.holidays.first?.date == CivilDate(2000, 7, 4))
    #expect(calendar.holidays.last?.date == CivilDate(2100, 7, 4))
  }

  @Test(
    "follow their rule",
    arguments: [
      ("20210118", "FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;COUNT=3", ["2021-01-18", "2022-01-17", "2023-01-16"]),
      ("20210531", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20230529", ["2021-05-31", "2022-05-30", "2023-05-29"]),
      ("20210531", "FREQ=YEARLY;UNTIL=20230531T000000Z", ["2021-05-31", "2022-05-31", "2023-05-31"]),
      ("20240229", "FREQ=YEARLY;COUNT=3", ["2024-02-29", "2028-02-29", "2032-02-29"]),
      ("20260101", "freq=yearly;interval=2;count=2", ["2026-01-01", "2028-01-01"]),
      ("20261225", "FREQ=DAILY;WKST=SU;COUNT=3", ["2026-12-25", "2026-12-26", "2026-12-27"]),
      ("20261225", "FREQ=DAILY;INTERVAL=2;UNTIL=20261230", ["2026-12-25", "2026-12-27", "2026-12-29"]),
      ("20260228", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3", ["2026-02-28", "2027-02-28", "2028-02-29"]),
      ("20260101", "FREQ=YEARLY;BYYEARDAY=1,-1;COUNT=3", ["2026-01-01", "2026-12-31", "2027-01-01"]),
      ("20260525", "FREQ=YEARLY;BYDAY=21MO;COUNT=2", ["2026-05-25", "2027-05-24"]),
      ("20260101", "FREQ=YEARLY;BYMONTHDAY=1;COUNT=2", ["2026-01-01", "2026-02-01"]),
      ("20261127", "FREQ=YEARLY;BYMONTH=11;BYDAY=FR;BYSETPOS=-1;COUNT=2", ["2026-11-27", "2027-11-26"]),
      ("20260101", "RSCALE=GREGORIAN;FREQ=YEARLY;COUNT=1", ["2026-01-01"]),
      (
        "20201103", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2",
        ["2020-11-03", "2024-11-05"]
      ),
      ("20260101", "FREQ=YEARLY;COUNT=2;BYHOUR=0;X-NOTE=1", ["2026-01-01", "2027-01-01"]),
      ("20260119", "FREQ=YEARLY;BYMONTH=1;BYDAY=2MO;UNTIL=2027", []),
      ("20210119", "FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;UNTIL=20220201", ["2021-01-19", "2022-01-17"]),
    ])
  func rules(_ start: String, _ rule: String, _ dates: [String]) throws {
    let bytes = HolidayTexts.file([["SUMMARY:A", "DTSTART:\(start)", "RRULE:\(rule)"]])
    let found = (try? HolidayCalendar(bytes))?.holidays ?? []
    #expect(found.map(\.date.description) == dates)
  }

  @Test("that begin before 1900 are refused, and dates that never come give the first day alone")
  func edges() throws {
    #expect(HolidayTexts.problem(HolidayTexts.file([["DTSTART:18990101", "RRULE:FREQ=YEARLY"]]))?.line == 4)
    let never = try HolidayTexts.days(["SUMMARY:A", "DTSTART:20260101", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
    #expect(never == ["2026-01-01 A"])
    let past = try HolidayTexts.days(["SUMMARY:A", "DTSTART:21050101", "RRULE:FREQ=YEARLY"], ["DTSTART:20260101"])
    #expect(past == ["2026-01-01 Holiday"])
  }

  @Test("give each of their days")
  func length() throws {
    let days = try HolidayTexts.days(["SUMMARY:A", "DTSTART:20261231", "DTEND:20270102", "RRULE:FREQ=YEARLY;COUNT=2"])
    #expect(days == ["2026-12-31 A", "2027-01-01 A", "2027-12-31 A", "2028-01-01 A"])
  }

  @Test("honour EXDATE and RDATE in any form")
  func extra() throws {
    let days = try HolidayTexts.days([
      "SUMMARY:A", "DTSTART:20260101", "RRULE:FREQ=YEARLY;COUNT=4", "EXDATE;VALUE=DATE:20270101",
      "EXDATE;TZID=Europe/Oslo:20280101T000000,20300101T000000", "RDATE;VALUE=PERIOD:20270601T000000Z/P1D",
    ])
    #expect(days == ["2026-01-01 A", "2027-06-01 A", "2029-01-01 A"])
  }

  @Test("move or drop one date by RECURRENCE-ID")
  func moved() throws {
    let days = try HolidayTexts.days(
      ["UID:1", "SUMMARY:A", "DTSTART:20260101", "RRULE:FREQ=YEARLY;COUNT=3"],
      ["UID:1", "SUMMARY:A moved", "DTSTART:20270104", "RECURRENCE-ID;VALUE=DATE:20270101"],
      ["UID:1", "SUMMARY:A", "DTSTART:20280101", "RECURRENCE-ID:20280101T000000Z", "STATUS:CANCELLED"],
      ["UID:2", "SUMMARY:B", "DTSTART:20280101"])
    #expect(days == ["2026-01-01 A", "2027-01-04 A moved", "2028-01-01 B"])
  }

  @Test(
    "are refused with the line when the rule is no holiday's",
    arguments: [
      "FREQ=DAILY", "FREQ=MONTHLY;COUNT=2", "FREQ=DAILY;COUNT=5000", "FREQ=YEARLY;BYWEEKNO=6", "FREQ=SECONDLY",
      "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=DAILY;BYMONTH=2", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;COUNT=0", "FREQ=YEARLY;INTERVAL=99999999999",
      "FREQ=YEARLY;FREQ=SECONDLY", "FREQ=YEARLY;UNTIL=20251301", "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=13",
      "FREQ=YEARLY;BYDAY=", "FREQ=YEARLY;BYDAY=9XX", "FREQ", "", "BYDAY=MO", "FREQ=YEARLY;BYMONTHDAY=99", "FREQ=WEEKLY",
    ])
  func refused(_ rule: String) throws {
    let calendar = try HolidayCalendar(
      HolidayTexts.file([["SUMMARY:A", "DTSTART:20250101", "RRULE:\(rule)"], ["SUMMARY:B", "DTSTART:20250102"]]))
    #expect(HolidayTexts.shown(calendar.holidays) == ["2025-01-02 B"])
    let remark = try #require(calendar.remarks.first)
    #expect(calendar.remarks.count == 1)
    #expect(remark.line == 7 || remark.line == 4, "the rule or its event")
  }
}
