import Scheduling
import Timekeeping

extension Snapshot {
  /// Leave that holds (not withdrawn) and shares time with `overlapping`, by start; nil asks for all time or everybody.
  package func leaves(
    overlapping: Interval? = nil, member: MemberID? = nil
  ) throws(StoreError) -> [Leave] {
    try connection.all(
      """
      SELECT id, member, start_ms, end_ms, kind, note FROM leaves
      WHERE withdrawn_ms IS NULL AND end_ms > $1 AND start_ms < $2 AND (CAST($3 AS TEXT) IS NULL OR member = $3)
      ORDER BY start_ms, member, id
      """, [overlapping.from, overlapping.until, member], as: Leave.init)
  }

  /// One leave, withdrawn or not.
  package func leave(_ id: String) throws(StoreError) -> Leave? {
    try connection.first(
      "SELECT id, member, start_ms, end_ms, kind, note FROM leaves WHERE id = $1", [id], as: Leave.init)
  }

  /// When a leave was written down; nil when there is none of that id.
  package func leaveAdded(_ id: String) throws(StoreError) -> Timestamp? {
    try connection.first("SELECT added_ms FROM leaves WHERE id = $1", [id]) { row throws(StoreError) in
      try row.instant("added_ms")
    }
  }
}

extension Transaction {
  package func addLeave(_ leave: Leave, by: String, at: Timestamp) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO leaves (id, member, start_ms, end_ms, kind, note, added_ms, added_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """,
      [
        leave.id, leave.member, leave.interval.start, leave.interval.end, leave.kind.rawValue, leave.note, at, by,
      ])
    try bump(.leaves)
  }

  /// False when there is no such leave or it was withdrawn before.
  package func withdrawLeave(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      "UPDATE leaves SET withdrawn_ms = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_ms IS NULL", [id, at, by])
    guard changed > 0 else { return false }
    try bump(.leaves)
    return true
  }
}

extension Interval? {
  /// The start, or the beginning of time where there is no interval.
  var from: Timestamp { self?.start ?? .distantPast }
  /// The end, or the end of time.
  var until: Timestamp { self?.end ?? .distantFuture }
}

extension Leave {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.text("id"), member: try row.form("member"), interval: try row.interval("start_ms", "end_ms"),
      kind: try row.choice("kind"), note: try row.textIfAny("note"))
  }
}
