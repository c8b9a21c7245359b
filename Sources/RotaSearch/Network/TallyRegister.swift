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
    most = min(tally.most, weights.reduce(0, +))
  }

  func total(in packed: UInt64) -> Int32 { Int32(packed / factor % radix) }

  /// Gives every register a place: the place of one that has closed when it is large enough, or else a new one.
  static func placed(_ registers: [TallyRegister]) -> [TallyRegister] {
    var places: [(last: Int, factor: UInt64, radix: UInt64)] = []
    var factor: UInt64 = 1
    return registers.sorted { ($0.first, $0.last) < ($1.first, $1.last) }.map { register in
      var register = register
      let radix = UInt64(max(0, register.most) + 1)
      if let free = places.firstIndex(where: { $0.last < register.first && $0.radix >= radix }) {
        (register.factor, register.radix) = (places[free].factor, places[free].radix)
        places[free].last = register.last
      } else {
        (register.factor, register.radix) = (factor, radix)
        places.append((register.last, factor, radix))
        factor *= radix
      }
      return register
    }
  }
}
