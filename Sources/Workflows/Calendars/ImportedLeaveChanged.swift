import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// After leave of a calendar changed, in the same transaction: the rota is looked at again, offers whose leave is no
  /// more are closed, and every shift that new or moved leave takes a member from is offered (rule T9).
  ///
  /// Leave that moved closes its offers first: what it no longer covers is not offered any more. Returns the conflicts
  /// in the order of `added`, then `changed`.
  func leavesChanged(
    _ changes: LeaveReconciliation.Changes, of calendar: String, actor: Actor, in tx: Transaction, now: Timestamp
  ) throws -> [LeaveConflict] {
    let present = changes.added + changes.changed
    let why = "leave from calendar \(calendar)"
    try worldChanged(
      in: tx, now: now, because: WorldChange(by: actor.text, why: why, spared: present.map(\.member)))
    for leave in changes.changed where try isOfferedElsewhere(leave, in: tx) {
      try leaveRemoved(leave, isMoved: true, by: actor.text, actor: actor, in: tx, now: now)
    }
    for leave in changes.removed { try leaveRemoved(leave, by: actor.text, actor: actor, in: tx, now: now) }
    return try present.flatMap { try leaveChanged($0, by: actor.text, actor: actor, in: tx, now: now) }
  }

  /// True when something is offered because of the leave that lies outside it by now.
  private func isOfferedElsewhere(_ leave: Leave, in tx: Transaction) throws -> Bool {
    try tx.openShiftRequests(leave: leave.id).contains { request in
      request.given.contains { $0.interval.intersection(leave.interval) != $0.interval }
    }
  }
}
