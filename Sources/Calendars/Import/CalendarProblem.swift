/// What is wrong in a calendar file, where, and what to do about it.
package struct CalendarProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line of the file as an editor counts it, from 1; nil for the file as a whole.
  package let line: Int?
  package let what: String

  package init(line: Int? = nil, what: String) {
    self.line = line
    self.what = what
  }

  package var description: String { line.map { "line \($0): \(what)" } ?? what }
}
