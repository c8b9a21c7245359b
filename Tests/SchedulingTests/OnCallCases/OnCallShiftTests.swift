import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Table D of the shared on-call cases: from rules and overrides to the shifts that stand. Times are UTC.
@Suite("On-call cases D: final shifts")
struct OnCallShiftTests {
  /// Fay every day from 08:00 for some hours.
  private func daily(_ hours: String) throws -> Schedule {
    let layer = try Sample.layer("day", "fay", every: "1 day", handoff: "00:00", from: "2017-12-01", hours: hours)
    return try Sample.schedule([Sample.duty("primary", [layer])], members: "fay bea zoe")
  }

  private func lines(_ input: TimelineInput, _ from: String, _ to: String, days: Bool = false) throws -> String {
    ShiftLines(timeline: try OnCallTimeline(input, from, to), days: days).description
  }

  private func change(_ change: Override.Change, _ from: String, _ to: String, _ id: String = "o1") throws -> Override {
    try Sample.change(id, change, "2018-01-01 \(from)", "2018-01-01 \(to)")
  }

  @Test(
    "One rule and at most one override",
    arguments: [
      ("D1", nil, "fay 08:00-09:00"),
      ("D3", .replace("fay", "bea"), "fay 08:00-08:30, bea 08:30-08:45, fay 08:45-09:00"),
      ("D5", .remove("fay"), "fay 08:00-08:30, fay 08:45-09:00"),
    ] as [(String, Override.Change?, String)])
  func oneRule(id: String, made: Override.Change?, expected: String) throws {
    let changes = try made.map { [try change($0, "08:30", "08:45")] } ?? []
    let input = Sample.input(try daily("08:00-10:00"), overrides: changes)
    #expect(try lines(input, "2018-01-01 08:00", "2018-01-01 09:00") == expected, "\(id)")
  }

  @Test("An hour a day makes seven shifts in a week (D2)")
  func week() throws {
    let expected = (1...7).map { "fay \($0) 08:00-\($0) 09:00" }.joined(separator: ", ")
    let input = Sample.input(try daily("08:00-09:00"))
    #expect(try lines(input, "2018-01-01 00:00", "2018-01-08 00:00", days: true) == expected)
  }

  @Test("Donna, Aru and Craig by day, Caza and Cook by night, in Chicago (D11)")
  func dayAndNight() throws {
    let chicago = "America/Chicago"
    let layers = [
      try Sample.layer(
        "day", "donna|aru|craig", every: "1 day", handoff: "08:00", from: "2018-09-10", hours: "08:00-20:00",
        zone: chicago),
      try Sample.layer(
        "night", "caza|cook", every: "1 day", handoff: "20:00", from: "2018-09-10", hours: "20:00-08:00",
        zone: chicago),
    ]
    let schedule = try Sample.schedule(
      [Sample.duty("primary", layers)], members: "donna aru craig caza cook", zone: chicago)
    let window = try Sample.span("2018-09-12 13:05", "2018-09-17 00:00")
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    #expect(
      ShiftLines(timeline: timeline, zone: chicago, days: true).description
        == """
        craig 12 08:05-12 20:00, caza 12 20:00-13 08:00, donna 13 08:00-13 20:00, cook 13 20:00-14 08:00, \
        aru 14 08:00-14 20:00, caza 14 20:00-15 08:00, craig 15 08:00-15 20:00, cook 15 20:00-16 08:00, \
        donna 16 08:00-16 19:00
        """)
  }

  @Test("To those who are on one is added, one replaced and one removed (D12)")
  func mapping() throws {
    let layer = try Sample.layer("all", "rae zoe nan", every: "1 day", handoff: "00:00", from: "2018-01-01")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], members: "rae zoe nan fay bea")
    let changes = [
      try change(.add("fay"), "08:00", "10:00"), try change(.replace("rae", "bea"), "08:00", "10:00", "o2"),
      try change(.remove("zoe"), "08:00", "10:00", "o3"),
    ]
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: changes), "2018-01-01 00:00", "2018-01-02 00:00")
    #expect(try timeline.on("primary", "2018-01-01 09:00") == "bea fay nan")
  }

  @Test(
    "Ana always and Ben from 09:00 to 21:00, with one override over four days",
    arguments: [
      ("D14", .replace("cleo", "dora"), "ana", "ana ben", "ana"),
      ("D15", .add("cleo"), "ana cleo", "ana ben cleo", "ana cleo"),
      ("D16", .remove("ben"), "ana", "ana", "ana"),
      ("D17", .replace("ben", "cleo"), "ana", "ana cleo", "ana"),
    ] as [(String, Override.Change, String, String, String)])
  func inside(id: String, made: Override.Change, midnight: String, morning: String, evening: String) throws {
    let layers = [
      try Sample.layer("base", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01"),
      try Sample.layer("day", "ben", every: "1 day", handoff: "00:00", from: "2026-11-01", hours: "09:00-21:00"),
    ]
    let schedule = try Sample.schedule([Sample.duty("primary", layers)])
    let change = try Sample.change("o1", made, "2026-11-10 00:00", "2026-11-14 00:00")
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: [change]), "2026-11-09 00:00", "2026-11-16 00:00")
    #expect(try timeline.on("primary", "2026-11-11 00:00") == midnight, "\(id)")
    #expect(try timeline.on("primary", "2026-11-11 09:00") == morning, "\(id)")
    #expect(try timeline.on("primary", "2026-11-11 21:00") == evening, "\(id)")
    for outside in ["2026-11-09", "2026-11-14"] {
      #expect(try timeline.on("primary", "\(outside) 08:59") == "ana", "\(id)")
      #expect(try timeline.on("primary", "\(outside) 20:59") == "ana ben", "\(id)")
    }
  }

  @Test("Ana always, Ben instead of her from 09 to 13, Cleo as well from 11 to 15 (D20)")
  func both() throws {
    let layer = try Sample.layer("base", "ana", every: "1 day", handoff: "00:00", from: "2018-01-01")
    let changes = [
      try change(.replace("ana", "ben"), "09:00", "13:00"), try change(.add("cleo"), "11:00", "15:00", "o2"),
    ]
    let input = Sample.input(try Sample.schedule([Sample.duty("primary", [layer])]), overrides: changes)
    #expect(
      try lines(input, "2018-01-01 00:00", "2018-01-02 00:00")
        == "ana 00:00-09:00, ben 09:00-13:00, cleo 11:00-15:00, ana 13:00-00:00")
  }

  @Test("At the boundary of two rules exactly one is on (D21)")
  func boundary() throws {
    let layers = [
      try Sample.layer("am", "ana", every: "1 day", handoff: "00:00", from: "2018-01-01", hours: "00:00-12:00"),
      try Sample.layer("pm", "ben", every: "1 day", handoff: "00:00", from: "2018-01-01", hours: "12:00-24:00"),
    ]
    let timeline = try OnCallTimeline(
      Sample.input(Sample.schedule([Sample.duty("primary", layers)])), "2018-01-01 00:00", "2018-01-02 00:00")
    #expect(try timeline.on("primary", "2018-01-01 11:59:59") == "ana")
    #expect(try timeline.on("primary", "2018-01-01 12:00:00") == "ben")
  }
}
