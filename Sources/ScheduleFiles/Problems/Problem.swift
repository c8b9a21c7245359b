/// Something wrong, or doubtful, in a file a person wrote: what, where, and what to do about it.
///
/// Printed as `file:line:column: error: what. help: what to do`. Lines and columns count from 1; a column counts
/// Unicode scalars, as editors do.
package struct Problem: Error, Sendable, Hashable, Comparable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int
  package let severity: Severity
  package let what: String
  package let help: String

  package init(file: String, line: Int, column: Int, severity: Severity = .error, what: String, help: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.what = what
    self.help = help
  }

  package enum Severity: String, Sendable, Hashable {
    /// The files are not used while it stands.
    case error
    /// Probably not meant, but the files can be used.
    case warning
    /// Worth knowing: what was written is stored, and something of it is not done yet.
    case note
  }

  package var description: String { "\(file):\(line):\(column): \(severity.rawValue): \(what). help: \(help)" }

  /// By file, line, column and then text, which is the order of printing.
  package static func < (a: Problem, b: Problem) -> Bool {
    (a.file, a.line, a.column, a.severity.rawValue, a.what, a.help)
      < (b.file, b.line, b.column, b.severity.rawValue, b.what, b.help)
  }
}

/// Why the holidays of a calendar file could not be read.
package struct HolidayProblem: Error, Sendable, Hashable {
  /// Counted from 1; nil when the reader does not know it.
  package var line: Int?
  package var what: String

  package init(line: Int?, what: String) {
    self.line = line
    self.what = what
  }
}
