extension Migration {
  /// Shifts as they were stood, written down as they end.
  static let history: [StaticString] = []
}
