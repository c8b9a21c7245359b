import MailMessages
import Timekeeping
import Triage

/// A mail in our words.
struct EmailEvent {
  private let mail: MailMessage
  private let envelope: EmailEnvelope
  private let digest: String
  private let options: SourceOptions

  init(_ mail: MailMessage, _ envelope: EmailEnvelope, digest: String, options: SourceOptions) {
    self.mail = mail
    self.envelope = envelope
    self.digest = digest
    self.options = options
  }

  func event() -> SourceEvent {
    let isColleague = options.isColleague(sender.address)
    let automatic = EmailKind(mail, envelope, options: options).automatic
    let kind: EventAuthor.Kind = automatic != nil ? .automation : isColleague ? .colleague : .customer
    return SourceEvent(
      item: ItemKey(
        id, threads: EmailThreads(mail, envelope, isReport: automatic == .bounce || mail.deliveryStatus != nil).keys),
      what: what,
      facts: ItemFacts(
        title: EmailSubject.plain(mail.subject),
        customer: isColleague ? EmailOrigin(mail, options: options).customer : customer.ifKnown,
        address: recipient),
      occurred: mail.date, author: EventAuthor(sender, kind: kind), visibility: isColleague ? .team : .everyone,
      automatic: automatic)
  }

  /// Its message id; a mail without one is known by its bytes.
  private var id: String { mail.messageID.map(Alert.short) ?? digest }

  private var what: SourceHappening {
    if options.isOurselves(sender.address), mail.header("auto-submitted") == nil {
      return .notOurs(because: "a mail of our own, from \(sender.address?.shown ?? "us")")
    }
    return .opened(message)
  }

  private var sender: Party { party(throughList ?? mail.from.first) }

  private var list: EmailList { EmailList(mail, options: options) }

  private var throughList: MailAddress? { list.writer }

  /// Whom an answer would reach: the first in `Reply-To` (RFC 5322, 3.6.2) that is neither a list, as those put there
  /// that want answers for all, nor we; else the sender.
  private var customer: Party {
    guard throughList == nil, let reply = mail.replyTo.first(where: list.isPerson),
      reply.address != mail.from.first?.address
    else { return sender }
    return FittedText.party(name: reply.name ?? mail.from.first?.name, address: reply.address)
  }

  /// Whom it was sent to, without the token behind the plus.
  private var recipient: String? {
    guard let whole = (envelope.to ?? mail.recipients.first?.address)?.lowercased() else { return nil }
    return FittedText.party(address: PlusAddress(whole, own: options.ownAddresses).plain).address
  }

  private func party(_ address: MailAddress?) -> Party {
    FittedText.party(name: address?.name, address: address?.address.lowercased())
  }

  private var message: ItemMessage {
    let parted = ReplyText(mail.text)
    let isForwarded = EmailSubject.isForwarded(mail.subject)
    let status = mail.deliveryStatus.map { "\n\n\($0)" } ?? ""
    return ItemMessage(
      id: id, text: FittedText.body((isForwarded ? ReplyText.whole(mail.text) : parted.text) + status),
      quoted: isForwarded ? nil : parted.quoted.map(FittedText.body),
      attachments: mail.attachments.map { attachment in
        MessageAttachment(
          name: FittedText.line(attachment.name, limit: IntakeLimits.requesterCharacters),
          type: FittedText.word(attachment.type) ?? "application/octet-stream", size: attachment.size,
          content: attachment.content)
      })
  }
}

/// Subjects without what mail programs put before them.
enum EmailSubject {
  private static let forwards = ["fw", "fwd", "wg", "tr", "rv", "enc", "i", "doorst"]
  /// What is looked at: enough to see that a title was cut. Each prefix is taken off the whole.
  private static let reach = 4 * IntakeLimits.titleCharacters + 1
  private static let prefixes = ["re", "aw", "sv", "vs", "antw", "odp", "res", "r"] + forwards

  /// What is forwarded is what its sender wants us to read.
  static func isForwarded(_ subject: String?) -> Bool {
    let rest = withoutTags(beginning(of: subject ?? "")).trimmingBlanks
    return rest.firstIndex(of: ":").map { forwards.contains(rest[..<$0].lowercased().trimmingBlanks) } ?? false
  }

  /// Nil when there is no subject.
  static func plain(_ subject: String?) -> String? {
    guard let subject else { return nil }
    var rest = withoutTags(beginning(of: subject)).trimmingBlanks
    while let colon = rest.firstIndex(of: ":"), rest.distance(from: rest.startIndex, to: colon) <= 10 {
      let word = rest[..<colon].lowercased().prefix { $0 != "[" && $0 != "(" && $0 != "^" }
      guard prefixes.contains(word.trimmingBlanks) else { break }
      rest = rest[rest.index(after: colon)...].trimmingBlanks
    }
    return FittedText.title(rest)
  }

  /// Our own references in brackets: `[T-12]`.
  static func tickets(_ subject: String?) -> [TicketID] {
    brackets(subject ?? "").compactMap { inner in
      let text = inner.hasPrefix("#") ? inner.dropFirst() : inner[...]
      return text.uppercased().hasPrefix("T-") ? try? TicketID(text: String(text)) : nil
    }
  }

  private static func beginning(of subject: String) -> String { String(subject.unicodeScalars.prefix(reach)) }

  private static func withoutTags(_ subject: String) -> String {
    brackets(subject).reduce(subject) { rest, inner in
      tickets("[\(inner)]").isEmpty ? rest : rest.replacing("[\(inner)]", with: "")
    }
  }

  private static func brackets(_ text: String) -> [String] {
    text.split(separator: "[", omittingEmptySubsequences: false).dropFirst().prefix(20).compactMap { part in
      part.firstIndex(of: "]").map { String(part[..<$0]) }
    }
  }
}
