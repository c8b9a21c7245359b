import Foundation
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// A ticket with everything that happened to it and why.
package struct ShowTicket: OperatorCommand {
  package static let name = "ticket-show"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package struct Reply: Codable, Sendable {
    package var ticket: TicketRow
    package var body: String
    package var requester: String?
    /// The mail address of whoever asked; nil where none is known, and for whoever nothing names.
    package var address: String?
    /// Whose ticket it is, by the name that the team file gives them; nil for who is none of its customers.
    package var customer: String?
    /// What they pay for: `enterprise`.
    package var tier: String?
    /// The names of the customer's own people; nil where it has none.
    package var people: [String]?
    /// What was said on it, in order; nil where there is nothing but its title.
    package var messages: [ShowClocks.MessageRow]?
    package var history: [HistoryRow]
    package var pages: [PageRow]
    /// What was written to its customer and its team, and how far that came.
    package var letters: [LetterSummary]?
    /// Mails as they came, and the files that came with them.
    package var files: [FileRow]?
    /// Bugs, tasks and pages elsewhere that belong to it; nil where there is none.
    package var links: [LinkedItem]?
    /// Other tickets that it has to do with; nil where there is none.
    package var ties: [TicketLink]?
    package var timer: TimerOrder?
    /// Of a timer that checks a due time, whose: `first response`.
    package var timerClock: String?
    /// What a pending or on-hold ticket waits for; nil for all else.
    package var wait: WaitRow?
    package var teamName: String?
    /// The names of the members who are mentioned, by id.
    package var names: [String: String]?
  }

  package struct WaitRow: Codable, Sendable {
    /// `pending` or `on hold`.
    package var state: String
    /// Why; nil of a private ticket for whoever nothing names.
    package var because: String?
    /// When it is open again by itself; nil where nothing says so.
    package var wakes: Timestamp?
  }

  package struct HistoryRow: Codable, Sendable {
    package var at: Timestamp
    package var actor: String
    package var action: String
    package var because: String
    /// Who was looked at for an owner, with the reason each was kept or dropped.
    package var candidates: [String]
    /// What each level of the overflow came to, in order; nil where there is nothing but `candidates` to say.
    package var levels: [LevelFinding]?
  }

  package struct FileRow: Codable, Sendable {
    /// On the server.
    package var path: String
    package var bytes: Int
  }

  package struct PageRow: Codable, Sendable {
    package var id: String
    package var recipient: String
    package var channel: String
    package var state: String
    package var attempts: Int
    package var why: String
    /// What the provider made of the last attempt; nil before one, and of what was sent.
    package var trouble: String?
    /// When it leaves again at the earliest, where an attempt came to nothing.
    package var next: Timestamp?
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    let world = try await desk.world()
    var (reply, deliveries) = try await desk.store.read { [id] snapshot -> (Reply, [String]) in
      guard let ticket = try snapshot.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let entries = try snapshot.auditEntries(entity: "ticket/\(number)", limit: 500)
      let pages = try snapshot.pages(of: number)
      let course = try snapshot.history(of: number).course
      let letters = try snapshot.letters(of: number)
      let timer = try Self.timer(of: number, in: snapshot)
      var reply = Reply(
        ticket: TicketRow(ticket, world: world), body: ticket.body, requester: ticket.requester,
        messages: Self.messages(of: course, letters, unanswerable: desk.whyUnanswerable(ticket)),
        history: entries.reversed().flatMap { Self.rows($0) },
        pages: try pages.map { Self.row($0, mayHaveArrived: try Self.mayHaveArrived($0, in: snapshot)) },
        letters: letters.map(LetterSummary.init),
        timer: timer, timerClock: timer?.purpose == .due ? ticket.nextCheckedClock?.rawValue : nil,
        wait: Self.wait(of: ticket, course),
        teamName: world.versions.last?.definitions.team(ticket.team)?.schedule.name,
        names: Self.names(ticket, entries, pages, world: world))
      reply.tellCustomer(of: ticket, world: world)
      reply.address = ticket.correspondence?.customer?.address.flatMap { $0.contains("@") ? $0 : nil }
      reply.links = course.links.nonEmpty
      reply.ties = ticket.links.nonEmpty
      let folder = desk.setup.mailFolder
      return (
        reply,
        folder == nil ? [] : try Self.deliveries(to: ticket, in: snapshot)
      )
    }
    reply.files = desk.setup.mailFolder.map { folder in
      deliveries.flatMap(folder.files).map { FileRow(path: $0.path, bytes: $0.bytes) }
    }
    return reply
  }

  /// The mails of a ticket, and of those that were merged into it.
  private static func deliveries(to ticket: Ticket, in snapshot: Snapshot) throws -> [String] {
    let merged = ticket.correspondence?.merged ?? []
    let places = [(ticket.id, ticket.source)] + merged.map { ($0.ticket, $0.source) }
    // What came for a merged ticket afterwards is kept on this one, in that one's source.
    let later = merged.map(\.source).filter { $0 != ticket.source }.uniqued.map { (ticket.id, $0) }
    return try (places + later).flatMap { try snapshot.sourceMessages(of: $0.0, source: $0.1) }.compactMap(\.delivery)
  }

  /// What was said; of answers that no letter takes anywhere, with why.
  private static func messages(
    of course: TicketCourse, _ letters: [LetterRow], unanswerable why: String?
  ) -> [ShowClocks.MessageRow]? {
    let written = letters.compactMap(\.letter.message)
    let kept = course.messages.filter { $0.isDeleted || !$0.message.said.isEmpty }
    return kept.map { kept in
      var row = ShowClocks.MessageRow(kept)
      let isOwnReply = kept.message.kind == .reply && kept.message.from == nil && !kept.isDeleted
      if isOwnReply, !written.contains(kept.message.id) { row.notSent = why }
      return row
    }.nonEmpty
  }

  private static func names(
    _ ticket: Ticket, _ entries: [AuditEntry], _ pages: [OutboxRow], world: World
  ) -> [String: String] {
    let actors = entries.compactMap { Actor($0.actor).member }
    let members = [ticket.owner?.text, ticket.acknowledgement?.by.text].compactMap { $0 }
    let everybody = actors + members + pages.map(\.page.recipient.text)
    return Dictionary(everybody.map { ($0, world.name(of: MemberID(unchecked: $0))) }) { first, _ in first }
  }

  private static func rows(_ entry: AuditEntry) -> [HistoryRow] {
    guard let record = try? JSONDecoder().decode(DecisionRecord.self, from: Data(entry.body)) else { return [] }
    let candidates = record.levels.map { $0.flatMap(lines) } ?? record.candidates.map(\.because)
    return record.steps.map { step in
      let isSearch = searches.contains(step.action)
      return HistoryRow(
        at: entry.at, actor: entry.actor, action: step.action.rawValue, because: step.because,
        candidates: isSearch ? candidates : [], levels: isSearch ? record.levels : nil)
    }
  }

  /// What a search for an owner may come to.
  private static let searches: [DecisionStep.Action] = [
    .assigned, .held, .overflowed, .offered, .unassignable, .asked, .kept,
  ]

  /// Each candidate of a level, or why it was passed: `desk: Ana Ferrow has 2 of 2 tickets`.
  private static func lines(_ level: LevelFinding) -> [String] {
    let found = level.candidates.isEmpty ? [level.because] : level.candidates.map(\.because)
    return found.map { "\(level.to): \($0)" }
  }

  private static func mayHaveArrived(_ row: OutboxRow, in snapshot: Snapshot) throws -> Bool {
    guard row.state == .cancelled, row.attempts > 0 else { return false }
    return try snapshot.hasUnansweredTry(row)
  }

  private static func row(_ row: OutboxRow, mayHaveArrived: Bool) -> PageRow {
    PageRow(
      id: row.page.id.text, recipient: row.page.recipient.text, channel: row.page.channel,
      state: row.crossed ? "sent (crossed)" : mayHaveArrived ? "cancelled (may have arrived)" : row.state.rawValue,
      attempts: row.attempts, why: row.page.why, trouble: row.state == .sent ? nil : row.lastOutcome?.why,
      next: row.attempts > 0 && (row.state == .ready || row.state == .unknown) ? row.notBefore : nil)
  }

  private static func wait(of ticket: Ticket, _ course: TicketCourse) -> WaitRow? {
    guard [.pending, .onHold].contains(ticket.state) else { return nil }
    return WaitRow(
      state: ticket.state.rawValue, because: course.stateBecause ?? ticket.because, wakes: course.wake)
  }

  private static func timer(of number: TicketID, in snapshot: Snapshot) throws -> TimerOrder? {
    let armed = try snapshot.armedTimer(kind: ServiceDesk.ticketTimer, entity: number.description)
    return armed.flatMap { row in
      TimerOrder.Purpose(rawValue: row.purpose).map {
        TimerOrder(due: row.due, purpose: $0, isRelative: row.relative)
      }
    }
  }
}

extension ShowTicket.Reply {
  /// Who has it, what it waits for and until when; instants in it are as RFC 3339 has them. Nil for what waits for us.
  package var waiting: String? {
    guard let wait else { return nil }
    let owner = ticket.ownerName ?? ticket.owner
    let isPending = wait.state == TicketState.pending.rawValue
    let head =
      isPending
      ? "\(owner ?? "it") waits for the customer" : owner.map { "\($0) has it on hold" } ?? "it is on hold"
    // Who gives no reason is quoted with the same words.
    let why = wait.because.flatMap { $0 == head ? nil : ": \($0)" } ?? ""
    return head + why + (wait.wakes.map { "; wakes \($0)" } ?? "")
  }

  /// As the team file has them now; a customer that it has no more goes by its id.
  fileprivate mutating func tellCustomer(of ticket: Ticket, world: World) {
    let known = world.versions.last?.definitions.team(ticket.team)?.desk.customers ?? []
    let own = known.first { $0.id == ticket.classification.customer }
    customer = own?.name ?? ticket.classification.customer?.text
    tier = ticket.classification.tier
    people = own?.people.map { world.name(of: $0) }.nonEmpty
  }
}
