import Scheduling
import Timekeeping

/// The limits on days, months and nights, and the members of periods, in the plainest way.
extension AssignmentCheck {
  var period: Violation? {
    let period = input.schedule.periods.first { $0.dates.contains(slot.slot.date) }
    guard let period, let members = period.members, !members.contains(member.id) else { return nil }
    return broken("during-periods", "\(member.name) is not among those who stand during \(period.name)")
  }

  var perDay: Violation? {
    guard let most = rules.atMostPerDay else { return nil }
    let fullest = dates.compactMap { DateRange($0).interval(in: teamZone) }.map(stood).max() ?? .zero
    guard fullest > most.duration else { return nil }
    return broken("most-per-day", "\(member.name) would stand \(Wording.hours(fullest)) on one day, more than \(most)")
  }

  var perMonth: Violation? {
    guard let most = rules.atMostPerMonth else { return nil }
    for date in dates {
      let first = date - (date.parts.day - 1)
      guard let month = Interval(teamZone.startOfDay(first), teamZone.startOfDay(first.adding(months: 1))) else {
        continue
      }
      let total = stood(in: month)
      guard total > most.duration else { continue }
      return broken(
        "most-per-month",
        "\(member.name) would stand \(Wording.hours(total)) in \(Wording.month(date)), more than \(most)")
    }
    return nil
  }

  var nights: Violation? {
    guard let limit = rules.nightsInARow else { return nil }
    let stood = Set(
      fixed.flatMap { Nights.stood($0.interval, in: teamZone) }
        + own.flatMap { assignment in Nights.stood(assignment.slot.interval, in: zone(of: assignment)) })
    let longest = Nights.stood(time, in: patternZone).map { Nights.row(around: $0, where: stood.contains) }.max() ?? 0
    guard longest > limit else { return nil }
    return broken("nights-in-a-row", "\(member.name) would stand \(longest) nights in a row, more than \(limit)")
  }

  /// The days of the team's zone that the slot touches.
  private var dates: [CivilDate] {
    Array(teamZone.civil(at: time.start).date...teamZone.civil(at: time.end - .milliseconds(1)).date)
  }

  /// The zone of another slot's pattern; slots of one draft nearly always share it.
  private func zone(of assignment: DraftAssignment) -> Zone {
    let id = input.schedule.duty(assignment.slot.duty)?.slots?.zone
    return id.flatMap { try? input.zones.zone($0) } ?? patternZone
  }
}
