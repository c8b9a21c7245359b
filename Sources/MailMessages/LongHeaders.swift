/// Finds what headers have beyond any length that mail programs write.
///
/// GMime puts names of charsets on the stack, and goes into groups of addresses by calling itself: a header of 120 kB can
/// end the program.
struct LongHeaders {
  /// In bytes, of one header with the lines that it goes on with.
  static let limit = 1 << 15

  /// What lies beyond the limit, in order.
  private(set) var ends: [Range<Int>] = []
  /// Headers stand at the beginning, behind a boundary, and behind those of a part that is a mail itself.
  private var isHeader = true
  /// Before the first header of all, empty lines end none.
  private var isTop = true
  private var header = Header()
  /// Of the headers that are being read: nil before one says it.
  private var type: String?
  /// The parts of a digest are mails without saying so.
  private var isDigest = false
  private var boundaries: [String] = []
  /// Where a boundary is not plainly written, whatever begins like one is taken for one.
  private var isAnyBoundary = false

  private struct Header {
    var length = 0
    /// What a `Content-Type` says; nil for all others.
    var type: String?
  }

  /// More parts in parts than any program writes, which each line would have to be compared with.
  private static let mostBoundaries = 100

  init(in bytes: ArraySlice<UInt8>) {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      read(bytes[start..<feed])
      start = feed + 1
    }
  }

  /// `bytes` without those ends.
  func cut(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !ends.isEmpty else { return bytes }
    var (kept, start) = ([UInt8](), bytes.startIndex)
    for end in ends {
      kept += bytes[start..<end.lowerBound]
      start = end.upperBound
    }
    return (kept + bytes[start...])[...]
  }

  /// - Parameter line: without its line feed.
  private mutating func read(_ line: ArraySlice<UInt8>) {
    if isBoundary(line) {
      (isHeader, header, type) = (true, Header(), nil)
    } else if isHeader {
      if line.isEmpty || line.elementsEqual([0x0D]) { endHeaders() } else { readHeader(line) }
    }
  }

  private func isBoundary(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: [0x2D, 0x2D]) else { return false }
    return isAnyBoundary || boundaries.contains { line.dropFirst(2).starts(with: $0.utf8) }
  }

  private mutating func endHeaders() {
    guard header.length > 0 else { return isHeader = isTop || isDigest }
    endHeader()
    let isMail = type.map { $0.contains("message/") } ?? isDigest
    (isHeader, header, type) = (isMail, Header(), nil)
  }

  private mutating func readHeader(_ line: ArraySlice<UInt8>) {
    let goesOn = line.first == 0x20 || line.first == 0x09
    if !goesOn {
      endHeader()
      header = Header()
    }
    isTop = false
    let room = max(0, Self.limit - header.length)
    let words = line.prefix(room)
    if header.length == 0 {
      header.type = Self.contentType(words)
    } else {
      header.type? += String(decoding: words, as: UTF8.self)
    }
    header.length += line.count
    // Of each line its first byte stays, as an empty one would end the headers.
    if line.count > room { ends.append((line.startIndex + max(room, 1))..<line.endIndex) }
  }

  private static func contentType(_ line: ArraySlice<UInt8>) -> String? {
    guard let colon = line.prefix(80).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = String(decoding: line[..<colon], as: UTF8.self).filter { !$0.isWhitespace }
    return name.lowercased() == "content-type" ? String(decoding: line[(colon + 1)...], as: UTF8.self) : nil
  }

  /// What a `Content-Type` says of where other headers begin.
  private mutating func endHeader() {
    guard let value = header.type else { return }
    let said = value.drop { $0.isWhitespace }.lowercased()
    type = type?.contains("message/") == true ? type : said
    if said.contains("digest") { isDigest = true }
    guard said.contains("boundary") else { return }
    guard let boundary = Self.boundary(value), boundaries.count < Self.mostBoundaries else {
      return isAnyBoundary = true
    }
    boundaries.append(boundary)
  }

  /// Nil where two readers could take it for different ones.
  private static func boundary(_ value: String) -> String? {
    let odd = ["*", "\\", "=?", "(", "\u{FFFD}"]
    guard !odd.contains(where: value.contains), let name = value.firstRange(of: "oundary=") else { return nil }
    let rest = value[name.upperBound...]
    guard !rest.lowercased().contains("boundary") else { return nil }
    let isQuoted = rest.first == "\""
    let text = isQuoted ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { !$0.isWhitespace && $0 != ";" }
    let isPlain = text.utf8.allSatisfy { byte in
      isQuoted
        ? (0x21...0x7E).contains(byte)
        : (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._+'".utf8.contains(byte)
    }
    return text.isEmpty || !isPlain ? nil : String(text)
  }
}
