import Calendars
import TestSupport
import Testing

/// Rules of RFC 5545, 3.3.10, most of them its own examples, with the dates it gives for them.
@Suite("Repeating events of others' calendars", .ownThreads)
struct ImportRuleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let rule: String
    let start: String
    let dates: [String]
    var window = ("1997-01-01T00:00:00Z", "2000-01-01T00:00:00Z")
    var testDescription: String { rule }
  }

  static let examples = [
    Example(
      rule: "FREQ=MONTHLY;COUNT=5;BYDAY=1FR", start: "19970905",
      dates: ["1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05", "1998-01-02"]),
    Example(
      rule: "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", start: "19970907",
      dates: ["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"]),
    Example(
      rule: "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", start: "19970928", dates: ["1997-09-28", "1997-10-29", "1997-11-28"]),
    Example(
      rule: "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", start: "19980213",
      dates: ["1998-02-13", "1998-03-13", "1998-11-13"]),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", start: "19961105",
      dates: ["2000-11-07", "2004-11-02"], window: ("1997-01-01T00:00:00Z", "2005-01-01T00:00:00Z")),
    Example(
      rule: "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", start: "19970904",
      dates: ["1997-09-04", "1997-10-07", "1997-11-06"]),
    Example(
      rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", start: "19970929",
      dates: ["1997-09-29", "1997-10-30", "1997-11-27"]),
    Example(
      rule: "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", start: "19970512",
      dates: ["1997-05-12", "1998-05-11", "1999-05-17"]),
    Example(
      rule: "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200", start: "19970101",
      dates: ["1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01"],
      window: ("1997-01-01T00:00:00Z", "2000-02-01T00:00:00Z")),
    Example(rule: "FREQ=YEARLY;BYDAY=20MO;COUNT=2", start: "19970519", dates: ["1997-05-19", "1998-05-18"]),
    // The same rule with two beginnings of the week: RFC 5545's example of WKST.
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", start: "19970805",
      dates: ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]),
    Example(
      rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", start: "19970805",
      dates: ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]),
    // Dates that do not exist are skipped, not moved.
    Example(
      rule: "FREQ=MONTHLY;COUNT=3", start: "19970131", dates: ["1997-01-31", "1997-03-31", "1997-05-31"]),
    Example(
      rule: "FREQ=YEARLY;COUNT=2", start: "19960229", dates: ["2000-02-29"],
      window: ("1997-01-01T00:00:00Z", "2005-01-01T00:00:00Z")),
    // The start counts even where the rule does not name it.
    Example(
      rule: "FREQ=WEEKLY;COUNT=2;BYDAY=FR", start: "19970901", dates: ["1997-09-01", "1997-09-05", "1997-09-12"]),
    // The form of UNTIL does not have to be that of DTSTART.
    Example(
      rule: "FREQ=DAILY;UNTIL=19970903T000000Z", start: "19970901", dates: ["1997-09-01", "1997-09-02", "1997-09-03"]),
    // Exchange ends whole days by the instant of their midnight: this is the 3rd in Berlin.
    Example(
      rule: "FREQ=DAILY;UNTIL=19970902T220000Z", start: "19970901", dates: ["1997-09-01", "1997-09-02", "1997-09-03"]),
  ]

  @Test("give the dates of RFC 5545", arguments: examples)
  func example(_ example: Example) throws {
    let bytes = ImportTexts.event("UID:a", "DTSTART;VALUE=DATE:\(example.start)", "RRULE:\(example.rule)")
    let read = try ImportTexts.read(bytes, example.window.0, example.window.1)
    #expect(ImportTexts.starts(read) == example.dates)
    #expect(read.report.remarks.isEmpty)
  }

  @Test("keep their time on the wall when the clock is changed, and end by it")
  func wall() throws {
    let read = try ImportTexts.read(
      ImportTexts.event(
        "UID:a", "DTSTART;TZID=Europe/Berlin:20260327T090000", "DTEND;TZID=Europe/Berlin:20260327T100000",
        "RRULE:FREQ=DAILY;UNTIL=20260330T070000Z"))
    #expect(
      ImportTexts.starts(read) == [
        "2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z",
      ])
  }

  @Test("lose what is excluded, in whatever form that is written")
  func excluded() throws {
    let read = try ImportTexts.read(
      ImportTexts.event(
        "UID:a", "DTSTART;TZID=Europe/Berlin:20260105T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=8",
        "EXDATE;TZID=Europe/Berlin:20260105T090000", "EXDATE:20260106T080000Z", "EXDATE;VALUE=DATE:20260107",
        "EXDATE;TZID=America/New_York:20260108T030000", "EXDATE;TZID=America/New_York:20260109T090000",
        "EXDATE:20260110T090000,20260111T090000", "RDATE;TZID=Europe/Berlin:20260120T150000"))
    #expect(ImportTexts.starts(read) == ["2026-01-12T08:00:00Z", "2026-01-20T14:00:00Z"])
  }

  @Test("have a moment that is written in two zones once, and lose it when either is excluded")
  func twice() throws {
    let lines = [
      "UID:a", "DTSTART;TZID=Europe/Berlin:20260105T090000", "DURATION:PT1H", "RDATE:20260105T080000Z,20260120T080000Z",
      "RDATE;TZID=America/New_York:20260120T030000",
    ]
    let read = try ImportTexts.read(ImportTexts.file([lines]))
    #expect(ImportTexts.starts(read) == ["2026-01-05T08:00:00Z", "2026-01-20T08:00:00Z"])
    let less = try ImportTexts.read(ImportTexts.file([lines + ["EXDATE:20260105T080000Z"]]))
    #expect(ImportTexts.starts(less) == ["2026-01-20T08:00:00Z"])
  }

  static let series = [
    "UID:a", "DTSTART;TZID=Europe/Berlin:20260105T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=6", "SUMMARY:plan",
  ]

  @Test("have single repeats moved and cancelled")
  func moved() throws {
    let moved = [
      "UID:a", "RECURRENCE-ID:20260106T080000Z", "DTSTART:20260106T150000Z", "DURATION:PT2H", "SUMMARY:late",
    ]
    let off = [
      "UID:a", "RECURRENCE-ID;VALUE=DATE:20260108", "DTSTART;TZID=Europe/Berlin:20260108T090000", "STATUS:CANCELLED",
    ]
    let read = try ImportTexts.read(ImportTexts.file([moved, Self.series, off]))
    #expect(
      ImportTexts.times(read) == [
        "2026-01-05T08:00:00Z/2026-01-05T09:00:00Z", "2026-01-06T15:00:00Z/2026-01-06T17:00:00Z",
        "2026-01-07T08:00:00Z/2026-01-07T09:00:00Z", "2026-01-09T08:00:00Z/2026-01-09T09:00:00Z",
        "2026-01-10T08:00:00Z/2026-01-10T09:00:00Z",
      ])
    #expect(read.events[1].summary == "late" && read.events[1].recurrence == "20260106T080000Z")
    #expect(read.report.cancelled == 1)
  }

  @Test("count once where one moment is written in two zones under one UID, and all where one UID has many moments")
  func oneUID() throws {
    let twice = [
      ["UID:a", "DTSTART:20260105T080000Z", "DURATION:PT1H"],
      ["UID:a", "DTSTART;TZID=Europe/Berlin:20260105T090000", "DURATION:PT1H"],
    ]
    #expect(try ImportTexts.starts(ImportTexts.read(ImportTexts.file(twice))) == ["2026-01-05T08:00:00Z"])
    let days = (10..<28).map { ["UID:a", "DTSTART;VALUE=DATE:202602\($0)"] }
    #expect(try ImportTexts.read(ImportTexts.file(days + days)).events.count == days.count)
  }

  @Test("are read in a zone of the file's own with its first 2,000 changes of the clock")
  func endlessZone() throws {
    let minutes = (10..<58).flatMap { minute in (10..<24).map { "20260101T\($0)\(minute)00" } }
    let dates = (1...4).flatMap { day in minutes.map { $0.replacing("20260101", with: "2026010\(day)") } }
    #expect(dates.count > 2_000)
    let zone = [
      "BEGIN:VTIMEZONE", "TZID:Restless", "BEGIN:STANDARD", "DTSTART:20260101T000000", "TZOFFSETFROM:+0000",
      "TZOFFSETTO:+0100", "RDATE:\(dates.joined(separator: ","))", "END:STANDARD", "BEGIN:DAYLIGHT",
      "DTSTART:20260601T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE",
    ]
    let event = ["UID:a", "DTSTART;TZID=Restless:20260701T120000", "DURATION:PT1H"]
    let read = try ImportTexts.read(ImportTexts.file([event], head: zone))
    #expect(ImportTexts.starts(read) == ["2026-07-01T11:00:00Z"], "the change in June is beyond the limit")
  }

  @Test("have single repeats cancelled that say no start of their own")
  func cancelledWithoutStart() throws {
    let off = ["UID:a", "RECURRENCE-ID;TZID=Europe/Berlin:20260106T090000", "STATUS:CANCELLED"]
    let read = try ImportTexts.read(ImportTexts.file([Self.series, off]))
    #expect(
      ImportTexts.starts(read) == [
        "2026-01-05T08:00:00Z", "2026-01-07T08:00:00Z", "2026-01-08T08:00:00Z", "2026-01-09T08:00:00Z",
        "2026-01-10T08:00:00Z",
      ])
    #expect(read.report.cancelled == 1)
    // What is not cancelled needs a start of its own.
    let moved = ["UID:a", "RECURRENCE-ID;TZID=Europe/Berlin:20260106T090000"]
    #expect(try ImportTexts.starts(ImportTexts.read(ImportTexts.file([Self.series, moved]))).count == 6)
  }

  @Test("are changed from a repeat on")
  func following() throws {
    let change = [
      "UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260108T090000",
      "DTSTART;TZID=Europe/Berlin:20260108T110000", "DURATION:PT30M", "SUMMARY:new plan",
    ]
    let read = try ImportTexts.read(ImportTexts.file([Self.series, change]))
    #expect(
      ImportTexts.starts(read) == [
        "2026-01-05T08:00:00Z", "2026-01-06T08:00:00Z", "2026-01-07T08:00:00Z", "2026-01-08T10:00:00Z",
        "2026-01-09T10:00:00Z", "2026-01-10T10:00:00Z",
      ])
    #expect(read.events.map(\.summary) == ["plan", "plan", "plan", "new plan", "new plan", "new plan"])
    // What names a repeat does not change when it is moved.
    #expect(read.events.last?.recurrence == "20260110T080000Z")
  }

  @Test("are changed from a repeat of years ago on, in whatever zone that is named")
  func followingLongAgo() throws {
    let series = [
      "UID:a", "DTSTART;TZID=Europe/Berlin:20220105T090000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYMONTHDAY=5",
    ]
    for id in [":20220605T070000Z", ";TZID=Europe/Berlin:20220605T090000", ";TZID=America/New_York:20220605T030000"] {
      let change = [
        "UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE\(id)", "DTSTART;TZID=Europe/Berlin:20220605T110000",
        "DURATION:PT1H",
      ]
      let read = try ImportTexts.read(
        ImportTexts.file([series, change]), "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z")
      #expect(
        ImportTexts.starts(read) == ["2026-01-05T10:00:00Z", "2026-02-05T10:00:00Z", "2026-03-05T10:00:00Z"], "\(id)")
    }
  }

  @Test("take no longer for having begun in the year 1601")
  func longAgo() throws {
    let read = try ImportTexts.read(
      ImportTexts.event("UID:a", "DTSTART;VALUE=DATE:16010101", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"))
    #expect(ImportTexts.starts(read) == ["2026-10-25"])
  }

  @Test(
    "that never end or find nothing end early, and say so",
    arguments: [
      "FREQ=SECONDLY", "FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5", "FREQ=SECONDLY;COUNT=1000000",
      "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3,4,5,6,7,8;COUNT=1000000",
    ])
  func bomb(_ rule: String) throws {
    let read = try ImportTexts.read(ImportTexts.event("UID:a", "DTSTART:20251231T235959Z", "RRULE:\(rule)"))
    #expect(read.events.count <= 5_001)
    #expect(ImportTexts.remarks(read).contains { $0.contains("repeats too often") })
  }

  @Test("are bounded together, too")
  func manyBombs() throws {
    let events = (0..<200).map { ["UID:\($0)", "DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY"] }
    let read = try ImportTexts.read(ImportTexts.file(events))
    #expect(read.events.count <= 50_200)
    #expect(read.report.understood == 200)
  }

  @Test(
    "that are not understood count once, and the report names the part",
    arguments: [
      ("FREQ=LUNAR", "FREQ=LUNAR"), ("INTERVAL=2", "FREQ is missing"), ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX"),
      ("FREQ=YEARLY;RSCALE=HEBREW", "RSCALE=HEBREW"), ("FREQ=DAILY;COUNT=0", "COUNT=0"), ("soon", "SOON"),
      ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=TOMORROW"),
    ])
  func refused(_ rule: String, part: String) throws {
    let read = try ImportTexts.read(ImportTexts.event("UID:a", "DTSTART:20260101T000000Z", "RRULE:\(rule)"))
    #expect(read.events.count == 1)
    #expect(ImportTexts.remarks(read).contains { $0.hasPrefix("line 6: ") && $0.contains("'\(part)'") })
  }
}
