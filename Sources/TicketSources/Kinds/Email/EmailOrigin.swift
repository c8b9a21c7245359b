import MailMessages
import Triage

/// Whose concern a colleague's mail is: they forward what a customer wrote, or write to one with us in copy (C52).
struct EmailOrigin {
  private let mail: MailMessage
  private let options: SourceOptions

  init(_ mail: MailMessage, options: SourceOptions) {
    self.mail = mail
    self.options = options
  }

  /// Whom an answer would reach by `Reply-To`, as of a form on the web; else the sender of what is forwarded, else the
  /// first recipient who is neither a colleague nor we, nor a list.
  var customer: Party? {
    (mail.replyTo.lazy.compactMap(outsider).first ?? forwardedFrom ?? mail.header("to").flatMap(outsider(in:))
      ?? mail.header("cc").flatMap(outsider(in:)))?.ifKnown
  }

  private static let froms = ["from:", "von:", "de:", "da:", "van:", "från:", "fra:", "od:"]
  /// How far below the mark the sender stands.
  private static let reach = 7
  /// How much of a line is looked at, in bytes: a sender's name and address are at its beginning.
  private static let lineReach = 1000

  /// In the header that mail programs put above what they forward, or in the mail that they attach.
  private var forwardedFrom: Party? {
    let unquoted = mail.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.trimmingPrefix { $0 == ">" || $0 == " " }
    }
    let header = ReplyText.forwarded(in: unquoted.joined(separator: "\n"), lines: Self.reach)
    for line in header {
      let start = String(decoding: line.utf8.prefix(Self.lineReach), as: UTF8.self)
      let words = start.trimmingPrefix { $0 == "*" || $0 == " " }
      guard let from = Self.froms.first(where: words.lowercased().hasPrefix) else { continue }
      // `Lara [mailto:lara@example.org]` is how Outlook writes it; other brackets are no part of an address.
      let plain = words.dropFirst(from.count).filter { $0 != "*" }
        .replacing(#/\[mailto:([^\]]*)\]/#) { "<\($0.1)>" }.replacing(#/\[[^\]]*\]/#, with: "")
      return outsider(in: plain)
    }
    return attachedFrom
  }

  private var attachedFrom: Party? {
    let attached = mail.attachments.first { $0.type.lowercased() == "message/rfc822" }?.content
    guard let attached, let from = MailReader.read(attached, keeping: 0).from.first else { return nil }
    return outsider(from)
  }

  private func outsider(in text: String) -> Party? {
    MailReader.addresses(in: text).lazy.compactMap(outsider).first
  }

  /// Nil for a colleague, for ourselves, and for a list that we are reached through.
  private func outsider(_ one: MailAddress) -> Party? {
    let address = one.address.lowercased()
    guard EmailList(mail, options: options).isPerson(one), !options.isColleague(address) else { return nil }
    return FittedText.party(name: one.name, address: address)
  }
}

extension SourceOptions {
  /// Whether mail to `address` comes to us: one of `ourselves`, or the source's own address, with a token or without.
  func isOwnMailbox(_ address: String) -> Bool {
    let address = address.lowercased()
    return isOurselves(address) || ownAddresses.contains(PlusAddress(address, own: ownAddresses).plain)
  }
}
