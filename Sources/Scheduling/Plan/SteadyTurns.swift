import Timekeeping

/// Who is on for a duty that one rotation fills in the same way week after week, as plain numbers: it follows by
/// arithmetic, and none of the plan's objects is looked at.
///
/// What else may have a say is listed as disturbances. Inside them, and within two days of a change of the clock, there
/// is no answer here, and the plan's own is asked for.
struct SteadyTurns: Sendable {
  /// Seconds of the wall clock since 1970 at which turn 0 begins.
  private let start: Int64
  /// Of a turn, in seconds of the wall clock.
  private let length: Int64
  /// When the rotation is in force, in milliseconds since 1970.
  private let force: (start: Int64, end: Int64)
  /// Whose turn 0 is.
  private let place: Int32
  /// Where its numbers begin in the list that all duties of a plan share: its members in their order, then the windows
  /// (minutes of the week, Monday first; an end may lie in the next week), then the disturbances (minutes since 1970,
  /// sorted, apart).
  private let first: Int32
  private let members: Int32
  private let windows: Int32
  private let disturbances: Int32

  private static let week: Int64 = 7 * 1440
  /// 1970 began on a Thursday.
  private static let monday: Int64 = 3 * 1440

  /// Nil for a duty that anything but one endless round of single members fills; adds to `numbers`.
  init?(_ duty: DutyPlan, disturbances: [Interval], numbers: inout [Int32]) {
    guard duty.spans.count == 1, let span = duty.spans.first, span.validity.isEndless, span.membership.isEmpty,
      span.layers.count == 1, let layer = span.layers.first, layer.eras.count == 1, let era = layer.eras.first,
      let turns = layer.turns.steady, let force = layer.force, era.state == .running,
      era.list.members.count == era.list.count, layer.hours.map({ $0.days == nil }) ?? true
    else { return nil }
    (start, length) = (turns.start.secondsSinceEpoch, turns.length)
    self.force = (force.start.milliseconds, force.end.milliseconds)
    place = Int32(era.list.wrapped(era.place - era.turn))
    first = Int32(numbers.count)
    let hours = layer.hours?.weekly.windows ?? []
    (members, windows) = (Int32(era.list.count), Int32(hours.count))
    self.disturbances = Int32(disturbances.count)
    numbers += era.list.members
    for window in hours {
      let day = window.weekday.rawValue * 1440
      numbers += [Int32(day + window.start), Int32(day + window.end)]
    }
    for disturbance in disturbances { numbers += disturbance.minutes }
  }

  /// Who is on at `instant` (-1 is nobody) and until when that holds at least; nil where the plan must be asked.
  func holder(
    at instant: Timestamp, _ walk: inout ZoneWalk, _ numbers: [Int32]
  ) -> (member: Int32, until: Int64)? {
    let moment = instant.milliseconds
    guard force.start <= moment, moment < force.end, let minute = Int32(exactly: floorDivided(moment, by: 60_000)),
      let calm = walk.calm(at: instant)
    else { return nil }
    let quiet = min(force.end, calm.until.milliseconds, disturbance(at: minute, numbers))
    guard moment < quiet else { return nil }
    let wall = instant.seconds + calm.offset
    let turn = floorDivided(wall - start, by: length)
    let open = open(at: wall, numbers)
    let next = (instant.seconds + min(start + (turn + 1) * length - wall, open.seconds)) * 1000
    guard open.isOpen else { return (-1, min(quiet, next)) }
    let count = Int(members)
    let rest = (Int(place) + Int(turn)) % count
    return (numbers[Int(first) + (rest < 0 ? rest + count : rest)], min(quiet, next))
  }

  /// Whether its hours are open at `wall`, and in how many seconds that may end.
  private func open(at wall: Int64, _ numbers: [Int32]) -> (isOpen: Bool, seconds: Int64) {
    if windows == 0 { return (true, length) }
    let minutes = floorDivided(wall, by: 60) + Self.monday
    let now = minutes - floorDivided(minutes, by: Self.week) * Self.week
    let past = wall - floorDivided(wall, by: 60) * 60
    var next = Self.week
    for window in 0..<Int(windows) {
      let place = Int(first + members) + 2 * window
      let (start, end) = (Int64(numbers[place]), Int64(numbers[place + 1]))
      if start <= now, now < end { return (true, (end - now) * 60 - past) }
      if now + Self.week < end { return (true, (end - now - Self.week) * 60 - past) }
      next = min(next, start > now ? start - now : start + Self.week - now)
    }
    return (false, next * 60 - past)
  }

  /// When the disturbance began in which a minute lies, else when the next one begins; in milliseconds.
  private func disturbance(at minute: Int32, _ numbers: [Int32]) -> Int64 {
    let begins = Int(first + members + 2 * windows)
    var (low, high) = (0, Int(disturbances))
    while low < high {
      let middle = (low + high) / 2
      if numbers[begins + 2 * middle + 1] <= minute { low = middle + 1 } else { high = middle }
    }
    return low < Int(disturbances) ? Int64(numbers[begins + 2 * low]) * 60_000 : .max
  }
}

/// The duties of a plan as `SteadyTurns`, where they are such.
struct SteadyDuties: Sendable {
  /// By the duties' order.
  private var turns: [(turns: SteadyTurns, zone: Zone)?] = []
  private var numbers: [Int32] = []

  init(_ duties: [DutyPlan], leave: [PlannedLeave], input: TimelineInput) {
    let away = leave.map(\.interval)
    for duty in duties {
      let zone = duty.spans.first?.layers.first?.zone
      let found = SteadyTurns(duty, disturbances: (duty.disturbances(input) + away).union, numbers: &numbers)
      turns.append(found.flatMap { found in zone.map { (found, $0) } })
    }
  }

  /// As `SteadyTurns.holder`, of the duty in that place; `walk` goes through its zone afterwards.
  func holder(_ duty: Int, at instant: Timestamp, _ walk: inout ZoneWalk) -> (member: Int32, until: Int64)? {
    guard let found = turns[duty] else { return nil }
    if !walk.zone.isSame(as: found.zone) { walk = ZoneWalk(found.zone) }
    return found.turns.holder(at: instant, &walk, numbers)
  }
}

extension DutyPlan {
  /// The time in which anything but rotations may say who is on, leave aside.
  fileprivate func disturbances(_ input: TimelineInput) -> [Interval] {
    let margin = Duration.hours(24 * (longestDays + 2))
    // A slot's shift is published whole, also over the end of its period.
    let published = published.compactMap { place in
      let interval = input.published[Int(place)].interval
      return Interval(interval.start - margin, interval.end + margin)
    }
    let past = input.recorded.flatMap { Interval(.distantPast, $0.until) }
    return changes.map(\.reach) + temporary.map { input.temporary[Int($0)].interval } + published
      + [past].compactMap { $0 }
  }
}

extension Interval {
  /// Whole minutes since 1970 that hold it.
  fileprivate var minutes: [Int32] {
    let end = -floorDivided(-end.milliseconds, by: 60_000)
    return [Int32(clamping: floorDivided(start.milliseconds, by: 60_000)), Int32(clamping: end)]
  }

  fileprivate var isEndless: Bool { start == .distantPast && end == .distantFuture }
}
