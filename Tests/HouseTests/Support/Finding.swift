/// One place that breaks a rule of the house.
struct Finding: Hashable, Comparable, CustomStringConvertible {
  let path: String
  /// Counted from 1.
  let line: Int
  /// What is wrong, and what to write instead.
  let message: String

  var description: String { "\(path):\(line): \(message)" }

  static func < (left: Finding, right: Finding) -> Bool {
    (left.path, left.line, left.message) < (right.path, right.line, right.message)
  }
}

extension [Finding] {
  /// What a failing test shows: one place a line.
  var listing: String { "\n" + sorted().map(\.description).joined(separator: "\n") }
}
