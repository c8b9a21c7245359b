import Scheduling
import Timekeeping

/// Who of a rotation's list takes turns on a day, and on which days it rests.
struct OracleList {
  private let layer: Layer
  private let periods: [Period]
  private let clock: OracleClock
  private let home: OracleClock
  private let zone: ZoneID

  init(_ layer: Layer, of schedule: Schedule) throws {
    self.layer = layer
    periods = schedule.periods.filter { $0.members != nil }
    clock = try OracleClocks.clock(layer.zone)
    home = try OracleClocks.clock(schedule.zone)
    zone = schedule.zone
  }

  /// True when the schedule's periods let the same people take turns on the same days.
  func isLimited(as schedule: Schedule) -> Bool {
    schedule.zone == zone && schedule.periods.filter { $0.members != nil } == periods
  }

  private var rotation: Rotation { layer.rotation }
  private var isPlain: Bool { rotation.terms.isEmpty && rotation.pauses.isEmpty && periods.isEmpty }

  /// The places of the list whose group has anybody who takes turns, in order.
  func present(at instant: Timestamp) -> [Int] {
    isPlain ? Array(rotation.groups.indices) : rotation.groups.indices.filter { !members($0, at: instant).isEmpty }
  }

  func members(_ place: Int, at instant: Timestamp) -> [MemberID] {
    if isPlain { return rotation.groups[place] }
    let (day, date) = (Self.date(clock, instant), Self.date(home, instant))
    let only = periods.first { $0.dates.contains(date) }?.members
    return rotation.groups[place].filter { member in
      let terms = rotation.terms.filter { $0.group == place && $0.member == member }
      let holds = terms.isEmpty || terms.contains { ($0.from ?? day) <= day && day <= ($0.until ?? day) }
      return holds && (only?.contains(member) ?? true)
    }
  }

  func isResting(at instant: Timestamp) -> Bool {
    rotation.pauses.contains { $0.contains(Self.date(clock, instant)) }
  }

  private static func date(_ clock: OracleClock, _ instant: Timestamp) -> CivilDate {
    CivilDateTime(secondsSinceEpoch: clock.reading(at: instant.seconds)).date
  }

  /// Every instant at which the finger may move: the handoffs, and each beginning of a day where days make a difference.
  func events(after start: Timestamp, until horizon: Timestamp, handoffs: [Timestamp]) throws -> [Timestamp] {
    var events = Set(handoffs)
    if !isPlain {
      var day = Self.date(clock, start) - 1
      while day <= Self.date(clock, horizon) + 1 {
        events.insert(Timestamp(seconds: clock.startOfDay(day)))
        events.insert(Timestamp(seconds: home.startOfDay(day)))
        day = day + 1
      }
    }
    return events.filter { $0 > start && $0 <= horizon }.sorted()
  }
}
