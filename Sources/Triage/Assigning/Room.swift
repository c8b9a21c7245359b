/// What somebody may have at once, and has (K1 filter 6).
package struct Room: Sendable, Hashable {
  /// How many usual tickets; nil means no limit.
  package var capacity: Int?
  package var load: Load

  package init(capacity: Int?, load: Load) {
    self.capacity = capacity
    self.load = load
  }

  /// True when a ticket of `weight` more is too much. Whoever has nothing takes any one ticket, however heavy.
  package func isFull(for weight: Load) -> Bool {
    guard let capacity, load > .zero || capacity == 0 else { return false }
    return load + weight > Load(capacity) || load >= Load(capacity)
  }

  /// A weight up to which every ticket fits; below zero where none surely does.
  package var surelyFits: Load {
    guard let capacity else { return Load(hundredths: .max) }
    return load < Load(capacity) ? Load(capacity) - load : Load(-1)
  }
}
