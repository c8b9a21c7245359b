/// How annealing cools, and how likely it is to take a worse draft: `e^(-delta / heat)` from a table.
struct Heat {
  private(set) var degrees: Double
  private var chances: [Double] = []

  init(_ degrees: Double) {
    self.degrees = degrees
    fill()
  }

  /// Steps of a twentieth less each until `cold` is reached.
  static func steps(from hot: Double, to cold: Double) -> Int {
    var count = 1
    var degrees = hot
    while degrees > cold {
      degrees *= 0.95
      count += 1
    }
    return count
  }

  mutating func cool() {
    degrees *= 0.95
    fill()
  }

  /// The chance to accept `delta` points more; 0 where it is below one in many millions.
  @inline(__always)
  func chance(_ delta: Int) -> Double { delta < chances.count ? chances[delta] : 0 }

  private mutating func fill() {
    let base = Self.exponential(-1 / degrees)
    var chance = 1.0
    chances.removeAll(keepingCapacity: true)
    while chance > 1e-8 {
      chances.append(chance)
      chance *= base
    }
  }

  /// `e^x` for x from -2 to 0, by its series: the core has no mathematical library.
  static func exponential(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    for index in 1..<24 {
      term *= x / Double(index)
      sum += term
    }
    return sum
  }
}
