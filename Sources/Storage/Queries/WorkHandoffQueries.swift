import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// What was written at the end of a shift; nil before.
  package func handoff(_ id: String, team: TeamID) throws(StoreError) -> WorkHandoff? {
    try connection.first("SELECT value FROM work_handoffs WHERE team = $1 AND id = $2", [team, id]) {
      row throws(StoreError) in try row.json("value")
    }
  }

  /// The handoffs of a team whose shifts ended after `since`, the latest end first; of one member, or of all.
  package func handoffs(team: TeamID, from: MemberID? = nil, since: Timestamp) throws(StoreError) -> [WorkHandoff] {
    try connection.all(
      """
      SELECT value FROM work_handoffs
      WHERE team = $1 AND (CAST($2 AS TEXT) IS NULL OR from_member = $2) AND end_ms > $3 ORDER BY end_ms DESC, id
      """, [team, from, since]
    ) { row throws(StoreError) in try row.json("value") }
  }

  /// The open tickets of a team that `owner` has, by number.
  package func openTickets(team: TeamID, owner: MemberID) throws(StoreError) -> [Ticket] {
    try tickets(TicketFilter(open: true, team: team, owner: owner, limit: TicketFilter.largest)).reversed()
  }
}

extension Transaction {
  /// Stores a handoff in the place of what was written of the same shift before.
  package func putHandoff(_ handoff: WorkHandoff, of team: TeamID) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO work_handoffs (team, id, from_member, end_ms, value) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (team, id) DO UPDATE SET value = excluded.value
      """, [team, handoff.id, handoff.digest.from, handoff.digest.at, try JSONText.text(handoff)])
  }

  /// Forgets handoffs of shifts that ended before an instant; returns how many.
  package func purgeHandoffs(before: Timestamp) throws(StoreError) -> Int {
    try connection.run("DELETE FROM work_handoffs WHERE end_ms < $1", [before])
  }
}
