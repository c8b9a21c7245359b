import Timekeeping

/// When a notice may reach its recipient: at once, or with the digest of their next working day.
package struct NoticeTiming: Sendable {
  package var zone: Zone
  /// Working hours on the wall of `zone`; nil means at any time, with working days from Monday to Friday.
  package var hours: WeeklyHours?
  package var digestAt: CivilTime
  /// Leave: no digest leaves while it lasts.
  package var away: [Interval]

  package init(
    zone: Zone, hours: WeeklyHours?, digestAt: CivilTime = NoticeSettings.usualDigest, away: [Interval] = []
  ) {
    self.zone = zone
    self.hours = hours
    self.digestAt = digestAt
    self.away = away
  }

  /// `now`, or the next digest after it.
  package func due(_ haste: Notice.Haste, at now: Timestamp) -> Timestamp {
    switch haste {
    case .atOnce: now
    case .soon: works(at: now) ? now : digest(after: now)
    case .digest: digest(after: now)
    }
  }

  /// The digest hour of the next working day, strictly after `now`: never before the day's work begins, and not on
  /// leave. Whoever does not work within `searchDays` gets it at the first digest hour at all.
  package func digest(after now: Timestamp) -> Timestamp {
    let today = zone.civil(at: now).date
    let days = (0...Self.searchDays).map { today + $0 }
    let working = days.lazy.compactMap { instant(on: $0) }.first { time in
      time > now && !away.contains { $0.contains(time) }
    }
    return working ?? zone.first(CivilDateTime(today + 1, digestAt))
  }

  private static let searchDays = 60

  private func works(at now: Timestamp) -> Bool {
    !away.contains { $0.contains(now) } && (hours?.contains(now, in: zone) ?? true)
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
