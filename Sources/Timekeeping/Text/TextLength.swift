/// In what the length of a text is counted. What people see as one letter is no measure: it may be made of any number of
/// code points, and whoever reads the text behind us counts those.
package enum TextLength: Sendable {
  /// Unicode scalars: code points.
  case scalars
  /// Units of UTF-16, the strictest reading of "characters": never fewer than there are scalars.
  case utf16
  /// Bytes of UTF-8.
  case bytes

  /// How much of one letter is given up rather than parted: more than any that people write is made of.
  private static let near = 40

  /// The length of `text`.
  package func of(_ text: some StringProtocol) -> Int {
    switch self {
    case .scalars: text.unicodeScalars.count
    case .utf16: text.utf16.count
    case .bytes: text.utf8.count
    }
  }

  /// At most `limit` of `text`: what is cut ends with `ending`, which counts.
  package func cut(_ text: String, to limit: Int, ending: String = "…") -> String {
    guard of(text) > limit else { return text }
    return String(beginning(of: text[...], to: limit - of(ending))) + ending
  }

  /// As much from the beginning as fits, in whole letters; a letter that is endless is parted between two scalars.
  package func beginning(of text: Substring, to limit: Int) -> Substring {
    var (end, room) = (text.startIndex, limit)
    while end < text.endIndex {
      let next = text.index(after: end)
      let size = of(text[end..<next])
      guard size <= room else { break }
      (end, room) = (next, room - size)
    }
    guard end < text.endIndex, end == text.startIndex || room > Self.near else { return text[..<end] }
    for scalar in text[end...].unicodeScalars {
      room -= size(of: scalar)
      guard room >= 0 else { break }
      end = text.unicodeScalars.index(after: end)
    }
    return text[..<end]
  }

  private func size(of scalar: Unicode.Scalar) -> Int {
    switch self {
    case .scalars: 1
    case .utf16: UTF16.width(scalar)
    case .bytes: UTF8.width(scalar)
    }
  }
}

extension StringProtocol {
  /// Short enough to be repeated in a message to whoever sent it.
  package var echoed: String { TextLength.scalars.cut(String(self), to: 60) }
}
