import Timekeeping

/// Shifts whose open work has to be spoken of (rule K10): those that end soon, and those that have just begun.
extension TeamWatch {
  /// A shift, or a part of one between leave, in which its member is there (rule T9).
  package struct Stretch: Sendable, Hashable {
    package var duty: Duty
    package var member: MemberID
    package var interval: Interval
  }

  private var rules: HandoffRules { schedule.handoff ?? HandoffRules() }

  /// Shifts that end within the team's notice, or ended while nobody looked.
  package var endings: [Stretch] {
    guard let lead = rules.lead else { return [] }
    return duties.flatMap(stretches(of:)).filter { stretch in
      let end = stretch.interval.end
      return end - lead <= now && end >= since && (end > now || end > seen || isCutBehindLook(stretch))
    }
  }

  /// Longer than a change waits between the instant from which it holds and its place in the store.
  private static let storing = Duration.minutes(5)

  /// True where the last look found its member on, and the shift has ended at that look or shortly before it since: leave
  /// or a change that holds from then on was stored after it.
  private func isCutBehindLook(_ stretch: Stretch) -> Bool {
    guard let memory, memory.holders(of: stretch.duty.id)?.contains(stretch.member) ?? false else { return false }
    let end = stretch.interval.end
    guard end <= memory.seen, end > memory.seen - Self.storing else { return false }
    return timeline.duty(stretch.duty.id)?.on(at: memory.seen).contains { $0.member == stretch.member } == false
  }

  /// Shifts that have begun since the last look and are not over, of members who were not on just before.
  package var starts: [Stretch] {
    guard rules.sendsStartLists else { return [] }
    return duties.flatMap(stretches(of:)).filter { stretch in
      let start = stretch.interval.start
      guard start <= now, start >= since, start > seen, stretch.interval.end > now else { return false }
      return !holders(of: stretch.duty, justBefore: start).contains(stretch.member)
    }
  }

  /// When the digests of a shift are due; none for a team that sends none, and for duties that only shadow.
  func workInstants(_ held: TimelineShift, of duty: Duty) -> [Timestamp] {
    guard !duty.isShadow, let lead = rules.lead else { return [] }
    return held.present.map { $0.end - lead }
  }

  // MARK: Check-ins

  /// Stretches of running shifts in which a check-in is expected, half over since the last look: the last of each shift.
  package var checkIns: [(shift: TimelineShift, stretch: Interval)] {
    schedule.duties.flatMap { duty -> [(shift: TimelineShift, stretch: Interval)] in
      guard let every = duty.slots?.checkIn else { return [] }
      return shifts(of: duty).filter { $0.interval.contains(now) && $0.interval.start >= since }.compactMap { held in
        let due = CheckInWindows.expected(in: held.interval, every: every).last { Self.reminder(of: $0, every) <= now }
        guard let due, due.end > now, Self.reminder(of: due, every) > seen else { return nil }
        return (held, due)
      }
    }
  }

  /// When somebody is reminded in the stretches of a shift that are to come.
  func checkInInstants(_ held: TimelineShift, of duty: Duty) -> [Timestamp] {
    guard let every = duty.slots?.checkIn, held.interval.end > now else { return [] }
    return CheckInWindows.expected(in: held.interval, every: every).map { Self.reminder(of: $0, every) }
  }

  private static func reminder(of stretch: Interval, _ every: PlainDuration) -> Timestamp {
    stretch.start + .milliseconds(every.duration.wholeMilliseconds / 2)
  }

  private var duties: [Duty] { schedule.duties.filter { !$0.isShadow } }

  private func stretches(of duty: Duty) -> [Stretch] {
    (timeline.duty(duty.id)?.shifts ?? []).flatMap { held in
      held.present.map { Stretch(duty: duty, member: held.member, interval: $0) }
    }
  }
}
