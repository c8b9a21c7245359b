extension Migration {
  /// Credits and points by double entry, claims and check-ins.
  static let ledger: [StaticString] = []
}
