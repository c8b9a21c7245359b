/// A file with its folded lines joined, each with the number of the line it began on.
///
/// Lines may end in CRLF, LF or CR; blank ones are left out.
struct UnfoldedText {
  struct Line {
    /// From 1.
    let number: Int
    let range: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var lines: [Line] = []

  init(_ file: ArraySlice<UInt8>) {
    bytes.reserveCapacity(file.count)
    var number = 1
    var start = file.startIndex
    while start < file.endIndex {
      let end = file[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) ?? file.endIndex
      append(file[start..<end], number: number)
      let isCRLF = end + 1 < file.endIndex && file[end] == 0x0D && file[end + 1] == 0x0A
      start = end + (isCRLF ? 2 : 1)
      number += 1
    }
  }

  private mutating func append(_ line: ArraySlice<UInt8>, number: Int) {
    guard let first = line.first else { return }
    let start = bytes.count
    let isFolded = first == UInt8(ascii: " ") || first == UInt8(ascii: "\t")
    if isFolded, let last = lines.last {
      bytes += line.dropFirst()
      lines[lines.count - 1] = Line(number: last.number, range: last.range.lowerBound..<bytes.count)
    } else if !isFolded {
      bytes += line
      lines.append(Line(number: number, range: start..<bytes.count))
    }
  }

  func slice(_ line: Line) -> ArraySlice<UInt8> { bytes[line.range] }

  /// The number of the line that byte `index` lies on, from 1.
  static func lineNumber(at index: Int, in file: [UInt8]) -> Int {
    let before = file[..<index]
    let ends = before.indices.filter { before[$0] == 0x0A || (before[$0] == 0x0D && file[$0 + 1] != 0x0A) }
    return ends.count + 1
  }
}
