import Timekeeping

/// The weekly pattern of places to fill that a rota is drafted from (D30, D37).
package struct SlotPattern: Sendable, Hashable, Codable {
  /// One slot per window and place, on the wall of `zone`.
  package var hours: WeeklyHours
  package var zone: ZoneID
  /// How many people stand each slot at once.
  package var people: Int = 1
  package var eligible: Eligible = .everyone
  package var skills: [String] = []
  /// One member keeps the same window all week, Monday to Sunday (`same member: week`).
  package var sameMember: Bool = false
  /// Soft goal on shift, reported and never escalated (D31).
  package var goal: PlainDuration?
  package var checkIn: PlainDuration?
  package var points: PointsRate?
  package var credit: CreditRate?

  package enum Eligible: Sendable, Hashable, Codable {
    case everyone
    /// Only members whose `weekends` is `volunteer` (D14).
    case volunteers
    case members([MemberID])
  }
}

/// League points of a slot, in hundredths per hour (D15, D36).
package struct PointsRate: Sendable, Hashable, Codable {
  package var hundredthsPerHour: Int
}

/// Leave earned by weekend cover, in hundredths of a day (D16, rule T15).
package struct CreditRate: Sendable, Hashable, Codable {
  package var dayHundredths: Int
  package var weekendHundredths: Int
}
