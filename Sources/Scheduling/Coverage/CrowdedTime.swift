import Timekeeping

/// Time at which more people are on for a duty than it asks for: double cover that nobody meant.
struct CrowdedTime {
  let team: CoverageTeam
  let window: Interval
  let zones: ZoneTables

  /// Room for some people at once, while a layer or a slot holds.
  private struct Room {
    var interval: Interval
    var people: Int
    var rank: Int
  }

  var findings: [CoverageFinding] {
    get throws(ZoneProblem) {
      var found: [CoverageFinding] = []
      for duty in team.timeline.coveringDuties { found += try findings(duty) }
      return found
    }
  }

  private func findings(_ duty: DutyTimeline) throws(ZoneProblem) -> [CoverageFinding] {
    let rooms = try rooms(of: duty.duty)
    let held = duty.shifts.filter { $0.interval.overlaps(window) }
    var crowded: [CoverageFinding] = []
    SortedTime.walk(rooms.map(\.interval) + held.map(\.interval)) { stretch, holding in
      let members = holding.filter { $0 >= rooms.count }.map { held[$0 - rooms.count] }
        .filter { !$0.isAway(at: stretch.start) }.map(\.member)
      let wanted = Self.people(holding.filter { $0 < rooms.count }.map { rooms[$0] })
      guard members.count > max(wanted, 1), let part = stretch.intersection(window) else { return }
      crowded.append(
        CoverageFinding(
          kind: .doubleCover, team: team.timeline.team, duty: duty.duty.id, members: members.sorted(), interval: part,
          amount: part.duration))
    }
    return Self.joined(crowded)
  }

  /// The higher rank stands alone (rule T7); layers of one rank stand together.
  private static func people(_ rooms: [Room]) -> Int {
    let highest = rooms.map(\.rank).max() ?? 0
    return rooms.filter { $0.rank == highest }.reduce(0) { $0 + $1.people }
  }

  private func rooms(of duty: Duty) throws(ZoneProblem) -> [Room] {
    if let slots = duty.slots {
      let zone = try zones.zone(slots.zone)
      return slots.heldHours.occurrences(overlapping: window, zone: zone).map {
        Room(interval: $0.interval, people: max(1, slots.people), rank: 0)
      }
    }
    var rooms: [Room] = []
    for layer in duty.layers {
      let zone = try zones.zone(layer.zone)
      guard let force = layer.force(in: zone)?.intersection(window) else { continue }
      let people = layer.rotation.groups.map(\.count).max() ?? 0
      let open = layer.heldHours?.intervals(in: force, zone: zone) ?? [force]
      rooms += open.map { Room(interval: $0, people: people, rank: layer.rank) }
    }
    return rooms
  }

  /// Stretches of the same people that touch are one.
  private static func joined(_ crowded: [CoverageFinding]) -> [CoverageFinding] {
    crowded.reduce(into: []) { joined, next in
      if let last = joined.last, last.members == next.members, last.interval.end == next.interval.start,
        let whole = Interval(last.interval.start, next.interval.end)
      {
        joined[joined.count - 1].interval = whole
        joined[joined.count - 1].amount = whole.duration
      } else {
        joined.append(next)
      }
    }
  }
}
