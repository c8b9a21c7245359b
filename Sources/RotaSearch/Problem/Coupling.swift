/// A sum over choices of several members that has a limit: who never stand together, whom a newcomer must stand beside.
///
/// `Σ weight` over the choices taken is at most `most`; parts below zero make room.
package struct Coupling: Sendable {
  /// What one member in one slot counts.
  package struct Part: Sendable, Hashable {
    package var member: Int32
    package var slot: Int32
    package var weight: Int32

    package init(member: Int32, slot: Int32, weight: Int32) {
      self.member = member
      self.slot = slot
      self.weight = weight
    }
  }

  package var parts: [Part]
  package var most: Int32
  /// The price of each unit above `most`; nil when there may be none.
  package var over: Int32?

  package init(parts: [Part], most: Int32, over: Int32? = nil) {
    self.parts = parts
    self.most = most
    self.over = over
  }

  /// What a total costs; at least `SearchProblem.forbidden` where it may not be.
  package func cost(_ total: Int32) -> Int {
    if total <= most { return 0 }
    return over.map { Int(total - most) * Int($0) } ?? Int(SearchProblem.forbidden)
  }
}

extension Coupling {
  /// The total of a draft. O(parts × length of a line).
  package func total(of lines: Lines) -> Int32 {
    parts.reduce(0) { sum, part in
      lines.slots[Int(part.member)].contains(part.slot) ? sum + part.weight : sum
    }
  }
}
