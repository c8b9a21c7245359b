/// How a draft was searched for, and what is known about better ones.
package struct SearchAccount: Sendable, Hashable, Codable {
  package let seed: UInt64
  /// Rounds of improvement at most.
  package let rounds: Int
  /// No draft of the input costs less; nil when nothing is known.
  package let bound: Int?
  /// True when no draft of the input costs less than this one.
  package let isProved: Bool
  /// True when the clock ended the search before its rounds did: then the same input, seed and rounds may give another
  /// draft elsewhere.
  package let isCutShort: Bool
  /// Rules that were too large to be searched for in full; nil is none.
  package let leftOut: [String]?

  package init(
    seed: UInt64, rounds: Int, bound: Int?, isProved: Bool, isCutShort: Bool = false, leftOut: [String] = []
  ) {
    self.seed = seed
    self.rounds = rounds
    self.bound = bound
    self.isProved = isProved
    self.isCutShort = isCutShort
    self.leftOut = leftOut.isEmpty ? nil : leftOut
  }

  /// `No draft of these facts costs less (1240 points, seed 1)`: what a lead may make of a draft that costs `objective`
  /// points. Percents are rounded up.
  package func text(objective: Int) -> String {
    let cost = "\(Wording.count(objective, "point")), seed \(seed)"
    let quality =
      if isProved {
        "No draft of these facts costs less (\(cost))"
      } else if let bound, objective > 0 {
        "The best draft of these facts costs at most \(Self.percent(objective - bound, of: objective)) % less (\(cost))"
      } else {
        "How far it is from the best draft of these facts is not known (\(cost))"
      }
    return isCutShort ? quality + "; the time was up, so that the same seed may give another one" : quality
  }

  /// In tenths, rounded up.
  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = (1000 * part + whole - 1) / whole
    return "\(tenths / 10).\(tenths % 10)"
  }
}
