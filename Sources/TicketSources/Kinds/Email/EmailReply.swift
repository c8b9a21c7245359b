import MailMessages
import ProviderExchange
import Timekeeping
import Triage

/// Answers by mail: to whoever wrote, from the source's address, in the conversation that there is.
///
/// An answer to it finds its ticket by the token behind the plus of its Reply-To, by its Message-ID (which bears the
/// token, too), and by the reference in its subject.
struct EmailReply {
  let letter: Letter
  let thread: [String]
  let settings: SourceSettings
  let now: Timestamp

  /// How much of a long conversation is named.
  private static let references = 20

  func request() throws(LetterProblem) -> ProviderRequest {
    guard let own = Self.own(settings) else {
      throw LetterProblem("this source has no `address:`", help: "give it one in watchbill.yaml")
    }
    let to = try Self.address(of: letter.to)
    let known = ([letter.item] + thread).filter { $0.contains("@") && !$0.contains(" ") }
    let conversation = known.enumerated().filter { known.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    return .mail(
      OutgoingMail(
        from: own, replyTo: replyTo(own), to: [OutgoingMail.Mailbox(name: letter.to?.name, address: to)],
        subject: subject, text: letter.text, messageID: Self.messageID(letter, own),
        inReplyTo: conversation.last, references: conversation.suffix(Self.references),
        isAutomatic: !letter.isByPerson, date: letter.created))
  }

  /// A long title is cut so that the reference behind it stays.
  private var subject: String {
    let reference = " [\(letter.ticket)]"
    let room = MailComposer.subjectLimit - "Re: ".count - reference.count
    return "Re: \(FittedText.line(letter.title, limit: room))\(reference)"
  }

  private func replyTo(_ own: OutgoingMail.Mailbox) -> OutgoingMail.Mailbox? {
    guard let token = letter.token, let at = own.address.lastIndex(of: "@") else { return nil }
    return OutgoingMail.Mailbox(name: own.name, address: "\(own.address[..<at])+\(token)\(own.address[at...])")
  }

  /// The same for the same letter, so that mail programs show a redelivery once.
  static func messageID(_ letter: Letter, _ own: OutgoingMail.Mailbox) -> String {
    let domain = own.address.split(separator: "@").last ?? "watchbill"
    return "\(letter.id)\(letter.token.map { ".\($0)" } ?? "")@\(domain)"
  }

  /// `Example Help <help@example.com>`, or an address alone.
  static func own(_ settings: SourceSettings) -> OutgoingMail.Mailbox? {
    guard let text = settings.options.address else { return nil }
    guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else { return OutgoingMail.Mailbox(address: text) }
    let name = text[..<open].trimmingBlanks
    let address = text[text.index(after: open)...].dropLast()
    return OutgoingMail.Mailbox(name: name.isEmpty ? nil : name, address: String(address))
  }

  /// Throws where no mail of ours can reach them: what two servers could part differently is not sent to, and many take
  /// letters beyond ASCII only in the domain, in its xn--… form.
  static func address(of customer: Party?) throws(LetterProblem) -> String {
    let help = "write to the customer yourself"
    guard let address = customer?.address else {
      throw LetterProblem("the customer's mail address is not known", help: help)
    }
    guard let spelling = MailComposer.spelling(of: address) else {
      throw LetterProblem("no mail can be sent from here to the customer's address '\(address)'", help: help)
    }
    return spelling
  }
}
