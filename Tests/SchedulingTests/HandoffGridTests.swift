import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Handoff grids: rotations on the wall clock (rules T2–T4)")
struct HandoffGridTests {
  private static let chicago = "America/Chicago"
  private static let lordHowe = "Australia/Lord_Howe"

  private func grid(_ cadence: String, _ start: String, _ zone: String = chicago) throws -> HandoffGrid {
    try HandoffGrid(
      cadence: Cadence(text: cadence), start: CivilDateTime(text: start), zone: SystemZones.zone(zone))
  }

  @Test(
    "Walking a window in half-minutes meets exactly these handoffs (B1–B15)",
    arguments: [
      // B1, B2
      Walk(
        "24 hours", "2020-10-30 01:30", "2020-10-30 01:00", "2020-11-03 01:00",
        [
          "2020-10-29T01:30:00-05:00", "2020-10-30T01:30:00-05:00", "2020-10-31T01:30:00-05:00",
          "2020-11-01T01:30:00-05:00", "2020-11-02T01:30:00-06:00", "2020-11-03T01:30:00-06:00",
        ]),
      Walk(
        "1 day", "2020-10-30 01:30", "2020-10-30 01:00", "2020-11-03 01:00",
        [
          "2020-10-29T01:30:00-05:00", "2020-10-30T01:30:00-05:00", "2020-10-31T01:30:00-05:00",
          "2020-11-01T01:30:00-05:00", "2020-11-02T01:30:00-06:00", "2020-11-03T01:30:00-06:00",
        ]),
      // B3
      Walk(
        "1 day", "2020-03-06 02:30", "2020-03-06 01:00", "2020-03-10 01:00",
        [
          "2020-03-05T02:30:00-06:00", "2020-03-06T02:30:00-06:00", "2020-03-07T02:30:00-06:00",
          "2020-03-08T03:00:00-05:00", "2020-03-09T02:30:00-05:00", "2020-03-10T02:30:00-05:00",
        ]),
      // B5
      Walk(
        "1 hour", "2020-03-06 02:00", "2020-03-08 01:00", "2020-03-08 04:00",
        [
          "2020-03-08T01:00:00-06:00", "2020-03-08T03:00:00-05:00", "2020-03-08T04:00:00-05:00",
          "2020-03-08T05:00:00-05:00",
        ]),
      // B6
      Walk(
        "1 hour", "2020-07-06 02:30", "2020-11-01 00:00", "2020-11-01 04:00",
        [
          "2020-10-31T23:30:00-05:00", "2020-11-01T00:30:00-05:00", "2020-11-01T01:30:00-05:00",
          "2020-11-01T02:30:00-06:00", "2020-11-01T03:30:00-06:00", "2020-11-01T04:30:00-06:00",
        ]),
      // B8, B9
      Walk(
        "1 month", "2020-01-02 01:30", "2020-04-05 01:00", "2020-06-12 01:00",
        [
          "2020-04-02T01:30:00-05:00", "2020-05-02T01:30:00-05:00", "2020-06-02T01:30:00-05:00",
          "2020-07-02T01:30:00-05:00",
        ]),
      Walk(
        "1 month", "2020-10-01 01:30", "2020-10-02 00:00", "2020-12-02 01:00",
        [
          "2020-10-01T01:30:00-05:00", "2020-11-01T01:30:00-05:00", "2020-12-01T01:30:00-06:00",
          "2021-01-01T01:30:00-06:00",
        ]),
      // B11, B12, B14, B15: half an hour of summer time.
      Walk(
        "1 day", "2021-04-01 02:30", "2021-04-02 01:00", "2021-04-06 01:00",
        [
          "2021-04-01T02:30:00+11:00", "2021-04-02T02:30:00+11:00", "2021-04-03T02:30:00+11:00",
          "2021-04-04T02:30:00+10:30", "2021-04-05T02:30:00+10:30", "2021-04-06T02:30:00+10:30",
        ], zone: lordHowe),
      Walk(
        "1 day", "2021-04-02 02:00", "2021-04-02 01:00", "2021-04-06 01:00",
        [
          "2021-04-01T02:00:00+11:00", "2021-04-02T02:00:00+11:00", "2021-04-03T02:00:00+11:00",
          "2021-04-04T02:00:00+10:30", "2021-04-05T02:00:00+10:30", "2021-04-06T02:00:00+10:30",
        ], zone: lordHowe),
      Walk(
        "1 day", "2020-10-02 01:30", "2020-10-02 01:00", "2020-10-06 01:00",
        [
          "2020-10-01T01:30:00+10:30", "2020-10-02T01:30:00+10:30", "2020-10-03T01:30:00+10:30",
          "2020-10-04T01:30:00+10:30", "2020-10-05T01:30:00+11:00", "2020-10-06T01:30:00+11:00",
        ], zone: lordHowe),
      Walk(
        "1 day", "2020-10-02 02:15", "2020-10-02 01:00", "2020-10-06 01:00",
        [
          "2020-10-01T02:15:00+10:30", "2020-10-02T02:15:00+10:30", "2020-10-03T02:15:00+10:30",
          "2020-10-04T02:30:00+11:00", "2020-10-05T02:15:00+11:00", "2020-10-06T02:15:00+11:00",
        ], zone: lordHowe),
    ])
  func walk(_ row: Walk) throws {
    let grid = try grid(row.cadence, row.start, row.zone)
    let from = grid.zone.first(try CivilDateTime(text: row.from))
    let until = grid.zone.first(try CivilDateTime(text: row.until))
    var met: [Timestamp] = []
    var now = from
    while now <= until {
      guard let held = grid.interval(grid.turn(at: now)), held.contains(now) else {
        Issue.record("no turn holds \(now)")
        break
      }
      if held.start != met.dropLast().last { met += met.isEmpty ? [held.start, held.end] : [held.end] }
      now = now + .seconds(30)
    }
    #expect(met == (try row.handoffs.map(Timestamp.init(text:))))
  }

  @Test(
    "Asked at its start, a turn ends and lasts as the clock says (B17–B27)",
    arguments: [
      ("2 months", "2017-07-01 00:00", "2017-09-01T00:00:00-05:00", 1488),
      ("1 month", "2017-03-01 00:00", "2017-04-01T00:00:00-05:00", 743),
      ("1 week", "2017-06-10 08:00", "2017-06-17T08:00:00-05:00", 168),
      ("2 weeks", "2017-06-10 08:00", "2017-06-24T08:00:00-05:00", 336),
      ("1 week", "2017-11-04 08:00", "2017-11-11T08:00:00-06:00", 169),
      ("1 week", "2017-03-11 08:00", "2017-03-18T08:00:00-05:00", 167),
      ("1 day", "2017-06-10 08:00", "2017-06-11T08:00:00-05:00", 24),
      ("2 days", "2017-06-10 08:00", "2017-06-12T08:00:00-05:00", 48),
      ("1 day", "2017-11-04 08:00", "2017-11-05T08:00:00-06:00", 25),
      ("3 hours", "2017-03-12 00:00", "2017-03-12T03:00:00-05:00", 2),
    ])
  func firstTurn(cadence: String, start: String, end: String, hours: Int) throws {
    let grid = try grid(cadence, start)
    #expect(grid.turn(at: grid.handoff(0)) == 0)
    let first = try #require(grid.interval(0))
    #expect(first.end == (try Timestamp(text: end)))
    #expect(first.duration == .hours(hours))
  }

  @Test(
    "The handoff after an instant far from the start is on the clock (B29–B36)",
    arguments: [
      ("1 hour", "2017-01-01 01:00", chicago, "2017-03-12T01:00:00-06:00", "2017-03-12T03:00:00-05:00"),
      ("1 hour", "2017-01-01 01:00", chicago, "2017-11-05T01:00:00-05:00", "2017-11-05T02:00:00-06:00"),
      ("10 hours", "2020-06-01 03:00", "Etc/UTC", "2020-06-02T09:00:00Z", "2020-06-02T19:00:00Z"),
      ("10 hours", "2020-06-01 03:00", "Etc/UTC", "2020-05-30T21:00:00Z", "2020-05-31T07:00:00Z"),
      ("8 hours", "2018-11-21 10:00", chicago, "2021-03-10T09:00:01-06:00", "2021-03-10T10:00:00-06:00"),
    ])
  func nextHandoff(cadence: String, start: String, zone: String, asked: String, next: String) throws {
    let grid = try grid(cadence, start, zone)
    let held = try #require(grid.interval(grid.turn(at: Timestamp(text: asked))))
    #expect(held.end == (try Timestamp(text: next)))
  }

  @Test(
    "From two turns before the start each end is the next start (B35)",
    arguments: ["1 hour", "1 day", "1 week", "1 month"])
  func chain(cadence: String) throws {
    let grid = try grid(cadence, "2020-01-10 00:00")
    for turn in -2..<2 {
      let held = try #require(grid.interval(turn))
      #expect(held.end == grid.handoff(turn + 1))
      #expect(grid.turn(at: held.start) == turn)
      #expect(grid.turn(at: held.end - .milliseconds(1)) == turn)
    }
  }

  @Test(
    "Handoffs keep their wall time (B38) and months end early rather than run over (B39)",
    arguments: [
      ("1 week", "2024-10-28 09:00", chicago, ["10-28T14:00:00Z", "11-04T15:00:00Z", "11-11T15:00:00Z"]),
      (
        "1 month", "2023-01-31 09:00", "Etc/UTC",
        [
          "01-31T09:00:00Z", "02-28T09:00:00Z", "03-31T09:00:00Z", "04-30T09:00:00Z", "05-31T09:00:00Z",
          "06-30T09:00:00Z", "07-31T09:00:00Z",
        ]
      ),
    ])
  func wallTime(cadence: String, start: String, zone: String, handoffs: [String]) throws {
    let grid = try grid(cadence, start, zone)
    for (turn, expected) in handoffs.enumerated() {
      let handoff = grid.handoff(turn)
      #expect(handoff.description.hasSuffix(expected))
      #expect(grid.turn(at: handoff) == turn)
      #expect(grid.turn(at: handoff - .milliseconds(1)) == turn - 1)
    }
  }

  @Test("The grid of a monthly rotation also answers before its start")
  func monthsBefore() throws {
    let grid = try grid("1 month", "2023-03-31 09:00", "Etc/UTC")
    #expect(grid.nominal(-1).description == "2023-02-28 09:00")
    #expect(grid.nominal(-13).description == "2022-02-28 09:00")
    #expect(grid.turn(at: try Timestamp(text: "2023-02-28T08:59:59Z")) == -2)
    #expect(grid.turn(at: try Timestamp(text: "2023-02-28T09:00:00Z")) == -1)
  }

  @Test("A turn that a change of the clock swallows has no length, and the turns around it are numbered on")
  func swallowed() throws {
    let hourly = try grid("1 hour", "2020-03-08 00:00")
    #expect(hourly.interval(2) == nil)
    #expect(hourly.turn(at: try Timestamp(text: "2020-03-08T03:00:00-05:00")) == 3)
    #expect(hourly.turn(at: try Timestamp(text: "2020-03-08T01:59:59-06:00")) == 1)
    let samoa = try grid("1 day", "2011-12-28 00:00", "Pacific/Apia")
    #expect(samoa.interval(2) == nil)
    #expect(samoa.interval(1)?.end == samoa.handoff(3))
    #expect(samoa.turn(at: samoa.handoff(3)) == 3)
  }

  @Test(
    "Every instant of years around changes of the clock lies in the turn it is said to lie in",
    arguments: [
      ("1 hour", "America/St_Johns"), ("5 hours", "Australia/Lord_Howe"), ("1 day", "Pacific/Apia"),
      ("3 days", "Africa/Casablanca"), ("1 week", "Europe/London"), ("1 month", "America/Sao_Paulo"),
    ])
  func consistent(cadence: String, zone: String) throws {
    let grid = try grid(cadence, "2011-05-31 00:30", zone)
    let start = try Timestamp(text: "2009-12-31T00:00:00Z")
    let instants = (0..<6000).map { start + .minutes(187 * $0) }
    let turns = instants.map(grid.turn)
    let misplaced = zip(instants, turns).filter { instant, turn in
      grid.handoff(turn) > instant || grid.handoff(turn + 1) <= instant
    }
    #expect(misplaced.map(\.0) == [])
    #expect(turns == turns.sorted())
  }

  @Test("The turns that share time with a span leave out the one that begins at its end")
  func overlapping() throws {
    let grid = try grid("1 week", "2026-01-05 09:00", "Europe/London")
    let whole = try #require(Interval(grid.handoff(2), grid.handoff(4)))
    #expect(grid.turns(overlapping: whole) == 2...3)
    let within = try #require(Interval(grid.handoff(-1) + .hours(1), grid.handoff(-1) + .hours(2)))
    #expect(grid.turns(overlapping: within) == -1...(-1))
    let over = try #require(Interval(grid.handoff(2) - .milliseconds(1), grid.handoff(4) + .milliseconds(1)))
    #expect(grid.turns(overlapping: over) == 1...4)
  }

  @Test(
    "Cadences are read with and without 'every'",
    arguments: [
      ("1 week", "1 week"), ("every 2 weeks", "2 weeks"), ("3 days", "3 days"), ("12 hours", "12 hours"),
      ("1 month", "1 month"), ("every 1 day", "1 day"), ("2 week", "2 weeks"),
    ])
  func cadenceText(written: String, printed: String) throws {
    #expect(try Cadence(text: written).description == printed)
    #expect(try Cadence(text: printed) == Cadence(text: written))
  }

  @Test(
    "What is no cadence is refused",
    arguments: ["", "week", "0 days", "10000 days", "-1 day", "1 fortnight", "1 day ago", "every 2 weeks 1 day"])
  func cadenceRefused(text: String) {
    let problem = #expect(throws: TextProblem.self) { try Cadence(text: text) }
    #expect(problem?.help.isEmpty == false)
  }
}

/// A row of the B table: a rotation, the window walked (local time), and the handoffs met.
struct Walk: CustomTestStringConvertible {
  let cadence, start, from, until, zone: String
  let handoffs: [String]

  init(
    _ cadence: String, _ start: String, _ from: String, _ until: String, _ handoffs: [String],
    zone: String = "America/Chicago"
  ) {
    (self.cadence, self.start, self.from, self.until, self.zone) = (cadence, start, from, until, zone)
    self.handoffs = handoffs
  }

  var testDescription: String { "\(cadence) from \(start), \(zone)" }
}
