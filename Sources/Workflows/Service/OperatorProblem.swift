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
  /// What has to be given for `help` to be followed, in lower case with hyphens: `in-public`. The command line has an option
  /// of that name, the API a field.
  package var wants: String?

  package init(_ kind: Kind, _ what: String, help: String, wants: String? = nil) {
    self.kind = kind
    self.what = what
    self.help = help
    self.wants = wants
  }

  /// As the command line says it.
  package var description: String { "\(what). help: \(help)" + (wants.map { ": --\($0)" } ?? "") }

  /// `help` for who sends JSON.
  package var helpOfFields: String { help + (wants.map { ": the field '\(Self.field($0))'" } ?? "") }

  private static func field(_ name: String) -> String {
    let words = name.split(separator: "-").map(String.init)
    let rest = words.dropFirst().map { word in word.prefix(1).uppercased() + String(word.dropFirst()) }
    return words.prefix(1).joined() + rest.joined()
  }
}
