import Scheduling
import Timekeeping

/// Everything that the draft of one team's period depends on, in one value: equal inputs give equal drafts.
///
/// The order of `leave`, `standing`, `earned`, `holidays` and `wishes` does not matter.
package struct DraftingInput: Sendable {
  package var schedule: Schedule
  package var rules: DraftingRules
  /// The days whose slots are drafted; normally an ISO week.
  package var period: DraftPeriod
  package var zones: ZoneTables
  /// Of every member, in every team (rule T9).
  package var leave: [Leave]
  /// Shifts that are fixed around the period, in every team (rule T14): shifts of rotations, what other teams
  /// published, what was stood in the weeks before. Shifts of the very slots to be drafted, and parts that a change made
  /// of them, are left out of account.
  package var standing: [Shift]
  /// Who stands the slots of this period in the rota that is published already.
  package var published: [ShiftID: MemberID]
  /// The hours of slots that keep those they were published with, whatever the schedule says now.
  package var hours: [ShiftID: Interval] = [:]
  /// What each member has stood over the fairness window before the period (`Balance.earned`), shifts that run into the
  /// period to their end.
  package var earned: [Balance]
  /// What a lead has decided about single slots.
  package var decisions: [LeadDecision]
  /// Days whose hours count as `DraftingRules.holidayWeight` says, on the wall of the slot's zone.
  package var holidays: [Holiday]
  /// What members asked for in time that the draft may touch; of other time they are left out of account.
  package var wishes: [Wish]
  /// Leave days that members have earned by cover, in hundredths; shown beside the draft and no part of it.
  package var credits: [Balance]
  /// The ids of leave that was taken for credits; see `DraftingRules.earnedLeave`.
  package var earnedLeave: [String]
  /// When it is drafted: slots that begin soon after are kept more strongly (`DraftingRules.nearby`). Nil: all are near.
  package var begins: Timestamp?
  /// The zones of the teams whose shifts are in `standing`: whether one is at a weekend is read on the wall of its own
  /// team. Those of teams that are not named are read on the wall of this one.
  package var walls: [TeamID: Zone]
  /// What those teams say, this one left out: of two teams that a member stands for, the longer rest and either's weekends
  /// hold, as for changes (`ConflictCheck`).
  package var others: [TeamID: ShiftLimits]
  /// True where the day before the period is published: who begins a run of days on the first day is known then.
  package var isPublishedBefore: Bool

  package init(
    schedule: Schedule, rules: DraftingRules = DraftingRules(), period: DraftPeriod, zones: ZoneTables,
    leave: [Leave] = [], standing: [Shift] = [], published: [ShiftID: MemberID] = [:], earned: [Balance] = [],
    decisions: [LeadDecision] = [], holidays: [Holiday] = [], wishes: [Wish] = [],
    credits: [Balance] = [], earnedLeave: [String] = [], begins: Timestamp? = nil,
    walls: [TeamID: Zone] = [:], others: [TeamID: ShiftLimits] = [:], isPublishedBefore: Bool = false
  ) {
    self.schedule = schedule
    self.rules = rules
    self.period = period
    self.zones = zones
    self.leave = leave
    self.standing = standing
    self.published = published
    self.earned = earned
    self.decisions = decisions
    self.holidays = holidays
    self.wishes = wishes
    self.credits = credits
    self.earnedLeave = earnedLeave
    self.begins = begins
    self.walls = walls
    self.others = others
    self.isPublishedBefore = isPublishedBefore
  }
}

extension DraftingInput {
  /// The slots of the period, in the order of the schedule.
  func slots() throws(ZoneProblem) -> [Slot] {
    try schedule.slots(of: period, zones: zones).keeping(hours)
  }
}

extension [Slot] {
  /// Each at its own of `hours`, where it has such.
  package func keeping(_ hours: [ShiftID: Interval]) -> [Slot] {
    map { slot in
      var slot = slot
      slot.interval = hours[slot.id] ?? slot.interval
      return slot
    }
  }
}

extension Schedule {
  /// The slots whose day lies in `period`, in order of week, duty, time and place.
  package func slots(of period: DraftPeriod, zones: ZoneTables) throws(ZoneProblem) -> [Slot] {
    var found: [Slot] = []
    for week in period.weeks { found += try slots(of: week, zones: zones).filter { period.contains($0.date) } }
    return found
  }
}
