import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// All that happened to a ticket; empty for one that was stored before histories were kept.
  package func history(of ticket: TicketID) throws(StoreError) -> TicketHistory {
    let parts: [[TicketFact]] = try connection.all(
      "SELECT value FROM ticket_facts WHERE ticket = $1 ORDER BY first", [ticket.number]
    ) { row throws(StoreError) in try row.json("value") }
    return TicketHistory(parts.flatMap { $0 })
  }
}

extension Transaction {
  /// Adds what a decision found to the ticket's history; throws `duplicate` when a fact of that number is there.
  package func addFacts(_ facts: [TicketFact], to ticket: TicketID) throws(StoreError) {
    guard let first = facts.first else { return }
    try connection.run(
      "INSERT INTO ticket_facts (ticket, first, at_ms, value) VALUES ($1, $2, $3, $4)",
      [ticket.number, first.number, first.at, try JSONText.text(facts)])
  }
}
