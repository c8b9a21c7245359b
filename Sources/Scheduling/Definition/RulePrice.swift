/// What breaking a rule of drafting costs: it may never be, or it is paid for in points.
///
/// It is stored as one value: `"never"`, or the points.
package enum RulePrice: Sendable, Hashable {
  case never
  /// From 0, which switches the rule off, to `mostPoints`.
  case points(Int)

  /// A tenth of what an open slot costs: no wish is worth a slot that nobody stands.
  package static let mostPoints = 1000

  /// The points, nil for never.
  package var points: Int? { if case .points(let points) = self { points } else { nil } }
}

extension RulePrice: Codable {
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let points = try? value.decode(Int.self) {
      self = .points(points)
    } else if try value.decode(String.self) == Self.neverText {
      self = .never
    } else {
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "a price is a number or \"never\"")
    }
  }

  private static let neverText = "never"

  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .never: try value.encode(Self.neverText)
    case .points(let points): try value.encode(points)
    }
  }
}
