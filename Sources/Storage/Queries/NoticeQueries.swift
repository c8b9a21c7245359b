import Scheduling
import Timekeeping

extension Snapshot {
  /// Everything a member was told, or everybody, in the order it was made.
  package func notices(to member: MemberID? = nil) throws(StoreError) -> [Notice] {
    try connection.all(
      """
      SELECT kind, cause, recipient, title, body FROM notices
      WHERE (CAST($1 AS TEXT) IS NULL OR recipient = $1) ORDER BY created_ms, id
      """, [member], as: Notice.init)
  }
}

extension Transaction {
  /// Leaves a notice for its recipient; false when they were told of it before.
  @discardableResult
  package func tell(_ notice: Notice, at: Timestamp) throws(StoreError) -> Bool {
    let added = try connection.run(
      """
      INSERT INTO notices (id, kind, cause, recipient, title, body, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING
      """,
      [notice.id, notice.kind, notice.cause, notice.recipient, notice.title, notice.text, at])
    return added > 0
  }
}

extension Notice {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      kind: try row.text("kind"), cause: try row.text("cause"), recipient: try row.form("recipient"),
      title: try row.text("title"), text: try row.text("body"))
  }
}
