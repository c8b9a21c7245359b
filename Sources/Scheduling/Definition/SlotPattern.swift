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
  /// True when time whose check-in is missing earns no credit; otherwise the lead decides about it (rule T15).
  package var checkInRequired: Bool?
  /// Until when members choose slots of a week themselves; nil: any time before it is published (D14, D37).
  package var claimUntil: WeeklyMoment?
  /// True where no draft gives slots that nobody chose to anybody (D14); otherwise they are drafted.
  package var staysOpen: Bool?
  package var points: PointsRate?
  package var credit: CreditRate?
  /// On which days there are slots; nil is every day of the pattern.
  package var days: DayLimits?
  /// How far they must lie inside their members' working hours; nil is `WorkingHoursDemand.usual`.
  package var workingHours: WorkingHoursDemand?

  package init(
    hours: WeeklyHours, zone: ZoneID, people: Int = 1, eligible: Eligible = .everyone, skills: [String] = [],
    sameMember: Bool = false, goal: PlainDuration? = nil, checkIn: PlainDuration? = nil, points: PointsRate? = nil,
    credit: CreditRate? = nil, checkInRequired: Bool? = nil, claimUntil: WeeklyMoment? = nil, days: DayLimits? = nil,
    workingHours: WorkingHoursDemand? = nil, staysOpen: Bool? = nil
  ) {
    self.hours = hours
    self.zone = zone
    self.people = people
    self.eligible = eligible
    self.skills = skills
    self.sameMember = sameMember
    self.goal = goal
    self.checkIn = checkIn
    self.checkInRequired = checkInRequired
    self.claimUntil = claimUntil
    self.staysOpen = staysOpen
    self.days = days
    self.workingHours = workingHours
    self.points = points
    self.credit = credit
  }

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

  package init(hundredthsPerHour: Int) {
    self.hundredthsPerHour = hundredthsPerHour
  }
}

/// Leave earned by weekend cover, in hundredths of a day (D16, rule T15).
package struct CreditRate: Sendable, Hashable, Codable {
  package var dayHundredths: Int
  package var weekendHundredths: Int
  /// How long a day must be covered to count, and then it counts whole (D18); nil: it counts in proportion.
  package var atLeast: PlainDuration?

  package init(dayHundredths: Int, weekendHundredths: Int, atLeast: PlainDuration? = nil) {
    self.dayHundredths = dayHundredths
    self.weekendHundredths = weekendHundredths
    self.atLeast = atLeast
  }
}
