import ScheduleFiles
import Scheduling
import Testing
import Timekeeping

/// Calendars of holidays that a file names by their address.
@Suite struct HolidayAddressTests {
  static let address = "https://calendars.example.org/Public/england and%20wales.ics?key=1"

  @Test("a copy's name says where it came from, and addresses that look alike have copies of their own")
  func names() {
    let copy = HolidayAddress.copy(of: "https://calendars.example.org/uk/bank-holidays.ics")
    #expect(
      copy.wholeMatch(of: #/holidays/calendars\.example\.org-uk-bank-holidays-[0-9a-f]{8}\.ics/#) != nil, "\(copy)")
    let alike = [
      "https://a.example.org/x-y", "https://a.example.org/x/y", "https://a.example.org/X-Y", "http://a.example.org/x-y",
    ]
    #expect(Set(alike.map(HolidayAddress.copy)).count == 4)
    let long = HolidayAddress.copy(of: "https://a.example.org/" + String(repeating: "../é", count: 200))
    #expect(long.utf8.count < 120 && !long.contains("/.") && long.split(separator: "/").count == 2, "\(long)")
  }

  @Test("a copy says when it was fetched, and its calendar stays as it came")
  func stamp() throws {
    let now = try Timestamp(text: "2026-11-21T09:30:00Z")
    for newline in ["\r\n", "\n"] {
      let bytes = Array("BEGIN:VCALENDAR\(newline)VERSION:2.0\(newline)END:VCALENDAR\(newline)".utf8)
      let stamped = HolidayAddress.stamped(bytes, fetched: now)
      #expect(HolidayAddress.fetched(stamped) == now && HolidayAddress.fetched(bytes) == nil)
      let text = String(decoding: stamped, as: UTF8.self)
      #expect(text.replacing("X-WATCHBILL-FETCHED:2026-11-21T09:30:00Z\r\n", with: "").utf8.elementsEqual(bytes))
    }
    #expect(HolidayAddress.stamped(Array("<html>\n".utf8), fetched: now) == Array("<html>\n".utf8))
  }

  @Test("a version holds which copy it was made with; the same days have the same sum, whatever else the copy says")
  func provenance() throws {
    let address = "https://calendars.example.org/uk.ics"
    func read(_ extra: String, day: String = "20261225") throws -> HolidayCopy {
      let team = """
        team: t
        zone: Europe/London
        members: [{ id: ana }]
        duties: { desk: { slots: mon 09:00-10:00 } }
        office hours: { uk: { hours: mon-fri 09:00-17:00, holidays: ["\(address)"] } }
        """
      let calendar = "BEGIN:VCALENDAR\n\(extra)DTSTART:\(day)\nSUMMARY:Christmas Day\nEND:VCALENDAR\n"
      let (definitions, problems) = Reading.read([
        ("s/team.yaml", team), ("s/" + HolidayAddress.copy(of: address), calendar),
      ])
      #expect(problems.isEmpty)
      let stored = try Definitions(decoding: try #require(definitions).encoded())
      #expect(stored.teams[0].schedule.officeHours[0].hours.holidays.map(\.name) == ["Christmas Day"])
      #expect(stored.summary().contains { $0.hasPrefix("  holidays \(address): 1 day 20") }, "\(stored.summary())")
      return try #require(stored.teams[0].calendars?.first)
    }
    let one = try read("X-WATCHBILL-FETCHED:2026-11-21T09:30:00Z\n")
    #expect(one.calendar == address && one.isAddress && one.days == 1 && one.first == one.last)
    #expect(one.fetched == (try Timestamp(text: "2026-11-21T09:30:00Z")))
    let later = try read("X-WATCHBILL-FETCHED:2027-01-21T09:30:00Z\nPRODID:x\n")
    #expect(later.sum == one.sum && later.fetched != one.fetched)
    #expect(try read("", day: "20261226").sum != one.sum)
  }
}
