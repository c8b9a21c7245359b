import Scheduling
import Timekeeping

/// A rota that was published for one team and a stretch of a week; a later one that shares time with it supersedes it
/// and keeps it as history.
package struct PublishedPeriod: Sendable, Hashable {
  package let id: Int
  package let team: TeamID
  package let week: ISOWeek
  package let interval: Interval
  /// The draft it came from.
  package let draft: String?
  package let at: Timestamp
  package let by: String
  /// When a later publication took its place; nil while it holds.
  package let superseded: Timestamp?
  /// In the order they were published in.
  package internal(set) var shifts: [Shift]
}
