import Scheduling
import Timekeeping

/// A member with all that rules ask about them around one week.
package struct MemberFacts: Sendable {
  package let member: Member
  package let zone: Zone
  /// Around the week, by start.
  package let leave: [Interval]
  /// Fixed shifts in any team around the week, by start.
  package let standing: [Commitment]
  /// The weeks in whose weekends the member stands a fixed shift.
  package let weekends: [ISOWeek]
  /// Seconds of fixed shifts by day of the team's zone, each instant once (rule T10); empty where no rule asks.
  package let fixedDays: [CivilDate: Int]
  /// The nights of fixed shifts; empty where no rule asks.
  package let fixedNights: Set<CivilDate>
  /// Working hours around the week, joined; nil means at any time.
  package let atWork: [Interval]?
  /// The same with every day of the week on which the member lists no hours; nil means at any time.
  package let volunteering: [Interval]?

  package var name: String { member.name }
}
