import Calendars
import TestSupport
import Testing
import Timekeeping

@Suite("Others' calendars, line by line", .ownThreads)
struct ImportReadingTests {
  @Test(
    "have lengths, also where they are written wrongly",
    arguments: [
      (["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"], "2026-12-24..2026-12-26", nil),
      (["DTSTART:20261224", "DTEND:20261225"], "2026-12-24", nil),
      (["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261224"], "2026-12-24", nil),
      (["DTSTART;VALUE=DATE:20261224"], "2026-12-24", nil),
      (["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261220"], "2026-12-24", "before it begins"),
      (["DTSTART;VALUE=DATE:20261224", "DURATION:PT1W"], "2026-12-24..2026-12-30", nil),
      (["DTSTART;VALUE=DATE:20261224", "DURATION:P2D"], "2026-12-24..2026-12-25", nil),
      (["DTSTART;VALUE=DATE:20261224", "DURATION:soon"], "2026-12-24", "'soon'"),
      // VALUE=DATE wins over a zone and a time beside it.
      (["DTSTART;VALUE=DATE;TZID=America/New_York:20261224T000000", "DTEND:20261225"], "2026-12-24", nil),
      (
        ["DTSTART;TZID=\"Europe/London\":20261224T090000", "DTEND:20261224T100000Z"],
        "2026-12-24T09:00:00Z/2026-12-24T10:00:00Z", nil
      ),
      (["DTSTART:20261224T090000", "DURATION:PT90M"], "2026-12-24T08:00:00Z/2026-12-24T09:30:00Z", nil),
      (
        ["DTSTART:20261224T100000Z", "DTEND:20261224T090000Z"],
        "2026-12-24T09:00:00Z/2026-12-24T10:00:00Z", "the other way round"
      ),
      (["DTSTART:2026-12-24T09:00:00Z"], "2026-12-24T09:00:00Z/2026-12-24T09:00:00Z", nil),
      (["DTSTART:20261224T2400Z", "DURATION:PT1H"], "2026-12-25T00:00:00Z/2026-12-25T01:00:00Z", nil),
      (["DTSTART:20261224T090000Z", "DTEND;VALUE=DATE:20261225"], "2026-12-24T09:00:00Z/2026-12-25T00:00:00Z", nil),
    ] as [([String], String, String?)])
  func lengths(_ lines: [String], time: String, remark: String?) throws {
    let read = try ImportTexts.read(ImportTexts.file([["UID:a"] + lines]))
    #expect(ImportTexts.times(read) == [time])
    #expect(read.report.remarks.isEmpty == (remark == nil))
    if let remark { #expect(ImportTexts.remarks(read)[0].contains(remark)) }
  }

  @Test(
    "are left out where a time has an offset: none is taken for minutes or seconds",
    arguments: [
      "20260101T090000+0100", "20260101T090000-0500", "20260101T0900+01", "2026-01-01T09:00-05", "20260101T09-0530",
    ])
  func offsets(_ start: String) throws {
    let read = try ImportTexts.read(ImportTexts.file([["UID:a", "DTSTART:\(start)"], ["UID:b", "DTSTART:20260102"]]))
    #expect(ImportTexts.times(read) == ["2026-01-02"])
    let why = "has an offset from UTC, which no calendar may write: a Z or a TZID says the zone"
    #expect(ImportTexts.remarks(read) == ["line 5: '\(start)' \(why); the event is left out"])
    let until = try ImportTexts.read(
      ImportTexts.event("UID:a", "DTSTART:20260105T080000Z", "RRULE:FREQ=DAILY;UNTIL=\(start)"))
    #expect(until.events.count == 1 && ImportTexts.remarks(until)[0].contains("is not understood at 'UNTIL="))
  }

  @Test(
    "list periods, of which none is longer than an event may be",
    arguments: ["P9999999W", "P" + String(repeating: "9999999W", count: 2_000), "99991231T000000Z"])
  func longPeriods(_ end: String) throws {
    let read = try ImportTexts.read(
      ImportTexts.event(
        "UID:a", "DTSTART:20260105T080000Z", "DURATION:PT1H", "RDATE;VALUE=PERIOD:20260110T080000Z/\(end)"))
    #expect(
      ImportTexts.times(read) == [
        "2026-01-05T08:00:00Z/2026-01-05T09:00:00Z", "2026-01-10T08:00:00Z/2029-01-14T08:00:00Z",
      ])
    #expect(ImportTexts.remarks(read) == ["line 7: a period longer than 1100 days is cut after them"])
  }

  @Test(
    "name zones in many ways",
    arguments: [
      ("Europe/Kiev", "07:00"), ("W. Europe Standard Time", "08:00"), ("w. europe standard time", "08:00"),
      ("(UTC-05:00) Eastern Time (US & Canada)", "14:00"), ("(GMT-05:00) Eastern Time (US and Canada)", "14:00"),
      ("(GMT+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome\\, Stockholm\\, Vienna", nil),
      ("(UTC+10:00) Canberra, Melbourne, Sydney", "22:00"), ("US/Pacific", "17:00"),
      ("/freeassociation.sourceforge.net/Europe/London", "09:00"), ("Etc/GMT+3", "12:00"), ("UTC", "09:00"),
      ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "12:00"),
    ] as [(String, String?)])
  func zones(_ name: String, hour: String?) throws {
    let read = try ImportTexts.read(ImportTexts.event("UID:a", "DTSTART;TZID=\"\(name)\":20260105T090000"))
    let day = hour == "22:00" ? "2026-01-04" : "2026-01-05"
    if let hour { #expect(ImportTexts.starts(read) == ["\(day)T\(hour):00Z"]) }
    #expect(read.report.remarks.isEmpty == (hour != nil))
  }

  @Test("in zones that nobody knows are read in the calendar's zone, else the schedule's, and say so")
  func unknownZones() throws {
    let event = ["UID:a", "DTSTART;TZID=Customized Time Zone:20260105T090000"]
    let alone = try ImportTexts.read(ImportTexts.file([event]))
    #expect(ImportTexts.starts(alone) == ["2026-01-05T08:00:00Z"])
    #expect(
      ImportTexts.remarks(alone) == ["line 5: zone 'Customized Time Zone' is not known; Europe/Berlin is used instead"])
    let at = try ImportTexts.read(ImportTexts.file([event], head: ["X-WR-TIMEZONE:America/New_York"]))
    #expect(ImportTexts.starts(at) == ["2026-01-05T14:00:00Z"])
    #expect(ImportTexts.remarks(at)[0].contains("America/New_York is used"))
    let fixed = try ImportTexts.read(
      ImportTexts.event("UID:a", "DTSTART;TZID=\"(UTC+03:30) Atlantis\":20260105T090000"))
    #expect(ImportTexts.starts(fixed) == ["2026-01-05T05:30:00Z"])
    #expect(ImportTexts.remarks(fixed)[0].contains("all year round"))
  }

  /// Rules of the clock that no zone of the world has, so that only the file can be the source; used before defined.
  static let ownZone = [
    "BEGIN:VTIMEZONE", "TZID:Europe/Berlin\0\0", "BEGIN:STANDARD", "DTSTART:00010101T030000", "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0500", "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1SU", "END:STANDARD", "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000", "TZOFFSETFROM:+0500", "TZOFFSETTO:+0700", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
    "END:DAYLIGHT", "END:VTIMEZONE",
  ]

  @Test(
    "use the zone that the file defines before any other",
    arguments: [
      ("20260105T090000", "04:00"), ("20260601T090000", "02:00"), ("20260405T015959", "20:59:59"),
      // Skipped: by the offset before. Repeated: the first.
      ("20260405T023000", "21:30"), ("20260405T040000", "21:00"), ("20260906T023000", "19:30"),
      ("20260906T030000", "22:00"),
    ])
  func ownZones(_ wall: String, clock: String) throws {
    let event = ["BEGIN:VEVENT", "UID:a", "DTSTART;TZID=Europe/Berlin:\(wall)", "END:VEVENT"]
    let text = (["BEGIN:VCALENDAR"] + event + Self.ownZone + ["END:VCALENDAR"]).joined(separator: "\n")
    let start = try #require(ImportTexts.starts(try ImportTexts.read(Array(text.utf8))).first)
    #expect(start.contains("T\(clock)"), "\(start)")
  }

  @Test("may break every rule of lines and still be read", arguments: ["\r\n", "\n", "\r"])
  func lines(_ end: String) throws {
    let text = [
      "\u{FEFF}begin:vcalendar", "VERSION", " :2.0", "BEGIN:VEVENT", "UID:a", "SUMMARY:Ferien in Sü", "\td\\, weit",
      "what is this", "", "DTSTA", " RT;VALUE=DATE", "\t:202612", " 24", "begin:valarm", "TRIGGER:-PT5M", "END:VALARM",
      "X-NOTE:\u{0}", "end:vevent", "END:VCALENDAR", "BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20261226",
      "END:VEVENT",
      "END:VCALENDAR",
    ]
    let read = try ImportTexts.read(Array(text.joined(separator: end).utf8))
    #expect(ImportTexts.starts(read) == ["2026-12-24", "2026-12-26"])
    #expect(read.events.map(\.summary) == ["Ferien in Süd, weit", nil])
    #expect(read.report.remarks.map(\.line) == [8, 17, 21])
    #expect(read.report.calendars == 2 && !read.report.isCutOff)
  }

  @Test("in ISO 8859-1 and in UTF-16 keep their letters")
  func letters() throws {
    let text = String(decoding: ImportTexts.event("UID:a", "DTSTART:20261224", "SUMMARY:Süd"), as: UTF8.self)
    let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try ImportTexts.read(latin).events.map(\.summary) == ["Süd"])
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try ImportTexts.read(wide).events.map(\.summary) == ["Süd"])
  }

  @Test("of one UID count by SEQUENCE, then by DTSTAMP; where neither tells, none is lost")
  func versions() throws {
    func event(_ day: Int, _ sequence: Int, _ stamp: String) -> [String] {
      ["UID:a", "SEQUENCE:\(sequence)", "DTSTAMP:\(stamp)", "DTSTART;VALUE=DATE:202601\(day)"]
    }
    let sequence = ImportTexts.file([event(10, 2, "20250101T000000Z"), event(11, 10, "20250101T000000Z")])
    #expect(ImportTexts.starts(try ImportTexts.read(sequence)) == ["2026-01-11"])
    let stamp = ImportTexts.file([event(12, 1, "20250102T000000Z"), event(13, 1, "20250101T000000Z")])
    let newer = try ImportTexts.read(stamp)
    #expect(ImportTexts.starts(newer) == ["2026-01-12"])
    #expect(newer.report.superseded == 1 && ImportTexts.remarks(newer)[0].hasPrefix("line 9: "))
    let equal = ImportTexts.file([event(14, 1, "20250101T000000Z"), event(15, 1, "20250101T000000Z")])
    let both = try ImportTexts.read(equal)
    #expect(ImportTexts.starts(both) == ["2026-01-14", "2026-01-15"])
    #expect(both.events.map(\.uid) == ["a", "a#2"])
  }

  @Test("mean whole days by dates, by midnights here and by midnights of UTC")
  func wholeDays() throws {
    let read = try ImportTexts.read(
      ImportTexts.file(
        [
          ["DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260107"],
          ["DTSTART;TZID=Europe/Berlin:20260105T000000", "DTEND;TZID=Europe/Berlin:20260107T000000"],
          ["DTSTART:20260105T000000Z", "DTEND:20260107T000000Z"],
          ["DTSTART;TZID=America/New_York:20260105T000000", "DTEND;TZID=America/New_York:20260106T235900"],
          ["DTSTART:20260105T000000", "DTEND:20260106T235959"],
          ["DTSTART:20260105T000000", "DTEND:20260106T120000"],
        ].enumerated().map { ["UID:\($0.offset)"] + $0.element }))
    let days = read.events.sorted { $0.uid < $1.uid }.map { $0.wholeDays?.description }
    #expect(days == Array(repeating: "2026-01-05..2026-01-06", count: 5) + [nil])
  }

  @Test(
    "that are none are refused with a way out",
    arguments: [
      ("", "empty"), (" \r\n\t", "empty"), ("<!DOCTYPE html><title>Sign in</title>", "web page"),
      ("{\"error\": 401}", "BEGIN:VCALENDAR"), ("BEGIN:VCARD\nEND:VCARD\n", "BEGIN:VCALENDAR"),
    ])
  func refused(_ text: String, says: String) {
    #expect { try ImportTexts.read(Array(text.utf8)) } throws: { "\($0)".contains(says) }
  }

  @Test("larger than 8 MiB are refused, and the largest is read")
  func sizes() throws {
    let large = [UInt8](repeating: UInt8(ascii: "\n"), count: 8 * 1024 * 1024 + 1)
    #expect { try ImportTexts.read(large) } throws: { "\($0)".contains("8 MiB") }
    let events = (0..<20_010).map { ["UID:\($0)", "DTSTART:20260101"] }
    let read = try ImportTexts.read(ImportTexts.file(events))
    #expect(read.events.count == 20_000)
    #expect(ImportTexts.remarks(read).contains { $0.contains("more than 20000 events") })
  }

  @Test("that were cut off on their way say so and keep what is whole")
  func cutOff() throws {
    let whole = ImportTexts.file([["UID:a", "DTSTART:20260105"], ["UID:b", "DTSTART:20260106"]])
    #expect(try !ImportTexts.read(whole).report.isCutOff)
    let read = try ImportTexts.read(whole.dropLast(30))
    #expect(read.report.isCutOff && ImportTexts.starts(read) == ["2026-01-05"])
  }
}
