import Timekeeping

extension Snapshot {
  /// What was done to `entity` (nil: to anything), newest first.
  package func auditEntries(entity: String? = nil, limit: Int = 100) throws(StoreError) -> [AuditEntry] {
    guard let entity else {
      return try connection.all(
        "SELECT seq, at_ms, actor, action, entity, body, hash FROM audit ORDER BY seq DESC LIMIT $1", [max(limit, 0)],
        as: AuditEntry.init)
    }
    return try connection.all(
      """
      SELECT seq, at_ms, actor, action, entity, body, hash FROM audit WHERE entity = $1 ORDER BY seq DESC LIMIT $2
      """, [entity, max(limit, 0)], as: AuditEntry.init)
  }

  /// The number of the first entry that is changed, missing or out of place; nil when the whole chain holds.
  package func verifyAudit() throws(StoreError) -> Int? {
    var expected = 1
    var previous = AuditChain.beginning
    var broken: Int?
    try connection.each("SELECT seq, at_ms, actor, action, entity, body, hash FROM audit ORDER BY seq") {
      row throws(StoreError) in
      let entry = try AuditEntry(row)
      guard entry.seq == expected, entry.hash == AuditChain.hash(of: entry, after: previous) else {
        broken = expected
        return false
      }
      (expected, previous) = (expected + 1, entry.hash)
      return true
    }
    if broken == nil, try lastNumber(.audit) != expected - 1 { broken = expected }
    return broken
  }
}

extension Transaction {
  /// Adds an entry to the chain; `body` is JSON. Returns its number.
  @discardableResult
  package func appendAudit(
    at: Timestamp, actor: String, action: String, entity: String, body: [UInt8]
  ) throws(StoreError) -> Int {
    let seq = try nextNumber(.audit)
    var last = kept.auditHash
    if last == nil { last = try auditHash(seq - 1) }
    let hash = AuditChain.hash(
      after: last ?? AuditChain.beginning, seq: seq, at: at, actor: actor, action: action, entity: entity, body: body)
    try connection.run(
      "INSERT INTO audit (seq, at_ms, actor, action, entity, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      [seq, at, actor, action, entity, body, hash])
    kept.auditHash = hash
    return seq
  }

  private func auditHash(_ seq: Int) throws(StoreError) -> [UInt8]? {
    try connection.first("SELECT hash FROM audit WHERE seq = $1", [seq]) { row throws(StoreError) in
      try row.bytes("hash")
    }
  }
}

extension AuditEntry {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      seq: try row.int("seq"), at: try row.instant("at_ms"), actor: try row.text("actor"),
      action: try row.text("action"), entity: try row.text("entity"), body: try row.bytes("body"),
      hash: try row.bytes("hash"))
  }
}
