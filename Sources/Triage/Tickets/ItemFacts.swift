/// What a source says an item is, at one version; nil is "not said", so that nothing is forgotten by silence.
package struct ItemFacts: Sendable, Hashable, Codable {
  package var title: String?
  /// The whole set.
  package var tags: [String]?
  /// The source's own word; a team's, once it is known whose item it is.
  package var priority: String?
  /// What else it says of that, where an item is made of several: the most urgent counts.
  package var otherPriorities: [String]?
  /// The source's word, where it says nothing that the team knows.
  package var unknownPriority: String?
  /// Whose item it is.
  package var customer: Party?
  /// Where people look at it.
  package var url: String?
  /// Whether it is over, in its source.
  package var isClosed: Bool?
  /// The source's own word for its state.
  package var status: String?
  /// Who has it there.
  package var assignee: Party?
  /// Where it was said in its source: a chat channel, a repository.
  package var channel: String?
  /// Where the customer wrote to.
  package var address: String?

  package init(
    title: String? = nil, tags: [String]? = nil, priority: String? = nil, customer: Party? = nil, url: String? = nil,
    isClosed: Bool? = nil, status: String? = nil, assignee: Party? = nil, channel: String? = nil,
    address: String? = nil
  ) {
    self.title = title
    self.tags = tags
    self.priority = priority
    self.customer = customer
    self.url = url
    self.isClosed = isClosed
    self.status = status
    self.assignee = assignee
    self.channel = channel
    self.address = address
  }
}

/// Somebody as a source knows them.
package struct Party: Sendable, Hashable, Codable {
  package var name: String?
  /// A mail address, a login, an id: what the source tells them apart by.
  package var address: String?
  package var organisation: String?

  package init(name: String? = nil, address: String? = nil, organisation: String? = nil) {
    self.name = name
    self.address = address
    self.organisation = organisation
  }

  /// The best there is to call them by.
  package var shownName: String? { name ?? address }

  /// Nil when nothing is known of them.
  package var ifKnown: Party? { self == Party() ? nil : self }
}
