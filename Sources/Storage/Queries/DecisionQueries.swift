import Scheduling
import Timekeeping

extension Snapshot {
  /// Decisions that hold (not released) about slots that share time with `overlapping`, by start.
  package func decisions(team: TeamID, overlapping: Interval? = nil) throws(StoreError) -> [SlotDecision] {
    try connection.all(
      """
      SELECT id, team, slot, start_ms, end_ms, member, kind, decided_ms, decided_by FROM slot_decisions
      WHERE released_ms IS NULL AND team = $1 AND end_ms > $2 AND start_ms < $3
      ORDER BY start_ms, slot, ordinal
      """, [team, overlapping.from, overlapping.until], as: SlotDecision.init)
  }
}

extension Transaction {
  /// Throws where somebody else was given the slot, or the same was decided about the member; release that first.
  package func addDecision(_ decision: SlotDecision) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO slot_decisions (id, ordinal, team, slot, start_ms, end_ms, member, kind, decided_ms, decided_by)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM slot_decisions), $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        decision.id, decision.team, decision.slot.text, decision.interval.start, decision.interval.end,
        decision.member, decision.kind.rawValue, decision.at, decision.by,
      ])
  }

  /// False when there is no such decision or it was released before.
  package func releaseDecision(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    try connection.run(
      "UPDATE slot_decisions SET released_ms = $2, released_by = $3 WHERE id = $1 AND released_ms IS NULL",
      [id, at, by]) > 0
  }
}

extension SlotDecision {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.text("id"), team: try row.form("team"), slot: ShiftID(text: try row.text("slot")),
      interval: try row.interval("start_ms", "end_ms"), member: try row.form("member"), kind: try row.choice("kind"),
      at: try row.instant("decided_ms"), by: try row.text("decided_by"))
  }
}
