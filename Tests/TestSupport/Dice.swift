/// Numbers that look random and are the same in every run of one seed.
package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: Int) { state = Self.mixed(UInt64(truncatingIfNeeded: seed)) }

  package mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `range`.
  package mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  package mutating func pick<Item>(_ items: [Item]) -> Item { items[roll(0...items.count - 1)] }

  /// True once in `count` times.
  package mutating func once(in count: Int) -> Bool { roll(1...count) == 1 }
}
