import Timekeeping

/// The beginning of a ticket: what the desk needs of an item, whether a source or a person brought it.
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

extension TicketEvent {
  /// The ticket that `event` would open: its facts, and the message it came with, if any.
  package init(_ event: SourceEvent) {
    let message: ItemMessage?
    switch event.what {
    case .opened(let first), .message(let first), .messageEdited(let first): message = first
    case .messageDeleted, .changed, .closed, .reopened, .notOurs: message = nil
    }
    self.init(
      externalID: event.item.id, title: event.facts.title ?? "(no title)", body: message?.text ?? "",
      requester: (event.facts.customer ?? event.author.party).shownName, url: event.facts.url ?? message?.url,
      priority: event.facts.priority, tags: event.facts.tags ?? [])
  }
}
