import Foundation
import Testing

/// A Swift file, taken apart so that a rule looks only where it means to look.
struct SwiftText: CustomTestStringConvertible {
  /// Which part of a file a rule looks at; the rest is blank there, and lines stay where they were.
  enum View {
    /// Neither comments nor what stands between quotes.
    case code
    /// Only string literals, with their quotes.
    case strings
    case everything
  }

  let path: String
  let lines: [Substring]
  let code: String
  let strings: String
  private let everything: String

  init(path: String, text: String) {
    self.path = path
    everything = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let bytes = Array(text.utf8)
    let kinds = SwiftLexer(bytes).kinds
    code = Self.keep(.code, of: bytes, kinds)
    strings = Self.keep(.string, of: bytes, kinds)
  }

  /// The folder under `Sources` or `Tests` that holds the file.
  var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// The name of the file, without folder and ending.
  var name: String { String(path.split(separator: "/").last?.prefix { $0 != "." } ?? "") }

  var testDescription: String { path }

  func view(_ view: View) -> String {
    switch view {
    case .code: code
    case .strings: strings
    case .everything: everything
    }
  }

  private static func keep(_ kind: SwiftLexer.Kind, of bytes: [UInt8], _ kinds: [SwiftLexer.Kind]) -> String {
    var kept = bytes
    for at in kept.indices where kinds[at] != kind && kept[at] != UInt8(ascii: "\n") {
      kept[at] = UInt8(ascii: " ")
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
