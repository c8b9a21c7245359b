import Scheduling
import Timekeeping

/// A member with all that rules ask about them around one period.
package struct MemberFacts: Sendable {
  package let member: Member
  package let zone: Zone
  /// Around the period, by start.
  package let leave: [Interval]
  /// Fixed shifts in any team around the period, by start.
  package let standing: [Commitment]
  /// The same without those of rotations that may be stood alongside the slots.
  package let counted: [Commitment]
  /// Seconds of fixed shifts by day of the team's zone, each instant once (rule T10).
  package let fixedDays: [CivilDate: Int]
  /// The nights of fixed shifts.
  package let fixedNights: Set<CivilDate>
  /// Working hours around the period, joined; nil means at any time.
  package let atWork: [Interval]?
  /// The same with every day of the week on which the member lists no hours; nil means at any time.
  package let volunteering: [Interval]?
  /// The member's own holidays, or else the team's; on the wall of `zone`.
  package let holidays: [Holiday]
  /// What the member asked for, by start.
  package let wishes: [Wish]

  package var name: String { member.name }

  /// Seconds of fixed shifts inside `days` of the team's zone.
  package func fixedSeconds(in days: Range<CivilDate>) -> Int {
    fixedDays.isEmpty ? 0 : days.reduce(0) { $0 + (fixedDays[$1] ?? 0) }
  }
}
