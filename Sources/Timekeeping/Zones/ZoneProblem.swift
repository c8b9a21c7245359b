/// Why a zone cannot be used: its name is unknown here, or its data cannot be read.
package struct ZoneProblem: Error, Equatable, CustomStringConvertible {
  package let what: String
  package let help: String

  package init(_ what: String, help: String) {
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }
}
