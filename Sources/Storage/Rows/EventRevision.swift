import Timekeeping

/// Of a shift's revision what its calendar event says: SEQUENCE, CREATED and the last change.
package struct EventRevision: Sendable, Hashable {
  package let sequence: Int
  package let created: Timestamp
  package let changed: Timestamp

  package init(sequence: Int, created: Timestamp, changed: Timestamp) {
    self.sequence = sequence
    self.created = created
    self.changed = changed
  }
}
