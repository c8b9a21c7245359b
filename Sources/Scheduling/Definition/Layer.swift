import Timekeeping

/// One rotation of a duty, limited to some hours, with a rank; the higher rank wins (rule T7).
package struct Layer: Sendable, Hashable, Codable {
  package let id: LayerID
  package var rank: Int = 1
  /// The zone of the handoff and of `hours`.
  package var zone: ZoneID
  /// When the layer holds; nil means always. Windows may cross midnight.
  package var hours: WeeklyHours?
  /// Whether days outside `hours` eat turns (rule T6).
  package var offDays: OffDays
  package var rotation: Rotation
  /// On which days it holds; nil is every day.
  package var days: DayLimits?

  package init(
    id: LayerID, rank: Int = 1, zone: ZoneID, hours: WeeklyHours? = nil, offDays: OffDays = .skip, rotation: Rotation,
    days: DayLimits? = nil
  ) {
    self.id = id
    self.rank = rank
    self.zone = zone
    self.hours = hours
    self.offDays = offDays
    self.rotation = rotation
    self.days = days
  }

  package enum OffDays: String, Sendable, Hashable, Codable, CaseIterable {
    /// A daily rotation of five over Monday to Friday gives each person each fifth working day.
    case skip
    /// Turns go by the calendar, also over days on which nobody is on.
    case count
  }
}

/// Ordered members, how long a turn lasts and when it is handed off.
package struct Rotation: Sendable, Hashable, Codable {
  /// Who shares each turn, in order; the first group has the turn in which `from` lies.
  package var groups: [[MemberID]]
  package var every: Cadence
  /// The weekday of the handoff, for cadences in weeks.
  package var handoffDay: Weekday?
  package var handoffTime: CivilTime
  /// The day from whose handoff time on the rotation is in force (rule T4).
  package var from: CivilDate
  /// The last day it is in force; nil is open.
  package var until: CivilDate?
  /// When members of `groups` join and leave; whoever has no term is in for good (rule T5).
  package var terms: [RotationTerm]
  /// Days on which the rotation rests: nobody is on, nobody needs to be, and no turn is used up.
  package var pauses: [DateRange]

  package init(
    groups: [[MemberID]], every: Cadence, handoffDay: Weekday? = nil, handoffTime: CivilTime, from: CivilDate,
    until: CivilDate? = nil, terms: [RotationTerm] = [], pauses: [DateRange] = []
  ) {
    self.groups = groups
    self.every = every
    self.handoffDay = handoffDay
    self.handoffTime = handoffTime
    self.from = from
    self.until = until
    self.terms = terms
    self.pauses = pauses
  }

  /// The wall-clock start of turn 0: the last handoff at or before `from`'s handoff time.
  package var gridStart: CivilDateTime {
    guard let handoffDay, every.unit == .week else { return CivilDateTime(from, handoffTime) }
    let back = (from.weekday.rawValue - handoffDay.rawValue + 7) % 7
    return CivilDateTime(from - back, handoffTime)
  }

  /// The group whose turn `turn` is; turns before 0 count backwards through the list.
  package func group(_ turn: Int) -> [MemberID] {
    guard !groups.isEmpty else { return [] }
    return groups[((turn % groups.count) + groups.count) % groups.count]
  }
}
