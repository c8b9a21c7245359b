import Calendars
import TestSupport
import Testing
import Timekeeping

@Suite("Files that are no holiday calendars", .ownThreads)
struct HolidayProblemTests {
  @Test(
    "are refused with the line and a way out",
    arguments: [
      ("", nil, "empty"), ("\r\n\n", nil, "empty"),
      ("<!DOCTYPE html>\n<html>", 1, "web page"), ("hello\nworld", 1, "BEGIN:VCALENDAR"),
      ("\n\nDate,Name\n", 3, "BEGIN:VCALENDAR"),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VCALENDAR\n", 4, "END:VEVENT is due (BEGIN in line 2)"),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n", 1, "cut off"),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTST", 2, "cut off"),
      ("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n", 3, "without a BEGIN"),
      ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", nil, "no events"),
      ("BEGIN:VCALENDAR\nX-A:1\r\nX-B:\u{0}\r\nEND:VCALENDAR\n", 3, "NUL"),
      ("BEGIN:VEVENT\nSUMMARY:A\nEND:VEVENT\n", 1, "no DTSTART"),
      ("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20261301\nEND:VEVENT\n", 3, "'20261301' is not a date"),
      ("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20261001T250000Z\nEND:VEVENT\n", 3, "is not a date"),
      ("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20261001T090000+0100\nEND:VEVENT\n", 3, "has an offset from UTC"),
      ("BEGIN:VEVENT\nDTSTART:20260101\nDTEND:20280101\nEND:VEVENT\n", 3, "730 days"),
    ])
  func refused(_ text: String, line: Int?, says: String) throws {
    let problem = try #require(HolidayTexts.problem(Array(text.utf8)))
    #expect(problem.line == line)
    #expect(problem.what.contains(says))
    #expect(problem.description.hasPrefix(line.map { "line \($0): " } ?? ""))
  }

  @Test("in UTF-16 are named so")
  func utf16() throws {
    let problem = try #require(HolidayTexts.problem([0xFF, 0xFE, 0x42, 0x00]))
    #expect(problem.what.contains("UTF-16"))
  }

  @Test("lose only what cannot be read, and say which line")
  func remarks() throws {
    let calendar = try HolidayTexts.calendar(
      "SUMMARY:A", "raw second line of a description", "DTSTART:20260102", "DTEND:20260101", "RDATE:20260301,soon",
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260101")
    #expect(HolidayTexts.shown(calendar.holidays) == ["2026-01-02 A", "2026-03-01 A"])
    #expect(calendar.remarks.map(\.line) == [6, 8, 9, 10])
    #expect(calendar.remarks[1].what.contains("one day"))
    #expect(calendar.remarks[2].what.contains("'soon'"))
  }

  @Test("that are too large are refused before anything is read")
  func sizes() throws {
    let large = [UInt8](repeating: UInt8(ascii: "\n"), count: 5 * 1024 * 1024 + 1)
    #expect(HolidayTexts.problem(large)?.what.contains("5 MiB") == true)
    let event = ["SUMMARY:A", "DTSTART:20260101"]
    #expect(HolidayTexts.problem(HolidayTexts.file(Array(repeating: event, count: 10_000))) == nil)
    let many = HolidayTexts.problem(HolidayTexts.file(Array(repeating: event, count: 10_001)))
    #expect(many?.what.contains("10000 events") == true)
    #expect(many?.line == 4 + 10_000 * 4)
  }

  @Test("that nest deeply, repeat endlessly or name too many days end soon")
  func hostile() throws {
    let deep = String(repeating: "BEGIN:VEVENT\n", count: 200_000)
    #expect(HolidayTexts.problem(Array(deep.utf8))?.line == 17)
    let rule = ["SUMMARY:A", "DTSTART:20000101", "RRULE:FREQ=YEARLY;COUNT=1"]
    let rules = try HolidayCalendar(HolidayTexts.file((0..<1100).map { ["UID:\($0)"] + rule }))
    #expect(rules.holidays.count == 1)
    #expect(rules.remarks.count == 100 && rules.remarks.allSatisfy { $0.what.contains("1000 repeating") })
    let long = (0..<150).map { ["SUMMARY:\($0)", "DTSTART:20000101", "DTEND:20001231"] }
    #expect(HolidayTexts.problem(HolidayTexts.file(long))?.what.contains("50000 holidays") == true)
    let added = "RDATE:" + Array(repeating: "20260101", count: 400_000).joined(separator: ",")
    let wide = HolidayTexts.file([["DTSTART:20260101", "DURATION:P366D", added]])
    #expect(HolidayTexts.problem(wide)?.what.contains("50000 holidays") == true)
    let noise = try HolidayCalendar(HolidayTexts.file([["DTSTART:20260101"] + Array(repeating: "x", count: 100_000)]))
    #expect(noise.holidays.count == 1 && noise.remarks.count == 100)
  }

  @Test("never end the process, however they are damaged", arguments: 0..<20)
  func damaged(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 12_345
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let good = HolidayTexts.file([
      [
        "UID:1", "SUMMARY;X=\"q\":A\\, b", "DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260103",
        "EXDATE:20270101",
      ],
      ["UID:2", "SUMMARY:B", "DTSTART:20260118", "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;COUNT=10"],
    ])
    var outcomes = 0
    for _ in 0..<200 {
      var bytes = good
      for _ in 0...next(4) {
        let at = next(bytes.count)
        switch next(4) {
        case 0: bytes[at] = UInt8(next(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: bytes[at..<min(at + next(40), bytes.count)], at: next(bytes.count))
        default: bytes.removeSubrange(at..<min(at + next(60), bytes.count))
        }
        if bytes.isEmpty { bytes = good }
      }
      if case .success(let holidays) = HolidayCalendar.read(bytes) {
        #expect(!holidays.contains { $0.name.isEmpty })
      }
      outcomes += 1
    }
    #expect(outcomes == 200)
  }
}
