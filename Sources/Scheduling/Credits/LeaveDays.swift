import Timekeeping

/// How long an amount of leave lasts for a member: only days they work count, and a part of a day is that part of its
/// working time.
package enum LeaveDays {
  /// The longest that can be taken at once, in hundredths of a day.
  package static let most = 10_000

  /// From the start of the first working day at or after `date` on the member's wall; nil for an amount that is not
  /// above zero or beyond `most`, or a member without working days.
  package static func interval(of hundredths: Int, from date: CivilDate, member: Member, zone: Zone) -> Interval? {
    guard (1...most).contains(hundredths) else { return nil }
    let days = (0..<(most / 10)).lazy.map { date + $0 }.filter { works(member, on: $0) }
    let wanted = Array(days.prefix((hundredths + 99) / 100))
    guard let first = wanted.first, let last = wanted.last, wanted.count == (hundredths + 99) / 100 else { return nil }
    let part = hundredths % 100
    let end = part == 0 ? zone.startOfDay(last + 1) : instant(part, of: last, member: member, zone: zone)
    return end.flatMap { Interval(zone.startOfDay(first), $0) }
  }

  /// Without hours of their own, members work from Monday to Friday.
  private static func works(_ member: Member, on date: CivilDate) -> Bool {
    member.hours.map { !$0.windows(on: date).isEmpty } ?? (date.weekday < .sat)
  }

  /// When `part` hundredths of a day's working time have passed.
  private static func instant(_ part: Int, of date: CivilDate, member: Member, zone: Zone) -> Timestamp? {
    guard let day = DateRange(date).interval(in: zone) else { return nil }
    let work = (member.hours?.intervals(in: day, zone: zone) ?? []).union
    var left = (work.isEmpty ? [day] : work).length * Int64(part) / 100
    for stretch in work.isEmpty ? [day] : work {
      if left <= stretch.length { return stretch.start + .milliseconds(left) }
      left -= stretch.length
    }
    return day.end
  }
}
