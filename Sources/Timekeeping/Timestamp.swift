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

/// The reader behind `Timestamp(text:)`: RFC 3339, section 5.6, byte by byte, as every decision reads hundreds of instants.
struct RFC3339 {
  private var bytes: String.UTF8View.Iterator
  /// The byte that is looked at; nil at the end.
  private var byte: UInt8?

  static func parse(_ text: String) -> Timestamp? {
    var reader = RFC3339(text)
    guard let date = reader.date(), reader.take("T") || reader.take(" "), let clock = reader.clock(),
      let offset = reader.offset(), reader.byte == nil
    else { return nil }
    let local = Int64(date.daysSinceEpoch) * 86_400_000 + clock
    return Timestamp(milliseconds: local - Int64(offset) * 1000)
  }

  private init(_ text: String) {
    bytes = text.utf8.makeIterator()
    byte = bytes.next()
  }

  private mutating func date() -> CivilDate? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2) else { return nil }
    return CivilDate(year, month, day)
  }

  /// Milliseconds of day from `HH:MM[:SS[.fraction]]`.
  private mutating func clock() -> Int64? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if take(":") {
      guard let second = number(2), second < 60 else { return nil }
      milliseconds += second * 1000
      if take(".") {
        guard let fraction = fraction() else { return nil }
        milliseconds += fraction
      }
    }
    return Int64(milliseconds)
  }

  /// Whole milliseconds of one to twelve digits after the point.
  private mutating func fraction() -> Int? {
    var milliseconds = 0
    var weight = 100
    for place in 0..<12 {
      guard let digit = number(1) else { return place > 0 ? milliseconds : nil }
      milliseconds += digit * weight
      weight /= 10
    }
    return milliseconds
  }

  /// Seconds east of UTC from `Z` or `±HH:MM`.
  private mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60
    else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  /// A number of exactly so many digits; where there are fewer, those that are there are gone.
  private mutating func number(_ digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      self.byte = bytes.next()
    }
    return value
  }

  /// Goes past `wanted` if it is next.
  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard let byte, byte == UInt8(ascii: wanted) else { return false }
    self.byte = bytes.next()
    return true
  }
}
