/// What tickets weigh for their owner (K1 filter 6), in hundredths: 1 is a usual ticket.
package struct Load: Sendable, Hashable, Comparable, AdditiveArithmetic, ExpressibleByIntegerLiteral {
  package var hundredths: Int

  package init(hundredths: Int) { self.hundredths = hundredths }

  /// `count` usual tickets.
  package init(_ count: Int) { hundredths = count * 100 }

  package init(integerLiteral count: Int) { self.init(count) }

  package static let zero = Load(hundredths: 0)
  package static let one = Load(1)

  package static func + (a: Load, b: Load) -> Load { Load(hundredths: a.hundredths + b.hundredths) }
  package static func - (a: Load, b: Load) -> Load { Load(hundredths: a.hundredths - b.hundredths) }
  package static func < (a: Load, b: Load) -> Bool { a.hundredths < b.hundredths }
}

extension Load: CustomStringConvertible {
  /// `3`, `1.5`, `0.25`.
  package var description: String {
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest.isMultiple(of: 10) { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// A number of tickets, as counts were stored before tickets had weights.
extension Load: Codable {
  package init(from decoder: any Decoder) throws {
    let count = try decoder.singleValueContainer().decode(Double.self)
    guard let hundredths = Int(exactly: (count * 100).rounded()) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "\(count) is not a load"))
    }
    self.init(hundredths: hundredths)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if hundredths.isMultiple(of: 100) {
      try container.encode(hundredths / 100)
    } else {
      try container.encode(Double(hundredths) / 100)
    }
  }
}
