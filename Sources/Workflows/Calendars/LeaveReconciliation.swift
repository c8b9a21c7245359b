import Scheduling
import Storage
import Timekeeping

/// Makes the leave of a calendar what its events say: changes, keeps and removes exactly what came from it before.
///
/// What is over stays as it was (rule T11): leave that has begun keeps its start, and ends now where its event is gone.
struct LeaveReconciliation {
  let calendar: String
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
        changes.added.append(try add(leave))
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

  private func add(_ wanted: WantedLeave) throws -> Leave {
    let leave = Leave(
      id: try tx.nextID(.leave), member: wanted.key.member, interval: wanted.interval, kind: .planned,
      note: wanted.note)
    try tx.addLeave(leave, by: actor.text, at: now)
    try tx.bindLeave(
      ImportedLeave(
        leave: leave.id, calendar: calendar, uid: wanted.key.uid, recurrence: wanted.key.recurrence,
        member: wanted.key.member))
    return leave
  }

  private func update(_ old: Leave, to wanted: WantedLeave, _ changes: inout Changes) throws {
    let hasBegun = old.interval.start < now
    if hasBegun, wanted.interval.start >= now {
      changes.removed.append(try end(old))
      changes.added.append(try add(wanted))
      return
    }
    var leave = old
    leave.interval =
      Interval(hasBegun ? old.interval.start : wanted.interval.start, wanted.interval.end) ?? old.interval
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
