import Timekeeping

/// Shifts whose open work has to be spoken of (rule K10): those that end soon, and those that have just begun.
extension TeamWatch {
  package struct Ending: Sendable, Hashable {
    package var duty: Duty
    package var shift: TimelineShift
  }

  private var rules: HandoffRules { schedule.handoff ?? HandoffRules() }

  /// Shifts that end within the team's notice, or ended while nobody looked.
  package var endings: [Ending] {
    guard let lead = rules.lead else { return [] }
    return duties.flatMap { duty in
      heldToTheEnd(of: duty).compactMap { held in
        let end = held.interval.end
        guard end - lead <= now, end >= since, end > now || end > seen else { return nil }
        return Ending(duty: duty, shift: held)
      }
    }
  }

  /// Shifts that have begun since the last look and are not over, of members who were not on just before.
  package var starts: [Handoff] {
    guard rules.sendsStartLists else { return [] }
    return duties.flatMap { duty in
      shifts(of: duty).compactMap { held in
        let start = held.interval.start
        guard start <= now, start >= since, start > seen, held.interval.end > now else { return nil }
        let from = holders(of: duty, justBefore: start)
        return from.contains(held.member) ? nil : Handoff(duty: duty, shift: held, from: from)
      }
    }
  }

  /// When the digest of a shift is due; nil for a team that sends none, and for duties that only shadow.
  func workInstant(_ held: TimelineShift, of duty: Duty) -> Timestamp? {
    duty.isShadow ? nil : rules.lead.map { held.interval.end - $0 }
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

  /// Those whose members are there to the end.
  private func heldToTheEnd(of duty: Duty) -> [TimelineShift] {
    timeline.duty(duty.id)?.shifts.filter { !$0.isAway(at: $0.interval.end - .milliseconds(1)) } ?? []
  }
}
