import Timekeeping

/// When a notice may reach its recipient: at once, or with the digest of their next working day.
package struct NoticeTiming: Sendable {
  package var zone: Zone
  /// Working hours on the wall of `zone`; nil means at any time, with working days from Monday to Friday.
  package var hours: WeeklyHours?
  package var digestAt: CivilTime
  /// Leave: no digest leaves while it lasts.
  package var away: [Interval]
  /// When no notice reaches them; nil where there is no such time, and while they are on shift.
  package var quiet: WeeklyHours?

  package init(
    zone: Zone, hours: WeeklyHours?, digestAt: CivilTime = NoticeSettings.usualDigest, away: [Interval] = [],
    quiet: WeeklyHours? = nil
  ) {
    self.zone = zone
    self.hours = hours
    self.digestAt = digestAt
    self.away = away
    self.quiet = quiet
  }

  /// `now`, or the next digest after it, and never in the quiet hours.
  package func due(_ haste: Notice.Haste, at now: Timestamp) -> Timestamp {
    switch haste {
    case .atOnce: endOfQuiet(at: now) ?? now
    case .soon: works(at: now) ? endOfQuiet(at: now) ?? now : loud(digest(after: now))
    case .digest: loud(digest(after: now))
    }
  }

  /// When what waited until `now` may leave: `now`, or later where they are away or it is quiet by then.
  ///
  /// Nothing is put off for ever: leave that lasts over the next digest, and quiet hours that have lasted for
  /// `longestQuiet`, hold it no longer.
  package func dueAgain(_ haste: Notice.Haste, at now: Timestamp) -> Timestamp {
    if haste != .atOnce, isAway(at: now) {
      let next = digest(after: now)
      if !isAway(at: next) { return loud(next) }
    }
    let began = quiet?.run(atOrAfter: now, in: zone)?.start ?? now
    return began + Self.longestQuiet > now ? loud(now) : now
  }

  /// When the quiet hours that `instant` lies in are over; nil outside them. Nothing waits longer than a day for it.
  package func endOfQuiet(at instant: Timestamp) -> Timestamp? {
    guard let quiet, quiet.contains(instant, in: zone) else { return nil }
    let end = quiet.run(atOrAfter: instant, in: zone)?.end ?? instant
    return min(end, instant + Self.longestQuiet)
  }

  /// The longest time that quiet hours hold a notice back.
  package static let longestQuiet = Duration.hours(24)

  private func loud(_ instant: Timestamp) -> Timestamp { endOfQuiet(at: instant) ?? instant }

  /// The digest hour of the next working day, strictly after `now`: never before the day's work begins, and not on
  /// leave. Whoever does not work within `searchDays` gets it at the first digest hour at all.
  package func digest(after now: Timestamp) -> Timestamp {
    let today = zone.civil(at: now).date
    let days = (0...Self.searchDays).map { today + $0 }
    let working = days.lazy.compactMap { instant(on: $0) }.first { time in
      time > now && !isAway(at: time)
    }
    return working ?? zone.first(CivilDateTime(today + 1, digestAt))
  }

  private static let searchDays = 60

  private func isAway(at instant: Timestamp) -> Bool { away.contains { $0.contains(instant) } }

  private func works(at now: Timestamp) -> Bool {
    !isAway(at: now) && (hours?.contains(now, in: zone) ?? true)
  }

  /// The digest of `date`; nil where it is no working day.
  private func instant(on date: CivilDate) -> Timestamp? {
    guard let hours else {
      return date.weekday < .sat ? zone.first(CivilDateTime(date, digestAt)) : nil
    }
    guard let first = hours.windows(on: date).first else { return nil }
    return zone.first(CivilDateTime(date, minutes: max(digestAt.minutes, first.start)))
  }
}
