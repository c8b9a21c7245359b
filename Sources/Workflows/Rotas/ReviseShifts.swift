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
  /// Moves the revision (SEQUENCE and last change) of every shift of `team` that is not listed as it was, for the horizon.
  ///
  /// A shift that comes back after it was gone goes on counting, so that no client sees an old revision again; one that
  /// an edit moved to another time of its day goes on as the same event. Returns what was known before.
  @discardableResult
  func reviseShifts(of team: TeamID, world: World, in tx: Transaction, now: Timestamp) throws -> RevisedShifts? {
    let reach = max(FeedOptions.Days.usual.ahead, try tx.longestFeed() ?? 0) + FeedHorizon.revisionDays
    guard let window = FeedHorizon.window(around: now, ahead: reach) else { return nil }
    let timeline = try timeline(of: team, window: window, world: world)
    let all = try tx.revisions(team: team)
    var known: [ShiftID: ShiftRevision] = [:]
    for revision in all where !revision.gone { known[revision.shift] = revision }
    let shownOtherwise = world.shownOtherwise(of: team)
    var arriving: [Shift] = []
    for shift in timeline.shifts.flatMap({ $0.listed(at: now) }) where shift.interval.overlaps(window) {
      guard let before = known.removeValue(forKey: shift.id) else {
        arriving.append(shift)
        continue
      }
      let summary = timeline.summary(of: shift)
      // Two members may bear one name.
      let isSame = before.interval == shift.interval && before.summary == summary && before.member == shift.member
      let shown = shownOtherwise[shift.duty]
      if isSame, shown.map({ $0 <= before.changed }) ?? true { continue }
      let sequence = before.sequence + 1
      try put(
        shift, summary, uid: before.eventUID, sequence: sequence, created: before.created, in: tx,
        now: max(now, shown ?? now))
      if before.member != shift.member { try withdraw(before, sequence: sequence, in: tx, now: now) }
    }
    // What is out of the window is not looked at, so nothing is known of it: it is not gone.
    let gone = known.values.filter { $0.interval?.overlaps(window) ?? true }.sorted { $0.shift < $1.shift }
    let moves = MovedEvents(gone: gone, arriving: arriving.map(\.id))
    try arrive(arriving, moves, all, timeline, in: tx, now: now)
    try markGone(gone, but: moves.moved, in: tx, now: now)
    try tx.forgetWithdrawn(before: now - FeedHorizon.cancelledShown * 2)
    return RevisedShifts(all, timeline, until: try noteReach(window.end, of: team, in: tx), now: now)
  }

  /// Remembers until when revisions are whole now; returns until when they were.
  private func noteReach(_ end: Timestamp, of team: TeamID, in tx: Transaction) throws -> Timestamp? {
    guard var memory = try tx.watch(of: team), memory.revisedUntil != end else { return end }
    let before = memory.revisedUntil
    memory.revisedUntil = end
    try tx.putWatch(memory, of: team)
    return before
  }

  private func arrive(
    _ arriving: [Shift], _ moves: MovedEvents, _ all: [ShiftRevision], _ timeline: OnCallTimeline,
    in tx: Transaction, now: Timestamp
  ) throws {
    if arriving.isEmpty { return }
    var uids = EventUIDs(all)
    // Those that moved first: what comes besides them may not take their UIDs.
    for shift in arriving.filter({ moves.origin(of: $0.id) != nil })
      + arriving.filter({ moves.origin(of: $0.id) == nil })
    {
      let origin = moves.origin(of: shift.id)
      let uid = uids.take(for: shift.id, movedFrom: origin)
      let created = (origin ?? uids.earlier(shift.id))?.created
      try put(
        shift, timeline.summary(of: shift), uid: uid, sequence: uids.sequence(uid), created: created, in: tx, now: now)
      if let origin, origin.member != shift.member {
        try withdraw(origin, sequence: uids.sequence(uid), in: tx, now: now)
      }
    }
  }

  private func put(
    _ shift: Shift, _ summary: String, uid: String, sequence: Int, created: Timestamp?, in tx: Transaction,
    now: Timestamp
  ) throws {
    try tx.putRevision(
      ShiftRevision(
        shift: shift.id, team: shift.team, duty: shift.duty, interval: shift.interval, summary: summary,
        sequence: sequence, changed: now, created: created ?? now, member: shift.member,
        uid: uid == shift.id.text ? nil : uid))
  }

  /// Calendars hear nothing of `moved`: their events go on.
  private func markGone(
    _ revisions: [ShiftRevision], but moved: Set<ShiftID>, in tx: Transaction, now: Timestamp
  ) throws {
    for revision in revisions {
      var revision = revision
      revision.gone = true
      revision.sequence += 1
      revision.changed = now
      try tx.putRevision(revision)
      if moved.contains(revision.shift) { continue }
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
        shift: ShiftID(text: before.eventUID), member: member, team: before.team, duty: duty, interval: interval,
        summary: before.summary, sequence: sequence, withdrawn: now))
  }
}
