import Foundation
import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// Opens incidents at PagerDuty, and acknowledges and resolves them with their tickets: Events API, version 2.
///
/// The secret is the integration key of a service; a contact's address may be the key of another one. Repeats of one
/// episode are one incident there: `dedup_key` is the incident key (rule K6).
package struct PagerDuty: PagingChannel {
  package static let kind = "pagerduty"
  package static let keepsIncidents = true
  package let settings: ChannelSettings

  static let url = "https://events.pagerduty.com/v2/enqueue"
  /// In characters, as documented; it does not say of which kind, so the strictest are counted.
  static let summaryLimit = 1024

  package init(settings: ChannelSettings) { self.settings = settings }

  package static func problem(with address: String) -> TextProblem? {
    isKey(address) ? nil : TextProblem("this is no integration key: 32 letters and digits", help: keyHelp)
  }

  package var reachesAnybody: Bool { !settings.secrets.isEmpty }

  package func checkSettings() throws(ChannelProblem) {
    if let url = settings.url {
      try ProviderJSON.check(url, "the URL of channel '\(settings.name)'", example: Self.url)
    }
    if let key = settings.secrets.first { try check(key, "the secret of channel '\(settings.name)'") }
  }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let key = try key(page.address, of: page.recipientName)
    let details = Details(
      acknowledge: links.acknowledge, page: page.id.text, priority: page.priority.text,
      recipient: page.recipientName, team: page.team.text, ticket: "\(page.ticket)", why: page.why)
    let payload = Payload(
      classification: "page", component: page.team.text, details: details, severity: Self.severity(page.urgency),
      source: settings.origin, summary: TextLength.utf16.cut(PageWords.subject(page), to: Self.summaryLimit),
      timestamp: page.created.description)
    return try post(
      Event(
        action: "trigger", clientURL: links.ticket, key: page.incidentKey,
        links: [
          Link(href: links.ticket, text: "Open \(page.ticket)"), Link(href: links.acknowledge, text: "Acknowledge"),
        ], payload: payload, routing: key))
  }

  package func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest {
    let key = try key(message.address, of: message.recipientName)
    switch message.content {
    case .incident(let news):
      let action = news.what == .resolved ? "resolve" : "acknowledge"
      return try post(Event(action: action, key: news.key, routing: key))
    case .test(let text):
      let payload = Payload(
        classification: "test", details: Details(why: text), severity: "info", source: settings.origin,
        summary: TextLength.utf16.cut(MessageWords.title(message), to: Self.summaryLimit),
        timestamp: message.created.description)
      return try post(Event(action: "trigger", key: message.id, payload: payload, routing: key))
    case .notices, .shiftChange, .onCall, .handoff:
      throw ChannelProblem(
        "PagerDuty takes pages, and this is a notice", help: "give \(message.recipientName) another contact for notices"
      )
    }
  }

  /// It takes an event with `"status": "success"`, and says its key.
  package func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome {
    ProviderJSON.outcome(of: response, from: "PagerDuty", now: now) { fields in
      guard fields["status"]?.string == "success" else { return nil }
      return .sent(reference: fields["dedup_key"]?.string.flatMap { $0.utf8.count <= 255 ? $0 : nil })
    }
  }

  /// By the place of the priority in the team's list: nothing else gives its name a meaning.
  static func severity(_ urgency: Int?) -> String {
    switch urgency ?? 0 {
    case ...0: "critical"
    case 1: "error"
    case 2: "warning"
    default: "info"
    }
  }

  private func post(_ event: Event) throws(ChannelProblem) -> ProviderRequest {
    try ProviderJSON.post(event, to: settings.url ?? Self.url)
  }

  private func key(_ address: String, of recipient: String) throws(ChannelProblem) -> String {
    if !address.isEmpty {
      try check(address, "the address of \(recipient)")
      return address
    }
    guard let key = settings.secrets.first else {
      throw ChannelProblem(
        "channel '\(settings.name)' has no integration key, and \(recipient) gives none",
        help: "put the key of a service's Events API v2 integration where the settings say, under `secret:`")
    }
    return key
  }

  private func check(_ key: String, _ place: String) throws(ChannelProblem) {
    // The key itself must not end up in a message.
    if Self.isKey(key) { return }
    throw ChannelProblem("\(place) is no integration key: 32 letters and digits", help: Self.keyHelp)
  }

  private static let keyHelp = "copy it from the service's page: Integrations, Events API v2"

  private static func isKey(_ text: String) -> Bool {
    text.utf8.count == 32 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}

/// The body, with the names that PagerDuty gives its fields.
private struct Event: Encodable {
  var action: String
  var client: String?
  var clientURL: String?
  var key: String
  var links: [Link]?
  var payload: Payload?
  var routing: String

  init(
    action: String, clientURL: String? = nil, key: String, links: [Link]? = nil, payload: Payload? = nil,
    routing: String
  ) {
    (self.action, self.clientURL, self.key, self.links) = (action, clientURL, key, links)
    (self.payload, self.routing) = (payload, routing)
    client = payload == nil ? nil : "Watchbill"
  }

  enum CodingKeys: String, CodingKey {
    case action = "event_action"
    case client
    case clientURL = "client_url"
    case key = "dedup_key"
    case links
    case payload
    case routing = "routing_key"
  }
}

private struct Link: Encodable {
  var href: String
  var text: String
}

private struct Payload: Encodable {
  var classification: String
  var component: String?
  var details: Details
  var severity: String
  var source: String
  var summary: String
  var timestamp: String

  enum CodingKeys: String, CodingKey {
    case classification = "class"
    case component
    case details = "custom_details"
    case severity, source, summary, timestamp
  }
}

private struct Details: Encodable {
  var acknowledge: String?
  var page: String?
  var priority: String?
  var recipient: String?
  var team: String?
  var ticket: String?
  var why: String
}
