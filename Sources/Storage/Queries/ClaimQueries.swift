import Scheduling
import Timekeeping

extension Snapshot {
  /// Claims that hold (not withdrawn) and share time with `overlapping`, by start.
  package func claims(team: TeamID? = nil, overlapping: Interval? = nil) throws(StoreError) -> [Claim] {
    try connection.all(
      """
      SELECT id, team, duty, slot, member, start_ms, end_ms, claimed_ms, claimed_by FROM claims
      WHERE withdrawn_ms IS NULL AND end_ms > $1 AND start_ms < $2 AND (CAST($3 AS TEXT) IS NULL OR team = $3)
      ORDER BY start_ms, slot
      """, [overlapping.from, overlapping.until, team], as: Claim.init)
  }

  /// One claim, withdrawn or not.
  package func claim(_ id: String) throws(StoreError) -> Claim? {
    try connection.first(
      "SELECT id, team, duty, slot, member, start_ms, end_ms, claimed_ms, claimed_by FROM claims WHERE id = $1", [id],
      as: Claim.init)
  }
}

extension Transaction {
  package func addClaim(_ claim: Claim) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO claims (id, team, duty, slot, member, start_ms, end_ms, claimed_ms, claimed_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        claim.id, claim.team, claim.duty, claim.slot.text, claim.member, claim.interval.start, claim.interval.end,
        claim.at, claim.by,
      ])
  }

  /// False when there is no such claim or it was withdrawn before.
  package func withdrawClaim(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    try connection.run(
      "UPDATE claims SET withdrawn_ms = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_ms IS NULL", [id, at, by]) > 0
  }
}

extension Claim {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.text("id"), team: try row.form("team"), duty: try row.form("duty"),
      slot: ShiftID(text: try row.text("slot")), member: try row.form("member"),
      interval: try row.interval("start_ms", "end_ms"), at: try row.instant("claimed_ms"),
      by: try row.text("claimed_by"))
  }
}
