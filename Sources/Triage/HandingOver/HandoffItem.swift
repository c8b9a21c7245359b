import Scheduling
import Timekeeping

/// An open ticket with what its messages and its state say about it: what a handoff needs to know of it.
package struct HandoffItem: Sendable, Hashable {
  package var ticket: Ticket
  /// The last note of a colleague, or the last message: one line.
  package var lastNote: String?
  /// Since when a message of the customer waits for an answer; nil when none does.
  package var unansweredSince: Timestamp?
  /// When a pending or held-up ticket wakes; nil when nothing says so.
  package var wakes: Timestamp?

  /// True once somebody of ours has answered the customer.
  package var isAnswered: Bool

  package init(
    _ ticket: Ticket, lastNote: String? = nil, unansweredSince: Timestamp? = nil, wakes: Timestamp? = nil,
    isAnswered: Bool = false
  ) {
    self.isAnswered = isAnswered
    self.ticket = ticket
    self.lastNote = lastNote
    self.unansweredSince = unansweredSince
    self.wakes = wakes
  }
}

/// One line of a digest or a list: everything but the id is nil for a private ticket.
package struct HandoffLine: Sendable, Hashable, Codable {
  package var ticket: TicketID
  package var title: String?
  package var customer: String?
  package var priority: Priority?
  package var due: Timestamp?
  /// What has to be done next, and whose it is; instants in it are as RFC 3339 has them.
  package var next: String?
  package var lastNote: String?

  package init(
    ticket: TicketID, title: String? = nil, customer: String? = nil, priority: Priority? = nil, due: Timestamp? = nil,
    next: String? = nil, lastNote: String? = nil
  ) {
    self.ticket = ticket
    self.title = title
    self.customer = customer
    self.priority = priority
    self.due = due
    self.next = next
    self.lastNote = lastNote
  }

  /// `T-12 "The reader shows nothing", Larch, high, due Mon 2026-11-23 16:00 Europe/London; Ana: respond; "Tried it."`.
  package func text(in zone: Zone) -> String {
    guard let title else { return "\(ticket) (private)" }
    let facts = [customer, priority?.text, due.map { "due \(WallText.minute($0, in: zone))" }].compactMap { $0 }
    let head = (["\(ticket) \"\(title)\""] + facts).joined(separator: ", ")
    let step = next.map { WallText.sentence($0, in: zone) }
    return ([head] + [step, lastNote.map { "\"\($0)\"" }].compactMap { $0 }).joined(separator: "; ")
  }
}

extension DeskSnapshot {
  /// The ticket as a line; of a private one only the id (K10, E14).
  func line(_ item: HandoffItem) -> HandoffLine {
    let ticket = item.ticket
    guard !ticket.isPrivate else { return HandoffLine(ticket: ticket.id) }
    let customer = ticket.classification.customer.flatMap { policy.customer($0)?.name }
    return HandoffLine(
      ticket: ticket.id, title: ticket.title, customer: customer ?? ticket.requester, priority: ticket.priority,
      due: ticket.due, next: ticket.nextAction(name: name), lastNote: item.lastNote)
  }

  /// By due time, priority and age, as tickets are dealt out.
  package func inOrder(_ tickets: [Ticket]) -> [Ticket] { tickets.sorted { policy.comesFirst($0, $1) } }

  func inOrder(_ items: [HandoffItem]) -> [HandoffItem] {
    items.sorted { policy.comesFirst($0.ticket, $1.ticket) }
  }
}
