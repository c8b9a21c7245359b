/// An instant on the UTC time line, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Written as RFC 3339 with `Z`; any offset is read. Leap seconds do not exist here, as in POSIX.
package struct Timestamp: Hashable, Sendable, Comparable, TextForm {
  package var milliseconds: Int64

  @inlinable package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  @inlinable package init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// Whole seconds since the epoch, rounded towards the past.
  @inlinable package var seconds: Int64 { floorDivided(milliseconds, by: 1000) }

  package static let distantPast = Timestamp(milliseconds: -62_135_596_800_000)
  package static let distantFuture = Timestamp(milliseconds: 253_402_300_799_000)

  @inlinable @inline(__always)
  package static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
  // The standard library's versions of these are not inlined into other modules, and the engine asks them most.
  @inlinable @inline(__always)
  package static func == (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds == b.milliseconds }
  @inlinable @inline(__always)
  package static func <= (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds <= b.milliseconds }
  @inlinable @inline(__always)
  package static func > (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds > b.milliseconds }
  @inlinable @inline(__always)
  package static func >= (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds >= b.milliseconds }

  package static func + (a: Timestamp, b: Duration) -> Timestamp {
    Timestamp(milliseconds: a.milliseconds + b.wholeMilliseconds)
  }

  package static func - (a: Timestamp, b: Duration) -> Timestamp {
    Timestamp(milliseconds: a.milliseconds - b.wholeMilliseconds)
  }

  /// The elapsed real time from `b` to `a`.
  package static func - (a: Timestamp, b: Timestamp) -> Duration {
    .milliseconds(a.milliseconds - b.milliseconds)
  }

  package static let form = "an instant with a zone, such as 2026-03-29T01:30:00Z or 2026-03-29T02:30:00+01:00"

  /// Reads RFC 3339, section 5.6: seconds and a fraction may be left out; an offset may not.
  package init(text: String) throws(TextProblem) {
    guard let parsed = RFC3339.parse(text) else { throw Self.problem(text, "an instant") }
    self = parsed
  }

  /// RFC 3339 in UTC, with milliseconds only when there are any: `2026-03-29T01:00:00Z`.
  package var description: String {
    let local = CivilDateTime(secondsSinceEpoch: seconds)
    let fraction = Int(milliseconds - seconds * 1000)
    let tail = fraction == 0 ? "" : "." + padded(fraction, 3)
    return "\(local.date)T\(local.clock)\(tail)Z"
  }
}

extension Duration {
  /// This duration in whole milliseconds, rounded towards zero.
  package var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }

  package static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
  package static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
}

/// The reader behind `Timestamp(text:)`.
enum RFC3339 {
  static func parse(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes.count <= 35, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let date = try? CivilDate(text: String(text.prefix(10)))
    else { return nil }
    guard let zoneAt = bytes[11...].firstIndex(where: { [0x5A, 0x7A, 0x2B, 0x2D].contains($0) }),
      let clock = clock(bytes[11..<zoneAt]), let offset = offset(bytes[zoneAt...])
    else { return nil }
    let local = Int64(date.daysSinceEpoch) * 86_400_000 + clock
    return Timestamp(milliseconds: local - Int64(offset) * 1000)
  }

  /// Milliseconds of day from `HH:MM[:SS[.fraction]]`.
  private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let text = String(decoding: bytes, as: UTF8.self)
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    let fields = halves[0].split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count <= 2, (2...3).contains(fields.count), fields.allSatisfy({ $0.utf8.count == 2 }),
      let hour = decimal(fields[0]), let minute = decimal(fields[1]), hour < 24, minute < 60
    else { return nil }
    let second = fields.count == 3 ? decimal(fields[2]) : 0
    guard let second, second < 60 else { return nil }
    var fraction: Int64 = 0
    if halves.count == 2 {
      guard fields.count == 3, decimal(halves[1], limit: 12) != nil else { return nil }
      fraction = Int64(decimal((halves[1] + "000").prefix(3)) ?? 0)
    }
    return Int64(hour * 3600 + minute * 60 + second) * 1000 + fraction
  }

  /// Seconds east of UTC from `Z` or `±HH:MM`.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: bytes, as: UTF8.self)
    if text == "Z" || text == "z" { return 0 }
    let fields = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2, fields.allSatisfy({ $0.utf8.count == 2 }), let hours = decimal(fields[0]),
      let minutes = decimal(fields[1]), hours < 24, minutes < 60
    else { return nil }
    return (text.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
