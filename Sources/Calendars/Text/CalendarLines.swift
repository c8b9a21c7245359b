import Timekeeping

/// The lines of an iCalendar file as they are written: escaped, folded between code points, ended with CRLF (RFC 5545,
/// 3.1). A line of one of the functions below is whole; `begin`, `add` and `end` make one of parts.
struct CalendarLines {
  /// In octets, without the CRLF.
  static let longest = 75
  private(set) var bytes: [UInt8] = []
  /// Where the line that is being written begins in `bytes`.
  private var start = 0

  init(expecting count: Int) { bytes.reserveCapacity(count) }

  // MARK: Whole lines

  /// A line as it stands, which is short and plain ASCII.
  mutating func line(_ text: StaticString) {
    begin(text)
    end()
  }

  /// A text of people's, escaped; `name` ends in a colon.
  mutating func text(_ name: StaticString, _ value: String) {
    begin(name)
    add(text: value)
    end()
  }

  /// A value that needs no escapes, such as a number or a link.
  mutating func plain(_ name: StaticString, _ value: String) {
    begin(name)
    bytes.append(contentsOf: value.utf8)
    end()
  }

  /// In UTC to the second, within the years 1–9999: `20261025T080000Z`.
  mutating func instant(_ name: StaticString, _ instant: Timestamp) {
    begin(name)
    let wall = CivilDateTime(secondsSinceEpoch: min(max(instant, .distantPast), .distantFuture).seconds)
    let (year, month, day) = wall.date.parts
    let second = wall.secondOfDay
    add(year, 4)
    add(month, 2)
    add(day, 2)
    bytes.append(UInt8(ascii: "T"))
    add(second / 3600, 2)
    add(second / 60 % 60, 2)
    add(second % 60, 2)
    bytes.append(UInt8(ascii: "Z"))
    end()
  }

  // MARK: Parts of a line

  mutating func begin(_ name: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// RFC 5545, 3.3.11: backslash, semicolon and comma get a backslash, a line break becomes `\n`.
  mutating func add(text: String) {
    guard text.utf8.contains(where: Self.isSpecial) else { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      if Self.isSpecial(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: "n") : byte)
    }
  }

  /// Between two values of a list; it is not escaped.
  mutating func comma() { bytes.append(UInt8(ascii: ",")) }

  /// Ends the line, folded where it is too long.
  mutating func end() {
    if bytes.count - start > Self.longest { fold() }
    endOctets()
    start = bytes.count
  }

  private mutating func add(_ number: Int, _ width: Int) {
    var power = width == 4 ? 1000 : 10
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  private mutating func endOctets() {
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// The blank at the beginning of a continued line counts.
  private mutating func fold() {
    let line = Array(bytes[start...])
    bytes.removeLast(line.count)
    var (from, room) = (0, Self.longest)
    while line.count - from > room {
      var to = from + room
      while Self.isInsideCodePoint(line[to]) { to -= 1 }
      bytes += line[from..<to]
      endOctets()
      bytes.append(UInt8(ascii: " "))
      (from, room) = (to, Self.longest - 1)
    }
    bytes += line[from...]
  }

  private static func isInsideCodePoint(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\n"): true
    default: false
    }
  }
}
