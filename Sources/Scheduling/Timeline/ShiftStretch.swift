import Timekeeping

/// A part of a shift in which its member is there, or is kept away by unsolved leave (rule T9).
package struct ShiftStretch: Sendable {
  package let shift: TimelineShift
  package let interval: Interval
  /// True while the member is away from the shift they still hold.
  package let isAway: Bool
}

extension OnCallTimeline {
  /// What of `shift` lies in the window, cut where its member goes on leave and where they come back, in order.
  package func stretches(of shift: TimelineShift) -> [ShiftStretch] {
    let away = shift.conflicts.compactMap { shift.interval.intersection($0.interval) }.union
    let all =
      shift.present.map { ShiftStretch(shift: shift, interval: $0, isAway: false) }
      + away.map { ShiftStretch(shift: shift, interval: $0, isAway: true) }
    return all.compactMap { stretch in
      stretch.interval.intersection(window).map {
        ShiftStretch(shift: shift, interval: $0, isAway: stretch.isAway)
      }
    }.sorted { $0.interval.start < $1.interval.start }
  }
}
