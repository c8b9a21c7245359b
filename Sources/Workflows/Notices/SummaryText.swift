import Scheduling
import Timekeeping

/// The lead's week: who is on now, what changes next, the grid with its gaps, and what stands against it.
struct SummaryText {
  let title: String
  let text: String

  init(_ watch: TeamWatch, week: ISOWeek, desk: ServiceDesk, world: World) throws {
    let timeline = watch.timeline
    let zone = timeline.zone
    title = "\(timeline.schedule.name), \(week): who is on and what is open"
    let now = watch.schedule.duties.map { Self.line($0, watch) }
    guard let span = week.interval(in: zone) else {
      throw ZoneProblem.outOfRange(watch.now)
    }
    let whole = try desk.timeline(of: timeline.team, window: span, world: world)
    let grid = WeekGrid(whole, week: week, gapsSince: watch.now).text
    text = (["Now:"] + now + ["", grid] + Self.conflicts(whole, since: watch.now)).joined(separator: "\n")
  }

  /// `  Primary: Ana Ferrow until Mon 2026-11-30 09:00, then Cleo Hartwen`.
  private static func line(_ duty: Duty, _ watch: TeamWatch) -> String {
    let timeline = watch.timeline
    let answer = timeline.who(duty.id, at: watch.now)
    let names = listed(answer.holders.map { timeline.name($0.member) })
    let until = answer.until.map { " until \(WallText.short($0, in: timeline.zone))" } ?? ""
    let stays =
      DutyAnswer(answer, timeline: timeline).stays.map { stays in
        ", \(stays.words)" + (stays.until.map { " until \(WallText.short($0, in: timeline.zone))" } ?? "")
      } ?? ""
    let next =
      answer.next.map { next in
        ", then \(listed(next.members.map { timeline.name($0) })) \(WallText.short(next.at, in: timeline.zone))"
      } ?? ""
    let standing = answer.holders.first.map { $0.duty == duty.id ? "" : " (\($0.duty))" } ?? ""
    return "  \(duty.title): \(names)\(standing)\(until)\(stays)\(next)"
  }

  private static func conflicts(_ timeline: OnCallTimeline, since now: Timestamp) -> [String] {
    let open = timeline.shifts.filter { $0.conflict != nil && $0.interval.end > now }.map { held in
      "  \(held.shift.duty) \(WallText.short(held.interval.start, in: timeline.zone)): "
        + "\(timeline.name(held.member)) is \(away(held.conflicts))"
    }
    return open.isEmpty ? ["No conflicts."] : ["Conflicts:"] + open
  }

  private static func away(_ leave: [Leave]) -> String {
    let booked = leave.filter { !$0.isOutsideTeam }.map(\.id)
    return booked.isEmpty ? "not in the team" : "on leave (\(booked.joined(separator: ", ")))"
  }
}
