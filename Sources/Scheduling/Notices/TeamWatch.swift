import Timekeeping

/// Looks at one team at one instant: what has to be said now, and when to look again.
///
/// It keeps no clock and forgets nothing: the same look at the same instant finds the same. Whether a reminder or
/// digest was told before is not asked here; each has a cause that is unique, so a second telling is none.
package struct TeamWatch: Sendable {
  package let timeline: OnCallTimeline
  package let now: Timestamp
  /// Nil at the first look ever.
  package let memory: WatchMemory?

  /// How long before it begins a gap is told, and a week that is not published yet.
  package static let gapHorizon = Duration.hours(24 * 7)
  package static let publishHorizon = Duration.hours(48)
  /// The longest time that may be asked for before a shift.
  package static let longestLead = Duration.hours(24 * 14)
  /// How far ahead of the end of what a timeline shows the next look is taken at the latest.
  private static let outlook = Duration.hours(24 * 7)

  /// `timeline` covers `now`, two days before it and four weeks after it.
  package init(_ timeline: OnCallTimeline, now: Timestamp, memory: WatchMemory?) {
    self.timeline = timeline
    self.now = now
    self.memory = memory
  }

  /// The one in force now.
  package var schedule: Schedule { timeline.schedule(at: now) }
  var since: Timestamp { memory?.since ?? now }
  /// A clock that was put back must not silence anybody.
  var seen: Timestamp { min(memory?.seen ?? now, now) }

  // MARK: Who is on

  package struct SetChange: Sendable, Hashable {
    package var duty: Duty
    package var before: [MemberID]
    package var after: [MemberID]
  }

  /// The set of those on, by duty of the schedule.
  package var onCall: [DutyHolders] {
    schedule.duties.map { duty in
      let held = timeline.duty(duty.id)?.holders(at: now).map(\.member) ?? []
      return DutyHolders(duty: duty.id, members: Set(held).sorted())
    }
  }

  /// Duties whose set is not what it was at the last look; after a long time away it is one change, not all that were
  /// missed (rule K5). A duty that is looked at for the first time has not changed.
  package var setChanges: [SetChange] {
    zip(schedule.duties, onCall).compactMap { duty, holders in
      guard let before = memory?.holders(of: duty.id), before != holders.members else { return nil }
      return SetChange(duty: duty, before: before, after: holders.members)
    }
  }

  // MARK: Handoffs and reminders

  package struct Handoff: Sendable, Hashable {
    package var duty: Duty
    package var shift: TimelineShift
    /// Who had the duty until then.
    package var from: [MemberID]
  }

  /// Shifts whose members are due their handoff digest, or were while nobody looked, and that are not over.
  package var handoffs: [Handoff] {
    schedule.duties.flatMap { duty -> [Handoff] in
      guard let lead = (duty.handoffDigest ?? .usual).lead else { return [] }
      return shifts(of: duty).compactMap { held in
        let start = held.interval.start
        guard start - lead <= now, start >= since, held.interval.end > now else { return nil }
        let from = holders(of: duty, justBefore: start)
        return from.contains(held.member) ? nil : Handoff(duty: duty, shift: held, from: from)
      }
    }
  }

  package struct Reminder: Sendable, Hashable {
    package var duty: Duty
    package var shift: TimelineShift
    package var lead: PlainDuration
  }

  /// Shifts to come whose members are due a reminder: of several that are due, the last.
  package var reminders: [Reminder] {
    schedule.duties.flatMap { duty in
      shifts(of: duty).compactMap { held in
        let start = held.interval.start
        guard start > now else { return nil }
        let due = leads(held, duty).filter { start - $0.duration <= now && start - $0.duration >= since }
        return due.min().map { Reminder(duty: duty, shift: held, lead: $0) }
      }
    }
  }

  /// Those asked for by the member, else by the duty, else a day before a turn of a week or longer. Nobody is reminded
  /// of a duty that they have at the time of the reminder, or have again after a break that is shorter.
  private func leads(_ held: TimelineShift, _ duty: Duty) -> [PlainDuration] {
    let asked = schedule.member(held.member)?.reminders ?? duty.reminders ?? duty.usualReminders
    guard !asked.isEmpty else { return [] }
    let before = shifts(of: duty).filter { $0.member == held.member && $0.interval.start < held.interval.start }
    let last = before.map(\.interval.end).max()
    return asked.filter { lead in last.map { $0 <= held.interval.start - lead.duration } ?? true }
  }

  // MARK: By the clock

  /// Places in the schedule's list of those announcements whose time has come since the last look, with the last such
  /// time: after a long time away each speaks once.
  package var announcements: [(index: Int, at: Timestamp)] {
    (schedule.announcements ?? []).enumerated().compactMap { index, rule in
      lastTime(of: rule.at).map { (index, $0) }
    }
  }

  /// The instant the weekly summary was due, if it is due now.
  package var summary: Timestamp? { lastTime(of: (schedule.summary ?? .usual).time) }

  private func lastTime(of rule: WeeklyTime?) -> Timestamp? {
    guard let rule, memory != nil, var found = rule.next(after: seen, in: timeline.zone), found <= now else {
      return nil
    }
    // A week back at the most: older ones are not looked for one by one.
    found = rule.next(after: max(seen, now - .hours(24 * 8)), in: timeline.zone) ?? found
    while let next = rule.next(after: found, in: timeline.zone), next <= now { found = next }
    return found <= now ? found : nil
  }

  // MARK: Gaps

  /// Gaps near enough to be told: seven days before, and two where only the week is not published yet (rule T9).
  package var gaps: [Gap] {
    timeline.duties.flatMap(\.gaps).filter { $0.interval.end > now && $0.interval.start - Self.horizon($0) <= now }
  }

  /// What is the same for two tellings of one gap: where it begins, or the week that is not published.
  package func cause(of gap: Gap) -> String {
    let team = timeline.team
    if gap.reason == .notPublished {
      let week = ISOWeek(containing: timeline.zone.civil(at: gap.interval.start).date)
      return "unpublished/\(team)/\(gap.duty)/\(week)"
    }
    let start = gap.interval.start == timeline.window.start ? "open" : "\(gap.interval.start)"
    return "gap/\(team)/\(gap.duty)/\(start)"
  }

  private static func horizon(_ gap: Gap) -> Duration {
    gap.reason == .notPublished ? publishHorizon : gapHorizon
  }

  // MARK: Leave

  /// True where unsolved leave in a shift began since the last look: lists and calendars show what is left of the shift.
  package var hasAbsenceBegun: Bool {
    timeline.shifts.contains { held in
      let begins = held.conflicts.map { max($0.interval.start, held.interval.start) }
      return begins.contains { seen < $0 && $0 <= now }
    }
  }

  // MARK: Next look

  /// The first instant after now at which a look may find something new.
  package var next: Timestamp {
    let clock = (schedule.announcements ?? []).compactMap { $0.nextNotice(after: now, in: timeline.zone) }
    let summary = (schedule.summary ?? .usual).time?.next(after: now, in: timeline.zone)
    let gaps = timeline.duties.flatMap(\.gaps).map { $0.interval.start - Self.horizon($0) }
    let all = shiftInstants + clock + [summary].compactMap { $0 } + gaps + [timeline.window.end - Self.outlook]
    return all.filter { $0 > now }.min() ?? now + Self.outlook
  }

  private var shiftInstants: [Timestamp] {
    schedule.duties.flatMap { duty -> [Timestamp] in
      let lead = (duty.handoffDigest ?? .usual).lead ?? .zero
      return (timeline.duty(duty.id)?.shifts ?? []).flatMap { held -> [Timestamp] in
        let (start, end) = (held.interval.start, held.interval.end)
        let away = held.conflicts.flatMap { [$0.interval.start, $0.interval.end] }
        let looks = workInstants(held, of: duty) + checkInInstants(held, of: duty)
        return [start, end, start - lead] + looks + leads(held, duty).map { start - $0.duration } + away
      }
    }
  }

  // MARK: Shifts

  /// Those whose members are there when they begin.
  func shifts(of duty: Duty) -> [TimelineShift] {
    timeline.duty(duty.id)?.shifts.filter { !$0.isAway(at: $0.interval.start) } ?? []
  }

  func holders(of duty: Duty, justBefore instant: Timestamp) -> [MemberID] {
    let held = timeline.duty(duty.id)?.holders(at: instant - .milliseconds(1)) ?? []
    return held.map(\.member)
  }
}

extension Duty {
  /// A day before turns of a week or longer; people who are on every few days look at their calendars.
  var usualReminders: [PlainDuration] {
    let isLong = layers.contains { $0.rotation.groups.count > 1 && $0.rotation.every.isWeekOrLonger }
    return isLong ? [PlainDuration(.hours(24))] : []
  }
}

extension Cadence {
  fileprivate var isWeekOrLonger: Bool {
    switch unit {
    case .hour: count >= 24 * 7
    case .day: count >= 7
    case .week, .month: true
    }
  }
}
