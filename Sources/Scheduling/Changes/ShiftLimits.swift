import Timekeeping

/// A team's limits on who may stand what, as plain values: the part of its `rules:` that also holds for changes of a rota
/// that stands (rule T14).
package struct ShiftLimits: Sendable, Hashable {
  /// Shortest time between two shifts of one member, in any team; shifts of the same duty may touch. Nil: no rule.
  package var rest: Duration?
  /// Most time in slots in an ISO week of the team's zone. Nil: no rule.
  package var mostPerWeek: Duration?
  package var noTwoWeekendsInARow: Bool
  /// Groups of members of whom no two stand shifts of the team at the same time.
  package var neverTogether: [[MemberID]]
  /// Groups of duties of the team that one member may stand at the same time.
  package var alongside: [[DutyID]]
  /// The team's duties by the hour, of which `mostPerWeek` speaks where another team is asked.
  package var slots: Set<DutyID>

  package init(
    rest: Duration? = nil, mostPerWeek: Duration? = nil, noTwoWeekendsInARow: Bool = false,
    neverTogether: [[MemberID]] = [], alongside: [[DutyID]] = [],
    slots: Set<DutyID> = []
  ) {
    self.rest = rest
    self.mostPerWeek = mostPerWeek
    self.noTwoWeekendsInARow = noTwoWeekendsInARow
    self.neverTogether = neverTogether
    self.alongside = alongside
    self.slots = slots
  }

  /// True when one member may stand both at the same time.
  func mayStandTogether(_ a: DutyID, _ b: DutyID) -> Bool {
    a != b && alongside.contains { $0.contains(a) && $0.contains(b) }
  }
}
