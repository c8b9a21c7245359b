import Timekeeping

/// Who is on, in one team over one window: the only code that answers this question.
///
/// Views, feeds, exports, triage and notices all ask it. It is made from values and never from a clock; making one costs
/// in proportion to the shifts in the window, asking it who is on a binary search. Shifts are plain numbers inside: ids,
/// reasons and names become text when somebody asks for them. A shift is the same, with the same id, in every window
/// that it overlaps.
package struct OnCallTimeline: Sendable {
  package let team: TeamID
  package let window: Interval
  /// The schedule in force at the window's end: names, order of duties.
  package let schedule: Schedule
  /// In the order of the schedule; then those that only an earlier version had, where they have shifts or gaps here.
  package let duties: [DutyTimeline]
  package let zone: Zone
  /// Overrides in the window that have no effect, and why (rules T8, T12).
  package let idle: [IdleChange]
  let plan: TimelinePlan
  /// Who stands in for whom, one per version.
  let chains: [FallbackChains]

  package init(_ input: TimelineInput, window: Interval, zones: ZoneTables) throws(ZoneProblem) {
    try self.init(TimelinePlan(input, zones: zones), window: window)
  }

  /// Faster where a plan of the same facts is at hand.
  package init(_ plan: TimelinePlan, window: Interval) throws(ZoneProblem) {
    let schedule = (plan.spans.last { $0.validity.start < window.end } ?? plan.spans[0]).schedule
    self.plan = plan
    self.team = schedule.team
    self.window = window
    self.schedule = schedule
    self.zone = try plan.zones.zone(schedule.zone)
    var drafts = TimelineDrafts(plan, window: window)
    let duties = try drafts.duties(of: schedule)
    self.duties = duties
    self.idle = drafts.idle
    self.chains = plan.spans.map { FallbackChains($0.schedule, duties) }
  }

  package func duty(_ id: DutyID) -> DutyTimeline? { duties.first { $0.duty.id == id } }

  /// All shifts of all duties, by start, then id.
  package var shifts: [TimelineShift] {
    let all = duties.flatMap(\.shifts)
    return all.sorted { a, b in
      a.interval.start == b.interval.start ? a.id < b.id : a.interval.start < b.interval.start
    }
  }

  /// The schedule in force at `instant` (rule T11).
  func schedule(at instant: Timestamp) -> Schedule { plan.spans[plan.span(at: instant)].schedule }

  /// The member's name, also of somebody whom only another version names; else the id.
  package func name(_ member: MemberID) -> String {
    let known = schedule.member(member) ?? plan.spans.reversed().lazy.compactMap { $0.schedule.member(member) }.first
    return known?.name ?? member.text
  }
}

/// For each duty of a timeline, the places of those that answer for it one after the other, in one version.
struct FallbackChains: Sendable {
  let chains: [[Int32]]

  init(_ schedule: Schedule, _ duties: [DutyTimeline]) {
    chains = duties.map { duty in
      schedule.fallbackChain(from: duty.duty.id).compactMap { standing in
        duties.firstIndex { $0.duty.id == standing.id }.map(Int32.init)
      }
    }
  }
}
