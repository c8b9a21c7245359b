import Scheduling
import Timekeeping

/// A drafted rota as it was made.
package struct StoredDraft: Sendable, Hashable {
  /// `D-1`, `D-2`, …
  package let id: String
  package let team: TeamID
  package let week: ISOWeek
  package let made: Timestamp
  package let by: String
  package let bytes: [UInt8]

  package init(id: String, team: TeamID, week: ISOWeek, made: Timestamp, by: String, bytes: [UInt8]) {
    self.id = id
    self.team = team
    self.week = week
    self.made = made
    self.by = by
    self.bytes = bytes
  }
}
