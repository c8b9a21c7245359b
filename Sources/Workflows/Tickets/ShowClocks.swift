import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Every clock of a ticket with how its due time came about, and what was written (rules K8 and O10).
package struct ShowClocks: OperatorCommand {
  package static let name = "ticket-clocks"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package struct Reply: Codable, Sendable {
    package var ticket: TicketRow
    /// Whose turn it is: us, customer, others or nobody.
    package var waitsFor: String
    /// Since when the oldest of the customer's messages waits for an answer.
    package var unansweredSince: Timestamp?
    package var clocks: [ClockRow]
    /// Due times that passed, as they were noted.
    package var breaches: [BreachRecord]
    package var messages: [MessageRow]
  }

  package struct ClockRow: Codable, Sendable {
    package var clock: String
    package var target: String
    package var policy: String
    package var definitions: Int
    package var from: Timestamp
    package var due: Timestamp?
    package var state: String
    package var ended: Timestamp?
    package var isLate: Bool
    package var because: String
    /// Which windows counted and which pauses did not.
    package var timeline: [String]

    init(_ explained: ClockExplanation, now: Timestamp) {
      let reading = explained.reading
      clock = reading.clock.rawValue
      target = reading.target.description
      policy = reading.policy
      definitions = reading.definitions
      from = reading.from
      due = reading.due
      state = reading.state.rawValue
      ended = reading.ended
      isLate = reading.isLate(at: now)
      because = reading.because
      timeline = explained.lines
    }
  }

  package struct MessageRow: Codable, Sendable {
    package var id: String
    package var at: Timestamp
    package var kind: String
    package var author: String?
    package var text: String
    package var isEdited: Bool
    package var isDeleted: Bool
    /// Why an answer of ours never left; nil where it may have, and where nobody asked.
    package var notSent: String?
    /// When it was written, by its source's clock; nil where it came within a minute, or that is not known.
    package var written: Timestamp?
    /// The files that came with it; nil where none did.
    package var attachments: [MessageAttachment]?

    init(_ kept: KeptMessage) {
      id = kept.message.id
      at = kept.at
      kind = kept.message.kind.rawValue
      author = kept.message.author
      text = kept.isDeleted ? "" : kept.message.said
      isEdited = kept.isEdited
      isDeleted = kept.isDeleted
      written = kept.message.occurred.flatMap { $0 < kept.at - .minutes(1) ? $0 : nil }
      attachments = kept.isDeleted ? nil : kept.message.attachments
    }
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    return try await desk.store.read { [id] tx in
      guard let ticket = try tx.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let world = try desk.worlds.world(in: tx)
      let view = try desk.clocks(of: ticket, world: world, in: tx, now: now)
      return Reply(
        ticket: TicketRow(ticket, world: world), waitsFor: view.course.waitsFor.rawValue,
        unansweredSince: view.course.unanswered.first?.since,
        clocks: ClockTarget.Clock.allCases.compactMap { view.explained($0) }.map { ClockRow($0, now: now) },
        breaches: view.course.breaches, messages: view.course.messages.map(MessageRow.init))
    }
  }
}

extension ServiceDesk {
  /// The clocks of `ticket` as they stand, by the definitions it is pinned to.
  func clocks(of ticket: Ticket, world: World, in tx: Snapshot, now: Timestamp) throws -> RunClocks {
    let snapshot = try snapshot(
      of: ticket.team, queue: ticket.queue, definitions: ticket.definitions, ticket: ticket.id, world: world, in: tx,
      now: now)
    do throws(DeskRefusal) { return try Desk(snapshot).clocks(of: ticket) } catch { throw OperatorProblem(error) }
  }
}
