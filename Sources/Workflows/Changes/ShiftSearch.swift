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
  /// that they cannot stand.
  func shift(_ words: String, holder: MemberID? = nil) throws -> Shift {
    guard words.utf8.count <= 300 else {
      throw OperatorProblem(.refused, "that is too long for a shift", help: "write \(Self.form)")
    }
    return try named(words, holder: holder) ?? byDuty(words, holder: holder)
  }

  /// The shifts of `member` that share time with `span`, in one team or all, by start; nobody's leave taken away.
  func shifts(of member: MemberID, in span: Interval, team: TeamID? = nil) throws -> [Shift] {
    let teams = team.map { [$0] } ?? world.teams(at: now).map(\.schedule.team)
    return try teams.flatMap { try timeline(of: $0, span, holder: member).shifts }
      .filter { $0.member == member }.map(\.shift)
      .sorted { $0.interval.start == $1.interval.start ? $0.id < $1.id : $0.interval.start < $1.interval.start }
  }

  /// What the part's shift is now, also where an edit moved its start on the same day; nil when it is gone (rule T12).
  func present(_ part: ShiftPart) throws -> Shift? {
    guard let span = Interval(part.interval.start - .hours(24 * 60), part.interval.end + .hours(24 * 60)) else {
      return nil
    }
    let shifts = try timeline(of: part.team, span, holder: part.member).shifts.map(\.shift)
    if let same = shifts.first(where: { $0.id == part.shift }) { return same }
    // Of an hourly rotation several shifts of a day may be the one: the nearest of its holder's is meant.
    let moved = shifts.filter { $0.member == part.member && $0.id.isMoved(from: part.shift) }
    return moved.min { distance($0, part) < distance($1, part) }
  }

  /// The shift that a part is of as it would be without any override, swap or take-over; nil where they made it.
  func base(of part: ShiftPart) throws -> Interval? {
    var input = world.input(for: part.team)
    input.overrides.removeAll()
    let timeline = try OnCallTimeline(input, window: part.whole, zones: desk.zones)
    return timeline.duty(part.duty)?.shifts.first { $0.shift.id == part.shift }?.interval
  }

  private func distance(_ shift: Shift, _ part: ShiftPart) -> Duration {
    let apart = shift.interval.start - part.whole.start
    return apart < .zero ? .zero - apart : apart
  }

  /// The team's timeline as if `holder` had no leave.
  func timeline(of team: TeamID, _ window: Interval, holder: MemberID?) throws -> OnCallTimeline {
    var input = world.input(for: team)
    if let holder { input.leave.removeAll { $0.member == holder } }
    return try OnCallTimeline(input, window: window, zones: desk.zones)
  }

  private var horizon: Interval? { Interval(now - .hours(48), now + .hours(24 * 400)) }

  private func named(_ id: String, holder: MemberID?) throws -> Shift? {
    guard id.contains("."), let team = try? TeamID(text: String(id.prefix { $0 != "." })), let horizon,
      world.team(team, at: now) != nil
    else { return nil }
    let shifts = try timeline(of: team, horizon, holder: holder).shifts.map(\.shift)
    if let same = shifts.first(where: { $0.id.text == id }) { return same }
    // The UID of a calendar, or what somebody noted, may be from before an edit moved the shift.
    let moved = shifts.filter { $0.id.isMoved(from: ShiftID(text: id)) }
    return moved.count == 1 ? moved[0] : nil
  }

  /// `team/duty` or `team/duty@date-or-time`, on the wall of the team.
  private func byDuty(_ words: String, holder: MemberID?) throws -> Shift {
    let halves = words.split(separator: "@", maxSplits: 1).map(String.init)
    let path = (halves.first ?? "").split(separator: "/").map(String.init)
    guard path.count == 2, let horizon else {
      throw OperatorProblem(.missing, "there is no shift '\(words)' from two days ago on", help: "write \(Self.form)")
    }
    let schedule = try desk.team(path[0], in: world, at: now).schedule
    let duty = try desk.duty(path[1], of: schedule)
    let span = try halves.count == 2 ? span(halves[1], zone: desk.zones.zone(schedule.zone)) : nil
    let shifts = try timeline(of: schedule.team, horizon, holder: holder).duty(duty.id)?.shifts.map(\.shift) ?? []
    let mine = shifts.filter { holder == nil || $0.member == holder }
    // A day means the shift that begins on it, and only else the one that runs into it.
    let begins = span.flatMap { span in mine.first { span.contains($0.interval.start) } }
    let found = begins ?? mine.first { shift in span.map(shift.interval.overlaps) ?? (shift.interval.end > now) }
    if let found { return found }
    let whose = holder.map { "\($0) has no shift" } ?? "there is no shift"
    throw OperatorProblem(
      .no, "\(whose) of \(words)", help: "watchbill shifts --team \(schedule.team) --duty \(duty.id) shows them")
  }

  private func span(_ text: String, zone: Zone) throws -> Interval? {
    if let date = try? CivilDate(text: text) { return DateRange(date).interval(in: zone) }
    let instant = (try? Timestamp(text: text)) ?? (try? CivilDateTime(text: text)).map { zone.first($0) }
    guard let instant else {
      throw OperatorProblem(
        .refused, "'\(text)' is no date or time", help: "write 2026-11-24 or \"2026-11-24 09:00\" after the @")
    }
    return Interval(instant, instant + .milliseconds(1))
  }
}
