/// A rule about several members at once: who never stands together, whom a newcomer stands beside.
package protocol TeamRule: RotaRule {
  func ties(in problem: DraftProblem) -> [TeamTie]
}

/// A sum over choices of several members that has a limit: `Σ weight` over what is taken is at most `most`; parts below
/// zero make room.
package struct TeamTie: Sendable {
  /// What one member in one slot counts.
  package struct Part: Sendable, Hashable {
    package var member: Int
    package var slot: Int
    package var weight: Int

    package init(member: Int, slot: Int, weight: Int) {
      self.member = member
      self.slot = slot
      self.weight = weight
    }
  }

  package var parts: [Part]
  package var most: Int
  /// The price of each unit above `most`; nil when there may be none.
  package var over: Int?
  /// What is said of a member who takes a slot that the tie forbids or charges for, without a full stop.
  package var sentence: @Sendable (TeamMoment) -> String

  package init(
    parts: [Part], most: Int, over: Int? = nil, sentence: @escaping @Sendable (TeamMoment) -> String
  ) {
    self.parts = parts
    self.most = most
    self.over = over
    self.sentence = sentence
  }

  /// Nil when the total is forbidden.
  package func price(_ total: Int) -> Int? { total <= most ? 0 : over.map { (total - most) * $0 } }
}

/// A member about to take a slot that a tie speaks of.
package struct TeamMoment {
  package let member: MemberFacts
  package let slot: SlotFacts
  /// Other members who hold slots of the tie.
  package let present: [MemberFacts]
}
