import Timekeeping

/// What rules look at: a ticket's beginning, in words.
package struct RoutingFacts: Sendable, Hashable {
  /// The source's name in the settings.
  package var source: String
  package var channel: String?
  /// Where the customer wrote to.
  package var address: String?
  package var requester: String?
  /// What the source itself calls whoever asks, and never a name that they gave.
  package var login: String?
  /// What the source calls all the people of theirs.
  package var organisation: String?
  /// Whose it is, where that is known already.
  package var customer: CustomerID?
  package var author: String?
  package var priority: String?
  package var tags: [String]
  package var title: String
  package var body: String
  /// What its source said that could not be gone by, a sentence each.
  package var remarks: [String] = []
  /// True for an answer to a redirect: no rule ends it once more.
  package var answersRedirect = false
  /// What its customer was told by rule of late: nobody is redirected by the same words twice.
  package var told: [String] = []
  /// True where one of ours says its first words to the team alone: no rule redirects whom they are about.
  package var isNote = false

  package init(
    source: String, channel: String? = nil, address: String? = nil, requester: String? = nil, author: String? = nil,
    priority: String? = nil, tags: [String] = [], title: String = "", body: String = ""
  ) {
    self.source = source
    self.channel = channel
    self.address = address
    self.requester = requester
    self.author = author
    self.priority = priority
    self.tags = tags
    self.title = title
    self.body = body
  }

  package init(_ event: TicketEvent, source: String) {
    self.init(
      source: source, channel: event.channel, address: event.address, requester: event.sender ?? event.requester,
      author: event.association, priority: event.priority, tags: event.tags, title: event.title, body: event.body)
    (login, organisation, customer) = (event.sender, event.organisation, event.customer)
    remarks = event.remarks
    answersRedirect = event.answersRedirect
    isNote = event.noteFrom != nil
  }

  /// Of a ticket as it is now.
  init(_ ticket: Ticket) {
    self.init(
      source: ticket.source, channel: ticket.classification.channel,
      requester: ticket.correspondence?.customer?.address ?? ticket.requester, priority: ticket.priority.text,
      tags: ticket.tags, title: ticket.title, body: ticket.body)
    login = ticket.correspondence?.customer?.address
    organisation = ticket.correspondence?.customer?.organisation
    customer = ticket.classification.customer
  }

  /// What follows the last `@` of the requester, in lower case: `larch.example.com`.
  var domain: String? {
    guard let requester, let at = requester.lastIndex(of: "@") else { return nil }
    let domain = requester[requester.index(after: at)...].prefix { $0.isLetter || $0.isNumber || "-.".contains($0) }
    return domain.isEmpty ? nil : domain.lowercased()
  }
}
