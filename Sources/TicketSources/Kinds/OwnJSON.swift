import Timekeeping
import Triage

/// Our own form, for everything that can send a little JSON: monitors, scripts, forms on a web site.
///
/// `Authorization: Bearer <secret>`, and a body like
/// `{"id": "disk-full:db1", "title": "Disk of db1 is full", "priority": "urgent", "tags": ["disk"]}`.
package struct OwnJSON: TicketSource {
  package static let kind = "json"
  package static let bodyLimit = IntakeLimits.bodyBytes

  package init() {}

  /// The delivery's id is the header `Idempotency-Key`, or without one the ticket's id in its source.
  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try checkSender(delivery, settings.secrets)
      try delivery.checkSize(Self.bodyLimit)
      try delivery.checkIsJSON(help: "send content-type: application/json")
      let event = try JSONBody(delivery.body).decode(OwnTicket.self).event()
      return .taken(SourceDelivery(id: try key(delivery) ?? event.item.id, events: [event]))
    } catch {
      return error.intake
    }
  }

  private func checkSender(_ delivery: Delivery, _ secrets: [String]) throws(Refusal) {
    let shown = try delivery.only("authorization") ?? ""
    let words = shown.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw Refusal(401, "say who you are: send the header authorization: Bearer and this source's secret")
    }
    guard SecretCheck.matches(words[1].trimmingBlanks, secrets) else {
      throw Refusal(401, "this source does not know that secret: compare it with the one in its settings")
    }
  }

  private func key(_ delivery: Delivery) throws(Refusal) -> String? {
    guard let key = try delivery.only("idempotency-key") else { return nil }
    guard TicketRules.isID(key) else {
      throw Refusal(400, "the header idempotency-key must be \(TicketRules.idForm)")
    }
    return key
  }
}

/// The body of an `OwnJSON` delivery as it came.
private struct OwnTicket: Decodable {
  var id: String?
  var title: String?
  var body: String?
  var requester: String?
  var url: String?
  var priority: String?
  var tags: [String]?

  private enum Key: String, CodingKey, CaseIterable {
    case id, title, body, requester, url, priority, tags
  }

  /// Any key, to find those that are not ours.
  private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let present = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    try Self.checkKeys(present.sorted())
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decodeIfPresent(String.self, forKey: .id)
    title = try fields.decodeIfPresent(String.self, forKey: .title)
    body = try fields.decodeIfPresent(String.self, forKey: .body)
    requester = try fields.decodeIfPresent(String.self, forKey: .requester)
    url = try fields.decodeIfPresent(String.self, forKey: .url)
    priority = try fields.decodeIfPresent(String.self, forKey: .priority)
    tags = try fields.decodeIfPresent([String].self, forKey: .tags)
  }

  private static func checkKeys(_ present: [String]) throws(Refusal) {
    let known = Key.allCases.map(\.rawValue)
    guard let unknown = present.first(where: { !known.contains($0) }) else { return }
    let guess = didYouMean(unknown, among: known).map { "did you mean '\($0)'?" }
    throw Refusal(
      422, "'\(unknown.shown)' is not a field: \(guess ?? "the fields are \(known.joined(separator: ", "))")")
  }

  func event() throws(Refusal) -> SourceEvent {
    let id = try TicketRules.id(id, field: "id")
    let requester = try TicketRules.line(requester, field: "requester", limit: IntakeLimits.requesterCharacters)
    return SourceEvent(
      item: ItemKey(id), what: .opened(ItemMessage(id: id, text: try TicketRules.text(body ?? "", field: "body"))),
      facts: ItemFacts(
        title: try TicketRules.title(title, field: "title"), tags: try TicketRules.tags(tags ?? [], field: "tags"),
        priority: try TicketRules.line(priority, field: "priority", limit: IntakeLimits.priorityCharacters),
        customer: requester.map { Party(name: $0) }, url: try TicketRules.link(url, field: "url")),
      author: EventAuthor(Party(name: requester)))
  }
}
