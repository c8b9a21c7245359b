/// Somebody who could stand a shift in another's place, or why they cannot.
package struct Replacement: Sendable, Hashable, Codable {
  package var member: MemberID
  package var name: String
  /// 1 for the best; nil for those who drop out.
  package var place: Int?
  /// What speaks for and against them, in points: the fewer the better, 100 for an hour more of load.
  package var points: Int
  /// Sentences without full stops: what the points are made of.
  package var because: [String]
  /// Why they drop out; empty for those who could stand it.
  package var conflicts: [ShiftConflict]

  package init(
    member: MemberID, name: String, place: Int?, points: Int, because: [String], conflicts: [ShiftConflict]
  ) {
    self.member = member
    self.name = name
    self.place = place
    self.points = points
    self.because = because
    self.conflicts = conflicts
  }
}
