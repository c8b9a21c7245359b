import Timekeeping

/// Puts a duty's timeline together in the order of truth of rule T8: rotations, then what is published, then temporary
/// schedules, then overrides and swaps, then leave as rule T9 says, and before `recorded.until` what was recorded.
///
/// A shift comes out the same, with the same id, from every window that it overlaps: feeds, exports and notices look
/// through different ones. So everything that can reach a shift of the window is looked at, not only the window. One
/// builder may make many duties, and keeps its memory between them.
struct TimelineBuilder {
  var plan: TimelinePlan
  var members: MemberTable
  var names: NameTable
  /// Entry 0 is none.
  var conflicts = Self.noConflicts
  var idle: [IdleChange] = []
  var pieces: [Piece] = []
  /// What would stand without temporary schedules; empty where none reaches the duty.
  var underTemporary: [Piece] = []
  /// True when parts of one shift may stand apart in `pieces` because a limit of validity cut them.
  var mayJoin = false
  /// When each layer with hours is open, as far as it was looked at for the duty.
  var open: [OpenHours] = []
  private var walk: ZoneWalk?
  private static let noConflicts: [[Leave]] = [[]]

  /// The hours of a layer inside `span`, sorted and apart.
  struct OpenHours {
    let layer: LayerPlan
    let span: Interval
    let times: [Interval]
  }

  init(_ plan: TimelinePlan) {
    self.plan = plan
    members = plan.members
    names = plan.names
  }

  /// The pieces of `duty` that overlap `window`, by start, then id.
  mutating func pieces(of duty: DutyPlan, window: Interval) -> [Piece] {
    let reach = reach(of: duty, window: window)
    assemble(duty, reach: reach, window: window)
    nameUniquely(duty)
    order(pieces.startIndex, duty)
    pieces.removeAll { !$0.interval.overlaps(window) }
    defer { pieces = [] }
    return pieces
  }

  /// Everything of `duty` that overlaps `reach`, into `pieces`, in no order and with names as they come.
  mutating func assemble(_ duty: DutyPlan, reach: Interval, window: Interval) {
    beginDuty()
    rotate(duty, reach: reach)
    publish(duty, reach: reach)
    standOnce()
    join()
    // Parts that stand apart have their own names before any change: none of them may decide what another is called.
    if mayJoin { nameUniquely(duty) }
    putTemporary(duty, reach: reach)
    change(duty, reach: reach, window: window)
    giveLeave(reach: reach)
    record(duty, reach: reach)
    if mayJoin { join() }
  }

  mutating func beginDuty() {
    pieces.removeAll(keepingCapacity: true)
    underTemporary.removeAll()
    open.removeAll(keepingCapacity: true)
    mayJoin = false
  }

  /// A walk through `zone`, near where the last one was if it went through the same.
  func walk(_ zone: Zone) -> ZoneWalk {
    if let walk, walk.zone.isSame(as: zone) { return walk }
    return ZoneWalk(zone)
  }

  mutating func remember(_ walk: ZoneWalk) { self.walk = walk }

  /// The window, the time of members added to it (which leaves out their own shifts), and the longest turn around both.
  func reach(of duty: DutyPlan, window: Interval) -> Interval {
    var (start, end) = (window.start, window.end)
    for change in duty.changes {
      guard case .add = change.change, change.interval.overlaps(window) else { continue }
      start = min(start, change.interval.start)
      end = max(end, change.interval.end)
    }
    let margin = Duration.hours(24 * (duty.longestDays + 2))
    return Interval(start - margin, end + margin) ?? window
  }

  /// Sorts what stands in `pieces` from `begins` on, by start, then id.
  mutating func order(_ begins: Int, _ duty: DutyPlan? = nil) {
    if !isInOrder(from: begins) {
      pieces[begins...].sort { $0.interval.start < $1.interval.start }
    }
    if duty != nil { orderTies() }
  }

  private func isInOrder(from begins: Int) -> Bool {
    var index = begins + 1
    while index < pieces.count {
      if pieces[index].interval.start < pieces[index - 1].interval.start { return false }
      index += 1
    }
    return true
  }

  /// Pieces that begin together are sorted by the texts of their ids; there are few at a time.
  private mutating func orderTies() {
    var from = 0
    while from + 1 < pieces.count {
      var end = from + 1
      while end < pieces.count, pieces[end].interval.start == pieces[from].interval.start { end += 1 }
      if end - from > 1 {
        let names = names
        pieces[from..<end].sort { names.precedes($0.name, $1.name) }
      }
      from = end
    }
  }
}
