import Calendars
import OutboundHTTP
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Subscribes to a calendar of leave: one member's, or one whose events name the members of a team.
package struct AddCalendar: OperatorCommand {
  package static let name = "calendar-add"
  package static let changes = true
  /// Calendars that are subscribed to at the same time.
  static let limit = 500

  /// One of the two.
  package var member: String?
  package var team: String?
  package var url: String
  package var options: CalendarOptions
  /// Only says what it would bring.
  package var dryRun: Bool

  package init(
    member: String? = nil, team: String? = nil, url: String, options: CalendarOptions = CalendarOptions(),
    dryRun: Bool = false
  ) {
    self.member = member
    self.team = team
    self.url = url
    self.options = options
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> CalendarReply {
    try options.check()
    do { try desk.calendars.check(url) } catch { throw Self.refused("\(error)") }
    let world = try await desk.world()
    let subject = try subject(desk, world, at: desk.clock.now())
    try await desk.store.read { [self] in try refuseSecond(subject, in: $0) }
    let (bytes, known) = try await fetched(desk)
    let now = desk.clock.now()
    let read: (leaves: [WantedLeave], report: CalendarReport, isCutOff: Bool)
    do {
      read = try desk.leaves(in: bytes, subject: subject, options: options, world: world, now: now)
    } catch {
      throw Self.refused("\(error)")
    }
    // Every later reading would refuse it, too, and half of somebody's leave looks like all of it.
    guard !read.isCutOff else { throw Self.refused("it was cut off on its way. help: try again in a few minutes") }
    if dryRun { return CalendarReply(subject, url: url, read.leaves, read.report) }
    let outcome = CalendarOutcome.read(read.leaves, read.report, bytes: bytes, known: known)
    let added = try await desk.change { [self] tx in
      // Once more: while this one was fetched, another may have been added.
      try refuseSecond(subject, in: tx)
      let calendar = SubscribedCalendar(
        id: try tx.nextID(.calendar), subject: subject, url: url,
        options: String(decoding: try WireJSON.encode(options), as: UTF8.self), added: now, by: actor.text, next: now)
      try tx.addCalendar(calendar)
      try tx.audit(
        at: now, actor: actor, action: "calendar-add", entity: "calendar/\(calendar.id)",
        ["subject": "\(subject.words)"])
      return try CalendarCommit(desk: desk, tx: tx, actor: actor, now: now)
        .commit(outcome, calendar, acceptEmpty: true)
    }
    return CalendarReply(added)
  }

  private func subject(
    _ desk: ServiceDesk, _ world: World, at now: Timestamp
  ) throws -> SubscribedCalendar.Subject {
    switch (member, team) {
    case (let member?, nil): .member(try desk.member(member, in: world, at: now).id)
    case (nil, let team?): .team(try desk.team(team, in: world, at: now).schedule.team)
    default: throw OperatorProblem(.refused, "whose calendar it is is not clear", help: "give --member or --team")
    }
  }

  private func refuseSecond(_ subject: SubscribedCalendar.Subject, in snapshot: Snapshot) throws {
    let all = try snapshot.calendars()
    if let same = all.first(where: { $0.subject == subject && $0.url == url }) {
      throw OperatorProblem(
        .no, "\(subject.words) has that calendar already (\(same.id))", help: "watchbill calendar refresh \(same.id)")
    }
    guard all.count < Self.limit else {
      throw OperatorProblem(.no, "there are \(Self.limit) calendars already", help: "remove some you no longer need")
    }
  }

  private func fetched(_ desk: ServiceDesk) async throws -> ([UInt8], CalendarFetch.Known) {
    switch await desk.calendars.fetch(url, CalendarFetch.Known()) {
    case .fresh(let bytes, let known): return (bytes, known)
    case .unchanged: throw Self.refused("the server says 'unchanged' of a calendar that it was never asked for")
    case .failed(let why, _): throw Self.refused(why)
    }
  }

  /// Sentences from below end in their own help.
  private static func refused(_ why: String) -> OperatorProblem {
    let parts = why.split(separator: ". help: ", maxSplits: 1).map(String.init)
    return OperatorProblem(
      .no, "the calendar cannot be read: \(parts.first ?? why)",
      help: parts.count > 1 ? parts[1] : "look at the address; watchbill calendar check tells more")
  }
}

package struct ListCalendars: OperatorCommand {
  package static let name = "calendar-list"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [CalendarRow] {
    try await desk.store.read { try $0.calendars() }.map(CalendarRow.init)
  }
}

/// One calendar with the report on its last good copy, and the leave that came from it.
package struct ShowCalendar: OperatorCommand {
  package static let name = "calendar-show"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package struct Reply: Codable, Sendable {
    package var calendar: CalendarRow
    package var options: CalendarOptions
    package var report: CalendarReport?
    package var leaves: [LeaveRow]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    try await desk.store.read { [id] snapshot in
      let calendar = try snapshot.presentCalendar(id)
      let leaves = try snapshot.importedLeaves(of: id).compactMap { try snapshot.leave($0.leave) }
      return Reply(
        calendar: CalendarRow(calendar), options: calendar.settings, report: calendar.storedReport,
        leaves: leaves.map(LeaveRow.init))
    }
  }
}

/// Reads a calendar now.
package struct RefreshCalendar: OperatorCommand {
  package static let name = "calendar-refresh"
  package static let changes = true

  package var id: String
  /// Believes a calendar that has become empty at once.
  package var acceptEmpty: Bool

  package init(id: String, acceptEmpty: Bool = false) {
    self.id = id
    self.acceptEmpty = acceptEmpty
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> CalendarReply {
    let calendar = try await desk.store.read { [id] in try $0.presentCalendar(id) }
    return CalendarReply(try await desk.refresh(calendar, acceptEmpty: acceptEmpty, actor: actor))
  }
}

/// Ends a subscription; its leave that is not over goes with it, or stays as if people had booked it.
package struct RemoveCalendar: OperatorCommand {
  package static let name = "calendar-remove"
  package static let changes = true

  package var id: String
  package var keepLeave: Bool

  package init(id: String, keepLeave: Bool = false) {
    self.id = id
    self.keepLeave = keepLeave
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> CalendarReply {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let calendar = try tx.presentCalendar(id)
      let gone =
        try keepLeave
        ? LeaveReconciliation.Changes()
        : LeaveReconciliation(calendar: id, desk: desk, tx: tx, actor: actor, now: now).run([])
      _ = try tx.removeCalendar(id, by: actor.text, at: now)
      try tx.audit(
        at: now, actor: actor, action: "calendar-remove", entity: "calendar/\(id)",
        ["removed": gone.removed.map(\.id).joined(separator: " ")])
      if !gone.isEmpty { _ = try desk.leavesChanged(gone, of: id, actor: actor, in: tx, now: now) }
      return CalendarReply(CalendarChange(calendar: calendar, removed: gone.removed))
    }
  }
}

extension Snapshot {
  fileprivate func presentCalendar(_ id: String) throws -> SubscribedCalendar {
    if let found = try calendar(id), found.removed == nil { return found }
    throw OperatorProblem(.missing, "there is no calendar '\(id.echoed)'", help: "watchbill calendar list shows them")
  }
}
