import Timekeeping

/// What the definitions of each version say about earning: entries follow from records and these alone.
package struct LedgerTerms: Sendable {
  private let schedules: [Int: [TeamID: Schedule]]
  let zones: ZoneTables

  /// `versions` by the number that records name; a version that no record names may be left out.
  package init(versions: [(number: Int, schedules: [Schedule])], zones: ZoneTables) {
    var byNumber: [Int: [TeamID: Schedule]] = [:]
    for version in versions {
      for schedule in version.schedules { byNumber[version.number, default: [:]][schedule.team] = schedule }
    }
    schedules = byNumber
    self.zones = zones
  }

  func schedule(_ version: Int, _ team: TeamID) -> Schedule? { schedules[version]?[team] }

  /// The pattern that a recorded shift was drafted from; nil for a shift of a rotation.
  func pattern(of shift: RecordedShift) -> SlotPattern? {
    schedule(shift.version, shift.shift.team)?.duty(shift.shift.duty)?.slots
  }

  /// The zone of the pattern's wall; UTC where its table is gone.
  func zone(of pattern: SlotPattern) -> Zone { (try? zones.zone(pattern.zone)) ?? .utc }

  /// The time that slots of a duty require on one day of their wall, cut at its midnights, one interval for each place.
  func required(_ key: CoverKey, version: Int, zone: Zone) -> [Interval] {
    guard let schedule = schedule(version, key.team), let day = DateRange(key.date).interval(in: zone) else {
      return []
    }
    var weeks = [ISOWeek(containing: key.date - 1), ISOWeek(containing: key.date)]
    if weeks[0] == weeks[1] { weeks.removeLast() }
    let slots = weeks.flatMap { (try? schedule.slots(of: $0, zones: zones)) ?? [] }
    return slots.filter { $0.duty == key.duty }.compactMap { $0.interval.intersection(day) }
  }
}

/// One day of one duty on the wall of its slots: what credit is earned for.
struct CoverKey: Hashable, Comparable, CustomStringConvertible {
  let team: TeamID
  let duty: DutyID
  let date: CivilDate

  static func < (a: CoverKey, b: CoverKey) -> Bool {
    (a.date, a.team, a.duty) < (b.date, b.team, b.duty)
  }

  var description: String { "\(team).\(duty).\(date)" }
}
