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
    let keys = Set((before + after).map { Key(member: $0.member, duty: $0.duty) })
    changes = keys.sorted().compactMap { key in
      let old = Self.times(key, before, in: span)
      let new = Self.times(key, after, in: span)
      let gained = new.flatMap { $0.subtracting(old) }
      let lost = old.flatMap { $0.subtracting(new) }
      guard !gained.isEmpty || !lost.isEmpty else { return nil }
      return Change(member: key.member, duty: key.duty, gained: gained, lost: lost)
    }
  }

  private struct Key: Hashable, Comparable {
    let member: MemberID
    let duty: DutyID
    static func < (a: Key, b: Key) -> Bool { (a.member, a.duty) < (b.member, b.duty) }
  }

  private static func times(_ key: Key, _ held: [HeldTime], in span: Interval) -> [Interval] {
    held.filter { $0.member == key.member && $0.duty == key.duty }.flatMap(\.times)
      .compactMap { $0.intersection(span) }.union
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
