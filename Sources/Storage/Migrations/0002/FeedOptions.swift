extension Migration {
  /// What a feed is asked to hold.
  static let feedOptions: [StaticString] = []
}
