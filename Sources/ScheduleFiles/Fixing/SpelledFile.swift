/// The bytes of a file with some of its scalars in the manual's spelling; every other byte stays where it is.
///
/// An edit is made only where the file has, letter by letter, the text that was read: escapes, folded lines and line
/// ends that only YAML knows are left alone.
struct SpelledFile {
  private var lines: [[Unicode.Scalar]]
  private let hasMark: Bool

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Nil when the bytes are not UTF-8.
  init?(_ bytes: [UInt8]) {
    hasMark = bytes.starts(with: Self.mark)
    guard let text = String(validating: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self) else { return nil }
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  var bytes: [UInt8] {
    var view = String.UnicodeScalarView()
    for (index, line) in lines.enumerated() {
      if index > 0 { view.append("\n") }
      view.append(contentsOf: line)
    }
    return (hasMark ? Self.mark : []) + Array(String(view).utf8)
  }

  /// Makes the edits of one file, at most one for each place, from the last to the first, so that places stay true.
  mutating func respell(_ respellings: [Respelling]) {
    var last: Int?
    for next in respellings.sorted(by: >) {
      let index = next.place.line - 1
      guard lines.indices.contains(index) else { continue }
      edit(next, in: &lines[index], isLastOfLine: last != index)
      last = index
    }
  }

  private func edit(_ next: Respelling, in line: inout [Unicode.Scalar], isLastOfLine: Bool) {
    let start = next.place.column - 1
    guard line.indices.contains(start) else { return }
    let quote: [Unicode.Scalar] = ["\"", "'"].contains(line[start]) ? [line[start]] : []
    let old = quote + Array(next.from.unicodeScalars) + quote
    guard line[start...].starts(with: old) else { return }
    let kept = next.dropsQuotes ? [] : quote
    let new = kept + Array(next.to.unicodeScalars) + kept
    let end = start + old.count
    if isLastOfLine { keepComment(in: &line, after: end, shift: new.count - old.count) }
    line.replaceSubrange(start..<end, with: new)
  }

  /// A comment that is set apart by several blanks keeps its column where there is room.
  private func keepComment(in line: inout [Unicode.Scalar], after end: Int, shift: Int) {
    let blanks = line[end...].drop { [",", "]", "}"].contains($0) }.prefix { $0 == " " }
    let comment = blanks.endIndex
    guard blanks.count >= 2, line.indices.contains(comment), line[comment] == "#" else { return }
    let room = max(2, blanks.count - shift)
    line.replaceSubrange(blanks.indices, with: Array(repeating: " ", count: room))
  }
}
