import Timekeeping

/// Of a shift's revision what its calendar event says: SEQUENCE, CREATED, the last change, and the UID where that is not
/// the shift's id.
package struct EventRevision: Sendable, Hashable {
  package let sequence: Int
  package let created: Timestamp
  package let changed: Timestamp
  package let uid: String?

  package init(sequence: Int, created: Timestamp, changed: Timestamp, uid: String? = nil) {
    self.sequence = sequence
    self.created = created
    self.changed = changed
    self.uid = uid
  }
}
