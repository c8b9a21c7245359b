/// What time on leave does to a member's fair share.
package enum LeaveInFairness: String, Sendable, Hashable, Codable, CaseIterable {
  /// It lowers the share: what was not stood on leave is nobody's debt.
  case excused
  /// The share stays, so that it is caught up later.
  case owed
}
