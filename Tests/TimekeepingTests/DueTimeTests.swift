import TestSupport
import Testing
import Timekeeping

@Suite("Due times (rules O2–O6, O10)")
struct DueTimeTests {
  private func london(_ weekly: String = "mon-fri 09:00-17:00") throws -> OfficeCalendar {
    let zone = try SystemZones.zone("Europe/London")
    return try OfficeCalendar(OfficeHours(zone: zone.id, weekly: WeeklyHours(text: weekly)), zone: zone)
  }

  private func due(
    _ target: String, _ from: String, pauses: [String] = [], weekly: String = "mon-fri 09:00-17:00",
    reading: BusinessDayReading = .sameClock
  ) throws -> DueTime? {
    try Timekeeping.due(
      Target(text: target), from: Timestamp(text: from), on: london(weekly), pauses: pauses.map(interval),
      reading: reading)
  }

  @Test(
    "Each unit means what it says",
    arguments: [
      ("60 minutes", "2026-03-28T12:00:00Z", "2026-03-28T13:00:00Z"),
      ("24 hours", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
      ("1 day", "2026-03-28T12:00:00Z", "2026-03-29T11:00:00Z"),
      ("4 business hours", "2026-03-27T16:00:00Z", "2026-03-30T11:00:00Z"),
      ("1 business day", "2026-03-27T16:00:00Z", "2026-03-30T15:00:00Z"),
      ("5 business days", "2026-03-27T16:00:00.250Z", "2026-04-03T15:00:00.250Z"),
      ("same day", "2026-03-27T16:00:00Z", "2026-03-27T17:00:00Z"),
      ("0 minutes", "2026-03-28T12:00:00Z", "2026-03-28T12:00:00Z"),
      ("0 business minutes", "2026-03-28T12:00:00Z", "2026-03-30T08:00:00Z"),
    ])
  func units(target: String, from: String, expected: String) throws {
    #expect(try due(target, from)?.at == (try Timestamp(text: expected)))
  }

  @Test("No promise has no due time")
  func none() throws {
    #expect(try due("none", "2026-03-28T12:00:00Z") == nil)
  }

  @Test("A budget that ends at closing or at the start of a break is due there, not at the next opening (O2)")
  func closing() throws {
    #expect(try due("4 business hours", "2026-03-10T13:00:00Z")?.at.description == "2026-03-10T17:00:00Z")
    let lunch = try due(
      "3 business hours 30 business minutes", "2026-03-10T09:00:00Z", weekly: "mon-fri 09:00-12:30, 13:30-17:00")
    #expect(lunch?.at.description == "2026-03-10T12:30:00Z")
  }

  @Test(
    "On a calendar without closings a business day is the same clock on the next date, in every reading but two",
    arguments: [
      (BusinessDayReading.sameClock, "2026-03-29T11:00:00Z"), (.biz, "2026-03-29T11:00:00Z"),
      (.businessTime, "2026-03-29T11:00:00Z"), (.hours, "2026-03-29T12:00:00Z"), (.endOfDay, "2026-03-29T23:00:00Z"),
    ])
  func alwaysOpen(reading: BusinessDayReading, expected: String) throws {
    let found = try due("1 business day", "2026-03-28T12:00:00Z", weekly: "always", reading: reading)
    #expect(found?.at == (try Timestamp(text: expected)))
  }

  @Test("The reading 'biz' counts from the day of receipt, the others from the first open day")
  func receivedOnSaturday() throws {
    let saturday = "2026-03-28T11:00:00Z"
    #expect(try due("1 business day", saturday, reading: .biz)?.at.description == "2026-03-30T10:00:00Z")
    #expect(try due("1 business day", saturday, reading: .businessTime)?.at.description == "2026-03-31T08:00:00Z")
  }

  @Test("On a shorter day the clock of the first day may be closed: the same-clock day then ends at its closing")
  func shortFriday() throws {
    let found = try due("1 business day", "2026-03-12T16:00:00Z", weekly: "mon-thu 09:00-17:00, fri 09:00-12:00")
    #expect(found?.at.description == "2026-03-13T12:00:00Z")
    let rolled = try due(
      "1 business day", "2026-03-12T16:00:00Z", weekly: "mon-thu 09:00-17:00, fri 09:00-12:00", reading: .businessTime)
    #expect(rolled?.at.description == "2026-03-16T09:00:00Z")
  }

  @Test(
    "Same day ends at closing, less a cutoff for what comes late (O6)",
    arguments: [
      ("same day less 1 hour", "2026-03-30T15:00:00Z", "2026-03-31T16:00:00Z"),
      ("same day less 1 hour", "2026-03-30T14:59:59Z", "2026-03-30T16:00:00Z"),
      ("same day", "2026-03-30T16:00:00Z", "2026-03-31T16:00:00Z"),
      ("same day", "2026-03-30T01:00:00Z", "2026-03-30T16:00:00Z"),
    ])
  func sameDay(target: String, from: String, expected: String) throws {
    #expect(try due(target, from)?.at == (try Timestamp(text: expected)))
  }

  @Test(
    "A calendar day ends at midnight whatever the office hours say, and a business day to closing at closing (O5, E4)",
    arguments: [
      ("same calendar day", "2026-03-28T23:59:59Z", "2026-03-29T00:00:00Z"),
      ("same calendar day", "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z"),
      ("1 business day to closing", "2026-03-27T09:00:00Z", "2026-03-30T16:00:00Z"),
      ("1 business day to closing", "2026-03-28T09:00:00Z", "2026-03-31T16:00:00Z"),
    ])
  func otherReadings(target: String, from: String, expected: String) throws {
    #expect(try due(target, from)?.at == (try Timestamp(text: expected)))
  }

  @Test(
    "A pause moves a due time by the counted time in it, and by no more (O3)",
    arguments: [
      ("4 business hours", "2026-03-27T18:00:00Z/2026-03-29T09:00:00Z", "2026-03-30T11:00:00Z"),
      ("4 business hours", "2026-03-27T16:30:15Z/2026-03-30T08:30:00Z", "2026-03-30T11:59:45Z"),
      ("1 business day", "2026-03-28T18:00:00Z/2026-03-29T09:00:00Z", "2026-03-30T15:00:00Z"),
      ("1 business day", "2026-03-30T09:00:00Z/2026-03-30T12:00:00Z", "2026-03-31T10:00:00Z"),
      ("same day", "2026-03-27T16:30:00Z/2026-03-28T00:00:00Z", "2026-03-30T08:30:00Z"),
      ("24 hours", "2026-03-27T18:00:00Z/2026-03-27T20:00:00Z", "2026-03-28T18:00:00Z"),
      ("24 hours", "2026-03-20T18:00:00Z/2026-03-27T17:00:00Z", "2026-03-28T17:00:00Z"),
      ("24 hours", "2026-03-28T16:00:00Z/2026-03-28T17:00:00Z", "2026-03-28T16:00:00Z"),
      ("24 hours", "2026-03-27T14:00:00Z/2026-03-27T15:00:00Z", "2026-03-28T16:00:00Z"),
      ("1 day", "2026-03-27T18:00:00Z/2026-03-27T20:00:00Z", "2026-03-28T18:00:00Z"),
    ])
  func pauses(target: String, pause: String, expected: String) throws {
    #expect(try due(target, "2026-03-27T16:00:00Z", pauses: [pause])?.at == (try Timestamp(text: expected)))
  }

  @Test("Pauses that overlap count once, also in the reading by hours")
  func overlappingPauses() throws {
    let pauses = ["2026-03-27T16:15:00Z/2026-03-27T16:45:00Z", "2026-03-27T16:30:00Z/2026-03-30T08:15:00Z"]
    let found = try due("1 business day", "2026-03-27T16:00:00Z", pauses: pauses, reading: .hours)
    #expect(found?.at.description == "2026-03-30T16:00:00Z")
    #expect(found.map { $0.timeline.filter { $0.kind == .counted }.map(\.interval).covered } == .hours(8))
  }

  @Test("Parts of a second are shown in the amounts of a timeline, so that they add up")
  func timelineWithParts() throws {
    let found = try #require(try due("4 business hours", "2026-03-27T16:00:01.250Z"))
    #expect(
      found.lines == [
        "fri 2026-03-27 16:00:01-17:00 GMT: 59 minutes 58.750 seconds counted",
        "mon 2026-03-30 09:00-12:00:01 BST: 3 hours 1.250 seconds counted",
      ])
  }

  @Test("The timeline shows what counted and what did not, in the calendar's wall time (O10)")
  func timeline() throws {
    let pauses = ["2026-03-27T16:30:00Z/2026-03-30T09:00:30Z"]
    let found = try #require(try due("4 business hours", "2026-03-27T16:00:00Z", pauses: pauses))
    #expect(
      found.lines == [
        "fri 2026-03-27 16:00-16:30 GMT: 30 minutes counted",
        "fri 2026-03-27 16:30 GMT - mon 2026-03-30 10:00:30 BST: paused, 1 hour 30 minutes 30 seconds not counted",
        "mon 2026-03-30 10:00:30-13:30:30 BST: 3 hours 30 minutes counted",
      ])
    let real = try #require(try due("24 hours", "2026-03-28T12:00:00Z"))
    #expect(real.lines == ["sat 2026-03-28 12:00 GMT - sun 2026-03-29 13:00 BST: 24 hours counted"])
    #expect(try due("0 minutes", "2026-03-28T12:00:00Z")?.timeline == [])
  }
}
