extension Sequence {
  /// The elements whose key did not come before, in their order. Linear.
  package func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it came first.
  package var uniqued: [Element] { uniqued { $0 } }
}
