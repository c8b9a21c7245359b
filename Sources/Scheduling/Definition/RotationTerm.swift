import Timekeeping

/// From when to when one entry of a rotation's list takes turns: `{ member: dami, from: 2026-03-02 }` (rule T5).
///
/// The days are those of the layer's zone. Joining and leaving move nobody who is on before that day.
package struct RotationTerm: Sendable, Hashable, Codable {
  /// The place in `Rotation.groups`: a member who is listed twice has two entries.
  package var group: Int
  package var member: MemberID
  /// The first day; nil is from the beginning.
  package var from: CivilDate?
  /// The last day; nil is open.
  package var until: CivilDate?

  package init(group: Int, member: MemberID, from: CivilDate? = nil, until: CivilDate? = nil) {
    self.group = group
    self.member = member
    self.from = from
    self.until = until
  }

  package func holds(on date: CivilDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
  }
}
