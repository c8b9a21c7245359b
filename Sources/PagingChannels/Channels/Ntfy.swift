import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// Rings phones through ntfy, its public server or one's own: publishing as JSON.
///
/// A contact's address is a topic, or the whole address of one; who knows a topic reads it, so it should be hard to
/// guess, or kept by a token (the secret). The button acknowledges from the lock screen: it posts to our signed link.
package struct Ntfy: PagingChannel {
  package static let kind = "ntfy"
  package static let rest = Duration.seconds(10)
  package let settings: ChannelSettings

  static let url = "https://ntfy.sh"
  /// In bytes; longer messages become attachments there.
  package static let messageLimit = 4096
  package static let messageBytes: Int? = messageLimit
  /// In bytes.
  package static let titleLimit = 250

  package init(settings: ChannelSettings) { self.settings = settings }

  package static func problem(with address: String) -> TextProblem? {
    let isURL = address.contains("://") && !address.contains(where: \.isWhitespace)
    return isURL || isTopic(address[...]) ? nil : TextProblem("this is no topic of ntfy", help: topicHelp)
  }

  package func checkSettings() throws(ChannelProblem) {
    if let url = settings.url {
      try ProviderJSON.check(url, "the URL of channel '\(settings.name)'", example: Self.url)
    }
    if let token = settings.secrets.first { _ = try ProviderJSON.bearer(token, of: settings.name) }
  }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    try publish(
      Publication(
        actions: [.post("Acknowledge", links.acknowledge), .view("Open \(page.ticket)", links.ticket)],
        click: links.ticket, message: "\(page.why)\n\(PageWords.footer(page, now: now))",
        priority: Self.priority(page.urgency), tags: ["rotating_light"], title: PageWords.subject(page)),
      to: page.address, of: page.recipientName)
  }

  package func request(
    for bundle: PageBundle, links: BundleLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    try publish(
      Publication(
        actions: [.post(bundle.acknowledgeAll, links.acknowledgeAll), .view("Open", links.tickets)],
        click: links.tickets, message: (PageWords.delay(bundle.pages, now: now) + bundle.lines).joined(separator: "\n"),
        priority: Self.priority(bundle.urgency), tags: ["rotating_light"], title: bundle.title),
      to: bundle.address, of: bundle.recipientName)
  }

  package func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest {
    let text = MessageWords.details(message).joined(separator: "\n")
    return try publish(
      Publication(
        message: TextLength.bytes.cut(text, to: Self.messageLimit, ending: MessageWords.cut(message)), priority: 3,
        tags: ["calendar"], title: MessageWords.title(message)), to: message.address, of: message.recipientName)
  }

  /// It answers with the message that it made of it: `"event": "message"`, under an id of its own.
  package func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome {
    ProviderJSON.outcome(of: response, from: "ntfy", now: now) { fields in
      fields["event"]?.string == "message" && fields["id"]?.string != nil ? .sent(reference: nil) : nil
    }
  }

  /// 5 wakes people, by the place of the priority in the team's list.
  static func priority(_ urgency: Int?) -> Int { max(3, 5 - (urgency ?? 0)) }

  private func publish(
    _ publication: Publication, to address: String, of recipient: String
  ) throws(ChannelProblem) -> ProviderRequest {
    let place = try place(address, of: recipient)
    var publication = publication
    publication.topic = place.topic
    publication.title = TextLength.bytes.cut(publication.title, to: Self.titleLimit)
    publication.message = TextLength.bytes.cut(publication.message, to: Self.messageLimit)
    let headers = try settings.secrets.first.map { token throws(ChannelProblem) in
      [try ProviderJSON.bearer(token, of: settings.name)]
    }
    // The token is for the server of the settings and for no other.
    return try ProviderJSON.post(publication, to: place.server, headers: place.isOurs ? headers ?? [] : [])
  }

  private func place(
    _ address: String, of recipient: String
  ) throws(ChannelProblem) -> (server: String, topic: String, isOurs: Bool) {
    let own = settings.url ?? Self.url
    let base = own.hasSuffix("/") ? String(own.dropLast()) : own
    guard address.contains("://") else { return (base, try topic(address[...], of: recipient), true) }
    let example = "https://ntfy.example.com/ana-4f9a2c"
    try ProviderJSON.check(address, "the address of \(recipient)", example: example)
    guard let slash = address.lastIndex(of: "/"), !address[..<slash].hasSuffix("/") else {
      throw ChannelProblem("the address of \(recipient) names no topic", help: "write it like \(example)")
    }
    let server = String(address[..<slash])
    return (server, try topic(address[address.index(after: slash)...], of: recipient), server == base)
  }

  private func topic(_ text: Substring, of recipient: String) throws(ChannelProblem) -> String {
    guard Self.isTopic(text) else {
      throw ChannelProblem("the address of \(recipient) is no topic of ntfy", help: Self.topicHelp)
    }
    return String(text)
  }

  private static let topicHelp =
    "write 1 to 64 letters, digits, hyphens and underscores that nobody guesses, such as ana-4f9a2c"

  private static func isTopic(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.allSatisfy { letter in
        letter.isASCII && (letter.isLetter || letter.isNumber || letter == "-" || letter == "_")
      }
  }
}

private struct Publication: Encodable {
  var actions: [Action]?
  var click: String?
  var message: String
  var priority: Int
  var tags: [String]
  var title: String
  var topic = ""

  struct Action: Encodable {
    var action: String
    var clear: Bool
    var label: String
    var method: String?
    var url: String

    static func post(_ label: String, _ url: String) -> Action {
      Action(action: "http", clear: true, label: label, method: "POST", url: url)
    }

    static func view(_ label: String, _ url: String) -> Action {
      Action(action: "view", clear: false, label: label, url: url)
    }
  }
}
