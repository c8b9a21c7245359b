import Timekeeping

/// What becomes history when a team's timeline is written down: the shifts that ended, and how far it is complete now.
///
/// A shift is written down whole when it ends, also a long one with handoffs of other duties inside; the time in
/// which unsolved leave kept the member away is left out, because somebody else answered then (rule T9).
package struct Recording: Sendable, Hashable {
  /// By end, then start and id.
  package let shifts: [RecordedShift]
  package let settled: SettledTime

  /// `timeline` covers the time from `last` (the end of the recording before) to `now`; `first` is where history
  /// begins; `version` gives the number of the definitions in force at an instant, nil where the team was not in them.
  ///
  /// Of a duty on which somebody was on at `last`, shifts may come that are written down already, under the same ids.
  package init(
    _ timeline: OnCallTimeline, last: SettledTime?, first: Timestamp, now: Timestamp, version: (Timestamp) -> Int?
  ) {
    let since = last?.until ?? first
    let floor = last?.before ?? .distantPast
    let ended = timeline.duties.flatMap { duty in
      // What ran when history was written down last may have been ended since by a change from that very instant on.
      let written = max(last?.running[duty.duty.id] ?? since, first)
      return duty.shifts.filter { $0.interval.end > written && $0.interval.end <= now }.flatMap { held in
        held.stood(notBefore: duty.duty.slots == nil ? .distantPast : floor)
      }
    }
    let recorded = ended.compactMap { part -> RecordedShift? in
      guard let version = version(part.shift.interval.start) ?? version(since) else { return nil }
      let because = part.cause.sentence(zone: timeline.zone) { timeline.name($0) }
      return RecordedShift(shift: part.shift, because: because, version: version, recorded: now)
    }
    shifts = recorded.sorted { Self.key($0.shift) < Self.key($1.shift) }
    let running = timeline.duties.map { ($0.duty, Self.start(of: $0, runningAt: now)) }
    let before = running.filter { $0.0.slots != nil }.compactMap(\.1).reduce(now, min)
    settled = SettledTime(
      team: timeline.team, until: now, before: max(before, floor),
      running: Dictionary(running.compactMap { duty, start in start.map { (duty.id, $0) } }) { first, _ in first })
  }

  private static func start(of duty: DutyTimeline, runningAt now: Timestamp) -> Timestamp? {
    duty.shifts.filter { $0.interval.start < now && $0.interval.end > now }.map(\.interval.start).min()
  }

  private static func key(_ shift: Shift) -> (Timestamp, Timestamp, String) {
    (shift.interval.end, shift.interval.start, shift.id.text)
  }
}

extension TimelineShift {
  /// The parts that the member truly stood, from `floor` on.
  fileprivate func stood(notBefore floor: Timestamp) -> [(shift: Shift, cause: ShiftCause)] {
    guard let span = Interval(max(interval.start, floor), interval.end) else { return [] }
    return parts(of: span, without: conflicts).map { (shift: $0, cause: cause) }
  }
}

extension OnCallTimeline {
  /// When something is to be written down next after `now`: the next end of a shift, or, for a team with slots, the
  /// next midnight on their walls, when a day can be paid. Nil when neither comes inside the window.
  package func nextRecording(after now: Timestamp, zones: ZoneTables) -> Timestamp? {
    let ends = duties.flatMap(\.shifts).map(\.interval.end).filter { $0 > now }
    let midnights = duties.compactMap { $0.duty.slots.flatMap { try? zones.zone($0.zone) } }.map { zone in
      zone.startOfDay(zone.civil(at: now).date + 1)
    }
    return (ends + midnights).filter { $0 > now }.min()
  }
}
