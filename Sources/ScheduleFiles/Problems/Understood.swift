/// What was understood of a value that can be misread, such as the last day of an `until` (rule T1): `check --explain`.
package struct Understood: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int
  package let text: String

  package var description: String { "\(file):\(line):\(column): \(text)" }

  package static func < (a: Understood, b: Understood) -> Bool {
    (a.file, a.line, a.column, a.text) < (b.file, b.line, b.column, b.text)
  }
}

/// A text that means the same in the spelling of the manual, such as `09:00` for `9:00`: `check --fix`.
struct Respelling: Hashable, Comparable {
  let file: String
  /// Where the scalar begins, at its quote if it has one.
  let place: Place
  /// The text as it was read, without quotes.
  let from: String
  let to: String

  static func < (a: Respelling, b: Respelling) -> Bool {
    (a.file, a.place.line, a.place.column) < (b.file, b.place.line, b.place.column)
  }
}
