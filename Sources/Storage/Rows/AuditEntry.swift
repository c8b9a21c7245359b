import Timekeeping

/// One thing that was done, chained by its hash to all that was done before.
package struct AuditEntry: Sendable, Hashable {
  package let seq: Int
  package let at: Timestamp
  package let actor: String
  package let action: String
  package let entity: String
  /// JSON.
  package let body: [UInt8]
  package let hash: [UInt8]
}
