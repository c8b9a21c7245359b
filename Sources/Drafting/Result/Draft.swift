import Scheduling
import Timekeeping

/// The draft of one team's period: who would stand each slot, why, and why nobody else.
///
/// Equal inputs, seeds and rounds give equal drafts. It is a proposal: `DraftCheck` holds it against the present before
/// it is published.
package struct Draft: Sendable, Hashable, Codable {
  package let team: TeamID
  package let period: DraftPeriod
  /// Every slot of the period in order of week, duty, time and place; open ones too.
  package let assignments: [DraftAssignment]
  /// Every member of the team, in the order of the file.
  package let balance: [MemberBalance]
  /// The cost in points; less is better. Two drafts of one input can be compared by it.
  package let objective: Int
  /// What each rule charges for the whole draft; with the open slots it is the objective.
  package let parts: [RulePart]
  /// A hash of everything the draft depends on besides the search: equal when the facts are the same.
  package let fingerprint: String
  /// How it was searched for; nil for a draft that somebody made by hand.
  package let search: SearchAccount?
  /// What a lead should know besides: lines that are shared, decisions that name nothing.
  package let notes: [String]

  package init(
    team: TeamID, period: DraftPeriod, assignments: [DraftAssignment], balance: [MemberBalance] = [],
    objective: Int = 0, parts: [RulePart] = [], fingerprint: String = "", search: SearchAccount? = nil,
    notes: [String] = []
  ) {
    self.team = team
    self.period = period
    self.assignments = assignments
    self.balance = balance
    self.objective = objective
    self.parts = parts
    self.fingerprint = fingerprint
    self.search = search
    self.notes = notes
  }

  /// The draft of a week.
  package init(team: TeamID, week: ISOWeek, assignments: [DraftAssignment], balance: [MemberBalance] = []) {
    self.init(team: team, period: DraftPeriod(week), assignments: assignments, balance: balance)
  }

  /// The week of a draft for one, or else the first that its period touches.
  package var week: ISOWeek { ISOWeek(containing: period.from) }

  /// The open slots, each with what stands in every member's way.
  package var gaps: [DraftAssignment] { assignments.filter { $0.member == nil } }

  /// The open slots but for those that the file or a lead leaves open.
  package var unfilled: [DraftAssignment] { gaps.filter { !$0.isLeftOpen } }

  /// How far it may be from the best draft of its input, as a part of its cost; nil when nothing is known.
  package var gap: Double? {
    search?.bound.map { objective <= $0 ? 0 : Double(objective - $0) / Double(max(1, abs(objective))) }
  }

  /// Who has each slot.
  package var holders: [ShiftID: MemberID] {
    Dictionary(assignments.compactMap { next in next.member.map { (next.slot.id, $0) } }, uniquingKeysWith: { $1 })
  }

  /// The member's name as the draft knows it, else the id.
  package func name(of member: MemberID) -> String {
    balance.first { $0.member == member }?.name ?? member.text
  }
}
