import Timekeeping

/// When a channel of the team is told who is on: each time that changes, or at a time of the week.
package struct Announcement: Sendable, Hashable, Codable {
  /// The channel's name in the settings.
  package var channel: String
  /// Nil means every duty.
  package var duties: [DutyID]?
  /// Nil means whenever the set of those on changes, also when it becomes empty (cases D29 and D35).
  package var at: WeeklyTime?

  package init(channel: String, duties: [DutyID]? = nil, at: WeeklyTime? = nil) {
    self.channel = channel
    self.duties = duties
    self.at = at
  }

  package func concerns(_ duty: DutyID) -> Bool { duties?.contains(duty) ?? true }

  /// When the clock alone makes it speak next, strictly after `now`; nil when only a change does, or nothing ever.
  package func nextNotice(after now: Timestamp, in zone: Zone) -> Timestamp? { at?.next(after: now, in: zone) }
}

/// Whether and how long before a duty changes hands the next person gets the handoff digest.
package enum HandoffDigest: Sendable, Hashable, Codable {
  case never
  /// Zero means at the handoff itself.
  case before(PlainDuration)

  package static let usual = HandoffDigest.before(PlainDuration(.zero))

  /// Nil for never.
  package var lead: Duration? {
    switch self {
    case .never: nil
    case .before(let lead): lead.duration
    }
  }
}

/// When the team's lead gets the weekly summary.
package enum SummaryTime: Sendable, Hashable, Codable {
  case never
  case at(WeeklyTime)

  package static let usual = SummaryTime.at(WeeklyTime(NoticeSettings.usualDigest, on: [.mon]))

  /// Nil for never.
  package var time: WeeklyTime? {
    switch self {
    case .never: nil
    case .at(let time): time
    }
  }
}
