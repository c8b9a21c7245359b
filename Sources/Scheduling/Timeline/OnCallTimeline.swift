import Timekeeping

/// Who is on, in one team over one window: the only code that answers this question.
///
/// Views, feeds, exports, triage and notices all ask it. It is made from values and never from a clock;
/// making one costs in proportion to the shifts in the window, asking it a scan of one duty's shifts.
package struct OnCallTimeline: Sendable {
  package let team: TeamID
  package let window: Interval
  /// The schedule in force at the window's end: names, order of duties, fallbacks.
  package let schedule: Schedule
  /// In the order of the schedule.
  package let duties: [DutyTimeline]
  package let zone: Zone

  package init(_ input: TimelineInput, window: Interval, zones: ZoneTables) throws(ZoneProblem) {
    let current = input.versions.last { $0.from < window.end } ?? input.versions.first
    guard let schedule = current?.schedule else {
      throw ZoneProblem("no schedule is in force", help: "apply the schedule files first: watchbill apply")
    }
    self.team = schedule.team
    self.window = window
    self.schedule = schedule
    self.zone = try zones.zone(schedule.zone)
    let assembly = TimelineAssembly(input: input, team: schedule.team, window: window, zone: zone, zones: zones)
    var duties: [DutyTimeline] = []
    for duty in schedule.duties { duties.append(try assembly.timeline(of: duty)) }
    self.duties = duties
  }

  package func duty(_ id: DutyID) -> DutyTimeline? { duties.first { $0.duty.id == id } }

  /// Every shift that overlaps the window, by start, then id.
  package var shifts: [TimelineShift] {
    duties.flatMap(\.shifts).sorted { a, b in
      a.interval.start == b.interval.start ? a.shift.id < b.shift.id : a.interval.start < b.interval.start
    }
  }
}

/// One duty's shifts and gaps inside a timeline's window.
package struct DutyTimeline: Sendable {
  package let duty: Duty
  /// Whole shifts that overlap the window, by start, then id.
  package let shifts: [TimelineShift]
  /// Required time that nobody fills, clipped to the window.
  package let gaps: [Gap]

  package init(duty: Duty, shifts: [TimelineShift], gaps: [Gap]) {
    self.duty = duty
    self.shifts = shifts
    self.gaps = gaps
  }

  /// The shifts on at `instant`; at a handoff exactly the new one (rule T1).
  package func holders(at instant: Timestamp) -> [TimelineShift] {
    shifts.filter { $0.interval.contains(instant) && !$0.isAway(at: instant) }
  }
}

extension TimelineShift {
  /// True while unsolved leave keeps the member away from the shift they still hold.
  package func isAway(at instant: Timestamp) -> Bool { conflict?.interval.contains(instant) ?? false }
}

/// Required time of a duty that nobody fills, and why.
package struct Gap: Sendable, Hashable {
  package var duty: DutyID
  package var interval: Interval
  package var reason: Reason

  package init(duty: DutyID, interval: Interval, reason: Reason) {
    self.duty = duty
    self.interval = interval
    self.reason = reason
  }

  package enum Reason: Sendable, Hashable {
    /// The week's rota is not published yet.
    case notPublished
    /// Nobody was free to take it, or everybody was taken off.
    case nobody
  }
}
