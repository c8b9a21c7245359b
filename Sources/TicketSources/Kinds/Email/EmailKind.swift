import MailMessages
import Triage

/// Whether a person wrote a mail for us (rule K9). A machine's mail that passes for a person's wakes somebody at night;
/// a person's that passes for a machine's is never answered: so what counts is what senders declare, not what they say.
struct EmailKind {
  private let mail: MailMessage
  private let envelope: EmailEnvelope
  private let options: SourceOptions

  init(_ mail: MailMessage, _ envelope: EmailEnvelope, options: SourceOptions) {
    self.mail = mail
    self.envelope = envelope
    self.options = options
  }

  var automatic: AutomaticMessage? { isBounce ? .bounce : isAutoReply ? .autoReply : isList ? .list : nil }

  private var isBounce: Bool {
    if mail.header("x-failed-recipients") != nil { return true }
    if let status = mail.deliveryStatus { return Self.saysFailed(status) }
    let sender = mail.from.first?.address.lowercased() ?? ""
    return hasNullPath && (sender.hasPrefix("mailer-daemon@") || sender.hasPrefix("postmaster@"))
  }

  /// Whether a delivery report is about a mail that did not arrive (RFC 3464, 2.3.3): not one that is late, went on, was
  /// delivered or read.
  private static func saysFailed(_ status: String) -> Bool {
    let fields = status.split(whereSeparator: \.isNewline).map { $0.lowercased() }
    if fields.contains(where: { $0.hasPrefix("disposition:") }) { return false }
    let actions = fields.filter { $0.hasPrefix("action:") }
    return actions.isEmpty || actions.contains { $0.contains("failed") }
  }

  private var isAutoReply: Bool {
    if mail.deliveryStatus != nil { return true }
    let declared = word("auto-submitted").map { $0 != "no" } ?? false
    let old = ["x-autoreply", "x-autorespond", "x-auto-reply"].contains { word($0).map { $0 != "no" } ?? false }
    return declared || old || hasNullPath || word("precedence") == "auto_reply"
  }

  private var isList: Bool {
    guard !EmailList(mail, options: options).isOurs else { return false }
    let precedence = word("precedence") ?? ""
    return ["bulk", "list", "junk"].contains(precedence)
      || ["list-id", "list-post", "mailing-list"].contains { mail.header($0) != nil }
  }

  /// Mail that must not be answered has no return path: `<>`, in whose place Postfix hands on `MAILER-DAEMON`.
  private var hasNullPath: Bool {
    guard let path = envelope.from ?? mail.header("return-path") else { return false }
    let name = path.lowercased().filter { !" <>\t".contains($0) }
    return name.isEmpty || name == "mailer-daemon" || name.hasPrefix("mailer-daemon@")
  }

  /// The first word of a header's value, in lower case.
  private func word(_ name: String) -> String? {
    mail.header(name)?.lowercased().split { " ;,\t".contains($0) }.first.map(String.init)
  }
}
