import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// All that happened to a ticket; empty for one that was stored before histories were kept.
  package func history(of ticket: TicketID) throws(StoreError) -> TicketHistory {
    if let known = decoded?.history(ticket.number) { return known }
    var facts: [TicketFact] = []
    var bytes = 0
    try connection.each("SELECT value FROM ticket_facts WHERE ticket = $1 ORDER BY first", [ticket.number]) {
      row throws(StoreError) in
      let stored: (value: [TicketFact], bytes: Int) = try row.json(at: 0, "value")
      facts += stored.value
      bytes += stored.bytes
      return true
    }
    let history = TicketHistory(facts)
    decoded?.keep(history, of: ticket.number, bytes: bytes)
    return history
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
    let text = try JSONText.text(facts)
    try connection.run(
      "INSERT INTO ticket_facts (ticket, first, at_ms, value) VALUES ($1, $2, $3, $4)",
      [ticket.number, first.number, first.at, text])
    decoded?.add(facts, to: ticket.number, bytes: text.utf8.count)
  }
}

extension Transaction {
  /// What the writer remembers otherwise than the store has it: nothing, unless something is broken. In proportion to
  /// what it remembers; for the simulator.
  package func misrememberedTickets() throws(StoreError) -> [String] {
    guard let held = decoded?.all else { return [] }
    let fresh = Snapshot(connection, epoch: epoch)
    var wrong: [String] = []
    for ticket in held.tickets where try fresh.ticket(ticket.id) != ticket { wrong.append("\(ticket.id)") }
    for (number, history) in held.histories {
      let id = TicketID(number: number)
      if try fresh.history(of: id) != history { wrong.append("the history of \(id)") }
    }
    return wrong
  }
}
