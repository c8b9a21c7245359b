import Timekeeping

/// A part of a shift in which its member is there, or is kept away by unsolved leave (rule T9).
package struct ShiftStretch: Sendable {
  package let shift: TimelineShift
  package let interval: Interval
  /// True while the member is away from the shift they still hold.
  package let isAway: Bool
  /// Those who answer for the duty meanwhile: others on it, else its fallback. Empty while the member is there.
  package let answering: [TimelineShift]
}

extension OnCallTimeline {
  /// What of `shift` lies in the window, in order: cut where its member goes on leave and comes back, and within the
  /// leave where somebody stops to answer.
  package func stretches(of shift: TimelineShift) -> [ShiftStretch] {
    let away = shift.conflicts.compactMap { shift.interval.intersection($0.interval)?.intersection(window) }.union
    let there = shift.present.compactMap { $0.intersection(window) }.map {
      ShiftStretch(shift: shift, interval: $0, isAway: false, answering: [])
    }
    return (there + away.flatMap { absence(from: shift, during: $0) }).sorted { $0.interval.start < $1.interval.start }
  }

  private func absence(from shift: TimelineShift, during away: Interval) -> [ShiftStretch] {
    var parts: [ShiftStretch] = []
    var start = away.start
    while let rest = Interval(start, away.end) {
      let end = min(change(of: shift.duty, after: start) ?? rest.end, rest.end)
      guard let part = Interval(start, end) else { break }
      parts.append(
        ShiftStretch(shift: shift, interval: part, isAway: true, answering: answering(shift.duty, at: start)))
      start = end
    }
    return parts
  }

  /// Required time of `duty` that nobody fills, and what its shifts leave open while their member is away and nobody
  /// answers, in order. A duty that shadows another need not be filled.
  package func openTime(of duty: DutyTimeline) -> [Gap] {
    guard !duty.duty.isShadow else { return duty.gaps }
    let silent = duty.shifts.filter { $0.conflict != nil }.flatMap { stretches(of: $0) }
      .filter { $0.isAway && $0.answering.isEmpty }.map(\.interval).union
    guard !silent.isEmpty else { return duty.gaps }
    let open = duty.gaps + silent.map { Gap(duty: duty.duty.id, interval: $0, reason: .nobody) }
    return open.sorted { $0.interval.start < $1.interval.start }
  }
}
