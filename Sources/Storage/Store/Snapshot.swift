import Scheduling
import Timekeeping
import Triage

/// One consistent view of the store, valid inside the closure of `Store.read` only.
///
/// The questions it answers stand in `Queries/`, one file per family.
package class Snapshot {
  let connection: Connection
  /// The claim epoch of the process that holds the store; grows with every opening.
  package let epoch: Int
  /// The writer's; nil for readers.
  let decoded: DecodedTickets?
  /// What was read already and is asked for by every decision; see ``forget()``.
  var kept = Kept()

  /// Answers that hold for the whole view, or that the transaction itself keeps up to date.
  struct Kept {
    var loads: [MemberID: Load]?
    var auditHash: [UInt8]?
    var switches: [MemberSwitches]?
    var lent: (since: Timestamp, loans: [RunningLoan])?
  }

  init(_ connection: Connection, epoch: Int, decoded: DecodedTickets? = nil) {
    self.connection = connection
    self.epoch = epoch
    self.decoded = decoded
  }

  /// For when what was written is taken back.
  func forget() {
    kept = Kept()
    decoded?.takeBack()
  }
}
