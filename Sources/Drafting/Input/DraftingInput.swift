import Scheduling
import Timekeeping

/// Everything that the draft of one team's week depends on, in one value: equal inputs give equal drafts.
///
/// The order of `leave`, `standing`, `earned`, `holidays` and `wishes` does not matter.
package struct DraftingInput: Sendable {
  package var schedule: Schedule
  package var rules: DraftingRules
  package var week: ISOWeek
  package var zones: ZoneTables
  /// Of every member, in every team (rule T9).
  package var leave: [Leave]
  /// Shifts that are fixed around the week, in every team (rule T14): the week's shifts of rotations, what other teams
  /// published, what was stood in the weeks before. Shifts of the very slots to be drafted, and parts that a change made
  /// of them, are left out of account.
  package var standing: [Shift]
  /// Who stands the slots of this week in the rota that is published already.
  package var published: [ShiftID: MemberID]
  /// What each member has stood over the fairness window before the week (`Balance.earned`).
  package var earned: [Balance]
  /// What a lead has decided about single slots.
  package var decisions: [LeadDecision]
  /// Days whose hours count as `DraftingRules.holidayWeight` says, on the wall of the slot's zone.
  package var holidays: [Holiday]
  /// What members asked for in time that the draft may touch; of other time they are left out of account.
  package var wishes: [Wish]

  package init(
    schedule: Schedule, rules: DraftingRules = DraftingRules(), week: ISOWeek, zones: ZoneTables, leave: [Leave] = [],
    standing: [Shift] = [], published: [ShiftID: MemberID] = [:], earned: [Balance] = [],
    decisions: [LeadDecision] = [], holidays: [Holiday] = [], wishes: [Wish] = []
  ) {
    self.schedule = schedule
    self.rules = rules
    self.week = week
    self.zones = zones
    self.leave = leave
    self.standing = standing
    self.published = published
    self.earned = earned
    self.decisions = decisions
    self.holidays = holidays
    self.wishes = wishes
  }
}
