import Timekeeping

/// What a team's timelines are made of, worked out as far as no window is needed: make one, then timelines of any window
/// from it.
///
/// It costs in proportion to the layers, overrides and leave of the input; published rotas and records are only looked
/// at where a window reaches them.
package final class TimelinePlan: Sendable {
  let input: TimelineInput
  let spans: [ScheduleSpan]
  let team: TeamID
  let home: Zone
  let zones: ZoneTables
  let members: MemberTable
  let names: NameTable
  /// Of the last version in its order, then those that only earlier versions had, the newest first.
  let duties: [DutyPlan]
  /// Leave of the members above, by start.
  let leave: [PlannedLeave]
  /// The duties of which a table of many teams need not ask more.
  let steady: SteadyDuties

  /// Throws where no version of a schedule is there, or a zone is unknown.
  package init(_ input: TimelineInput, zones: ZoneTables) throws(ZoneProblem) {
    let spans = input.spans
    guard let last = spans.last?.schedule else {
      throw ZoneProblem("no schedule is in force", help: "apply the schedule files first: watchbill apply")
    }
    var input = input
    input.leave += try spans.absences(zones: zones)
    var planner = try Planner(input: input, spans: spans, team: last.team, zones: zones)
    duties = try planner.duties()
    leave = planner.leave()
    steady = SteadyDuties(duties, leave: leave, input: input)
    (members, names) = (planner.members, planner.names)
    (self.input, self.spans, self.zones) = (input, spans, zones)
    team = last.team
    home = try zones.zone(last.zone)
  }

  /// The place in `spans` of the version in force at `instant`; the last one where none is.
  func span(at instant: Timestamp) -> Int {
    spans.firstIndex { $0.validity.contains(instant) } ?? spans.count - 1
  }
}

/// Leave of a member, as numbers.
struct PlannedLeave: Sendable {
  let member: Int32
  let interval: Interval
  /// The place in the input's list.
  let place: Int32
  /// Its id in lower case, in the table of names.
  let name: Int32
  let isPlanned: Bool
  /// True for time that nobody booked; rotations know it without.
  let isOutsideTeam: Bool
}
