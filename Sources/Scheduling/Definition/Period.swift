import Timekeeping

/// A stretch of days on which the team gives limited support: other hours, other people, other promises (D57).
package struct Period: Sendable, Hashable, Codable {
  package var name: String
  package var dates: DateRange
  /// Stands in for every office hours of the team on those days; nil leaves them.
  package var hours: WeeklyHours?
  /// Only they are drafted and rotated on those days; nil leaves everybody.
  package var members: [MemberID]?
  /// What customers are told, on top of everything else.
  package var reply: String?

  package init(
    name: String, dates: DateRange, hours: WeeklyHours? = nil, members: [MemberID]? = nil, reply: String? = nil
  ) {
    self.name = name
    self.dates = dates
    self.hours = hours
    self.members = members
    self.reply = reply
  }
}
