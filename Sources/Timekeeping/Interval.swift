/// A half-open span of time `[start, end)` that is never empty (rule T1).
package struct Interval: Hashable, Sendable, Codable, CustomStringConvertible {
  package let start: Timestamp
  package let end: Timestamp

  /// Nil when `end` is not after `start`.
  @inlinable package init?(_ start: Timestamp, _ end: Timestamp) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  private enum CodingKeys: String, CodingKey { case start, end }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let start = try container.decode(Timestamp.self, forKey: .start)
    let end = try container.decode(Timestamp.self, forKey: .end)
    guard let made = Interval(start, end) else {
      throw DecodingError.dataCorruptedError(forKey: .end, in: container, debugDescription: "end is not after start")
    }
    self = made
  }

  package var duration: Duration { end - start }

  @inlinable package func contains(_ instant: Timestamp) -> Bool { start <= instant && instant < end }

  /// True when the two share at least an instant; touching ends do not.
  @inlinable package func overlaps(_ other: Interval) -> Bool { start < other.end && other.start < end }

  @inlinable package func intersection(_ other: Interval) -> Interval? {
    Interval(start > other.start ? start : other.start, end < other.end ? end : other.end)
  }

  /// What is left of this interval without `other`: none, one or two parts, in order.
  package func subtracting(_ other: Interval) -> [Interval] {
    guard overlaps(other) else { return [self] }
    return [Interval(start, other.start), Interval(other.end, end)].compactMap { $0 }
  }

  /// What is left without any of `others`, in order.
  package func subtracting(_ others: [Interval]) -> [Interval] {
    others.reduce([self]) { parts, other in parts.flatMap { $0.subtracting(other) } }
  }

  package var description: String { "\(start)/\(end)" }
}

extension [Interval] {
  /// The union as disjoint, sorted intervals; touching ones are joined.
  package var union: [Interval] {
    var joined: [Interval] = []
    for next in sorted(by: { $0.start < $1.start }) {
      if let last = joined.last, next.start <= last.end {
        joined[joined.count - 1] = Interval(last.start, Swift.max(last.end, next.end)) ?? last
      } else {
        joined.append(next)
      }
    }
    return joined
  }

  /// The time covered by at least one interval (rule T10: a union, never a sum).
  package var covered: Duration { union.reduce(.zero) { $0 + $1.duration } }
}
