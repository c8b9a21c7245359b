/// Why a mail cannot be put into bytes: what is wrong with it and what to do.
package struct MailProblem: Error, Hashable, CustomStringConvertible {
  package let what: String
  package let help: String

  package init(_ what: String, help: String) {
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }

  static let outOfMemory = MailProblem("there is no memory for the mail", help: "try again")
}
