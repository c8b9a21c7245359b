import Scheduling
import Storage
import Timekeeping

/// How far back and ahead shifts have stored revisions and feeds reach, on day boundaries in UTC (feeds.md, section 6).
package enum FeedHorizon {
  /// How much further revisions reach, so that a shift has one before any feed shows it.
  static let revisionDays = 14
  /// How long a feed that asks for it shows what was cancelled, and of what time ahead.
  static let cancelledShown = Duration.hours(24 * 7)
  static let cancelledAhead = Duration.hours(24 * 30)

  /// Whole UTC days, so that a feed's bytes change at most daily by themselves.
  package static func window(
    around now: Timestamp, back: Int = FeedOptions.Days.usual.back, ahead: Int = FeedOptions.Days.usual.ahead
  ) -> Interval? {
    let today = CivilDateTime(secondsSinceEpoch: now.seconds).date
    let start = CivilDateTime(today - back, .midnight).secondsSinceEpoch
    let end = CivilDateTime(today + ahead, .midnight).secondsSinceEpoch
    return Interval(Timestamp(seconds: start), Timestamp(seconds: end))
  }
}

extension ServiceDesk {
  /// Moves the revision (SEQUENCE and last change) of every shift of `team` that is not as it was, for the horizon.
  ///
  /// A shift that comes back after it was gone goes on counting, so that no client sees an old revision again.
  func reviseShifts(of team: TeamID, world: World, in tx: Transaction, now: Timestamp) throws {
    let reach = max(FeedOptions.Days.usual.ahead, try tx.longestFeed() ?? 0) + FeedHorizon.revisionDays
    guard let window = FeedHorizon.window(around: now, ahead: reach) else { return }
    let timeline = try timeline(of: team, window: window, world: world)
    var known: [ShiftID: ShiftRevision] = [:]
    for revision in try tx.revisions(team: team) { known[revision.shift] = revision }
    for held in timeline.shifts {
      let shift = held.shift
      let before = known.removeValue(forKey: shift.id)
      let summary = timeline.summary(of: shift)
      if let before, !before.gone, before.interval == shift.interval, before.summary == summary { continue }
      let revision = ShiftRevision(
        shift: shift.id, team: team, duty: shift.duty, interval: shift.interval, summary: summary,
        sequence: before.map { $0.sequence + 1 } ?? 0, changed: now, created: before?.created ?? now,
        member: shift.member)
      try tx.putRevision(revision)
      if let before, !before.gone, before.member != held.member {
        try withdraw(before, sequence: revision.sequence, in: tx, now: now)
      }
    }
    // What is out of the window is not looked at, so nothing is known of it: it is not gone.
    let gone = known.values.filter { !$0.gone && ($0.interval?.overlaps(window) ?? true) }
    try markGone(gone.sorted { $0.shift < $1.shift }, in: tx, now: now)
    try tx.forgetWithdrawn(before: now - FeedHorizon.cancelledShown * 2)
  }

  private func markGone(_ revisions: [ShiftRevision], in tx: Transaction, now: Timestamp) throws {
    for revision in revisions {
      var revision = revision
      revision.gone = true
      revision.sequence += 1
      revision.changed = now
      try tx.putRevision(revision)
      try withdraw(revision, sequence: revision.sequence, in: tx, now: now)
    }
  }

  /// Remembers for feeds that show what was cancelled that somebody has a shift of the next weeks no more.
  private func withdraw(_ before: ShiftRevision, sequence: Int, in tx: Transaction, now: Timestamp) throws {
    guard let member = before.member, let duty = before.duty, let interval = before.interval, interval.end > now,
      interval.start < now + FeedHorizon.cancelledAhead
    else { return }
    try tx.withdraw(
      WithdrawnShift(
        shift: before.shift, member: member, team: before.team, duty: duty, interval: interval,
        summary: before.summary, sequence: sequence, withdrawn: now))
  }
}
