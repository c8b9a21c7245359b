/// Numbers that look random and are the same in every run of one seed: splitmix64.
package struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = Self.mixed(seed) }

  package mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  package static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number that depends on `seed` and `text` only (FNV-1a, then mixed).
  package static func hash(_ seed: UInt64, _ text: String) -> UInt64 {
    let bytes = text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return mixed(bytes)
  }

  /// A number in `range`.
  package mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  package mutating func pick<Item>(_ items: [Item]) -> Item { items[roll(0...items.count - 1)] }

  /// True `percent` times in a hundred.
  package mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }
}
