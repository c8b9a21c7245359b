import Calendars
import OutboundHTTP
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What an attempt to read a calendar came to.
enum CalendarOutcome {
  /// `bytes` and `known` are nil where the copy that we have is the present one.
  case read([WantedLeave], CalendarReport, bytes: [UInt8]?, known: CalendarFetch.Known?)
  case failed(why: String, retryAfter: Duration? = nil)
}

/// What reading a calendar changed.
struct CalendarChange: Sendable {
  var calendar: SubscribedCalendar
  var added: [Leave] = []
  var changed: [Leave] = []
  var removed: [Leave] = []
  /// Shifts that new or moved leave takes the member from, each offered to colleagues (rule T9).
  var conflicts: [LeaveConflict] = []
}

/// Commits the outcome of reading a calendar, in one transaction with everything that follows from it.
struct CalendarCommit {
  let desk: ServiceDesk
  let tx: Transaction
  let actor: Actor
  let now: Timestamp

  func commit(_ outcome: CalendarOutcome, _ asked: SubscribedCalendar, acceptEmpty: Bool) throws -> CalendarChange {
    guard var calendar = try tx.calendar(asked.id), calendar.removed == nil, calendar.checked == asked.checked else {
      // Removed, or read by somebody else, since this attempt began: theirs counts.
      return CalendarChange(calendar: asked)
    }
    calendar.checked = now
    switch outcome {
    case .failed(let why, let retryAfter):
      return try fail(&calendar, why, retryAfter)
    case .read(let wanted, let report, let bytes, let known):
      return try read(&calendar, wanted, report, bytes, known, acceptEmpty: acceptEmpty)
    }
  }

  private func fail(_ calendar: inout SubscribedCalendar, _ why: String, _ retryAfter: Duration?) throws
    -> CalendarChange
  {
    calendar.failures += 1
    calendar.problem = why
    calendar.next = max(next(calendar), now + (retryAfter ?? .zero))
    try tx.noteCalendar(calendar)
    try tellOfSilence(calendar)
    return CalendarChange(calendar: calendar)
  }

  private func read(
    _ calendar: inout SubscribedCalendar, _ wanted: [WantedLeave], _ report: CalendarReport, _ bytes: [UInt8]?,
    _ known: CalendarFetch.Known?, acceptEmpty: Bool
  ) throws -> CalendarChange {
    calendar.failures = 0
    calendar.problem = nil
    let kept = try report.events == 0 ? futureLeaves(calendar.id) : 0
    calendar.emptied = kept > 0 ? calendar.emptied ?? now : nil
    if let since = calendar.emptied, !acceptEmpty, now < since + CalendarRhythm.patience {
      calendar.problem =
        "it holds no event any more; the \(kept) leaves it held are kept until it has stayed empty for a day. "
        + "help: believe it now: watchbill calendar refresh \(calendar.id) --accept-empty"
      calendar.next = next(calendar)
      try tx.noteCalendar(calendar)
      return CalendarChange(calendar: calendar)
    }
    calendar.emptied = nil
    calendar.good = now
    calendar.next = next(calendar)
    calendar.report = String(decoding: try WireJSON.encode(report), as: UTF8.self)
    if let known { (calendar.etag, calendar.lastModified) = (known.etag, known.lastModified) }
    if let bytes { try tx.setCalendarBytes(bytes, of: calendar.id) }
    try tx.noteCalendar(calendar)
    return try reconcile(calendar, wanted)
  }

  private func reconcile(_ calendar: SubscribedCalendar, _ wanted: [WantedLeave]) throws -> CalendarChange {
    let changes = try LeaveReconciliation(
      calendar: calendar.id, desk: desk, tx: tx, actor: calendarActor(calendar), now: now
    )
    .run(wanted)
    var done = CalendarChange(
      calendar: calendar, added: changes.added, changed: changes.changed, removed: changes.removed)
    guard !changes.isEmpty else { return done }
    try tx.audit(
      at: now, actor: actor, action: "calendar-read", entity: "calendar/\(calendar.id)",
      [
        "added": changes.added.map(\.id).joined(separator: " "),
        "changed": changes.changed.map(\.id).joined(separator: " "),
        "removed": changes.removed.map(\.id).joined(separator: " "),
      ])
    done.conflicts = try desk.leavesChanged(changes, of: calendar.id, actor: calendarActor(calendar), in: tx, now: now)
    return done
  }

  private func calendarActor(_ calendar: SubscribedCalendar) -> Actor { Actor("calendar:\(calendar.id)") }

  private func next(_ calendar: SubscribedCalendar) -> Timestamp {
    CalendarRhythm.next(after: now, calendar, every: .minutes(calendar.settings.everyMinutes))
  }

  private func futureLeaves(_ id: String) throws -> Int {
    try tx.importedLeaves(of: id).count { try (tx.leave($0.leave)?.interval.end ?? .distantPast) > now }
  }

  /// Whoever relies on a calendar is told once when it has not been readable for a day.
  private func tellOfSilence(_ calendar: SubscribedCalendar) throws {
    let good = calendar.good ?? calendar.added
    guard now >= good + CalendarRhythm.patience, let recipient = try responsible(calendar) else { return }
    let hours = (now - good).components.seconds / 3600
    try tx.tell(
      Notice(
        kind: "calendar-silent", cause: "calendar/\(calendar.id)/\(good.milliseconds)", recipient: recipient,
        title: "Calendar \(calendar.id) has not been readable for \(hours) hours",
        text: "The leave it held stays as it was. The last attempt: \(calendar.problem ?? "unknown"). "
          + "What is known of it: watchbill calendar show \(calendar.id)"),
      at: now)
  }

  private func responsible(_ calendar: SubscribedCalendar) throws -> MemberID? {
    switch calendar.subject {
    case .member(let member): member
    case .team(let team): try desk.worlds.world(in: tx).team(team, at: now)?.schedule.lead
    }
  }
}
