import MailMessages
import Triage

/// The list that a mail came through. Many teams are reached through one of their own: what comes through it is from
/// people.
struct EmailList {
  private let mail: MailMessage
  private let options: SourceOptions

  init(_ mail: MailMessage, options: SourceOptions) {
    self.mail = mail
    self.options = options
  }

  /// What lists say of themselves, in lower case.
  private var names: [String] {
    ["list-id", "list-post", "mailing-list"].compactMap { mail.header($0)?.lowercased() }
  }

  var isOurs: Bool {
    let names = self.names
    return options.lists.contains { list in
      Self.spellings(of: list).contains { spelling in names.contains { $0.contains(spelling) } }
    }
  }

  /// Who wrote to our list, where it put itself in their place: `Ana via Help <help@example.org>`, as lists do so that
  /// their mail passes for genuine (DMARC), with Ana in `Reply-To`. Nil where the sender stands in `From`.
  var writer: MailAddress? {
    guard isOurs, let from = mail.from.first, isList(from) else { return nil }
    let original = mail.header("x-original-from").map { MailReader.addresses(in: $0) } ?? []
    return (mail.replyTo + original).first(where: isPerson)
  }

  /// Whether somebody else than this list and we reads what is sent to `one`.
  func isPerson(_ one: MailAddress) -> Bool {
    one.address.contains("@") && !isList(one) && !options.isOwnMailbox(one.address)
  }

  private func isList(_ one: MailAddress) -> Bool {
    let words = names.flatMap { $0.split { " <>,;:\t\"".contains($0) }.map(String.init) }
    let spellings = Self.spellings(of: one.address)
    return (words + options.lists.map { $0.lowercased() }).contains(where: spellings.contains)
  }

  /// `help@example.org` is `help.example.org` as the id of a list.
  private static func spellings(of list: String) -> [String] {
    [list.lowercased(), list.lowercased().replacing("@", with: ".")]
  }
}
