/// A tally with its place in the packed totals of a node; tallies that follow one another share a place.
struct TallyRegister {
  let tally: Tally
  /// The first and the last choice that count.
  let first: Int
  let last: Int
  /// By choice from `first` on: its weight, 0 when it does not count.
  let weights: [Int32]
  /// Beyond this total nothing is allowed any more.
  let most: Int32
  /// From this total on all cost the same.
  let ceiling: Int32
  /// Up to this total all cost the same.
  private let floor: Int32
  /// By choice from `first` on: what it and later ones count at most.
  private let ahead: [Int32]
  var factor: UInt64 = 1
  var radix: UInt64 = 1

  /// Nil when none of the choices count.
  init?(_ tally: Tally, choices: [Choice]) {
    var byChoice: [(at: Int, weight: Int32)] = []
    var position = 0
    for (index, choice) in choices.enumerated() {
      while position < tally.weights.count, tally.weights[position].slot < choice.slot { position += 1 }
      if position < tally.weights.count, tally.weights[position].slot == choice.slot {
        byChoice.append((index, tally.weights[position].weight))
      }
    }
    guard let first = byChoice.first?.at, let last = byChoice.last?.at else { return nil }
    self.tally = tally
    self.first = first
    self.last = last
    var weights = Array(repeating: Int32(0), count: last - first + 1)
    for (at, weight) in byChoice { weights[at - first] = weight }
    self.weights = weights
    var ahead = weights
    for index in weights.indices.dropLast().reversed() { ahead[index] += ahead[index + 1] }
    self.ahead = ahead
    most = min(tally.most, ahead[0])
    let same = Self.ends(tally.costs.prefix(Int(ahead[0]) + 1))
    floor = same.floor
    ceiling = ahead[0] < tally.costs.count ? same.ceiling : .max
  }

  /// How far the first cost goes on, and where the last one begins.
  private static func ends(_ costs: ArraySlice<Int32>) -> (floor: Int32, ceiling: Int32) {
    guard let first = costs.first, let last = costs.last else { return (0, 0) }
    let floor = (costs.firstIndex { $0 != first } ?? costs.count) - 1
    let ceiling = (costs.lastIndex { $0 != last } ?? -1) + 1
    return (Int32(floor), Int32(ceiling))
  }

  func total(in packed: UInt64) -> Int32 { Int32(packed / factor % radix) }

  /// The least total that costs the same as `total` whatever is taken from the choice at `stage` on.
  func least(_ total: Int32, from stage: Int) -> Int32 {
    let rest = stage > last ? 0 : ahead[max(0, stage - first)]
    return total + rest <= floor ? 0 : min(total, ceiling)
  }

  /// Gives every register a place: the place of one that has closed when it is large enough, or else a new one. Those for
  /// which there is no room are left out.
  static func placed(_ registers: [TallyRegister]) -> [TallyRegister] {
    var places: [(last: Int, factor: UInt64, radix: UInt64)] = []
    var factor: UInt64 = 1
    return registers.sorted { ($0.first, $0.last) < ($1.first, $1.last) }.compactMap { register in
      var register = register
      let radix = UInt64(max(0, min(register.most, register.ceiling)) + 1)
      if let free = places.firstIndex(where: { $0.last < register.first && $0.radix >= radix }) {
        (register.factor, register.radix) = (places[free].factor, places[free].radix)
        places[free].last = register.last
      } else {
        (register.factor, register.radix) = (factor, radix)
        let (next, isTooLarge) = factor.multipliedReportingOverflow(by: radix)
        if isTooLarge { return nil }
        places.append((register.last, factor, radix))
        factor = next
      }
      return register
    }
  }
}
