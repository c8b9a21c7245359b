/// A rota to be made, in indices and whole numbers: one shape for ordinary weeks and for both families of benchmarks.
///
/// Members take slots; everything that a member's own slots may or must look like is said member by member, so that a
/// member's whole line can be judged, and found, on its own. Only the slots' needs and couplings tie members together.
///
/// Money is whole points, less is better.
package struct SearchProblem: Sendable {
  /// Ascending by start, then by end.
  package var slots: [SearchSlot]
  package var members: [SearchMember]
  /// Slot by slot: no member may have both.
  package var clash: BitTable
  package var couplings: [Coupling]
  /// What is paid whatever the draft looks like.
  package var constant: Int
  /// Greatest distance of indices between two clashing slots.
  package private(set) var reach: Int

  package init(
    slots: [SearchSlot], members: [SearchMember], clash: BitTable, couplings: [Coupling] = [], constant: Int = 0
  ) {
    self.slots = slots
    self.members = members
    self.clash = clash
    self.couplings = couplings
    self.constant = constant
    reach = clash.reach
  }

  /// Every slot wants one member and takes no more.
  package var isPlain: Bool { slots.allSatisfy(\.isAlone) }

  /// More than any one slot or total can cost; one that is forbidden costs this.
  package static let forbidden: Int32 = 1 << 26
}
