import Scheduling
import Timekeeping

/// Makes the versions of an invented team's schedule.
struct InventedDefinitions {
  let window: Interval
  var dice: Dice
  /// For the days that layers and slots leave out: apart, so that the teams of known seeds stay who they are.
  private var dayDice: Dice
  /// True when days make a difference to who takes turns. Rotations then begin well before those days: who has the very
  /// first turn when nobody may take it is left to the rotation's own tests.
  private var isLimited = false

  init(window: Interval, dice: Dice) {
    self.window = window
    self.dice = dice
    var other = dice
    dayDice = Dice(seed: Int(truncatingIfNeeded: other.next() >> 1))
  }

  private var firstDay: CivilDate { CivilDateTime(secondsSinceEpoch: window.start.seconds).date }

  mutating func versions() throws -> [ScheduleVersion] {
    var schedule = try schedule()
    var versions = [ScheduleVersion(from: window.start - .hours(24 * dice.roll(1...90)), schedule: schedule)]
    var from = window.start - .hours(24 * 3)
    for _ in 0..<dice.pick([0, 0, 1, 1, 2]) {
      schedule = try edited(schedule)
      from = from + .minutes(15 * dice.roll(1...900))
      versions.append(ScheduleVersion(from: from, schedule: schedule))
    }
    return versions
  }

  // MARK: The first version

  private mutating func schedule() throws -> Schedule {
    isLimited = dice.once(in: 2)
    var duties = [
      Duty(
        id: DutyID(unchecked: "primary"), fallback: dice.once(in: 2) ? DutyID(unchecked: "secondary") : nil,
        filling: .layers(try layers(1...4))),
      Duty(
        id: DutyID(unchecked: "secondary"), fallback: dice.once(in: 4) ? DutyID(unchecked: "primary") : nil,
        filling: .layers(try layers(1...2))),
      Duty(
        id: DutyID(unchecked: "desk"),
        fallback: dice.pick([nil, "primary", "secondary"]).map { DutyID(unchecked: $0) },
        filling: .slots(try slots())),
    ]
    if dice.once(in: 4) {
      duties.append(
        Duty(
          id: DutyID(unchecked: "learner"), shadows: DutyID(unchecked: "primary"), filling: .layers(try layers(1...1))))
    }
    return Schedule(
      team: InventedTeam.team, name: "Field support", zone: try zone(), members: try members(), duties: duties,
      periods: periods())
  }

  /// Days on which only some take turns.
  private mutating func periods() -> [Period] {
    guard isLimited, dice.once(in: 2), let dates = days() else { return [] }
    let only = InventedTeam.people.shuffled(using: &dice).prefix(dice.roll(1...4))
    return [Period(name: "Holidays", dates: dates, members: Array(only))]
  }

  /// Some days in or near the window.
  private mutating func days() -> DateRange? {
    let first = firstDay + dice.roll(-5...18)
    return DateRange(first, first + dice.roll(0...9))
  }

  private mutating func someDays() -> [DateRange] {
    (0..<dayDice.roll(1...4)).compactMap { _ in
      let first = firstDay + dayDice.roll(-5...18)
      return DateRange(first, first + dayDice.roll(0...4))
    }
  }

  private mutating func zone() throws -> ZoneID { try ZoneID(text: dice.pick(InventedTeam.zones)) }

  private mutating func members() throws -> [Member] {
    var members = InventedTeam.people.map { Member(id: $0, name: $0.text.uppercased()) }
    if dice.once(in: 3) { members[dice.roll(0...5)].until = firstDay + dice.roll(-3...20) }
    if dice.once(in: 3) { members[dice.roll(0...5)].from = firstDay + dice.roll(-3...20) }
    return members
  }

  private mutating func slots() throws -> SlotPattern {
    let hours = dice.pick([
      "mon-fri 08:00-12:00, 12:00-18:00, sat 20:00-02:00", "20:00-04:00", "00:00-24:00", "sun 00:30-02:30, 02:30-06:00",
    ])
    var pattern = SlotPattern(hours: try WeeklyHours(text: hours), zone: try zone(), people: dice.roll(1...2))
    if dayDice.once(in: 4) { pattern.days = DayLimits(except: someDays()) }
    return pattern
  }

  private mutating func layers(_ count: ClosedRange<Int>) throws -> [Layer] {
    try (1...dice.roll(count)).map { try layer(String(UnicodeScalar(UInt8(96 + $0)))) }
  }

  private mutating func layer(_ id: String) throws -> Layer {
    var layer = Layer(
      id: LayerID(unchecked: id), rank: dice.roll(1...3), zone: try zone(), hours: try hours(),
      offDays: dice.once(in: 4) ? .count : .skip, rotation: try rotation())
    limit(&layer)
    return layer
  }

  /// Now and then a layer leaves some days out, or holds only on some.
  private mutating func limit(_ layer: inout Layer) {
    guard dayDice.once(in: 4) else { return layer.days = nil }
    let some = someDays()
    // With windows on every day, some of the days that are named have any.
    let isDaily = layer.hours.map { Set($0.windows.map(\.weekday)).count == 7 } ?? true
    // A layer that holds only later has had no turn when days begin to make a difference.
    let isOnly = isDaily && !isLimited && dayDice.once(in: 2)
    layer.days = isOnly ? DayLimits(only: some) : DayLimits(except: some)
  }

  private mutating func hours() throws -> WeeklyHours? {
    let text = dice.pick([
      nil, nil, nil, "mon-fri 09:00-17:00", "20:00-08:00", "22:00-01:30", "02:15-02:45", "sat-sun 00:00-24:00",
      "mon,wed,fri 08:00-12:00, 13:00-17:30", "fri 18:00-18:00", "mon-fri 08:00-08:00", "tue 23:30-02:30",
      "00:00-02:00, 01:30-03:00",
    ])
    return try text.map { try WeeklyHours(text: $0) }
  }

  // MARK: Rotations

  private mutating func rotation() throws -> Rotation {
    let every = try Cadence(
      text: dice.pick([
        "1 week", "1 week", "2 weeks", "1 day", "1 day", "2 days", "3 days", "7 days", "24 hours", "12 hours",
        "8 hours", "5 hours", "1 hour", "1 month",
      ]))
    let early = every.unit == .hour && every.count == 1 ? 9 : 70
    let from = isLimited ? firstDay - dice.roll(14...early + 14) : firstDay + dice.roll(-early...12)
    let groups = groups()
    return Rotation(
      groups: groups, every: every,
      handoffDay: every.unit == .week && !dice.once(in: 4) ? Weekday.allCases[dice.roll(0...6)] : nil,
      handoffTime: try CivilTime(
        text: dice.pick([
          "00:00", "01:00", "01:30", "02:00", "02:15", "02:30", "03:00", "09:00", "17:30", "23:45",
        ])),
      from: from, until: dice.once(in: 6) ? from + dice.roll(0...60) : nil,
      terms: terms(of: groups), pauses: pauses())
  }

  /// Now and then somebody of the list joins or leaves on a day.
  private mutating func terms(of groups: [[MemberID]]) -> [RotationTerm] {
    guard isLimited, dice.once(in: 2) else { return [] }
    return groups.indices.compactMap { place in
      guard dice.once(in: 2), let member = groups[place].last else { return nil }
      let day = firstDay + dice.roll(-4...18)
      return dice.once(in: 2)
        ? RotationTerm(group: place, member: member, from: day)
        : RotationTerm(group: place, member: member, until: day)
    }
  }

  private mutating func pauses() -> [DateRange] {
    guard isLimited, dice.once(in: 3) else { return [] }
    return (0..<dice.roll(1...2)).compactMap { _ in days() }
  }

  /// One to six turns; some are shared, and sometimes one comes twice.
  private mutating func groups() -> [[MemberID]] {
    var order = InventedTeam.people.shuffled(using: &dice)
    var groups: [[MemberID]] = []
    for _ in 0..<dice.roll(1...6) where !order.isEmpty {
      groups.append([order.removeLast()])
      if dice.once(in: 4), let second = order.popLast() { groups[groups.count - 1].append(second) }
    }
    return groups
  }

  // MARK: Edits

  private mutating func edited(_ schedule: Schedule) throws -> Schedule {
    var schedule = schedule
    for index in schedule.duties.indices {
      guard case .layers(var layers) = schedule.duties[index].filling else { continue }
      for place in layers.indices where dice.once(in: 2) { try edit(&layers[place]) }
      if dice.once(in: 8) { layers.append(try layer("n\(dice.roll(1000...9999))")) }
      if dice.once(in: 8), layers.count > 1 { layers.removeFirst() }
      schedule.duties[index].filling = .layers(layers)
    }
    if dice.once(in: 6) { schedule.duties.remove(at: dice.roll(0...schedule.duties.count - 1)) }
    if dice.once(in: 4) { schedule.members = try members() }
    if dice.once(in: 8) { schedule.periods = periods() }
    if dice.once(in: 4), !schedule.duties.isEmpty { schedule.duties[0].fallback = schedule.duties.last?.id }
    return schedule
  }

  /// Mostly the list of members, with which the rotation goes on (rule T5); sometimes the turns, which begins anew.
  private mutating func edit(_ layer: inout Layer) throws {
    let before = layer.rotation.groups
    defer { if layer.rotation.groups != before { layer.rotation.terms = terms(of: layer.rotation.groups) } }
    switch dice.roll(1...8) {
    case 1: layer.rotation = try rotation()
    case 6: layer.rotation.pauses = pauses()
    case 7: layer.rotation.terms = terms(of: before)
    case 2:
      layer.hours = try hours()
      limit(&layer)
    case 3: layer.rotation.groups.swapAt(0, layer.rotation.groups.count - 1)
    case 4: layer.rank = dice.roll(1...3)
    case 5 where layer.rotation.groups.count > 1: layer.rotation.groups.remove(at: dice.roll(0...1))
    default: layer.rotation.groups = groups()
    }
  }
}
