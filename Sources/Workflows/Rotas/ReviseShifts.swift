import Scheduling
import Storage
import Timekeeping

/// How far back and ahead shifts have stored revisions and feeds reach, on day boundaries in UTC (feeds.md, section 6).
package enum FeedHorizon {
  static let daysBack = 90
  static let daysAhead = 365
  /// How much further revisions reach, so that a shift has one before any feed shows it.
  static let revisionDays = 14

  /// Whole UTC days, so that a feed's bytes change at most daily by themselves.
  package static func window(around now: Timestamp, further: Int = 0) -> Interval? {
    let today = CivilDateTime(secondsSinceEpoch: now.seconds).date
    let start = CivilDateTime(today - daysBack, .midnight).secondsSinceEpoch
    let end = CivilDateTime(today + daysAhead + further, .midnight).secondsSinceEpoch
    return Interval(Timestamp(seconds: start), Timestamp(seconds: end))
  }
}

extension ServiceDesk {
  /// Moves the revision (SEQUENCE and last change) of every shift of `team` that is not as it was, for the horizon.
  ///
  /// A shift that comes back after it was gone goes on counting, so that no client sees an old revision again.
  func reviseShifts(of team: TeamID, world: World, in tx: Transaction, now: Timestamp) throws {
    guard let window = FeedHorizon.window(around: now, further: FeedHorizon.revisionDays) else { return }
    let timeline = try timeline(of: team, window: window, world: world)
    var known: [ShiftID: ShiftRevision] = [:]
    for revision in try tx.revisions(team: team) { known[revision.shift] = revision }
    for held in timeline.shifts {
      let fingerprint = timeline.fingerprint(of: held.shift)
      let before = known.removeValue(forKey: held.shift.id)
      guard before?.fingerprint != fingerprint || before?.gone == true else { continue }
      try tx.putRevision(
        ShiftRevision(
          shift: held.shift.id, team: team, fingerprint: fingerprint, sequence: before.map { $0.sequence + 1 } ?? 0,
          changed: now, created: before?.created ?? now, gone: false))
    }
    try markGone(known.values.filter { !$0.gone }.sorted { $0.shift < $1.shift }, in: tx, now: now)
  }

  private func markGone(_ revisions: [ShiftRevision], in tx: Transaction, now: Timestamp) throws {
    for revision in revisions {
      var revision = revision
      revision.gone = true
      revision.sequence += 1
      revision.changed = now
      try tx.putRevision(revision)
    }
  }
}

extension OnCallTimeline {
  /// What a calendar shows of a shift: when this text changes, so does the shift's revision, and only then.
  func fingerprint(of shift: Shift) -> String {
    "\(shift.interval.start.milliseconds)/\(shift.interval.end.milliseconds)/\(summary(of: shift))"
  }
}
