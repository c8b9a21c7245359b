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

  /// How much leave `interval` is for a member, in hundredths of a day, half away from zero (rule T10): what
  /// `interval(of:from:member:zone:)` gives comes to the amount it was asked for, but for rounding.
  ///
  /// In proportion to the days, of which at most `most` are looked at.
  package static func hundredths(of interval: Interval, member: Member, zone: Zone) -> Int {
    let first = zone.civil(at: interval.start).date
    let last = min(zone.civil(at: interval.end).date, first + most)
    let parts = (0...max(0, last - first)).map { first + $0 }.filter { works(member, on: $0) }.map { date -> Int64 in
      let work = work(on: date, member: member, zone: zone)
      let inside = work.compactMap { $0.intersection(interval) }
      return work.length == 0 ? 0 : inside.length * 10_000 / work.length
    }
    return Int((parts.reduce(0, +) + 50) / 100)
  }

  /// Without hours of their own, members work from Monday to Friday.
  private static func works(_ member: Member, on date: CivilDate) -> Bool {
    member.hours.map { !$0.windows(on: date).isEmpty } ?? (date.weekday < .sat)
  }

  /// When `part` hundredths of a day's working time have passed.
  private static func instant(_ part: Int, of date: CivilDate, member: Member, zone: Zone) -> Timestamp? {
    let work = work(on: date, member: member, zone: zone)
    var left = work.length * Int64(part) / 100
    for stretch in work {
      if left <= stretch.length { return stretch.start + .milliseconds(left) }
      left -= stretch.length
    }
    return work.last?.end
  }

  /// The working time of a day, or all of it where the member has no hours; sorted and apart.
  private static func work(on date: CivilDate, member: Member, zone: Zone) -> [Interval] {
    guard let day = DateRange(date).interval(in: zone) else { return [] }
    let work = (member.hours?.intervals(in: day, zone: zone) ?? []).union
    return work.isEmpty ? [day] : work
  }
}
