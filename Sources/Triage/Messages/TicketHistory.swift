import Scheduling
import Timekeeping

/// All facts about one ticket, in the order in which the desk learned of them.
package struct TicketHistory: Sendable, Hashable, Codable {
  package private(set) var facts: [TicketFact]

  /// Sorted by number; a number that comes twice counts once.
  package init(_ facts: [TicketFact] = []) {
    self.facts = facts.sorted { $0.number < $1.number }.uniqued { $0.number }
  }

  /// What a ticket that was stored without a history tells of itself.
  package init(of ticket: Ticket) {
    let beginning = TicketBeginning(
      source: ticket.source, queue: ticket.queue, priority: ticket.priority, tags: ticket.tags,
      tier: ticket.classification.tier, customer: ticket.classification.customer?.text)
    let first = TicketMessage(
      id: TicketHistory.firstMessage, kind: .customer, author: ticket.requester, text: ticket.body)
    var facts: [(Timestamp, FactAuthor, TicketFact.Kind)] = [
      (ticket.created, .source(ticket.source), .began(beginning)),
      (ticket.created, .customer(ticket.requester), .message(first)),
    ]
    if let owner = ticket.owner { facts.append((ticket.assigned ?? ticket.created, .desk, .owner(owner))) }
    if let held = ticket.acknowledgement { facts.append((held.at, .member(held.by), .acknowledged)) }
    if ticket.state != .new {
      let since = ticket.isOpen ? ticket.assigned : ticket.closed
      facts.append((since ?? ticket.created, .desk, .state(StateChange(to: ticket.state, because: ticket.because))))
    }
    for breach in ticket.clocks?.compactMap(\.breach) ?? [] { facts.append((breach.noted, .desk, .breached(breach))) }
    self.facts = facts.enumerated().map { index, fact in
      TicketFact(number: index + 1, at: fact.0, by: fact.1, what: fact.2)
    }
  }

  /// The id of the message that a ticket began with, where its source gave none.
  package static let firstMessage = "first"

  package var isEmpty: Bool { facts.isEmpty }

  /// What all facts together say. Linear in their number.
  package var course: TicketCourse { facts.reduce(into: TicketCourse()) { $0.apply($1) } }
}
