import Scheduling
import Timekeeping

extension Snapshot {
  /// Overrides that hold (not withdrawn) and share time with `overlapping`, in the order they were made.
  package func overrides(
    team: TeamID? = nil, overlapping: Interval? = nil
  ) throws(StoreError) -> [Override] {
    try connection.all(
      """
      SELECT id, team, duty, start_ms, end_ms, change, leaving, joining, reason, added_by, kind, follows, request,
        followed_start_ms, followed_end_ms, base_start_ms, base_end_ms
      FROM overrides
      WHERE withdrawn_ms IS NULL AND end_ms > $1 AND start_ms < $2 AND (CAST($3 AS TEXT) IS NULL OR team = $3)
      ORDER BY ordinal
      """, [overlapping.from, overlapping.until, team], as: Override.init)
  }

  /// One override, withdrawn or not.
  package func override(_ id: String) throws(StoreError) -> Override? {
    try connection.first(
      """
      SELECT id, team, duty, start_ms, end_ms, change, leaving, joining, reason, added_by, kind, follows, request,
        followed_start_ms, followed_end_ms, base_start_ms, base_end_ms
      FROM overrides WHERE id = $1
      """, [id], as: Override.init)
  }
}

extension Transaction {
  package func addOverride(_ override: Override, at: Timestamp) throws(StoreError) {
    let parts = ChangeParts(override.change)
    try connection.run(
      """
      INSERT INTO overrides
        (id, ordinal, team, duty, start_ms, end_ms, change, leaving, joining, reason, added_ms, added_by, kind,
         follows, request, followed_start_ms, followed_end_ms, base_start_ms, base_end_ms)
      VALUES
        ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM overrides), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
         $13, $14, $15, $16, $17, $18)
      """,
      [
        override.id, override.team, override.duty, override.interval.start, override.interval.end, parts.word,
        parts.leaving, parts.joining, override.reason, at, override.by,
        override.kind.rawValue, override.follows?.text, override.request, override.followed?.start,
        override.followed?.end, override.base?.start, override.base?.end,
      ])
    try bump(.overrides)
  }

  /// False when there is no such override or it was withdrawn before.
  package func withdrawOverride(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      "UPDATE overrides SET withdrawn_ms = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_ms IS NULL", [id, at, by])
    guard changed > 0 else { return false }
    try bump(.overrides)
    return true
  }

  /// Ends an override that runs at `end`, so that what it was before stays (rule T11).
  ///
  /// False when there is no such override, it was withdrawn, or `end` is not inside it.
  package func endOverride(_ id: String, at end: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      """
      UPDATE overrides SET end_ms = $2
      WHERE id = $1 AND withdrawn_ms IS NULL AND start_ms < $2 AND end_ms > $2
      """, [id, end])
    guard changed > 0 else { return false }
    try bump(.overrides)
    return true
  }
}

/// A change as its columns: a word, who leaves and who joins.
private struct ChangeParts {
  var word: String
  var leaving: MemberID?
  var joining: MemberID?

  init(_ change: Override.Change) {
    switch change {
    case .add(let member): (word, leaving, joining) = ("add", nil, member)
    case .remove(let member): (word, leaving, joining) = ("remove", member, nil)
    case .replace(let out, let into): (word, leaving, joining) = ("replace", out, into)
    case .nobody: (word, leaving, joining) = ("nobody", nil, nil)
    }
  }

  init(_ row: ResultRow) throws(StoreError) {
    word = try row.text("change")
    leaving = try row.formIfAny("leaving")
    joining = try row.formIfAny("joining")
  }

  var change: Override.Change? {
    switch (word, leaving, joining) {
    case ("add", nil, let member?): .add(member)
    case ("remove", let member?, nil): .remove(member)
    case ("replace", let out?, let into?): .replace(out: out, in: into)
    case ("nobody", nil, nil): .nobody
    default: nil
    }
  }
}

extension Override {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let id = try row.text("id")
    guard let change = try ChangeParts(row).change else { throw .unreadable("the change of override \(id)") }
    self.init(
      id: id, team: try row.form("team"), duty: try row.form("duty"), interval: try row.interval("start_ms", "end_ms"),
      change: change, reason: try row.textIfAny("reason"), by: try row.text("added_by"),
      kind: try row.choice("kind"), follows: try row.textIfAny("follows").map(ShiftID.init(text:)),
      followed: try Self.span(row, "followed_start_ms", "followed_end_ms"),
      base: try Self.span(row, "base_start_ms", "base_end_ms"), request: try row.textIfAny("request"))
  }

  private static func span(_ row: ResultRow, _ from: StaticString, _ to: StaticString) throws(StoreError) -> Interval? {
    guard let start = try row.instantIfAny(from), let end = try row.instantIfAny(to) else { return nil }
    return Interval(start, end)
  }
}
