/// What a zone's clock shows for a while: an offset from UTC and its abbreviation.
struct LocalType: Hashable, Sendable {
  /// Seconds east of UTC.
  let offset: Int64
  let abbreviation: String
}

/// The contents of a TZif file (RFC 8536) of version 2 or later, as they stand in it.
struct TZif {
  /// Seconds since the epoch at which the clock changes, ascending.
  var changes: [Int64] = []
  /// For each change, the index in `types` of what the clock shows from then on.
  var kinds: [UInt8] = []
  /// Never empty; the first one holds before the first change.
  var types: [LocalType] = []
  /// The POSIX rule for the time after the last change; empty when the file gives none.
  var footer = ""

  private static let wholeHeader = 44
  /// RFC 8536 section 3.2: an offset lies strictly between −25 h and +26 h.
  private static let offsets: ClosedRange<Int32> = -89_999...93_599

  init(id: ZoneID, bytes: [UInt8]) throws(ZoneProblem) {
    guard let read = TZif(bytes) else {
      throw ZoneProblem(
        "the data of zone \(id) is not a TZif file of version 2 or later without leap seconds",
        help: "install the time zone data of the system again (the package tzdata)")
    }
    self = read
  }

  private init?(_ bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), first.version >= UInt8(ascii: "2") else { return nil }
    let secondAt = Self.wholeHeader + first.bodySize(timeSize: 4)
    guard let header = Header(bytes, at: secondAt), header.leaps == 0, header.types > 0, header.types < 256 else {
      return nil
    }
    let body = secondAt + Self.wholeHeader
    let end = body + header.bodySize(timeSize: 8)
    guard end <= bytes.count, readChanges(bytes, header, from: body), readTypes(bytes, header, from: body) else {
      return nil
    }
    let tail = bytes[end...].drop { $0 == UInt8(ascii: "\n") }.prefix { $0 != UInt8(ascii: "\n") }
    footer = String(decoding: tail, as: UTF8.self)
  }

  private mutating func readChanges(_ bytes: [UInt8], _ header: Header, from body: Int) -> Bool {
    changes = (0..<header.changes).map { Int64(bitPattern: bigEndian(bytes, at: body + $0 * 8, count: 8)) }
    let kindsAt = body + header.changes * 8
    kinds = Array(bytes[kindsAt..<kindsAt + header.changes])
    let ascending = zip(changes, changes.dropFirst()).allSatisfy { $0 < $1 }
    return ascending && kinds.allSatisfy { $0 < header.types }
  }

  private mutating func readTypes(_ bytes: [UInt8], _ header: Header, from body: Int) -> Bool {
    let typesAt = body + header.changes * 9
    let namesAt = typesAt + header.types * 6
    let names = bytes[namesAt..<namesAt + header.characters]
    for index in 0..<header.types {
      let at = typesAt + index * 6
      let offset = Int32(truncatingIfNeeded: bigEndian(bytes, at: at, count: 4))
      let nameAt = namesAt + Int(bytes[at + 5])
      guard Self.offsets.contains(offset), nameAt < names.endIndex else { return false }
      let name = String(decoding: names[nameAt...].prefix { $0 != 0 }, as: UTF8.self)
      types.append(LocalType(offset: Int64(offset), abbreviation: name))
    }
    return true
  }
}

/// The counts at the head of each of a TZif file's two blocks.
private struct Header {
  let version: UInt8
  let universals, standards, leaps, changes, types, characters: Int

  init?(_ bytes: [UInt8], at start: Int) {
    guard start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
    version = bytes[start + 4]
    func count(_ field: Int) -> Int { Int(bigEndian(bytes, at: start + 20 + field * 4, count: 4)) }
    (universals, standards, leaps) = (count(0), count(1), count(2))
    (changes, types, characters) = (count(3), count(4), count(5))
  }

  func bodySize(timeSize: Int) -> Int {
    changes * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards + universals
  }
}

private func bigEndian(_ bytes: [UInt8], at start: Int, count: Int) -> UInt64 {
  bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
}
