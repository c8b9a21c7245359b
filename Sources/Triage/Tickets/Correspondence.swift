/// Where a ticket's customer is answered, as its source knows it.
package struct Correspondence: Sendable, Hashable, Codable {
  /// The item's id in its source; unlike the ticket's own external id it never counts the tickets of one item.
  package var item: String
  package var customer: Party?
  /// Where those are answered who wrote on tickets that were merged into it; nil for none.
  package var merged: [MergedPlace]?

  package init(item: String, customer: Party? = nil) {
    self.item = item
    self.customer = customer
  }
}

/// Where the customer of a merged ticket is answered: nobody gets what was written to somebody else's item.
package struct MergedPlace: Sendable, Hashable, Codable {
  package var ticket: TicketID
  package var source: String
  package var item: String
  package var customer: Party?
  package var title: String
  package var url: String?

  init(_ ticket: Ticket) {
    self.ticket = ticket.id
    source = ticket.source
    item = ticket.correspondence?.item ?? ticket.externalID
    customer = ticket.correspondence?.customer ?? ticket.requester.map { Party(name: $0) }
    title = ticket.title
    url = ticket.url
  }

  package var name: String { customer?.shownName ?? "the customer of \(ticket)" }
}

extension Ticket {
  /// The merged ticket whose customer `message` came from; nil for this one's own.
  package func place(of message: TicketMessage) -> MergedPlace? {
    message.from.flatMap { from in correspondence?.merged?.first { $0.ticket == from } }
  }

  /// The name of its own customer.
  var customerName: String { correspondence?.customer?.shownName ?? requester ?? "the customer of \(id)" }
}
