import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// Pages and notices as mail, through the mail server of the settings.
///
/// The Message-ID of a page, and of a list of them, carries its signed token, so that whoever answers the mail with a reply word acknowledges, where
/// mail comes in to a source of ours (rule K7): nobody needs to be believed by their From.
package struct MailPage: PagingChannel {
  package static let kind = "email"
  package static let rest = Duration.seconds(10)
  package let settings: ChannelSettings

  package init(settings: ChannelSettings) { self.settings = settings }

  package static func problem(with address: String) -> TextProblem? {
    let halves = address.split(separator: "@")
    if halves.count > 1, !address.contains(where: \.isWhitespace) { return nil }
    return TextProblem("this is no mail address", help: "write it like ana@example.com")
  }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let text = [
      "\(PageWords.title(page))\n\(page.ticket), \(page.priority)", page.why,
      "Acknowledge: \(links.acknowledge)" + replyHint, "Ticket: \(links.ticket)", PageWords.footer(page, now: now),
    ]
    return try mail(
      PageWords.subject(page), text, id: links.token, to: page.address, name: page.recipientName, at: page.created)
  }

  package func request(
    for bundle: PageBundle, links: BundleLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let each = bundle.ordered.map { place in
      "\(PageWords.subject(bundle.pages[place]))\n\(bundle.pages[place].why)\n"
        + "Acknowledge: \(bundle.links[place].acknowledge)\nTicket: \(bundle.links[place].ticket)"
    }
    let all = "\(bundle.acknowledgeAll): \(links.acknowledgeAll)" + replyHint
    let parts = [all] + PageWords.delay(bundle.pages, now: now) + each
    return try mail(
      bundle.title, parts, id: "\(links.token).\(bundle.shortID)", to: bundle.address,
      name: bundle.recipientName,
      at: bundle.pages[0].created)
  }

  package func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest {
    try mail(
      MessageWords.title(message), MessageWords.details(message), id: message.id, to: message.address,
      name: message.recipientName,
      at: message.created)
  }

  /// The Message-ID of what is no page: without a signature, so an answer to it proves nothing.
  package func messageID(of message: Message) -> String { messageID(message.id) }

  private func messageID(_ id: String) -> String { "\(id)@\(settings.origin)" }

  private var replyHint: String {
    settings.answersTo == nil ? "" : "\nor answer this mail with the word ACK at its beginning."
  }

  private func mail(
    _ subject: String, _ parts: [String], id: String, to address: String, name: String, at: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    guard address.contains("@") else {
      throw ChannelProblem(
        "the address of \(name) on channel '\(settings.name)' is no mail address", help: "write it like ana@example.com"
      )
    }
    return .mail(
      OutgoingMail(
        replyTo: settings.answersTo.map { OutgoingMail.Mailbox(address: $0) },
        to: [OutgoingMail.Mailbox(name: name, address: address)], subject: subject,
        text: parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n",
        messageID: messageID(id), isAutomatic: true, date: at))
  }
}
