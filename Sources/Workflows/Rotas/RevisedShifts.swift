import Scheduling
import Storage
import Timekeeping

/// What the revisions of a team's shifts said before they were moved on, and the timeline that they say now.
struct RevisedShifts {
  let timeline: OnCallTimeline
  /// Who had which time to come.
  let before: [HeldTime]
  /// Until when `before` is whole; nil where that is not known.
  let until: Timestamp?

  init(_ revisions: [ShiftRevision], _ timeline: OnCallTimeline, until: Timestamp?, now: Timestamp) {
    self.timeline = timeline
    let coming = revisions.filter { !$0.gone && $0.interval.map { $0.end > now } ?? true }
    before = coming.compactMap { revision -> HeldTime? in
      guard let member = revision.member, let duty = revision.duty, let interval = revision.interval else { return nil }
      return HeldTime(member: member, duty: duty, times: [interval])
    }
    // One that was stored before all of this was asked says too little.
    self.until = before.count == coming.count ? until.map { min($0, timeline.window.end) } : nil
  }

  /// What moved: until `told` since people were told `memory`, and after that since the revisions of before; nil where
  /// those say nothing of the time after it.
  func moved(since memory: [HeldTime], until told: Timestamp, now: Timestamp) -> MovedShifts? {
    guard let until, let far = Interval(told, until), let span = Interval(now, until) else { return nil }
    let near = Interval(now, told).map { memory.inside($0) } ?? []
    return MovedShifts(
      before: near + before.inside(far), after: timeline.heldTimes(from: now, until: until), in: span)
  }
}

extension [HeldTime] {
  fileprivate func inside(_ span: Interval) -> [HeldTime] {
    map { held in
      HeldTime(member: held.member, duty: held.duty, times: held.times.compactMap { $0.intersection(span) })
    }
  }
}
