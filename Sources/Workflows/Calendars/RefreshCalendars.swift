import Calendars
import Logging
import OutboundHTTP
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// One step of the calendar loop: reads what is due, at most `limit` at once, and says when to look again.
  package func refreshDueCalendars(limit: Int = 4) async throws -> Timestamp? {
    let now = clock.now()
    let due = try await store.read { try $0.dueCalendars(now: now, limit: limit) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for calendar in due {
        group.addTask { _ = try await refresh(calendar, acceptEmpty: false, actor: .engine) }
      }
      try await group.waitForAll()
    }
    guard due.count < limit else { return now }
    return try await store.read { try $0.nextCalendarDue() }
  }

  /// Fetches a calendar outside any transaction, and commits what came of it in one.
  func refresh(_ calendar: SubscribedCalendar, acceptEmpty: Bool, actor: Actor) async throws -> CalendarChange {
    let copy = try await store.read { try $0.calendarBytes(calendar.id) }
    let known = CalendarFetch.Known(
      etag: copy == nil ? nil : calendar.etag, lastModified: copy == nil ? nil : calendar.lastModified)
    let answer = await calendars.fetch(calendar.url, known)
    let now = clock.now()
    let world = try await world()
    let outcome = outcome(of: answer, calendar, copy: copy, world: world, now: now)
    let change = try await change { tx in
      try CalendarCommit(desk: self, tx: tx, actor: actor, now: now).commit(outcome, calendar, acceptEmpty: acceptEmpty)
    }
    if let problem = change.calendar.problem {
      log.notice("a calendar was not read", metadata: ["calendar": "\(calendar.id)", "problem": "\(problem)"])
    }
    return change
  }

  /// A copy that was not changed is read again, too: time has gone on, and people may have.
  private func outcome(
    of answer: CalendarFetch.Answer, _ calendar: SubscribedCalendar, copy: [UInt8]?, world: World, now: Timestamp
  ) -> CalendarOutcome {
    switch answer {
    case .failed(let why, let retryAfter): return .failed(why: why, retryAfter: retryAfter)
    case .unchanged:
      guard let copy else { return .failed(why: "the server says 'unchanged' of a copy that we do not have") }
      return outcome(of: copy, isFresh: false, known: nil, calendar, world: world, now: now)
    case .fresh(let bytes, let known):
      return outcome(of: bytes, isFresh: bytes != copy, known: known, calendar, world: world, now: now)
    }
  }

  private func outcome(
    of bytes: [UInt8], isFresh: Bool, known: CalendarFetch.Known?, _ calendar: SubscribedCalendar, world: World,
    now: Timestamp
  ) -> CalendarOutcome {
    do {
      let read = try leaves(
        in: bytes, subject: calendar.subject, options: calendar.settings, world: world, now: now)
      guard !read.isCutOff else { return .failed(why: "it was cut off on its way. help: it is asked again later") }
      return .read(read.leaves, read.report, bytes: isFresh ? bytes : nil, known: known)
    } catch {
      return .failed(why: "\(error)")
    }
  }
}

extension SubscribedCalendar {
  /// Its options; the usual ones where they cannot be read.
  var settings: CalendarOptions { (try? WireJSON.decode(CalendarOptions.self, from: options)) ?? CalendarOptions() }
}
