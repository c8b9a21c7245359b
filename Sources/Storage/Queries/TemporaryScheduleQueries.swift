import Scheduling
import Timekeeping

extension Snapshot {
  /// Temporary schedules that hold (not removed), in the order they were made.
  package func temporarySchedules(team: TeamID? = nil) throws(StoreError) -> [TemporarySchedule] {
    try connection.all(
      """
      SELECT body FROM temporary_schedules
      WHERE withdrawn_ms IS NULL AND (CAST($1 AS TEXT) IS NULL OR team = $1) ORDER BY ordinal
      """, [team]
    ) { row throws(StoreError) in try row.json("body") }
  }

  /// One that holds.
  package func temporarySchedule(_ id: String) throws(StoreError) -> TemporarySchedule? {
    try connection.first(
      "SELECT body FROM temporary_schedules WHERE id = $1 AND withdrawn_ms IS NULL", [id]
    ) { row throws(StoreError) in try row.json("body") }
  }
}

extension Transaction {
  /// Stores a temporary schedule, or its trimmed form in its place.
  package func putTemporarySchedule(_ schedule: TemporarySchedule, at: Timestamp) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO temporary_schedules (id, ordinal, team, start_ms, end_ms, body, added_ms)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM temporary_schedules), $2, $3, $4, $5, $6)
      ON CONFLICT (id) DO UPDATE SET start_ms = excluded.start_ms, end_ms = excluded.end_ms, body = excluded.body
      """,
      [
        schedule.id, schedule.team, schedule.interval.start, schedule.interval.end, try JSONText.text(schedule), at,
      ])
    try bump(.temporary)
  }

  /// False when there is no such schedule or it was removed before.
  package func withdrawTemporarySchedule(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      "UPDATE temporary_schedules SET withdrawn_ms = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_ms IS NULL",
      [id, at, by])
    guard changed > 0 else { return false }
    try bump(.temporary)
    return true
  }
}
