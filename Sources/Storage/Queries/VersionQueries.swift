import Crypto
import Timekeeping

extension Snapshot {
  /// Every version, in the order they take effect (then by number).
  package func versions() throws(StoreError) -> [StoredVersion] {
    try connection.all(
      "SELECT id, effective_ms, applied_ms, applied_by, sha256, bytes FROM versions ORDER BY effective_ms, id",
      as: StoredVersion.init)
  }

  /// The version applied last, whenever it takes effect.
  package func newestVersion() throws(StoreError) -> StoredVersion? {
    try connection.first(
      "SELECT id, effective_ms, applied_ms, applied_by, sha256, bytes FROM versions ORDER BY id DESC LIMIT 1",
      as: StoredVersion.init)
  }

  package func version(_ id: Int) throws(StoreError) -> StoredVersion? {
    try connection.first(
      "SELECT id, effective_ms, applied_ms, applied_by, sha256, bytes FROM versions WHERE id = $1", [id],
      as: StoredVersion.init)
  }
}

extension Transaction {
  /// Stores a version of the definitions; returns its number.
  package func addVersion(
    effective: Timestamp, applied: Timestamp, by: String, bytes: [UInt8]
  ) throws(StoreError) -> Int {
    let id = try nextNumber(.version)
    let hash = Hexadecimal.text(SHA256.hash(data: bytes))
    try connection.run(
      """
      INSERT INTO versions (id, effective_ms, applied_ms, applied_by, sha256, bytes) VALUES ($1, $2, $3, $4, $5, $6)
      """, [id, effective, applied, by, hash, bytes])
    try bump(.versions)
    return id
  }
}

extension StoredVersion {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.int("id"), effective: try row.instant("effective_ms"), applied: try row.instant("applied_ms"),
      by: try row.text("applied_by"), sha256: try row.text("sha256"), bytes: try row.bytes("bytes"))
  }
}
