import Scheduling
import Timekeeping

/// What a member asked for: days, or hours of days, that they would rather be off or on.
package struct KeptWish: Sendable, Hashable {
  /// `W-1`, `W-2`, …
  package let id: String
  package var member: MemberID
  package var kind: Kind
  /// In the member's zone.
  package var dates: DateRange
  /// Only this time of each day; both or neither. An end that is not after the start lies on the next day.
  package var hours: Hours?
  /// From 1 to 9.
  package var weight: Int
  package var note: String?
  /// From the start of the first day to the end of the last, as it was in the member's zone when they asked.
  package var interval: Interval
  package var at: Timestamp
  package var by: String

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case off, on
  }

  package struct Hours: Sendable, Hashable, Codable {
    package var from: CivilTime
    package var until: CivilTime

    package init(from: CivilTime, until: CivilTime) {
      self.from = from
      self.until = until
    }
  }

  package init(
    id: String, member: MemberID, kind: Kind, dates: DateRange, hours: Hours?, weight: Int, note: String?,
    interval: Interval, at: Timestamp, by: String
  ) {
    self.id = id
    self.member = member
    self.kind = kind
    self.dates = dates
    self.hours = hours
    self.weight = weight
    self.note = note
    self.interval = interval
    self.at = at
    self.by = by
  }
}
