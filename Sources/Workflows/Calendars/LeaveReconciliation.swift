import Scheduling
import Storage
import Timekeeping

/// Makes the leave of a calendar what its events say: changes, keeps and removes exactly what came from it before.
///
/// What is over stays as it was (rule T11): leave that has begun keeps its start, and ends now where its event is gone;
/// an event that comes in late, of somebody who is on, is leave from now on.
struct LeaveReconciliation {
  let calendar: String
  let desk: ServiceDesk
  let tx: Transaction
  let actor: Actor
  let now: Timestamp

  struct Changes {
    var added: [Leave] = []
    var changed: [Leave] = []
    var removed: [Leave] = []

    var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
  }

  func run(_ wanted: [WantedLeave]) throws -> Changes {
    var changes = Changes()
    var present = try present()
    for leave in wanted {
      guard let old = present.removeValue(forKey: leave.key) else {
        if let added = try add(leave) { changes.added.append(added) }
        continue
      }
      try update(old, to: leave, &changes)
    }
    let gone = present.values.sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }
    for leave in gone { changes.removed.append(try end(leave)) }
    return changes
  }

  /// What came from the calendar and is not over yet.
  private func present() throws -> [WantedLeave.Key: Leave] {
    var found: [WantedLeave.Key: Leave] = [:]
    for origin in try tx.importedLeaves(of: calendar) {
      guard let leave = try tx.leave(origin.leave), leave.interval.end > now else { continue }
      found[WantedLeave.Key(uid: origin.uid, recurrence: origin.recurrence, member: origin.member)] = leave
    }
    return found
  }

  /// Nil where nothing of it is to come.
  private func add(_ wanted: WantedLeave) throws -> Leave? {
    guard let interval = try stillToCome(wanted) else { return nil }
    let leave = Leave(
      id: try tx.nextID(.leave), member: wanted.key.member, interval: interval, kind: .planned, note: wanted.note)
    try tx.addLeave(leave, by: actor.text, at: now)
    try tx.bindLeave(
      ImportedLeave(
        leave: leave.id, calendar: calendar, uid: wanted.key.uid, recurrence: wanted.key.recurrence,
        member: wanted.key.member))
    return leave
  }

  private func stillToCome(_ wanted: WantedLeave) throws -> Interval? {
    guard wanted.interval.start < now else { return wanted.interval }
    return try RequestBook(desk: desk, tx: tx, now: now).stillToCome(wanted.interval, of: wanted.key.member)
  }

  private func update(_ old: Leave, to wanted: WantedLeave, _ changes: inout Changes) throws {
    let hasBegun = old.interval.start < now
    if hasBegun, wanted.interval.start >= now {
      changes.removed.append(try end(old))
      if let added = try add(wanted) { changes.added.append(added) }
      return
    }
    var leave = old
    let moved = try hasBegun ? Interval(old.interval.start, wanted.interval.end) : stillToCome(wanted)
    leave.interval = moved ?? old.interval
    leave.note = wanted.note
    guard leave != old else { return }
    _ = try tx.changeLeave(leave)
    changes.changed.append(leave)
  }

  private func end(_ leave: Leave) throws -> Leave {
    guard let past = Interval(leave.interval.start, now) else {
      _ = try tx.withdrawLeave(leave.id, by: actor.text, at: now)
      return leave
    }
    var shorter = leave
    shorter.interval = past
    _ = try tx.changeLeave(shorter)
    return shorter
  }
}
