import Foundation
import Timekeeping
import Triage

/// Posts a page as JSON to a URL, signed as Standard Webhooks have it, so that the receiver can be sure of its sender.
///
/// The contact's address is the URL if it is one, else the channel's own URL is used and the address goes along.
package struct SignedWebhook: PagingChannel {
  package static let kind = "webhook"
  package let settings: ChannelSettings

  package init(settings: ChannelSettings) { self.settings = settings }

  package func checkSettings() throws(ChannelProblem) {
    _ = try signer()
    if let url = settings.url { try check(url, "the URL of channel '\(settings.name)'") }
  }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ChannelRequest {
    let signer = try signer()
    guard WebhookSigner.isID(page.id.text) else {
      throw ChannelProblem(
        "the page's id has other characters than A-Z a-z 0-9 _ -", help: "give the channel a name of such characters")
    }
    let body = try PageDocument(page, links).json()
    let headers = [
      ChannelHeader("content-type", "application/json"),
      ChannelHeader("webhook-id", page.id.text),
      ChannelHeader("webhook-timestamp", String(now.seconds)),
      ChannelHeader("webhook-signature", signer.signature(id: page.id.text, seconds: now.seconds, body: body)),
    ]
    return .http(ChannelHTTPRequest(url: try url(for: page), headers: headers, body: body))
  }

  private func signer() throws(ChannelProblem) -> WebhookSigner {
    do {
      return try WebhookSigner(secrets: settings.secrets)
    } catch {
      throw ChannelProblem("channel '\(settings.name)': \(error.what)", help: error.help)
    }
  }

  private func url(for page: Page) throws(ChannelProblem) -> String {
    if Self.isURL(page.address) {
      try check(page.address, "the address of \(page.recipient)")
      return page.address
    }
    guard let url = settings.url else {
      throw ChannelProblem(
        "channel '\(settings.name)' has no URL, and the address of \(page.recipient) is none",
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

/// What a receiver reads. Keys are written in alphabetical order, and nothing in it depends on when it is sent, so a
/// redelivery has the same bytes.
private struct PageDocument: Encodable {
  struct Fields: Encodable {
    var acknowledge: String
    var address: String
    var episode: Int
    var incident: String
    var page: String
    var priority: String
    var recipient: String
    var recipientName: String
    var round: Int
    var step: Int
    var team: String
    var ticket: String
    var ticketURL: String
    var title: String
    var why: String
  }

  let type = "page"
  let timestamp: String
  let data: Fields

  init(_ page: Page, _ links: PageLinks) {
    timestamp = page.created.description
    data = Fields(
      acknowledge: links.acknowledge, address: page.address, episode: page.episode, incident: page.incidentKey,
      page: page.id.text, priority: "\(page.priority)", recipient: "\(page.recipient)",
      recipientName: page.recipientName, round: page.round, step: page.step, team: "\(page.team)",
      ticket: "\(page.ticket)", ticketURL: links.ticket, title: page.title, why: page.why)
  }

  func json() throws(ChannelProblem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self))
    } catch {
      throw ChannelProblem("the page cannot be written as JSON", help: "report this with the ticket's title")
    }
  }
}
