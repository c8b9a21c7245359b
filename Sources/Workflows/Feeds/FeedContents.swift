import Calendars
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Puts the events of a feed together: the shifts of its subjects, or the gaps, and what was cancelled lately.
///
/// Consecutive shifts of one person stay events of their own: joined, they would take the id of the first, and an app
/// would see it come, go and count backwards whenever one of them is handed over (feeds.md, section 1).
struct FeedContents {
  let subjects: [FeedSubject]
  let options: FeedOptions
  let created: Timestamp
  let window: Interval
  let now: Timestamp
  let world: World
  let desk: ServiceDesk

  func calendar(in snapshot: Snapshot) throws -> FeedCalendar {
    var events: [FeedEvent] = []
    for team in teams {
      let timeline = try desk.timeline(of: team, window: window, world: world)
      events += try options.content == .gaps ? gaps(timeline) : shifts(timeline, in: snapshot)
    }
    events.sort { $0.interval.start == $1.interval.start ? $0.uid < $1.uid : $0.interval.start < $1.interval.start }
    return FeedCalendar(name: title, productVersion: Product.version, events: events)
  }

  /// A member's shifts are looked for in every team that any version has: one that is left out from some day on has its
  /// shifts until then, and those that are past stay.
  private var teams: [TeamID] {
    let asked = subjects.map(\.team)
    return asked.contains(nil) ? world.everyTeam : asked.compactMap { $0 }.uniqued
  }

  private var title: String {
    let names = subjects.map { $0.title(in: world) }.joined(separator: ", ")
    return options.content == .gaps ? "Gaps: \(names)" : names
  }

  private func includes(_ member: MemberID, _ duty: DutyID, of team: TeamID) -> Bool {
    subjects.contains { $0.includes(member, duty, of: team) }
  }

  // MARK: Shifts

  private func shifts(_ timeline: OnCallTimeline, in snapshot: Snapshot) throws -> [FeedEvent] {
    let revisions = try desk.revisionCache.revisions(of: timeline.team, in: snapshot)
    var words = ShiftWords(timeline: timeline)
    let like = ordinary
    var live: [FeedEvent] = []
    for held in timeline.shifts where includes(held.member, held.duty, of: timeline.team) {
      for shift in held.listed(at: now) where shift.interval.overlaps(window) {
        live.append(event(shift, like: like, words: &words, revision: revisions[shift.id]))
      }
    }
    guard options.showsCancelled else { return live }
    return live + (try cancelled(timeline, besides: Set(live.map(\.uid)), in: snapshot))
  }

  /// What the events of a feed have in common.
  private var ordinary: FeedEvent {
    FeedEvent(
      uid: "", interval: window, summary: "", url: desk.setup.publicURL + "/", categories: ["On-call"],
      changed: since, created: since, remindBefore: options.remindBefore.map(\.duration))
  }

  /// The changes of `like` stand in for the revision of a shift that only just came into the horizon: it never changed.
  private func event(
    _ shift: Shift, like: FeedEvent, words: inout ShiftWords, revision: EventRevision?
  ) -> FeedEvent {
    var event = like
    event.uid = shift.id.text
    event.interval = shift.interval
    event.summary = words.summary(of: shift)
    event.details = words.details(of: shift.interval)
    event.showAs = (options.showAs ?? words.duty(shift.duty)?.showAs) == .busy ? .busy : .free
    if let revision {
      (event.sequence, event.changed, event.created) = (revision.sequence, revision.changed, revision.created)
      if let uid = revision.uid { event.uid = uid }
    }
    return event
  }

  private var since: Timestamp { world.version(at: window.end)?.applied ?? created }

  /// The midnight of UTC at which the window moved last.
  private var today: Timestamp { Timestamp(seconds: now.seconds / 86_400 * 86_400) }

  /// Shifts that somebody of the feed had and has no more, for some days, in whole days of UTC.
  private func cancelled(
    _ timeline: OnCallTimeline, besides live: Set<String>, in snapshot: Snapshot
  ) throws -> [FeedEvent] {
    var words = ShiftWords(timeline: timeline)
    let gone = try snapshot.withdrawnShifts(team: timeline.team, since: today - FeedHorizon.cancelledShown)
    let shown = gone.filter { withdrawn in
      includes(withdrawn.member, withdrawn.duty, of: withdrawn.team) && !live.contains(withdrawn.shift.text)
        && withdrawn.interval.overlaps(window)
    }
    // Of several people who had it one after the other, the last: no UID may stand twice.
    return shown.sorted { $0.sequence > $1.sequence }.uniqued(by: \.shift).map { withdrawn in
      FeedEvent(
        uid: withdrawn.shift.text, interval: withdrawn.interval, summary: "Cancelled: \(withdrawn.summary)",
        details: words.details(of: withdrawn.interval), url: desk.setup.publicURL + "/", categories: ["On-call"],
        sequence: withdrawn.sequence, changed: withdrawn.withdrawn, isCancelled: true)
    }
  }

  // MARK: Gaps

  private func gaps(_ timeline: OnCallTimeline) -> [FeedEvent] {
    var words = ShiftWords(timeline: timeline)
    return timeline.duties.flatMap { duty -> [FeedEvent] in
      guard !duty.duty.isShadow, subjects.contains(where: { $0.covers(duty.duty.id, of: timeline.team) }) else {
        return []
      }
      return duty.gaps.filter { $0.reason == .nobody }.map { gap in
        let (times, changed) = identity(gap.interval)
        return FeedEvent(
          uid: "gap.\(timeline.team).\(duty.duty.id).\(times)", interval: gap.interval,
          summary: "Nobody on call: \(timeline.schedule.name) (\(duty.duty.title))",
          details: words.details(of: gap.interval), url: desk.setup.publicURL + "/", categories: ["On-call gap"],
          showAs: options.showAs == .busy ? .busy : .free, changed: changed,
          remindBefore: options.remindBefore.map(\.duration))
      }
    }
  }

  /// A gap has no identity but its time: one that becomes shorter is another one. An end that only the window sets moves
  /// every day: it is left out, so that the event stays the same one, and counts as changed that day.
  private func identity(_ gap: Interval) -> (times: String, changed: Timestamp) {
    let (begins, ends) = (gap.start > window.start, gap.end < window.end)
    let times = (begins ? "\(gap.start.seconds)" : "") + "-" + (ends ? "\(gap.end.seconds)" : "")
    return (times, begins && ends ? since : max(since, today))
  }
}

extension FeedSubject {
  var team: TeamID? {
    switch self {
    case .member: nil
    case .team(let team), .duty(let team, _): team
    }
  }

  /// True for shifts that `member` has on `duty` of `team`.
  func includes(_ member: MemberID, _ duty: DutyID, of team: TeamID) -> Bool {
    switch self {
    case .member(let own): own == member
    case .team(let own): own == team
    case .duty(let own, let only): own == team && only == duty
    }
  }

  func covers(_ duty: DutyID, of team: TeamID) -> Bool {
    switch self {
    case .member: false
    case .team(let own): own == team
    case .duty(let own, let only): own == team && only == duty
    }
  }

  /// ASCII: ids are. Without its ending.
  var fileName: String {
    switch self {
    case .member(let member): "\(member)"
    case .team(let team): "\(team)"
    case .duty(let team, let duty): "\(team)-\(duty)"
    }
  }

  /// The name a calendar app shows.
  func title(in world: World) -> String {
    switch self {
    case .member(let member): return "On call: \(world.name(of: member))"
    case .team(let team): return world.lastSchedule(of: team)?.name ?? team.text
    case .duty(let team, let duty):
      let schedule = world.lastSchedule(of: team)
      return "\(schedule?.name ?? team.text): \(schedule?.duty(duty)?.title ?? duty.text)"
    }
  }
}

extension World {
  /// What the last version that has the team says of it.
  fileprivate func lastSchedule(of team: TeamID) -> Schedule? {
    versions.last { $0.definitions.team(team) != nil }?.definitions.team(team)?.schedule
  }
}
