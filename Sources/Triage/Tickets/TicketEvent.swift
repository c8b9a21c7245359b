import Timekeeping

/// What a source made of one delivery: the beginning of a ticket, in our words.
package struct TicketEvent: Sendable, Hashable, Codable {
  /// The item's id in its source, stable over all deliveries about it.
  package var externalID: String
  package var title: String
  package var body: String = ""
  package var requester: String?
  package var url: String?
  /// As the source names it; nil leaves the queue's default.
  package var priority: String?
  package var tags: [String] = []

  package init(
    externalID: String, title: String, body: String = "", requester: String? = nil, url: String? = nil,
    priority: String? = nil, tags: [String] = []
  ) {
    self.externalID = externalID
    self.title = title
    self.body = body
    self.requester = requester
    self.url = url
    self.priority = priority
    self.tags = tags
  }
}

/// One HTTP delivery as it came: raw bytes, so that a signature can be checked before anything is parsed.
package struct Delivery: Sendable {
  /// Names in lower case, in the order received.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(headers: [(name: String, value: String)], body: [UInt8]) {
    self.headers = headers
    self.body = body
  }

  /// The first value of header `name` (given in lower case).
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// What a source says of a delivery.
package enum Intake: Sendable, Hashable {
  /// Opens a ticket (or finds the one that is open already); `deliveryID` makes repeats harmless.
  case opened(TicketEvent, deliveryID: String)
  /// Understood, and nothing to do: pings and events that are not ours. Answered 200 with the note.
  case noted(String)
  /// Not accepted: an HTTP status in 400…499 and a message that says what to change.
  case refused(status: Int, message: String)
}
