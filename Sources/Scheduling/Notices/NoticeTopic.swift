/// What a member can say yes or no to: kinds of notices under one word (row 37 of what peers' users asked for).
///
/// Kinds of no topic reach everybody: what needs an answer and what nobody may miss.
package enum NoticeTopic: String, Sendable, Hashable, Codable, CaseIterable {
  /// One's own future shifts moved (rule T16).
  case moved
  case handoffs
  case reminders
  /// Swaps, take-overs and open shifts that others settled among themselves.
  case swapsOfOthers = "swaps of others"
  case openShifts = "open shifts"
  /// The weekly summary.
  case summary
  case gaps
  case credits

  /// The topic of a kind of notice; nil for those that reach everybody.
  package init?(kind: String) {
    guard let topic = Self.kinds.first(where: { kind.hasPrefix($0.0) })?.1 else { return nil }
    self = topic
  }

  /// By how kinds begin: `credit-earned` is about credits.
  private static let kinds: [(String, NoticeTopic)] = [
    ("shift-moved", .moved), ("handoff", .handoffs), ("reminder", .reminders), ("swap-of-others", .swapsOfOthers),
    ("open-shift", .openShifts), ("weekly-summary", .summary), ("gap", .gaps), ("credit", .credits),
  ]
}
