import Timekeeping

/// One node of a YAML file with the place where it stands. Every scalar is text: `no` and `17:00` stay as written.
struct YAMLNode: Sendable {
  indirect enum Content: Sendable {
    case text(String)
    case list([YAMLNode])
    case map([YAMLPair])
    /// A value that was refused and told of already; it is passed over without another word.
    case refused
  }

  let content: Content
  let place: Place

  var text: String? { if case .text(let text) = content { text } else { nil } }
  var list: [YAMLNode]? { if case .list(let items) = content { items } else { nil } }
  var map: [YAMLPair]? { if case .map(let pairs) = content { pairs } else { nil } }

  /// A key without a value, as in `duties:` at the end of a file.
  var isEmpty: Bool { text?.isEmpty ?? false }

  var isRefused: Bool { if case .refused = content { true } else { false } }

  /// What it is, as said in messages.
  var noun: String {
    switch content {
    case .text(let text): text.isEmpty ? "nothing" : "'\(shortened(text))'"
    case .list: "a list"
    case .map: "a group of keys"
    case .refused: "nothing"
    }
  }

  /// The value of a key in either spelling.
  subscript(key: String) -> YAMLNode? { map?.first { $0.word == key }?.value }
}

/// A key and its value.
struct YAMLPair: Sendable {
  let key: String
  let place: Place
  let value: YAMLNode

  /// The key as one spelling: a hyphen may stand for a space.
  var word: String { plainWord(key) }
}

/// Where something stands in a file, counted from 1.
struct Place: Sendable, Hashable {
  let line: Int
  let column: Int

  static let start = Place(line: 1, column: 1)
}

/// `word` with spaces for hyphens: both spellings are one word.
func plainWord(_ word: String) -> String {
  word.split(separator: "-", omittingEmptySubsequences: false).joined(separator: " ")
}

/// `text` cut to what fits in a message, without line breaks.
func shortened(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  return TextLength.scalars.of(line) <= 60 ? line : TextLength.scalars.cut(line, to: 58)
}
