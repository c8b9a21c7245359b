import Scheduling
import Timekeeping

extension Snapshot {
  /// Wishes that hold (not taken back) and share time with `overlapping`, by start; nil asks for everybody's.
  package func wishes(member: MemberID? = nil, overlapping: Interval? = nil) throws(StoreError) -> [KeptWish] {
    try connection.all(
      """
      SELECT id, member, kind, dates, from_time, until_time, weight, note, start_ms, end_ms, made_ms, made_by
      FROM wishes
      WHERE removed_ms IS NULL AND end_ms > $1 AND start_ms < $2 AND (CAST($3 AS TEXT) IS NULL OR member = $3)
      ORDER BY start_ms, member, ordinal
      """, [overlapping.from, overlapping.until, member], as: KeptWish.init)
  }

  /// One wish, taken back or not.
  package func wish(_ id: String) throws(StoreError) -> KeptWish? {
    try connection.first(
      """
      SELECT id, member, kind, dates, from_time, until_time, weight, note, start_ms, end_ms, made_ms, made_by
      FROM wishes WHERE id = $1
      """, [id], as: KeptWish.init)
  }
}

extension Transaction {
  package func addWish(_ wish: KeptWish) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO wishes (id, ordinal, member, kind, dates, from_time, until_time, weight, note, start_ms, end_ms,
        made_ms, made_by)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM wishes), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """,
      [
        wish.id, wish.member, wish.kind.rawValue, wish.dates.description, wish.hours?.from.description,
        wish.hours?.until.description, wish.weight, wish.note, wish.interval.start, wish.interval.end, wish.at,
        wish.by,
      ])
  }

  /// False when there is no such wish or it was taken back before.
  package func removeWish(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    try connection.run(
      "UPDATE wishes SET removed_ms = $2, removed_by = $3 WHERE id = $1 AND removed_ms IS NULL", [id, at, by]) > 0
  }
}

extension KeptWish {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let from: CivilTime? = try row.formIfAny("from_time")
    let until: CivilTime? = try row.formIfAny("until_time")
    let hours = from.flatMap { from in until.map { Hours(from: from, until: $0) } }
    self.init(
      id: try row.text("id"), member: try row.form("member"), kind: try row.choice("kind"),
      dates: try row.form("dates"), hours: hours, weight: try row.int("weight"), note: try row.textIfAny("note"),
      interval: try row.interval("start_ms", "end_ms"), at: try row.instant("made_ms"), by: try row.text("made_by"))
  }
}
