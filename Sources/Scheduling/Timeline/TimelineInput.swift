import Timekeeping

/// Everything that decides who is on in one team: what the versions say, what was published, and what changed.
package struct TimelineInput: Sendable, Hashable {
  /// In order of `from`; each holds until the next one's `from` (rule T11).
  package var versions: [ScheduleVersion]
  package var published: [PublishedRota]
  package var overrides: [Override]
  /// Of every member, in every team (rule T9).
  package var leave: [Leave]
  package var temporary: [TemporarySchedule]
  /// Nil when nothing was recorded yet.
  package var recorded: RecordedHistory?

  package init(
    versions: [ScheduleVersion], published: [PublishedRota] = [], overrides: [Override] = [], leave: [Leave] = [],
    temporary: [TemporarySchedule] = [], recorded: RecordedHistory? = nil
  ) {
    self.versions = versions
    self.published = published
    self.overrides = overrides
    self.leave = leave
    self.temporary = temporary
    self.recorded = recorded
  }
}

/// A schedule and the instant from which it holds.
package struct ScheduleVersion: Sendable, Hashable {
  package var from: Timestamp
  package var schedule: Schedule

  package init(from: Timestamp, schedule: Schedule) {
    self.from = from
    self.schedule = schedule
  }
}

/// A published period of one team: inside it the shifts are these, whatever rotations say (rule T8).
package struct PublishedRota: Sendable, Hashable {
  package var label: String
  package var interval: Interval
  package var shifts: [Shift]
  /// True for what came in with older history: nobody published it, and of what is not written down it only keeps the turns
  /// that ran then.
  package var isHistory: Bool

  package init(label: String, interval: Interval, shifts: [Shift], isHistory: Bool = false) {
    self.label = label
    self.interval = interval
    self.shifts = shifts
    self.isHistory = isHistory
  }
}
