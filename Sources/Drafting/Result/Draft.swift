import Scheduling
import Timekeeping

/// The draft of one team's week: who would stand each slot, why, and why nobody else.
///
/// Equal inputs give equal drafts. It is a proposal: `DraftCheck` holds it against the present before it is published.
package struct Draft: Sendable, Hashable, Codable {
  package let team: TeamID
  package let week: ISOWeek
  /// Every slot of the week in order of duty, time and place; open ones too.
  package let assignments: [DraftAssignment]
  /// Every member of the team, in the order of the file.
  package let balance: [MemberBalance]
  /// The cost in points; less is better. Two drafts of one input can be compared by it.
  package let objective: Int
  /// A hash of everything the draft depends on: equal when a new draft would come out the same.
  package let fingerprint: String
  /// What a lead should know besides: lines that are shared, decisions that name nothing.
  package let notes: [String]

  package init(
    team: TeamID, week: ISOWeek, assignments: [DraftAssignment], balance: [MemberBalance] = [], objective: Int = 0,
    fingerprint: String = "", notes: [String] = []
  ) {
    self.team = team
    self.week = week
    self.assignments = assignments
    self.balance = balance
    self.objective = objective
    self.fingerprint = fingerprint
    self.notes = notes
  }

  /// The open slots, each with what stands in every member's way.
  package var gaps: [DraftAssignment] { assignments.filter { $0.member == nil } }

  /// The member's name as the draft knows it, else the id.
  package func name(of member: MemberID) -> String {
    balance.first { $0.member == member }?.name ?? member.text
  }
}
