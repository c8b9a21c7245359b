/// The difference of two texts with equally many lines, in the form that `patch` reads.
package enum UnifiedDiff {
  /// Lines around each change.
  private static let context = 3

  /// Empty when the texts are equal.
  package static func text(path: String, from old: [UInt8], to new: [UInt8]) -> String {
    let (old, new) = (lines(old), lines(new))
    let changed = old.indices.filter { new.indices.contains($0) && old[$0] != new[$0] }
    guard !changed.isEmpty, old.count == new.count else { return "" }
    return "--- \(path)\n+++ \(path)\n" + hunks(changed, count: old.count).map { hunk($0, old, new) }.joined()
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The lines of each hunk: changes whose surroundings meet stand in one.
  private static func hunks(_ changed: [Int], count: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for line in changed {
      let range = max(0, line - context)..<min(count, line + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func hunk(_ range: Range<Int>, _ old: [String], _ new: [String]) -> String {
    let place = "\(range.lowerBound + 1),\(range.count)"
    var text = "@@ -\(place) +\(place) @@\n"
    var index = range.lowerBound
    while index < range.upperBound {
      let end =
        (index..<range.upperBound).first { (old[$0] == new[$0]) != (old[index] == new[index]) } ?? range.upperBound
      let run = index..<end
      if old[index] == new[index] {
        text += run.map { " \(old[$0])\n" }.joined()
      } else {
        text += run.map { "-\(old[$0])\n" }.joined() + run.map { "+\(new[$0])\n" }.joined()
      }
      index = end
    }
    return text
  }
}
