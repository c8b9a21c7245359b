/// Where a ticket's customer is answered, as its source knows it.
package struct Correspondence: Sendable, Hashable, Codable {
  /// The item's id in its source; unlike the ticket's own external id it never counts the tickets of one item.
  package var item: String
  package var customer: Party?

  package init(item: String, customer: Party? = nil) {
    self.item = item
    self.customer = customer
  }
}
