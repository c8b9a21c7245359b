/// Finds what headers have beyond any length that mail programs write.
///
/// GMime puts names of charsets on the stack, and goes into groups of addresses by calling itself: a header of 120 kB can
/// end the program.
struct LongHeaders {
  /// In bytes, of one header with the lines that it goes on with.
  static let limit = 1 << 15

  /// What lies beyond the limit, in order.
  private(set) var ends: [Range<Int>] = []
  /// Headers stand at the beginning, behind a line that parts begin with, and behind headers that tell of a mail.
  private var isHeader = true
  private var tellsOfMail = false
  /// The parts of a digest are mails without saying so.
  private var isDigest = false
  private var length = 0

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
    if line.starts(with: [0x2D, 0x2D]) {
      (isHeader, tellsOfMail, length) = (true, false, 0)
    } else if line.isEmpty || line.elementsEqual([0x0D]) {
      // Empty lines before the first header are none that end them.
      isHeader = isHeader && (tellsOfMail || isDigest || length == 0)
      (tellsOfMail, length) = (false, 0)
    } else if isHeader {
      readHeader(line)
    }
  }

  private mutating func readHeader(_ line: ArraySlice<UInt8>) {
    let goesOn = line.first == 0x20 || line.first == 0x09
    let room = max(0, Self.limit - (goesOn ? length : 0))
    length = (goesOn ? length : 0) + line.count
    let words = String(decoding: line.prefix(room), as: UTF8.self).lowercased()
    tellsOfMail = tellsOfMail || words.contains("message")
    isDigest = isDigest || words.contains("digest")
    // Of each line its first byte stays, as an empty one would end the headers.
    if line.count > room { ends.append((line.startIndex + max(room, 1))..<line.endIndex) }
  }
}
