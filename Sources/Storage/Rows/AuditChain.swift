import Crypto
import Timekeeping

/// How an audit entry's hash is made: SHA-256 over the hash before it and the entry's fields.
enum AuditChain {
  /// What stands before the first entry.
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// Every field is preceded by its length, so that no two different entries look alike.
  static func hash(
    after previous: [UInt8], seq: Int, at: Timestamp, actor: String, action: String, entity: String, body: [UInt8]
  ) -> [UInt8] {
    var digest = SHA256()
    digest.update(data: previous)
    digest.update(data: number(Int64(seq)) + number(at.milliseconds))
    for field in [Array(actor.utf8), Array(action.utf8), Array(entity.utf8), body] {
      digest.update(data: number(Int64(field.count)) + field)
    }
    return Array(digest.finalize())
  }

  static func hash(of entry: AuditEntry, after previous: [UInt8]) -> [UInt8] {
    hash(
      after: previous, seq: entry.seq, at: entry.at, actor: entry.actor, action: entry.action, entity: entry.entity,
      body: entry.body)
  }

  /// Eight bytes, the most significant first.
  private static func number(_ value: Int64) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
