/// One consistent view of the store, valid inside the closure of `Store.read` only.
///
/// The questions it answers stand in `Queries/`, one file per family.
package class Snapshot {
  let connection: Connection
  /// The claim epoch of the process that holds the store; grows with every opening.
  package let epoch: Int

  init(_ connection: Connection, epoch: Int) {
    self.connection = connection
    self.epoch = epoch
  }
}
