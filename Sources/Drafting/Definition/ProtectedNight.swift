import Timekeeping

/// The hours of a member's own night, and how much of a slot may lie in them for members with `nights: never`.
package struct ProtectedNight: Sendable, Hashable, Codable {
  /// On the wall of the member's zone.
  package var hours: WeeklyHours
  package var atMost: PlainDuration

  package init(hours: WeeklyHours = ProtectedNight.usualHours, atMost: PlainDuration = PlainDuration(.zero)) {
    self.hours = hours
    self.atMost = atMost
  }

  /// 22:00 to 07:00, every night.
  package static let usualHours = WeeklyHours(
    Weekday.allCases.compactMap { WeeklyWindow(weekday: $0, start: 1320, end: 1860) })
}
