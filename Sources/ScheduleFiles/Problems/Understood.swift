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
