import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// Posts a page or a message as JSON to a URL, signed as Standard Webhooks have it, so that the receiver can be sure of its sender.
///
/// The contact's address is the URL if it is one, else the channel's own URL is used and the address goes along.
package struct SignedWebhook: PagingChannel {
  package static let kind = "webhook"
  package let settings: ChannelSettings

  package init(settings: ChannelSettings) { self.settings = settings }

  package var reachesAnybody: Bool { settings.url != nil }

  package func checkSettings() throws(ChannelProblem) {
    _ = try signer()
    if let url = settings.url { try check(url, "the URL of channel '\(settings.name)'") }
  }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let body = try PageDocument(page, links).json("the page")
    return try post(body, id: page.id.text, to: page.address, of: page.recipient.text, now: now)
  }

  package func request(
    for bundle: PageBundle, links: BundleLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let body = try BundleDocument(bundle, links).json("the pages")
    return try post(body, id: bundle.id, to: bundle.address, of: bundle.recipientName, now: now)
  }

  package func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest {
    let body = try MessageDocument(message).json("the message")
    let recipient = message.recipient?.text ?? message.recipientName
    return try post(body, id: message.id, to: message.address, of: recipient, now: now)
  }

  private func post(
    _ body: [UInt8], id: String, to address: String, of recipient: String, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let signer = try signer()
    guard WebhookSigner.isID(id) else {
      throw ChannelProblem(
        "the page's id has other characters than A-Z a-z 0-9 _ -", help: "give the channel a name of such characters")
    }
    let headers = [
      ProviderHeader("content-type", "application/json"),
      ProviderHeader("webhook-id", id),
      ProviderHeader("webhook-timestamp", String(now.seconds)),
      ProviderHeader("webhook-signature", signer.signature(id: id, seconds: now.seconds, body: body)),
    ]
    return .http(ProviderHTTPRequest(url: try url(address, of: recipient), headers: headers, body: body))
  }

  private func signer() throws(ChannelProblem) -> WebhookSigner {
    do {
      return try WebhookSigner(secrets: settings.secrets)
    } catch {
      throw ChannelProblem("channel '\(settings.name)': \(error.what)", help: error.help)
    }
  }

  private func url(_ address: String, of recipient: String) throws(ChannelProblem) -> String {
    if Self.isURL(address) {
      try check(address, "the address of \(recipient)")
      return address
    }
    guard let url = settings.url else {
      throw ChannelProblem(
        "channel '\(settings.name)' has no URL, and the address of \(recipient) is none",
        help: "give the channel a URL in the settings, or the contact an address that begins with https://")
    }
    try check(url, "the URL of channel '\(settings.name)'")
    return url
  }

  private static func isURL(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  /// Only what no URL can be; the guard of the sender looks closer.
  private func check(_ url: String, _ place: String) throws(ChannelProblem) {
    guard Self.isURL(url), url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ChannelProblem("\(place) is not an http or https URL", help: "write it like https://hooks.example.com/page")
    }
  }
}
