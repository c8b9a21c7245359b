import Scheduling
import TestSupport
import Timekeeping

/// Short ways to write schedules, changes and instants in tests; a text that cannot be read fails the test.
enum Sample {
  static let zones = ZoneTables(
    ["Europe/London", "America/Chicago", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"].compactMap {
      try? SystemZones.zone($0)
    })
  static let team = TeamID(unchecked: "field")

  static func zone(_ name: String = "Etc/UTC") throws -> Zone { try zones.zone(ZoneID(text: name)) }

  /// `2026-11-23 09:00` on the wall of `zone`; a repeated time is its first occurrence.
  static func at(_ wall: String, _ name: String = "Etc/UTC") throws -> Timestamp {
    try zone(name).first(CivilDateTime(text: wall))
  }

  static func span(_ from: String, _ to: String, _ name: String = "Etc/UTC") throws -> Interval {
    guard let span = Interval(try at(from, name), try at(to, name)) else { throw TextProblem("empty", help: "") }
    return span
  }

  static func duty(_ id: String) -> DutyID { DutyID(unchecked: id) }
  static func member(_ id: String) -> MemberID { MemberID(unchecked: id) }

  /// `layer("week", "ana|ben cleo", …)`: groups between bars, their members between blanks.
  static func layer(
    _ id: String, _ groups: String, every: String = "1 week", handoff: String = "09:00", from: String,
    until: String? = nil, rank: Int = 1, hours: String? = nil, zone: String = "Etc/UTC"
  ) throws -> Layer {
    let words = handoff.split(separator: " ").map(String.init)
    let rotation = Rotation(
      groups: groups.split(separator: "|").map { $0.split(separator: " ").map { member(String($0)) } },
      every: try Cadence(text: every), handoffDay: words.count == 2 ? try Weekday(text: words[0]) : nil,
      handoffTime: try CivilTime(text: words[words.count - 1]), from: try CivilDate(text: from),
      until: try until.map { try CivilDate(text: $0) })
    return Layer(
      id: LayerID(unchecked: id), rank: rank, zone: try ZoneID(text: zone),
      hours: try hours.map { try WeeklyHours(text: $0) }, rotation: rotation)
  }

  /// A schedule of the given duties; its members are everybody named in `members`, lead first.
  static func schedule(
    _ duties: [Duty], members: String = "ana ben cleo dora eve", zone: String = "Etc/UTC"
  ) throws -> Schedule {
    let people = members.split(separator: " ").map { word in
      Member(id: member(String(word)), name: word.prefix(1).uppercased() + word.dropFirst())
    }
    return Schedule(
      team: team, name: "Field support", zone: try ZoneID(text: zone), lead: people.first?.id, members: people,
      duties: duties)
  }

  static func duty(_ id: String, _ layers: [Layer], fallback: String? = nil) -> Duty {
    Duty(id: duty(id), fallback: fallback.map { duty($0) }, filling: .layers(layers))
  }

  static func slots(_ id: String, _ hours: String, people: Int = 1, fallback: String? = nil) throws -> Duty {
    let pattern = SlotPattern(hours: try WeeklyHours(text: hours), zone: .utc, people: people)
    return Duty(id: duty(id), fallback: fallback.map { duty($0) }, filling: .slots(pattern))
  }

  /// One version that always holds.
  static func input(
    _ schedule: Schedule, published: [PublishedRota] = [], overrides: [Override] = [], leave: [Leave] = []
  ) -> TimelineInput {
    TimelineInput(
      versions: [ScheduleVersion(from: .distantPast, schedule: schedule)], published: published,
      overrides: overrides, leave: leave)
  }

  static func change(
    _ id: String, _ change: Override.Change, _ from: String, _ to: String, duty name: String = "primary"
  ) throws -> Override {
    Override(id: id, team: team, duty: duty(name), interval: try span(from, to), change: change, by: "lead")
  }

  static func leave(
    _ id: String, _ who: String, _ from: String, _ to: String, _ kind: Leave.Kind = .planned
  ) throws -> Leave {
    Leave(id: id, member: member(who), interval: try span(from, to), kind: kind)
  }

  /// A shift of a published rota: a day, a from and a to in UTC.
  static func shift(_ who: String, _ from: String, _ to: String, duty name: String = "primary") throws -> Shift {
    let span = try span(from, to)
    let nominal = try CivilDateTime(text: from)
    let id = ShiftID(team: team, duty: duty(name), source: "slot", nominal: nominal, place: 1)
    return Shift(id: id, team: team, duty: duty(name), member: member(who), interval: span)
  }
}

extension OnCallTimeline {
  /// Made from `input` for a window in UTC.
  init(_ input: TimelineInput, _ from: String, _ to: String) throws {
    try self.init(input, window: Sample.span(from, to), zones: Sample.zones)
  }

  /// Who is on at `wall`, sorted: `ana ben`.
  func on(_ duty: String, _ wall: String, _ zone: String = "Etc/UTC") throws -> String {
    try who(Sample.duty(duty), at: Sample.at(wall, zone)).holders.map(\.member.text).sorted().joined(separator: " ")
  }
}

extension Override.Change {
  static func add(_ who: String) -> Override.Change { .add(Sample.member(who)) }
  static func remove(_ who: String) -> Override.Change { .remove(Sample.member(who)) }
  static func replace(_ out: String, _ into: String) -> Override.Change {
    .replace(out: Sample.member(out), in: Sample.member(into))
  }
}
