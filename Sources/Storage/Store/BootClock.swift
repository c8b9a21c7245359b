/// A reading of the clock that no wall-clock change moves: the machine's boot and the time since it.
package struct BootClock: Sendable, Hashable {
  /// Changes with every boot of the machine.
  package let id: String
  /// Since that boot, sleep included.
  package let milliseconds: Int64

  package init(id: String, milliseconds: Int64) {
    self.id = id
    self.milliseconds = milliseconds
  }
}
