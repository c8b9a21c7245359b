import Timekeeping

/// The beginning of a ticket: what the desk needs of an item, whether a source or a person brought it.
package struct TicketEvent: Sendable, Hashable, Codable {
  /// The item's id in its source, stable over all deliveries about it.
  package var externalID: String
  package var title: String
  package var body: String = ""
  package var requester: String?
  /// The requester's address, where `requester` is a name.
  package var sender: String?
  /// What the source calls all the people of theirs: a workspace, an organisation's id.
  package var organisation: String?
  /// Whose ticket it is, where somebody says so; nil leaves that to what it is recognised by.
  package var customer: CustomerID?
  package var url: String?
  /// As the source names it; nil leaves the queue's default.
  package var priority: String?
  package var tags: [String] = []
  /// Where it was said in its source: a chat channel, a repository.
  package var channel: String?
  /// Where the customer wrote to.
  package var address: String?
  /// The author's tie to us, in the source's word: `CONTRIBUTOR`, `agent`.
  package var association: String?
  /// The id of the message that it came with, so that the same message is known when it comes again.
  package var messageID: String?
  /// The item's id in its source, where `externalID` counts the tickets of one item; nil means that they are the same.
  package var item: String?
  /// Of the source, for what is said here.
  package var version: SourceVersion?
  /// When the desk had these words, where that was before the ticket: its clocks go from there. Nil for now.
  package var since: Timestamp?
  /// True for an answer to a redirect: a person reads it, whatever a rule would say of it (D41).
  package var answersRedirect = false
  /// When it happened, by its source's clock.
  package var occurred: Timestamp?
  /// What could not be gone by, a sentence each: for the ticket's history.
  package var remarks: [String] = []
  /// Who of ours says its first words to the team alone; nil where its customer reads them.
  package var noteFrom: Party?
  /// The files that came with its first words; nil where none did.
  package var attachments: [MessageAttachment]?
  /// True for what goes on after a private ticket, whatever the rules say of its words.
  package var isPrivate = false

  package init(
    externalID: String, title: String, body: String = "", requester: String? = nil, url: String? = nil,
    priority: String? = nil, tags: [String] = [], channel: String? = nil, address: String? = nil,
    association: String? = nil, sender: String? = nil, messageID: String? = nil, item: String? = nil,
    version: SourceVersion? = nil
  ) {
    self.externalID = externalID
    self.title = title
    self.body = body
    self.requester = requester
    self.url = url
    self.priority = priority
    self.tags = tags
    self.channel = channel
    self.address = address
    self.association = association
    self.sender = sender
    self.messageID = messageID
    self.item = item
    self.version = version
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
      externalID: event.item.id, title: event.facts.title ?? "(no title)", body: message?.whole ?? "",
      requester: (event.facts.customer ?? event.author.party).shownName, url: event.facts.url ?? message?.url,
      priority: event.facts.priority, tags: event.facts.tags ?? [], channel: event.facts.channel,
      address: event.facts.address, association: event.author.association,
      sender: (event.facts.customer ?? event.author.party).address, messageID: message?.id,
      version: event.version)
    organisation = (event.facts.customer ?? event.author.party).organisation
    occurred = event.occurred
    attachments = message.flatMap { $0.attachments.isEmpty ? nil : $0.attachments }
    if let word = event.facts.unknownPriority {
      remarks.append("\(event.author.party.shownName ?? "its source") says '\(word)', which is no priority of the team")
    }
  }
}
