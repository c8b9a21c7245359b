import Scheduling

/// By whom and why the rota changed: what those whose shifts moved are told (rule T16).
package struct WorldChange: Sendable {
  /// Such as `bo for ana`.
  package var by: String
  /// Such as `swap S-3`.
  package var why: String
  /// Who did it themselves, or is told of it in other words.
  package var spared: [MemberID]

  package init(by: String, why: String, spared: [MemberID] = []) {
    self.by = by
    self.why = why
    self.spared = spared
  }
}
