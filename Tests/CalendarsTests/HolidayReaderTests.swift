import Calendars
import Testing
import Timekeeping

@Suite("Reading holidays")
struct HolidayReaderTests {
  @Test(
    "counts the days that an event covers",
    arguments: [
      (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226"], 1),
      (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261228"], 3),
      (["DTSTART;VALUE=DATE:20261225"], 1),
      (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261225"], 1),
      (["DTSTART:20261225", "DTEND:20261227"], 2),
      (["DTSTART;TZID=Mars/Base:20261225T000000", "DTEND;TZID=Mars/Base:20261226T000000"], 1),
      (["DTSTART:20261225T000000Z", "DTEND:20261225T235959Z"], 1),
      (["DTSTART:20261225T220000", "DTEND:20261226T020000"], 2),
      (["DTSTART;VALUE=DATE:20261225", "DTEND:20261225T050001Z"], 1),
      (["DTSTART;VALUE=DATE:20261225", "DURATION:P2D"], 2),
      (["DTSTART;VALUE=DATE:20261225", "DURATION:P1W"], 7),
      (["DTSTART:20261225", "DURATION:PT1W"], 7),
      (["DTSTART:20261225T120000", "DURATION:P1DT12H"], 2),
      (["DTSTART:20261225T120000", "DURATION:PT36H1S"], 3),
    ])
  func lengths(_ properties: [String], days: Int) throws {
    let start = try #require(CivilDate(2026, 12, 25))
    let calendar = try HolidayCalendar(HolidayTexts.file([["SUMMARY:Christmas"] + properties]))
    #expect(calendar.holidays == (0..<days).map { Holiday(date: start + $0, name: "Christmas") })
    #expect(calendar.remarks.isEmpty)
  }

  @Test("sorts by date, then by name, and gives each name once a day")
  func order() throws {
    let days = try HolidayTexts.days(
      ["SUMMARY:Zulu Day", "DTSTART:20260501"], ["SUMMARY:May Day", "DTSTART:20260501"],
      ["SUMMARY:New Year", "DTSTART:20260101"], ["SUMMARY:May Day", "DTSTART:20260501"])
    #expect(days == ["2026-01-01 New Year", "2026-05-01 May Day", "2026-05-01 Zulu Day"])
  }

  @Test("keeps names as they are meant")
  func names() throws {
    let days = try HolidayTexts.days(
      ["SUMMARY;LANGUAGE=de:Drei\\;könig (BW\\, BY) ", "DTSTART:20260106"], ["DTSTART:20260107"],
      ["SUMMARY:a\\nb\\\\c\\\"d", "DTSTART:20260108"], ["summary:lower case", "dtstart:20260109"],
      ["SUMMARY;X=\"a:b;c\":quoted parameter", "DTSTART:20260110"])
    #expect(
      days == [
        "2026-01-06 Drei;könig (BW, BY)", "2026-01-07 Holiday", "2026-01-08 a b\\c\"d", "2026-01-09 lower case",
        "2026-01-10 quoted parameter",
      ])
  }

  @Test("reads ISO 8859-1 where a file is not UTF-8")
  func latin1() throws {
    var bytes = HolidayTexts.file([["SUMMARY:?berg", "DTSTART:20260106"]])
    let at = try #require(bytes.firstIndex(of: UInt8(ascii: "?")))
    bytes[at] = 0xC5
    #expect(try HolidayTexts.shown(HolidayCalendar(bytes).holidays) == ["2026-01-06 Åberg"])
  }

  @Test("joins folded lines, also inside a code point, a name or before the colon", arguments: ["\r\n", "\n", "\r"])
  func folds(_ lineEnd: String) throws {
    let bytes = HolidayTexts.file(
      [
        [
          "SUMM\(lineEnd) ARY\(lineEnd)\t:Long \(lineEnd)  name",
          "DTSTART\(lineEnd) ;VALUE=DATE\(lineEnd) :2026\(lineEnd) 0501",
        ]
      ],
      lineEnd: lineEnd)
    #expect(try HolidayTexts.shown(HolidayCalendar(bytes).holidays) == ["2026-05-01 Long  name"])
    let split = Array("BEGIN:VEVENT\nSUMMARY:Z\u{F6}".utf8)
    let cut = split.dropLast() + Array("\n ".utf8) + split.suffix(1) + Array("\nDTSTART:20260501\nEND:VEVENT\n".utf8)
    #expect(try HolidayTexts.shown(HolidayCalendar(Array(cut)).holidays) == ["2026-05-01 Zö"])
  }

  @Test("takes a byte order mark, several calendars in one file, and events outside any")
  func shapes() throws {
    let first = HolidayTexts.file([["SUMMARY:A", "DTSTART:20260101"]])
    let second = HolidayTexts.file([["SUMMARY:B", "DTSTART:20260102"]], lineEnd: "\n")
    let bare = Array("begin:vevent\nSUMMARY:C\nDTSTART:20260103\nend:vevent".utf8)
    let calendar = try HolidayCalendar([0xEF, 0xBB, 0xBF] + first + second + bare)
    #expect(HolidayTexts.shown(calendar.holidays) == ["2026-01-01 A", "2026-01-02 B", "2026-01-03 C"])
  }

  @Test("leaves out cancelled events and keeps tentative ones")
  func status() throws {
    let days = try HolidayTexts.days(
      ["SUMMARY:A", "DTSTART:20260101", "STATUS:CANCELLED"], ["SUMMARY:B", "DTSTART:20260102", "STATUS:TENTATIVE"])
    #expect(days == ["2026-01-02 B"])
  }

  @Test("does not take an alarm's or a zone's properties for the event's")
  func nested() throws {
    let days = try HolidayTexts.days([
      "BEGIN:VALARM", "SUMMARY:Alarm", "DTSTART:19990101", "DURATION:P9D", "END:VALARM", "SUMMARY:A",
      "DTSTART:20260101",
    ])
    #expect(days == ["2026-01-01 A"])
  }

  @Test("lets the higher SEQUENCE of one UID win, and keeps equal ones")
  func sequence() throws {
    let days = try HolidayTexts.days(
      ["UID:1", "SUMMARY:Old", "DTSTART:20260101", "SEQUENCE:1"],
      ["UID:1", "SUMMARY:New", "DTSTART:20260102", "SEQUENCE:2"],
      ["UID:2", "SUMMARY:A", "DTSTART:20260103"], ["UID:2", "SUMMARY:B", "DTSTART:20260104"])
    #expect(days == ["2026-01-02 New", "2026-01-03 A", "2026-01-04 B"])
  }
}
