import Scheduling
import Timekeeping

/// Makes what happens to an invented team's rota: published weeks, overrides, swaps, leave.
struct InventedChanges {
  let window: Interval
  let versions: [ScheduleVersion]
  var dice: Dice

  init(window: Interval, versions: [ScheduleVersion], dice: Dice) {
    self.window = window
    self.versions = versions
    self.dice = dice
  }

  private var duties: [Duty] { versions[0].schedule.duties }

  /// A stretch of the window, of an odd number of minutes, now and then to the millisecond.
  private mutating func span(hours: ClosedRange<Int>) throws -> Interval {
    let minutes = Int(window.duration / .minutes(1))
    let fraction = dice.once(in: 8) ? 250 : 0
    let start = window.start + .minutes(dice.roll(-2880...minutes)) + .milliseconds(fraction)
    let length = Duration.minutes(60 * dice.roll(hours) - dice.pick([0, 0, 15, 37]))
    guard let span = Interval(start, start + length) else { throw TextProblem("empty", help: "") }
    return span
  }

  private mutating func member() -> MemberID { dice.pick(InventedTeam.people) }

  // MARK: Published weeks

  mutating func published() throws -> [PublishedRota] {
    guard !dice.once(in: 3) else { return [] }
    let first = ISOWeek(containing: CivilDateTime(secondsSinceEpoch: window.start.seconds).date + dice.roll(0...7))
    return try (0..<dice.roll(1...2)).map { try rota(ISOWeek(containing: first.monday + 7 * $0)) }
  }

  private mutating func rota(_ week: ISOWeek) throws -> PublishedRota {
    let start = CivilDateTime(week.monday, .midnight).secondsSinceEpoch
    let period = try InventedTeam.span(start, seconds: 604_800)
    var shifts: [Shift] = []
    for duty in duties where !dice.once(in: 3) {
      shifts += try duty.slots == nil ? rotated(duty.id, period) : slots(duty, week)
    }
    return PublishedRota(label: week.description, interval: period, shifts: shifts)
  }

  /// Shifts one after the other, here and there with a hole, over both ends of the period.
  private mutating func rotated(_ duty: DutyID, _ period: Interval) throws -> [Shift] {
    var shifts: [Shift] = []
    var next = period.start - .hours(dice.roll(0...30))
    while next < period.end {
      let end = next + .minutes(30 * dice.roll(6...90))
      let id = ShiftID(text: "field.\(duty).a.\(next).1")
      if !dice.once(in: 6), let interval = Interval(next, end) {
        shifts.append(Shift(id: id, team: InventedTeam.team, duty: duty, member: member(), interval: interval))
      }
      next = end
    }
    return shifts
  }

  private mutating func slots(_ duty: Duty, _ week: ISOWeek) throws -> [Shift] {
    let slots = try versions[0].schedule.slots(of: week, zones: InventedTeam.tables).filter { $0.duty == duty.id }
    return slots.compactMap { slot in
      guard !dice.once(in: 4) else { return nil }
      return Shift(id: slot.id, team: InventedTeam.team, duty: duty.id, member: member(), interval: slot.interval)
    }
  }

  // MARK: Overrides and swaps

  /// Two that name the same member in overlapping time are never both in force (rule T8, D18), swaps aside.
  mutating func overrides() throws -> [Override] {
    var made: [Override] = []
    for number in 0..<dice.roll(0...9) {
      let change = try override(number)
      let clashes = made.contains { other in
        other.duty == change.duty && other.interval.overlaps(change.interval)
          && (other.kind == .direct) == (change.kind == .direct)
          && !Set(other.named).isDisjoint(with: change.named)
      }
      if !clashes { made.append(change) }
    }
    return made.shuffled(using: &dice)
  }

  private var kinds: [Override.Kind] { [.direct, .direct, .direct, .swap, .takeOver] }

  private mutating func override(_ number: Int) throws -> Override {
    let kind = dice.pick(kinds)
    let pair = InventedTeam.people.shuffled(using: &dice)
    let replace = Override.Change.replace(out: pair[0], in: pair[1])
    let change = kind == .direct ? dice.pick([.add(pair[0]), .remove(pair[0]), replace, replace, .nobody]) : replace
    return Override(
      id: "O-\(number)", team: InventedTeam.team, duty: dice.pick(duties).id, interval: try span(hours: 1...80),
      change: change, by: "lead", kind: kind)
  }

  // MARK: Temporary schedules and the past

  /// At most one, so that no two decide the same duty at once.
  mutating func temporary() throws -> [TemporarySchedule] {
    guard dice.once(in: 3) else { return [] }
    let span = try span(hours: 8...120)
    let decided = duties.map(\.id).shuffled(using: &dice).prefix(dice.roll(1...2))
    let shifts = try decided.flatMap { try rotated($0, span) }.compactMap { shift -> Shift? in
      guard let inside = shift.interval.intersection(span) else { return nil }
      return Shift(
        id: ShiftID(text: shift.id.text + "_t"), team: shift.team, duty: shift.duty, member: shift.member,
        interval: inside)
    }
    return [
      TemporarySchedule(
        id: "T-1", team: InventedTeam.team, duties: Array(decided), interval: span, shifts: shifts, by: "lead")
    ]
  }

  mutating func recorded() throws -> RecordedHistory? {
    guard dice.once(in: 4) else { return nil }
    let until = try span(hours: 1...2).start
    let past = try InventedTeam.span(
      window.start.seconds - 200_000, seconds: until.seconds - window.start.seconds + 200_000)
    let shifts = try duties.flatMap { try rotated($0.id, past) }.compactMap { shift -> RecordedShift? in
      guard let inside = shift.interval.intersection(past) else { return nil }
      let id = ShiftID(text: shift.id.text + "_p")
      let stood = Shift(id: id, team: shift.team, duty: shift.duty, member: shift.member, interval: inside)
      return RecordedShift(shift: stood, because: "rotation", version: 1, recorded: until)
    }
    let sorted = shifts.sorted { a, b in
      (a.shift.interval.start, a.shift.id) < (b.shift.interval.start, b.shift.id)
    }
    // On one duty somebody was on as it was written down: that shift is not yet history.
    let last = sorted.last { $0.shift.interval.end == past.end }?.shift
    let running = last.map { [$0.duty: $0.interval.start] } ?? [:]
    // Some began to write things down in the middle of the time that is asked about.
    let since = dice.once(in: 2) ? .distantPast : try InventedTeam.span(window.start.seconds, seconds: 3600).end
    return RecordedHistory(
      since: min(since, past.end), until: past.end, shifts: sorted.filter { $0.shift != last }, running: running)
  }

  // MARK: Leave

  mutating func leave() throws -> [Leave] {
    try (0..<dice.roll(0...6)).map { number in
      Leave(
        id: "L-\(number)", member: member(), interval: try span(hours: 2...100),
        kind: dice.pick(Leave.Kind.allCases))
    }
  }
}
