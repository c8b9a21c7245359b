import Foundation
import Testing
import Timekeeping

@Suite("Dates, weeks, intervals and spelling")
struct CivilTests {
  @Test("Every day of two thousand years is split and joined as Foundation does it")
  func dates() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let first = try CivilDate(text: "1600-01-01")
    let last = try CivilDate(text: "3600-01-01")
    // A step that is prime to 7 and to the lengths of months.
    for days in stride(from: first.daysSinceEpoch, through: last.daysSinceEpoch, by: 113) {
      let date = CivilDate(daysSinceEpoch: days)
      let parts = date.parts
      let theirs = calendar.dateComponents(
        [.year, .month, .day, .weekday, .weekOfYear], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      let same =
        theirs.year == parts.year && theirs.month == parts.month && theirs.day == parts.day
        && theirs.weekday == (date.weekday.rawValue + 1) % 7 + 1
        && CivilDate(parts.year, parts.month, parts.day) == date
      if !same { Issue.record("\(date) is \(theirs)") }
    }
  }

  @Test("ISO weeks are numbered as Foundation numbers them, and 53 exists only in long years")
  func weeks() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for days in stride(from: 0, through: 40_000, by: 37) {
      let week = ISOWeek(containing: CivilDate(daysSinceEpoch: days))
      let theirs = calendar.dateComponents(
        [.yearForWeekOfYear, .weekOfYear], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      #expect(theirs.yearForWeekOfYear == week.year && theirs.weekOfYear == week.number)
      #expect(ISOWeek(year: week.year, week: week.number) == week)
      #expect(week.next.previous == week && week < week.next)
    }
    #expect(ISOWeek(year: 2025, week: 53) == nil)
    #expect(ISOWeek(year: 2026, week: 53) != nil)
  }

  @Test(
    "Months are added with their ends kept (T4)",
    arguments: [
      ("2023-01-31", 1, "2023-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 2, "2023-03-31"),
      ("2023-03-31", -1, "2023-02-28"), ("2023-01-15", -13, "2021-12-15"), ("2023-12-31", 1, "2024-01-31"),
    ])
  func months(date: String, months: Int, expected: String) throws {
    #expect(try CivilDate(text: date).adding(months: months).description == expected)
  }

  @Test("Days can be walked, both ends included")
  func walking() throws {
    let days = (try CivilDate(text: "2026-02-27")...(try CivilDate(text: "2026-03-01"))).map(\.description)
    #expect(days == ["2026-02-27", "2026-02-28", "2026-03-01"])
  }

  @Test("Seconds before 1970 round towards the past")
  func earlySeconds() {
    #expect(Timestamp(milliseconds: -1).seconds == -1)
    #expect(Timestamp(milliseconds: -1000).seconds == -1)
    #expect(Timestamp(milliseconds: -1001).seconds == -2)
    #expect(CivilDateTime(secondsSinceEpoch: -1).description == "1969-12-31 23:59:59")
  }

  @Test("Intervals are half-open: touching ones share nothing, but their union is one")
  func intervals() throws {
    let morning = try interval("2026-03-10T09:00:00Z/2026-03-10T12:00:00Z")
    let noon = try interval("2026-03-10T12:00:00Z/2026-03-10T13:00:00Z")
    let late = try interval("2026-03-10T11:00:00Z/2026-03-10T12:30:00Z")
    #expect(!morning.contains(morning.end) && morning.contains(morning.start))
    #expect(!morning.overlaps(noon) && morning.intersection(noon) == nil && morning.overlaps(late))
    #expect(Interval(morning.end, morning.end) == nil)
    #expect([noon, late, morning].union == [try interval("2026-03-10T09:00:00Z/2026-03-10T13:00:00Z")])
    #expect([noon, late, morning].covered == .hours(4))
    #expect(morning.subtracting([late, noon]) == [try interval("2026-03-10T09:00:00Z/2026-03-10T11:00:00Z")])
    #expect(morning.subtracting([noon]) == [morning])
    let broken = Data(#"{"start":"2026-03-10T09:00:00Z","end":"2026-03-10T09:00:00Z"}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Interval.self, from: broken) }
    let written = try JSONEncoder().encode(morning)
    #expect(try JSONDecoder().decode(Interval.self, from: written) == morning)
  }

  @Test(
    "The nearest word is offered, whatever its case, and none when none is near",
    arguments: [
      ("primry", "primary"), ("PRIMARY", "primary"), ("secondray", "secondary"), ("dsek", "desk"),
      ("weekends", "weekend"),
      ("lunch", nil), ("", nil), ("d", nil),
    ])
  func spelling(word: String, expected: String?) {
    #expect(didYouMean(word, among: ["primary", "secondary", "desk", "weekend"]) == expected)
  }

  @Test("A weekday is stored as people write it, and nothing else is read as one")
  func storedWeekday() throws {
    let text = String(decoding: try JSONEncoder().encode(Weekday.allCases), as: UTF8.self)
    #expect(text == #"["mon","tue","wed","thu","fri","sat","sun"]"#)
    #expect(try JSONDecoder().decode([Weekday].self, from: Data(text.utf8)) == Weekday.allCases)
    for other in [#"["Mon"]"#, #"[0]"#, #"[{"mon":{}}]"#] {
      #expect(throws: DecodingError.self, "\(other)") {
        try JSONDecoder().decode([Weekday].self, from: Data(other.utf8))
      }
    }
  }

  @Test("Of equally near words the first is offered")
  func spellingTies() {
    #expect(didYouMean("m9", among: ["m2", "m1"]) == "m2")
    #expect(didYouMean("m9", among: ["m1", "m2"]) == "m1")
    #expect(didYouMean("", among: ["m"]) == nil)
  }
}
