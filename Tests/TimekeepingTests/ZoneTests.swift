import TestSupport
import Testing
import Timekeeping

@Suite("Zones: the wall clock and the instants it reads (rules T2, T3)")
struct ZoneTests {
  @Test(
    "A clock reading becomes its first instant for a start and its last for an end",
    arguments: [
      // A1–A11, America/Chicago: wall, first, last.
      ("2018-03-09 01:00", "2018-03-09T01:00:00-06:00", "2018-03-09T01:00:00-06:00"),
      ("2018-03-11 01:00", "2018-03-11T01:00:00-06:00", "2018-03-11T01:00:00-06:00"),
      ("2018-03-11 02:00", "2018-03-11T03:00:00-05:00", "2018-03-11T03:00:00-05:00"),
      ("2018-03-11 02:30", "2018-03-11T03:00:00-05:00", "2018-03-11T03:00:00-05:00"),
      ("2018-03-11 03:00", "2018-03-11T03:00:00-05:00", "2018-03-11T03:00:00-05:00"),
      ("2018-03-11 03:30", "2018-03-11T03:30:00-05:00", "2018-03-11T03:30:00-05:00"),
      ("2018-11-04 00:30", "2018-11-04T00:30:00-05:00", "2018-11-04T00:30:00-05:00"),
      ("2018-11-04 01:00", "2018-11-04T01:00:00-05:00", "2018-11-04T01:00:00-06:00"),
      ("2018-11-04 01:30", "2018-11-04T01:30:00-05:00", "2018-11-04T01:30:00-06:00"),
      ("2018-11-04 02:00", "2018-11-04T02:00:00-06:00", "2018-11-04T02:00:00-06:00"),
    ])
  func chicago(wall: String, first: String, last: String) throws {
    try expect("America/Chicago", wall, first, last)
  }

  @Test(
    "Half-hour changes, skipped and repeated dates and midnights that do not exist are resolved the same way",
    arguments: [
      ("Australia/Lord_Howe", "2020-10-04 02:15", "2020-10-04T02:30:00+11:00", "2020-10-04T02:30:00+11:00"),
      ("Australia/Lord_Howe", "2021-04-04 01:45", "2021-04-04T01:45:00+11:00", "2021-04-04T01:45:00+10:30"),
      ("Pacific/Apia", "2011-12-30 09:00", "2011-12-31T00:00:00+14:00", "2011-12-31T00:00:00+14:00"),
      ("Pacific/Apia", "2011-12-29 23:59", "2011-12-29T23:59:00-10:00", "2011-12-29T23:59:00-10:00"),
      ("Pacific/Kwajalein", "1993-08-21 12:00", "1993-08-22T00:00:00+12:00", "1993-08-22T00:00:00+12:00"),
      ("America/Sao_Paulo", "2015-10-18 00:00", "2015-10-18T01:00:00-02:00", "2015-10-18T01:00:00-02:00"),
      ("America/Sao_Paulo", "2015-02-21 23:30", "2015-02-21T23:30:00-02:00", "2015-02-21T23:30:00-03:00"),
      ("America/Sao_Paulo", "2015-02-22 00:00", "2015-02-22T00:00:00-03:00", "2015-02-22T00:00:00-03:00"),
      ("America/St_Johns", "2001-10-28 00:00", "2001-10-28T00:00:00-02:30", "2001-10-28T00:00:00-03:30"),
      ("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15T02:30:00+01:00", "2026-02-15T02:30:00+00:00"),
      ("Africa/Casablanca", "2026-03-22 02:30", "2026-03-22T03:00:00+01:00", "2026-03-22T03:00:00+01:00"),
      ("Europe/Dublin", "2026-03-29 01:30", "2026-03-29T02:00:00+01:00", "2026-03-29T02:00:00+01:00"),
      ("America/Juneau", "1867-10-19 00:00", "1867-10-18T08:57:41Z", "1867-10-19T08:57:41Z"),
    ])
  func odd(zone: String, wall: String, first: String, last: String) throws {
    try expect(zone, wall, first, last)
  }

  private func expect(_ zone: String, _ wall: String, _ first: String, _ last: String) throws {
    let zone = try SystemZones.zone(zone)
    let wall = try CivilDateTime(text: wall)
    #expect(zone.first(wall) == (try Timestamp(text: first)))
    #expect(zone.last(wall) == (try Timestamp(text: last)))
  }

  @Test("Before a zone's first change, and hundreds of years after its last, the clock is known")
  func farAway() throws {
    let london = try SystemZones.zone("Europe/London")
    #expect(london.offset(at: .distantPast) == -75)
    #expect(london.abbreviation(at: .distantPast) == "LMT")
    for year in [2038, 2100, 2436, 2440, 2841, 9000] {
      let winter = try Timestamp(text: "\(year)-01-15T12:00:00Z")
      let summer = try Timestamp(text: "\(year)-07-15T12:00:00Z")
      #expect(london.offset(at: winter) == 0)
      #expect(london.offset(at: summer) == 3600)
      #expect(london.abbreviation(at: summer) == "BST")
      let spring = try #require(london.nextTransition(after: winter))
      let wall = london.civil(at: spring)
      #expect(wall.date.weekday == .sun && wall.date.parts.month == 3 && wall.date.parts.day >= 25)
      #expect(wall.clock == "02:00:00")
      #expect(london.first(wall) == spring)
      #expect(london.first(wall.adding(seconds: -1800)) == spring)
      #expect(london.last(wall.adding(seconds: -1800)) == spring)
    }
  }

  @Test("A change is found from just before it, and not from the change itself")
  func nextTransition() throws {
    let london = try SystemZones.zone("Europe/London")
    let spring = try Timestamp(text: "2026-03-29T01:00:00Z")
    let autumn = try Timestamp(text: "2026-10-25T01:00:00Z")
    #expect(london.nextTransition(after: spring - .milliseconds(1)) == spring)
    #expect(london.nextTransition(after: spring) == autumn)
    #expect(try SystemZones.zone("Asia/Tokyo").nextTransition(after: spring) == nil)
    #expect(Zone.utc.nextTransition(after: .distantPast) == nil)
  }

  @Test(
    "Abbreviations are the database's, numbers included",
    arguments: [
      ("Europe/London", "2026-07-01T00:00:00Z", "BST"), ("Asia/Tehran", "2026-07-01T00:00:00Z", "+0330"),
      ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", "+11"), ("America/New_York", "2026-01-01T00:00:00Z", "EST"),
    ])
  func abbreviations(zone: String, at: String, expected: String) throws {
    #expect(try SystemZones.zone(zone).abbreviation(at: try Timestamp(text: at)) == expected)
  }

  @Test("The wall clock of an instant is given to the second, also before 1970")
  func civil() throws {
    let zone = try SystemZones.zone("Asia/Kathmandu")
    #expect(zone.civil(at: try Timestamp(text: "2026-03-10T10:00:30.999Z")).description == "2026-03-10 15:45:30")
    #expect(zone.civil(at: try Timestamp(text: "1969-12-31T23:59:59.001Z")).description == "1970-01-01 05:29:59")
  }

  @Test("Every reading near a change is resolved as the rule says, compared with a walk over the clock")
  func byWalking() throws {
    let zones = ["Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "Africa/Casablanca"]
    for name in zones {
      let zone = try SystemZones.zone(name)
      var change = try Timestamp(text: "2009-06-01T00:00:00Z")
      for _ in 0..<8 {
        change = try #require(zone.nextTransition(after: change))
        try walk(zone, around: change)
      }
    }
  }

  /// Reads the clock every ten minutes for two days and a half on both sides of a change.
  private func walk(_ zone: Zone, around change: Timestamp) throws {
    let steps = (-360...360).map { change + .minutes(10 * $0) }
    let readings = steps.map { zone.civil(at: $0) }
    for offset in stride(from: -26 * 60, through: 26 * 60, by: 20) {
      let wall = zone.civil(at: change).adding(seconds: Int64(offset * 60))
      let first = zip(steps, readings).first { $0.1 >= wall }?.0
      #expect(zone.first(wall) == first, "\(zone.id) \(wall)")
      // The last step that reads no later, or the next one when the clock jumps over the reading there.
      let before = try #require(readings.lastIndex { $0 <= wall })
      #expect(zone.last(wall) == (readings[before] == wall ? steps[before] : steps[before + 1]), "\(zone.id) \(wall)")
    }
  }

  @Test("Zones are equal by name and data")
  func equality() throws {
    let london = try SystemZones.zone("Europe/London")
    #expect(try london == SystemZones.zone("Europe/London"))
    #expect(try london != SystemZones.zone("Europe/Jersey"))
    #expect(try Set([london, SystemZones.zone("Europe/London"), Zone.utc]).count == 2)
  }
}
