import Scheduling
import Timekeeping

/// The texts of a feed's events. What many events share is worked out once.
struct ShiftWords {
  let timeline: OnCallTimeline
  private let place: String
  private var walk: ZoneWalk
  private var duties: [DutyID: Duty] = [:]
  private var summaries: [Holding: String] = [:]

  private struct Holding: Hashable {
    var member: MemberID
    var duty: DutyID
  }

  init(timeline: OnCallTimeline) {
    self.timeline = timeline
    place = " \(timeline.zone.id)"
    walk = ZoneWalk(timeline.zone)
    for duty in timeline.schedule.duties { duties[duty.id] = duty }
  }

  func duty(_ id: DutyID) -> Duty? { duties[id] }

  /// `OnCallTimeline.summary(of:)`: it says who and what, not when.
  mutating func summary(of shift: Shift) -> String {
    let key = Holding(member: shift.member, duty: shift.duty)
    if let known = summaries[key] { return known }
    let summary = timeline.summary(of: shift)
    summaries[key] = summary
    return summary
  }

  /// `09:00–17:00 Europe/London`, with the dates when it ends on another day.
  mutating func details(of interval: Interval) -> String {
    let (start, end) = (walk.civil(at: interval.start), walk.civil(at: interval.end))
    if start.date == end.date { return "\(start.time)–\(end.time)" + place }
    return WallText.short(start) + " – " + WallText.short(end) + place
  }
}
