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
  /// The draft that this one drafts again; nil for one made from nothing.
  package let parent: String?

  package init(
    id: String, team: TeamID, week: ISOWeek, made: Timestamp, by: String, bytes: [UInt8], parent: String? = nil
  ) {
    self.id = id
    self.team = team
    self.week = week
    self.made = made
    self.by = by
    self.bytes = bytes
    self.parent = parent
  }
}
