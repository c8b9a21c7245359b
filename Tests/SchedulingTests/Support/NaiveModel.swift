import Scheduling
import Timekeeping

/// Who is on at one instant, worked out the slow way: no intervals, no arithmetic on turns, one question at a time.
///
/// Written from the rules (T4–T9, T11) and not from the code it checks.
struct NaiveModel {
  let input: TimelineInput
  private let zone: Zone
  /// By duty, layer and weekday: whether the day that begins at the handoff time has any of the layer's hours.
  private var workdays: [String: Bool] = [:]

  init(_ input: TimelineInput) throws {
    self.input = input
    zone = try Sample.zone(RandomWorld.zone)
    let monday = try CivilDate(text: "2026-08-31")
    for duty in input.versions.flatMap(\.schedule.duties) {
      for layer in duty.layers {
        for day in 0..<7 { workdays[Self.key(duty.id, layer, monday + day)] = Self.works(layer, monday + day) }
      }
    }
  }

  /// Sorted.
  func holders(_ duty: DutyID, at instant: Timestamp) -> [MemberID] {
    var on = standing(duty, at: instant)
    for change in changes(duty, at: instant) {
      switch change.change {
      case .nobody: on = []
      case .remove(let member): on.remove(member)
      case .add(let member): on.insert(member)
      case .replace(let out, let into): if on.remove(out) != nil { on.insert(into) }
      }
    }
    return on.filter { member in
      belongs(member, at: instant)
        && !input.leave.contains { $0.member == member && $0.interval.contains(instant) }
    }.sorted()
  }

  /// True when somebody should be on.
  func isRequired(_ duty: DutyID, at instant: Timestamp) -> Bool {
    guard let definition = version(at: instant).schedule.duty(duty) else { return false }
    if let pattern = definition.slots { return pattern.hours.contains(instant, in: .utc) }
    return definition.layers.contains { holds($0, at: instant) }
  }

  // MARK: What is published, and what the rotations say

  private func standing(_ duty: DutyID, at instant: Timestamp) -> Set<MemberID> {
    let isSlots = version(at: instant).schedule.duty(duty)?.slots != nil
    let spoken = input.published.filter { rota in
      rota.shifts.contains { $0.duty == duty } && (isSlots || rota.interval.contains(instant))
    }
    guard spoken.isEmpty else {
      return Set(
        spoken.flatMap(\.shifts).filter { $0.duty == duty && $0.interval.contains(instant) }.map(\.member))
    }
    return isSlots ? [] : rotated(duty, at: instant)
  }

  private func rotated(_ duty: DutyID, at instant: Timestamp) -> Set<MemberID> {
    let layers = version(at: instant).schedule.duty(duty)?.layers ?? []
    for rank in Set(layers.map(\.rank)).sorted(by: >) {
      let on = layers.filter { $0.rank == rank && holds($0, at: instant) }.flatMap { group($0, duty, at: instant) }
      let members = on.filter { belongs($0, at: instant) }
      if !members.isEmpty { return Set(members) }
    }
    return []
  }

  private func belongs(_ member: MemberID, at instant: Timestamp) -> Bool {
    version(at: instant).schedule.member(member)?.belongs(on: zone.civil(at: instant).date) ?? true
  }

  private func holds(_ layer: Layer, at instant: Timestamp) -> Bool {
    let rotation = layer.rotation
    guard zone.first(CivilDateTime(rotation.from, rotation.handoffTime)) <= instant else { return false }
    if let until = rotation.until, instant >= zone.startOfDay(until + 1) { return false }
    return layer.hours?.contains(instant, in: zone) ?? true
  }

  private func version(at instant: Timestamp) -> ScheduleVersion {
    input.versions.last { $0.from <= instant } ?? input.versions[0]
  }

  private func changes(_ duty: DutyID, at instant: Timestamp) -> [Override] {
    let all = input.overrides.filter { $0.duty == duty && $0.interval.contains(instant) }
    let others = all.filter { $0.change != .nobody }.sorted {
      ($0.interval.start, $0.id) < ($1.interval.start, $1.id)
    }
    return all.filter { $0.change == .nobody } + others
  }

  // MARK: Turns, day by day

  /// Walks from the rotation's start, one day (or week) after the other, with a finger on the list of members.
  private func group(_ layer: Layer, _ duty: DutyID, at instant: Timestamp) -> [MemberID] {
    let rotation = layer.rotation
    let perWeek = rotation.every.unit == .week
    var list = lists(layer, duty)
    var walk = Walk(groups: list.removeFirst().groups)
    var date = rotation.gridStart.date
    while zone.first(CivilDateTime(date, rotation.handoffTime)) <= instant {
      let begins = zone.first(CivilDateTime(date, rotation.handoffTime))
      // A list that begins before this day goes on from the old day's finger, one that begins with it from the new.
      while let next = list.first, next.from < begins {
        walk.goOn(with: list.removeFirst().groups, hasBegun: hasBegun(rotation, next.from))
      }
      if perWeek || workdays[Self.key(duty, layer, date)] ?? false {
        walk.work(perTurn: perWeek ? 1 : rotation.every.count)
      }
      date = date + (perWeek ? 7 * rotation.every.count : 1)
    }
    while let next = list.first, next.from <= instant {
      walk.goOn(with: list.removeFirst().groups, hasBegun: hasBegun(rotation, next.from))
    }
    return walk.finger.map { walk.groups[$0] } ?? []
  }

  private struct Walk {
    var groups: [[MemberID]]
    var finger: Int?
    private var turn = 0
    private var daysOfTurn = 0

    init(groups: [[MemberID]]) { self.groups = groups }

    mutating func work(perTurn: Int) {
      daysOfTurn += 1
      guard let now = finger else { return (finger, daysOfTurn) = (0, 1) }
      guard daysOfTurn > perTurn else { return }
      (finger, turn, daysOfTurn) = ((now + 1) % groups.count, turn + 1, 1)
    }

    /// The finger goes to the same group, or to the next old one that is still there; else to the file's own count.
    mutating func goOn(with new: [[MemberID]], hasBegun: Bool) {
      if let now = finger { finger = hasBegun ? place(of: now, in: new) : turn % new.count }
      groups = new
    }

    private func place(of finger: Int, in new: [[MemberID]]) -> Int {
      for step in 0..<groups.count {
        let group = groups[(finger + step) % groups.count]
        if let same = new.firstIndex(of: group) { return same }
        if let near = new.firstIndex(where: { !Set($0).isDisjoint(with: group) }) { return near }
      }
      return turn % new.count
    }
  }

  private func hasBegun(_ rotation: Rotation, _ instant: Timestamp) -> Bool {
    zone.first(CivilDateTime(rotation.from, rotation.handoffTime)) < instant
  }

  private func lists(_ layer: Layer, _ duty: DutyID) -> [(from: Timestamp, groups: [[MemberID]])] {
    input.versions.compactMap { version in
      let same = version.schedule.duty(duty)?.layers.first { $0.id == layer.id }
      return same.map { (version.from, $0.rotation.groups) }
    }
  }

  /// True when the layer has any of its hours between one handoff time and the next, on the wall.
  private static func works(_ layer: Layer, _ date: CivilDate) -> Bool {
    guard let hours = layer.hours else { return true }
    let first = CivilDateTime(date, layer.rotation.handoffTime)
    return stride(from: 0, to: 1440, by: 30).contains { minute in
      let wall = first.adding(seconds: Int64(minute) * 60)
      return hours.contains(Timestamp(seconds: wall.secondsSinceEpoch), in: .utc)
    }
  }

  private static func key(_ duty: DutyID, _ layer: Layer, _ date: CivilDate) -> String {
    "\(duty) \(layer.id) \(date.weekday)"
  }
}
