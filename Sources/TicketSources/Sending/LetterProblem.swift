/// Why a letter cannot leave through a source: what is wrong and what to change.
package struct LetterProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let what: String
  package let help: String

  package init(_ what: String, help: String) {
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }
}
