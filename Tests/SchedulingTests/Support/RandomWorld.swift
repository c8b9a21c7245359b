import Scheduling
import TestSupport
import Timekeeping

/// A made-up team over three weeks: layers, versions, published weeks, overrides and leave, all on half hours.
///
/// The window holds the night in which London's clocks go back (2026-10-25).
struct RandomWorld {
  static let zone = "Europe/London"
  static let start = "2026-10-12 00:00"
  static let days = 21
  private static let people = ["ana", "ben", "cleo", "dora", "eve"]

  private(set) var input: TimelineInput
  private var dice: Dice

  init(seed: Int) throws {
    dice = Dice(seed: seed)
    input = TimelineInput(versions: [])
    let first = try schedule(before: nil)
    input.versions = [ScheduleVersion(from: try Sample.at("2026-08-01 00:00", Self.zone), schedule: first)]
    if dice.once(in: 2) {
      let edited = try schedule(before: first)
      input.versions.append(ScheduleVersion(from: try instant(), schedule: edited))
    }
    input.leave = try (0..<dice.roll(0...6)).map { try leave($0) }
    if dice.once(in: 2) { input.published = [try published()] }
    input.overrides = try (0..<dice.roll(0...8)).map { try override($0) }
  }

  func timeline(_ window: Interval) throws -> OnCallTimeline {
    try OnCallTimeline(input, window: window, zones: Sample.zones)
  }

  static func window() throws -> Interval {
    let first = try Sample.at(start, zone)
    guard let window = Interval(first, first + .hours(24 * days)) else { throw TextProblem("empty", help: "") }
    return window
  }

  /// The same facts in another order: an answer may not depend on it.
  mutating func shuffle() {
    input.overrides.shuffle(using: &dice)
    input.leave.shuffle(using: &dice)
  }

  // MARK: Times

  /// A half hour of the window.
  private mutating func instant() throws -> Timestamp {
    try Self.window().start + .minutes(30 * dice.roll(0...Self.days * 48 - 1))
  }

  private mutating func span(hours: ClosedRange<Int>) throws -> Interval {
    let start = try instant()
    let span = Interval(start, start + .minutes(60 * dice.roll(hours) - dice.pick([0, 30])))
    return try span ?? Self.window()
  }

  // MARK: Definitions

  private mutating func schedule(before: Schedule?) throws -> Schedule {
    let duties = [
      try primary(before?.duty(Sample.duty("primary"))), try secondary(before?.duty(Sample.duty("secondary"))),
      try Sample.slots("desk", "mon-fri 08:00-12:00, 12:00-18:00, sat 20:00-02:00", people: 2, fallback: "primary"),
    ]
    var schedule = try Sample.schedule(duties, zone: Self.zone)
    if before == nil, dice.once(in: 3) {
      schedule.members[4].until = try CivilDate(text: "2026-10-20")
    } else if let before {
      schedule.members = before.members
    }
    return schedule
  }

  private mutating func primary(_ before: Duty?) throws -> Duty {
    if let before { return try edited(before) }
    var layers = [try layer("week", rank: 1, hours: nil)]
    if dice.once(in: 2) { layers.append(try layer("office", rank: 2, hours: "mon-fri 09:00-17:00")) }
    if dice.once(in: 2) { layers.append(try layer("nights", rank: 2, hours: "20:00-08:00")) }
    if dice.once(in: 3) { layers.append(try layer("rush", rank: 3, hours: "tue,sat 07:30-21:00")) }
    return Sample.duty("primary", layers, fallback: "secondary")
  }

  private mutating func secondary(_ before: Duty?) throws -> Duty {
    if let before { return try edited(before) }
    return Sample.duty("secondary", [try layer("week", rank: 1, hours: dice.pick([nil, "mon-sat 06:00-22:00"]))])
  }

  private mutating func layer(_ id: String, rank: Int, hours: String?) throws -> Layer {
    let every = dice.pick(["1 week", "1 day", "2 days", "3 days"])
    let handoff =
      every == "1 week" ? dice.pick(["mon 09:00", "sun 01:30", "thu 00:00"]) : dice.pick(["09:00", "01:30"])
    return try Sample.layer(
      id, groups(), every: every, handoff: handoff, from: dice.pick(["2026-08-31", "2026-10-03", "2026-10-14"]),
      until: dice.once(in: 4) ? "2026-10-29" : nil, rank: rank, hours: hours, zone: Self.zone)
  }

  private mutating func groups() -> String {
    let order = Self.people.shuffled(using: &dice).prefix(dice.roll(1...4))
    guard dice.once(in: 3), order.count > 2 else { return order.joined(separator: "|") }
    return order.prefix(2).joined(separator: " ") + "|" + order.dropFirst(2).joined(separator: "|")
  }

  /// Another list of members; the turns themselves stay, so that the rotation goes on (rule T5).
  private mutating func edited(_ duty: Duty) throws -> Duty {
    var layers = duty.layers
    for index in layers.indices where dice.once(in: 2) {
      layers[index].rotation.groups = try Sample.layer("x", groups(), from: "2026-10-01").rotation.groups
    }
    return Sample.duty(duty.id.text, layers, fallback: duty.fallback?.text)
  }

  // MARK: Changes

  private mutating func leave(_ number: Int) throws -> Leave {
    Leave(
      id: "L\(number)", member: Sample.member(dice.pick(Self.people)), interval: try span(hours: 2...90),
      kind: dice.pick(Leave.Kind.allCases))
  }

  private mutating func override(_ number: Int) throws -> Override {
    let pair = Self.people.shuffled(using: &dice)
    let change: Override.Change = dice.pick([
      .add(pair[0]), .remove(pair[0]), .replace(pair[0], pair[1]), .replace(pair[0], pair[1]), .nobody,
    ])
    return Override(
      id: "O\(number)", team: Sample.team, duty: Sample.duty(dice.pick(["primary", "secondary", "desk"])),
      interval: try span(hours: 1...70), change: change, by: "lead")
  }

  /// A week as its rotations stood, here and there in other hands, and slots for some of the desk.
  private mutating func published() throws -> PublishedRota {
    let week = try ISOWeek(text: dice.pick(["2026-W43", "2026-W44"]))
    let zone = try Sample.zone(Self.zone)
    let period = try Sample.span("\(week.monday) 00:00", "\(week.monday + 7) 00:00", Self.zone)
    let standing = try timeline(period).shifts.map(\.shift)
    var shifts = standing.compactMap { shift -> Shift? in
      var shift = shift
      if dice.once(in: 6) { return nil }
      if dice.once(in: 4), let part = shift.interval.intersection(period) { shift.interval = part }
      return shift
    }
    for slot in try input.versions[0].schedule.slots(of: week, zones: ZoneTables([zone])) where !dice.once(in: 4) {
      let free = Self.people.map(Sample.member).filter { person in
        !shifts.contains { $0.member == person && $0.duty == slot.duty && $0.interval.overlaps(slot.interval) }
      }
      shifts.append(
        Shift(id: slot.id, team: Sample.team, duty: slot.duty, member: dice.pick(free), interval: slot.interval))
    }
    return PublishedRota(label: week.description, interval: period, shifts: shifts)
  }
}
