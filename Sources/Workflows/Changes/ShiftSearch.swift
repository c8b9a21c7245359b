import ScheduleFiles
import Scheduling
import Timekeeping

/// Finds the shift that somebody means: by its id, or by team and duty.
struct ShiftSearch {
  let desk: ServiceDesk
  let world: World
  let now: Timestamp

  static let form =
    "a shift's id (watchbill shifts --format json), team/duty for the running or next one, or team/duty@2026-11-24"

  /// The shift that `words` name. `holder` chooses among several, and their leave is looked through: it is their shift
  /// that they cannot stand. Without a holder everybody's leave is, where nobody else stands what is meant.
  func shift(_ words: String, holder: MemberID? = nil) throws -> Shift {
    guard words.utf8.count <= 300 else {
      throw OperatorProblem(.refused, "that is too long for a shift", help: "write \(Self.form)")
    }
    return try named(words, holder: holder) ?? byDuty(words, holder: holder)
  }

  /// The shifts of `member` that share time with `span`, in one team or all that hold then, by start; nobody's leave
  /// taken away.
  func shifts(of member: MemberID, in span: Interval, team: TeamID? = nil) throws -> [Shift] {
    // One that ends until then may have published shifts all the same.
    let all = (world.teams(at: now).map(\.schedule.team) + world.teams(in: span)).uniqued
    let teams = team.map { [$0] } ?? all
    return try teams.flatMap { try timeline(of: $0, span, holder: member).shifts }
      .filter { $0.member == member }.map(\.shift)
      .sorted { $0.interval.start == $1.interval.start ? $0.id < $1.id : $0.interval.start < $1.interval.start }
  }

  /// The part as its shift lies now, also where an edit moved its start on the same day, and without what others took of
  /// it meanwhile; empty when nothing of it is its holder's any more (rule T12).
  func present(_ part: ShiftPart) throws -> [ShiftPart] {
    guard let span = Interval(part.interval.start - .hours(24 * 60), part.interval.end + .hours(24 * 60)) else {
      return []
    }
    let shifts = try timeline(of: part.team, span, holder: part.member).shifts.map(\.shift)
    let same = try shifts.filter { try $0.id == part.shift || isCut($0, from: part) }
    return same.isEmpty ? moved(part, among: shifts) : same.compactMap(part.following)
  }

  /// True for an offer of which nothing that is to come is its holder's any more: there is nothing to take, as long as
  /// nobody takes back what gave it away. Leave alone gives nothing away.
  func isGivenAway(_ request: ShiftRequest) throws -> Bool {
    let coming = request.given.filter { $0.interval.end > now }
    guard request.kind == .cover, !coming.isEmpty, world.teamToCome(request.team, at: now) != nil else { return false }
    return try coming.allSatisfy { try !isHeldThen($0) && present($0).isEmpty }
  }

  /// Whether `member` is on for the part's duty in some of its time.
  func isOn(_ member: MemberID, in part: ShiftPart) throws -> Bool {
    try desk.timeline(of: part.team, window: part.interval, world: world).has(member, on: part.duty)
  }

  /// Whether its holder is on in its time, which is quickly said; they may be on at another time by now. Who is on with
  /// their leave is on without it.
  private func isHeldThen(_ part: ShiftPart) throws -> Bool {
    try isOn(part.member, in: part)
      || timeline(of: part.team, part.interval, holder: part.member).has(part.member, on: part.duty)
  }

  /// True for what changes made of the part's shift: a piece that stands without them, too, was never meant.
  private func isCut(_ shift: Shift, from part: ShiftPart) throws -> Bool {
    guard shift.id.isPart(of: part.shift), shift.interval.overlaps(part.whole) else { return false }
    return try !unchanged(around: ShiftPart(shift)).contains { $0.id == shift.id }
  }

  private func moved(_ part: ShiftPart, among shifts: [Shift]) -> [ShiftPart] {
    // Of an hourly rotation several shifts of a day may be the one: the nearest of its holder's is meant.
    let moved = shifts.filter { $0.member == part.member && $0.id.isMoved(from: part.shift) }
    let nearest = moved.min { distance($0, part) < distance($1, part) }
    return [nearest.flatMap(part.following)].compactMap { $0 }
  }

  /// The shift that a part is of as it would be without any change or leave, also where one of them left only a part of
  /// it, and without temporary schedules where none of them made it; nil where a change did.
  func base(of part: ShiftPart) throws -> Interval? {
    let made = try unchanged(around: part, withTemporary: true).filter(\.isTemporary)
    let all = (try unchanged(around: part) + made).map(\.shift)
    return part.shift.nearest(among: all)?.interval
  }

  /// The duty's shifts in the time of the part's shift as they would be without changes and leave.
  private func unchanged(around part: ShiftPart, withTemporary: Bool = false) throws -> [TimelineShift] {
    var input = world.input(for: part.team)
    input.overrides.removeAll()
    if !withTemporary { input.temporary.removeAll() }
    input.leave.removeAll()
    return try OnCallTimeline(input, window: part.whole, zones: desk.zones).duty(part.duty)?.shifts ?? []
  }

  private func distance(_ shift: Shift, _ part: ShiftPart) -> Duration {
    let apart = shift.interval.start - part.whole.start
    return apart < .zero ? .zero - apart : apart
  }

  /// The team's timeline as if `holder` had no leave.
  func timeline(of team: TeamID, _ window: Interval, holder: MemberID?) throws -> OnCallTimeline {
    guard let holder, world.leave.contains(where: { $0.member == holder }) else {
      return try desk.timeline(of: team, window: window, world: world)
    }
    var input = world.input(for: team)
    input.leave.removeAll { $0.member == holder }
    return try OnCallTimeline(input, window: window, zones: desk.zones)
  }

  /// The team's shifts as if nobody had leave, in order of time.
  private func shiftsWithoutLeave(of team: TeamID, _ window: Interval) throws -> [Shift] {
    var input = world.input(for: team)
    input.leave.removeAll()
    return try OnCallTimeline(input, window: window, zones: desk.zones).shifts.map(\.shift)
  }

  private var horizon: Interval? { Interval(now - .hours(48), now + .hours(24 * 400)) }

  private func named(_ id: String, holder: MemberID?) throws -> Shift? {
    guard id.contains("."), let team = try? TeamID(text: String(id.prefix { $0 != "." })), let horizon,
      world.team(team, at: now) != nil
    else { return nil }
    let shifts = try timeline(of: team, horizon, holder: holder).shifts.map(\.shift)
    let same = shifts.first { $0.id.text == id }
    // Of a shift that somebody left in the middle the beginning stands, and it is over.
    if holder == nil, same.map({ $0.interval.end <= now }) ?? true,
      let away = try shiftsWithoutLeave(of: team, horizon).first(where: { $0.id.text == id })
    {
      return away
    }
    if let same { return same }
    // Lists show what is left of a shift once leave in it has begun; what can change hands is all that is to come of it.
    let listed = try desk.timeline(of: team, window: horizon, world: world).shifts.first { held in
      (holder == nil || held.member == holder) && held.listed(at: now).contains { $0.id.text == id }
    }
    if let listed { return listed.shift }
    // The UID of a calendar, or what somebody noted, may be from before an edit moved the shift.
    let moved = shifts.filter { $0.id.isMoved(from: ShiftID(text: id)) }
    return moved.count == 1 ? moved[0] : nil
  }

  /// `team/duty` or `team/duty@date-or-time`, on the wall of the team.
  private func byDuty(_ words: String, holder: MemberID?) throws -> Shift {
    let halves = words.split(separator: "@", maxSplits: 1).map(String.init)
    let path = (halves.first ?? "").split(separator: "/").map(String.init)
    guard path.count == 2, let horizon else {
      throw OperatorProblem(
        .missing, "there is no shift '\(words.echoed)' from two days ago on", help: "write \(Self.form)")
    }
    let schedule = try desk.team(path[0], in: world, at: now).schedule
    let duty = try desk.duty(path[1], of: schedule)
    let span = try halves.count == 2 ? span(halves[1], zone: desk.zones.zone(schedule.zone)) : nil
    let shifts = try timeline(of: schedule.team, horizon, holder: holder).duty(duty.id)?.shifts.map(\.shift) ?? []
    let mine = shifts.filter { holder == nil || $0.member == holder }
    // A day means the shift that begins on it, and only else the one that runs into it.
    let begins = try span.flatMap { try beginning(in: $0, mine, path: halves[0], zone: schedule.zone) }
    if holder == nil, begins.map({ $0.interval.end <= now }) ?? true,
      let away = try away(duty.id, of: schedule.team, span, standing: mine)
    {
      return away
    }
    let found = begins ?? mine.first { shift in span.map(shift.interval.overlaps) ?? (shift.interval.end > now) }
    if let found { return found }
    let whose = holder.map { "\($0) has no shift" } ?? "there is no shift"
    throw OperatorProblem(
      .no, "\(whose) of \(words)", help: "watchbill shifts --team \(schedule.team) --duty \(duty.id) shows them")
  }

  /// The shift that begins in what is meant; of several to come one must be named, unless they are parts of one.
  private func beginning(in span: Interval, _ shifts: [Shift], path: String, zone: ZoneID) throws -> Shift? {
    let found = shifts.filter { span.contains($0.interval.start) }
    let coming = found.filter { shift in
      shift.interval.end > now && !found.contains { shift.id.isPart(of: $0.id) }
    }
    let wall = try desk.zones.zone(zone)
    let times = coming.map { "\(path)@\(wall.civil(at: $0.interval.start))".replacing(" ", with: "T") }.uniqued
    guard times.count > 1 else { return coming.first ?? found.first }
    throw OperatorProblem(
      .refused, "\(path) has \(times.count) shifts that begin then", help: "name one: \(times.joined(separator: ", "))")
  }

  /// The shift of somebody who is away in the time that is meant, now where nothing is said, and whom nobody stands in for.
  private func away(_ duty: DutyID, of team: TeamID, _ span: Interval?, standing: [Shift]) throws -> Shift? {
    guard let meant = span ?? Interval(now, now + .milliseconds(1)) else { return nil }
    let missing = try shiftsWithoutLeave(of: team, meant).filter { $0.duty == duty && $0.interval.end > now }
    if let begins = missing.first(where: { meant.contains($0.interval.start) }) { return begins }
    return standing.contains { $0.interval.end > now && $0.interval.overlaps(meant) } ? nil : missing.first
  }

  private func span(_ text: String, zone: Zone) throws -> Interval? {
    if let date = try? CivilDate(text: text) { return DateRange(date).interval(in: zone) }
    let instant = (try? Timestamp(text: text)) ?? (try? CivilDateTime(text: text)).map { zone.first($0) }
    guard let instant else {
      throw OperatorProblem(
        .refused, "'\(text.echoed)' is no date or time", help: "write 2026-11-24 or \"2026-11-24 09:00\" after the @")
    }
    return Interval(instant, instant + .milliseconds(1))
  }
}

extension OnCallTimeline {
  fileprivate func has(_ member: MemberID, on duty: DutyID) -> Bool {
    self.duty(duty)?.shifts.contains { $0.member == member } ?? false
  }
}
