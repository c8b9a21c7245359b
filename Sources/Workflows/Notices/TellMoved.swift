import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// How near a change has to be to be told at once (rule T16): calendars lag by hours.
  private static let nearChange = Duration.hours(48)

  /// Tells everybody whose future shifts are not as they were told last what moved, by whom and why (rule T16).
  ///
  /// Of the next weeks it compares with what people were told, not with the state before: whoever changes the world need
  /// not remember it. Of the time after that, as far as revisions reach, it compares with those of before.
  /// Nobody is told of what they did themselves, or are told of in the words of a swap: `cause.spared`.
  func tellMoved(
    _ timeline: OnCallTimeline, _ revised: RevisedShifts?, because cause: WorldChange? = nil, world: World,
    in tx: Transaction, now: Timestamp
  ) throws {
    guard var memory = try tx.watch(of: timeline.team) else {
      return try tx.putWatch(newMemory(timeline, revised, now: now), of: timeline.team)
    }
    let end = timeline.window.end
    let held = timeline.heldTimes(from: now, until: end)
    let told = max(now, min(memory.toldUntil, end))
    if let revised, let moved = revised.moved(since: memory.told, until: told, now: now) {
      try tell(moved, revised.timeline, because: cause, world: world, in: tx, now: now)
    } else if let span = Interval(now, told) {
      let moved = MovedShifts(before: memory.told, after: held, in: span)
      try tell(moved, timeline, because: cause, world: world, in: tx, now: now)
    }
    (memory.told, memory.toldUntil) = (held, end)
    try tx.putWatch(memory, of: timeline.team)
  }

  private func tell(
    _ moved: MovedShifts, _ timeline: OnCallTimeline, because cause: WorldChange?, world: World, in tx: Transaction,
    now: Timestamp
  ) throws {
    guard !moved.changes.isEmpty else { return }
    let entry = try tx.auditEntries(limit: 1).first
    var members: [MemberID] = []
    for change in moved.changes
    where !members.contains(change.member) && cause?.spared.contains(change.member) != true {
      members.append(change.member)
    }
    for member in members where entry?.actor != Actor.member(member.text).text {
      let own = moved.changes.filter { $0.member == member }
      let text = MovedText(own, timeline: timeline, zone: zone(of: member, in: world), entry: entry, cause: cause)
      let first = own.compactMap(\.start).min()
      let isNear = first.map { $0 < now + Self.nearChange } ?? false
      try tx.tell(
        Notice(
          kind: "shift-moved", cause: "\(timeline.team)/audit/\(entry?.seq ?? 0)", recipient: member,
          title: text.title, text: text.text, haste: isNear ? .atOnce : .digest, begins: first),
        at: now)
    }
  }
}

/// What moved for one person, by whom and why.
struct MovedText {
  private let changes: [MovedShifts.Change]
  private let timeline: OnCallTimeline
  private let zone: Zone
  private let entry: AuditEntry?
  private let cause: WorldChange?

  /// How many lines one notice has; the rest is counted.
  private static let most = 12

  init(
    _ changes: [MovedShifts.Change], timeline: OnCallTimeline, zone: Zone, entry: AuditEntry?, cause: WorldChange? = nil
  ) {
    self.changes = changes
    self.timeline = timeline
    self.zone = zone
    self.entry = entry
    self.cause = cause
  }

  var title: String {
    let (gained, lost) = (changes.flatMap(\.gained), changes.flatMap(\.lost))
    let what = lost.isEmpty ? "You have more shifts" : gained.isEmpty ? "You have fewer shifts" : "Your shifts moved"
    let first = (gained + lost).map(\.start).min().map { ", the first change \(WallText.minute($0, in: zone))" } ?? ""
    return "\(what) in \(timeline.schedule.name)\(first)"
  }

  var text: String {
    let all = moves
    let lines = all.prefix(Self.most).map { line(of: $0) }
    let rest = all.count > Self.most ? ["- and \(all.count - Self.most) more"] : []
    return (lines + rest + [by]).joined(separator: "\n")
  }

  private struct Move {
    let change: MovedShifts.Change
    let time: Interval
    let isGained: Bool
  }

  /// The nearest first: a change of a whole year has more than are told.
  private var moves: [Move] {
    let all = changes.flatMap { change in
      change.gained.map { Move(change: change, time: $0, isGained: true) }
        + change.lost.map { Move(change: change, time: $0, isGained: false) }
    }
    return all.sorted { ($0.time.start, $0.isGained ? 0 : 1) < ($1.time.start, $1.isGained ? 0 : 1) }
  }

  private func line(of move: Move) -> String {
    let what = "\(duty(move.change)) \(span(move.time))"
    return move.isGained
      ? "- you are on \(what): \(why(move.change, move.time))"
      : "- you are off \(what): \(instead(move.change, move.time))"
  }

  private var by: String {
    if let cause { return "Changed by \(cause.by): \(cause.why)." }
    guard let entry else { return "It is not written down who did it." }
    return "Changed by \(entry.actor): \(entry.action) (\(entry.entity))."
  }

  private func duty(_ change: MovedShifts.Change) -> String {
    timeline.duty(change.duty)?.duty.title ?? change.duty.text
  }

  private func span(_ time: Interval) -> String {
    "\(WallText.short(time.start, in: zone)) – \(WallText.minute(time.end, in: zone))"
  }

  private func why(_ change: MovedShifts.Change, _ time: Interval) -> String {
    let held = timeline.duty(change.duty)?.holders(at: time.start).first { $0.member == change.member }
    return held?.cause.sentence(zone: zone) { timeline.name($0) } ?? "as the schedule says"
  }

  private func instead(_ change: MovedShifts.Change, _ time: Interval) -> String {
    let held = timeline.duty(change.duty)?.holders(at: time.start) ?? []
    guard let first = held.first else { return "nobody is on instead" }
    let names = listed(held.map { timeline.name($0.member) })
    return "\(names) instead, \(first.cause.sentence(zone: zone) { timeline.name($0) })"
  }
}
