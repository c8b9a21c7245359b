import Scheduling
import Timekeeping

extension Snapshot {
  /// Shifts of a team that were withdrawn at `since` or later, by shift and member.
  package func withdrawnShifts(team: TeamID, since: Timestamp) throws(StoreError) -> [WithdrawnShift] {
    try connection.all(
      """
      SELECT shift, member, team, duty, start_ms, end_ms, summary, sequence, withdrawn_ms FROM withdrawn_shifts
      WHERE team = $1 AND withdrawn_ms >= $2 ORDER BY shift, member
      """, [team, since], as: WithdrawnShift.init)
  }
}

extension Transaction {
  /// Remembers that a member has a shift no more; the last time counts.
  package func withdraw(_ shift: WithdrawnShift) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO withdrawn_shifts (shift, member, team, duty, start_ms, end_ms, summary, sequence, withdrawn_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (shift, member) DO UPDATE SET
        team = excluded.team, duty = excluded.duty, start_ms = excluded.start_ms, end_ms = excluded.end_ms,
        summary = excluded.summary, sequence = excluded.sequence, withdrawn_ms = excluded.withdrawn_ms
      """,
      [
        shift.shift.text, shift.member, shift.team, shift.duty, shift.interval.start, shift.interval.end,
        shift.summary, shift.sequence, shift.withdrawn,
      ])
    try bump(.revisions)
  }

  /// Forgets those that were withdrawn before `instant`: no feed shows them any more.
  package func forgetWithdrawn(before instant: Timestamp) throws(StoreError) {
    try connection.run("DELETE FROM withdrawn_shifts WHERE withdrawn_ms < $1", [instant])
  }
}

extension WithdrawnShift {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      shift: ShiftID(text: try row.text("shift")), member: try row.form("member"), team: try row.form("team"),
      duty: try row.form("duty"), interval: try row.interval("start_ms", "end_ms"), summary: try row.text("summary"),
      sequence: try row.int("sequence"), withdrawn: try row.instant("withdrawn_ms"))
  }
}
