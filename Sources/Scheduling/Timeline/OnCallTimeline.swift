import Timekeeping

/// Who is on, in one team over one window: the only code that answers this question.
///
/// Views, feeds, exports, triage and notices all ask it. It is made from values and never from a clock;
/// making one costs in proportion to the shifts in the window, asking it a scan of one duty's shifts.
/// A shift is the same, with the same id, in every window that it overlaps.
package struct OnCallTimeline: Sendable {
  package let team: TeamID
  package let window: Interval
  /// The schedule in force at the window's end: names, order of duties.
  package let schedule: Schedule
  /// In the order of the schedule; then those that only an earlier version had, where they have shifts or gaps here.
  package let duties: [DutyTimeline]
  package let zone: Zone
  private let spans: [ScheduleSpan]
  /// The instants at which an answer may change, sorted.
  let turningPoints: [Timestamp]

  package init(_ input: TimelineInput, window: Interval, zones: ZoneTables) throws(ZoneProblem) {
    let spans = input.spans
    guard let schedule = (spans.last { $0.validity.start < window.end } ?? spans.first)?.schedule else {
      throw ZoneProblem("no schedule is in force", help: "apply the schedule files first: watchbill apply")
    }
    self.team = schedule.team
    self.window = window
    self.schedule = schedule
    self.spans = spans
    self.zone = try zones.zone(schedule.zone)
    let assembly = TimelineAssembly(
      input: input, spans: spans, team: schedule.team, window: window, zone: zone, zones: zones)
    self.duties = try Self.duties(of: schedule, spans: spans, assembly)
    self.turningPoints = Self.turningPoints(duties, spans)
  }

  private static func duties(
    of schedule: Schedule, spans: [ScheduleSpan], _ assembly: TimelineAssembly
  ) throws(ZoneProblem) -> [DutyTimeline] {
    var duties: [DutyTimeline] = []
    for duty in schedule.duties { duties.append(try assembly.timeline(of: duty)) }
    var known = Set(schedule.duties.map(\.id))
    for duty in spans.reversed().flatMap(\.schedule.duties) where known.insert(duty.id).inserted {
      let past = try assembly.timeline(of: duty)
      if !past.shifts.isEmpty || !past.gaps.isEmpty { duties.append(past) }
    }
    return duties
  }

  private static func turningPoints(_ duties: [DutyTimeline], _ spans: [ScheduleSpan]) -> [Timestamp] {
    let shifts = duties.flatMap(\.shifts).flatMap { held in [held.interval] + held.conflicts.map(\.interval) }
    return Set((shifts + spans.map(\.validity)).flatMap { [$0.start, $0.end] }).sorted()
  }

  package func duty(_ id: DutyID) -> DutyTimeline? { duties.first { $0.duty.id == id } }

  /// Every shift that overlaps the window, by start, then id.
  package var shifts: [TimelineShift] {
    duties.flatMap(\.shifts).sorted { a, b in
      a.interval.start == b.interval.start ? a.shift.id < b.shift.id : a.interval.start < b.interval.start
    }
  }

  /// The schedule in force at `instant` (rule T11).
  func schedule(at instant: Timestamp) -> Schedule {
    spans.first { $0.validity.contains(instant) }?.schedule ?? schedule
  }

  /// The member's name, also of somebody whom only another version names; else the id.
  package func name(_ member: MemberID) -> String {
    let known = schedule.member(member) ?? spans.reversed().lazy.compactMap { $0.schedule.member(member) }.first
    return known?.name ?? member.text
  }
}
