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

extension Snapshot {
  /// The tickets of a team on which anything happened in `span`, by number; in proportion to what happened.
  package func tickets(of team: TeamID, activeIn span: Interval) throws(StoreError) -> [TicketID] {
    try connection.all(
      """
      SELECT DISTINCT f.ticket FROM ticket_facts f JOIN tickets t ON t.number = f.ticket
      WHERE f.at_ms >= $1 AND f.at_ms < $2 AND t.team = $3 ORDER BY f.ticket
      """, [span.start, span.end, team]
    ) { row throws(StoreError) in TicketID(number: Int(try row.integer(at: 0))) }
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
