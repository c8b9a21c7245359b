extension Migration {
  /// Swaps, take-overs, open requests, temporary schedules and the shift each of them follows.
  static let consentedChanges: [StaticString] = []
}
