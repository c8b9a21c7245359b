/// Why a command did not do what was asked, in a form that travels: over the socket, the API and to the terminal.
package struct OperatorProblem: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The answer is no: something stands against it. Exit code 1.
    case no
    /// The answer is no: there is nothing of that name. Exit code 1.
    case missing
    /// The input cannot be taken. Exit code 2.
    case refused
    /// The store or a peer cannot do it now. Exit code 1.
    case unavailable
  }

  package var kind: Kind
  package var what: String
  package var help: String

  package init(_ kind: Kind, _ what: String, help: String) {
    self.kind = kind
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }
}
