import Timekeeping

/// Whose future time on duty is not as it was (rule T16): by the union of intervals, so that a shift that was only cut
/// into parts or published as it stood moves nobody.
package struct MovedShifts: Sendable {
  package struct Change: Sendable, Hashable {
    package var member: MemberID
    package var duty: DutyID
    package var gained: [Interval]
    package var lost: [Interval]

    /// The first instant that is different; nil when nothing is.
    package var start: Timestamp? { (gained + lost).map(\.start).min() }
  }

  /// By member, then duty.
  package let changes: [Change]

  /// Compares inside `span` only.
  package init(before: [HeldTime], after: [HeldTime], in span: Interval) {
    let (had, have) = (Self.times(before, in: span), Self.times(after, in: span))
    changes = Set(had.keys).union(have.keys).sorted().compactMap { key in
      let (old, new) = (had[key] ?? [], have[key] ?? [])
      // Most people have what they had.
      guard old != new else { return nil }
      return Change(
        member: key.member, duty: key.duty, gained: Self.rest(of: new, without: old),
        lost: Self.rest(of: old, without: new))
    }
  }

  private struct Key: Hashable, Comparable {
    let member: MemberID
    let duty: DutyID
    static func < (a: Key, b: Key) -> Bool { (a.member, a.duty) < (b.member, b.duty) }
  }

  private static func times(_ held: [HeldTime], in span: Interval) -> [Key: [Interval]] {
    var times: [Key: [Interval]] = [:]
    for time in held {
      times[Key(member: time.member, duty: time.duty), default: []] += time.times.compactMap { $0.intersection(span) }
    }
    return times.mapValues { $0.union }
  }

  /// What of `times` none of `others` covers; both are disjoint and in order, and a year of them is gone through once.
  private static func rest(of times: [Interval], without others: [Interval]) -> [Interval] {
    var place = 0
    return times.flatMap { time -> [Interval] in
      while place < others.count, others[place].end <= time.start { place += 1 }
      return time.subtracting(Array(others[place...].prefix { $0.start < time.end }))
    }
  }
}

extension OnCallTimeline {
  /// Who has which time from `now` to `end`, by duty and member.
  package func heldTimes(from now: Timestamp, until end: Timestamp) -> [HeldTime] {
    guard let span = Interval(now, end) else { return [] }
    return duties.flatMap { duty -> [HeldTime] in
      let members = Set(duty.shifts.map(\.member)).sorted()
      return members.compactMap { member in
        let times = duty.shifts.filter { $0.member == member }.compactMap { $0.interval.intersection(span) }.union
        return times.isEmpty ? nil : HeldTime(member: member, duty: duty.duty.id, times: times)
      }
    }
  }
}
