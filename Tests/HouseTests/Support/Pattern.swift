import Foundation

/// A regular expression over whole files. `NSRegularExpression`, because it is many times faster than `Regex` in a
/// debug build, and these tests read every source file with every rule.
struct Pattern {
  struct Match {
    /// The whole match, then each group; the empty text for a group that took no part.
    let groups: [String]
    /// Counted from 1.
    let line: Int
    /// Where the match starts and ends, in UTF-16 units.
    let range: Range<Int>
  }

  private let expression: NSRegularExpression?

  /// `^` and `$` stand for the ends of lines. A pattern that cannot be read matches nothing, which the planted example
  /// of its rule shows.
  init(_ pattern: String) {
    expression = try? NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
  }

  func matches(in text: String) -> [Match] {
    let whole = text as NSString
    let results = expression?.matches(in: text, range: NSRange(location: 0, length: whole.length))
    return (results ?? []).map { result in
      let groups = (0..<result.numberOfRanges).map { group -> String in
        let range = result.range(at: group)
        return range.location == NSNotFound ? "" : whole.substring(with: range)
      }
      let range = result.range.lowerBound..<result.range.upperBound
      return Match(groups: groups, line: Self.line(of: range.lowerBound, in: whole), range: range)
    }
  }

  private static func line(of location: Int, in text: NSString) -> Int {
    1 + text.substring(to: location).utf8.count { $0 == UInt8(ascii: "\n") }
  }
}
