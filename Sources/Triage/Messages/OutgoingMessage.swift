import Timekeeping

/// Words for the customer, to be sent through the ticket's own source and no other way (rule K11).
package struct OutgoingMessage: Sendable, Hashable, Codable {
  package var ticket: TicketID
  /// The message's id in the ticket's history: a second sending of it is the same.
  package var message: String
  package var text: String
  /// False for what the desk writes by a rule: marked as automatic, so that no other desk answers it.
  package var isByPerson: Bool
  /// True when the link to the question how easy it was is to be added (C32).
  package var asksForEffort: Bool
  /// Where it is to be said; nil for the ticket's own item.
  package var place: MergedPlace?

  package init(
    ticket: TicketID, message: String, text: String, isByPerson: Bool, asksForEffort: Bool = false,
    place: MergedPlace? = nil
  ) {
    self.place = place
    self.asksForEffort = asksForEffort
    self.ticket = ticket
    self.message = message
    self.text = text
    self.isByPerson = isByPerson
  }
}
