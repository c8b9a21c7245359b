extension Migration {
  /// Leave and holiday calendars that are fetched on a rhythm, and what came of it.
  static let importedLeave: [StaticString] = []
}
