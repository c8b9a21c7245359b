/// Why a URL may not be sent to: what is wrong with it and what to do.
package struct URLProblem: Error, Hashable, CustomStringConvertible {
  package let what: String
  package let help: String

  package init(_ what: String, help: String) {
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }
}
