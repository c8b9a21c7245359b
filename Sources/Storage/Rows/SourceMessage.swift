import Timekeeping
import Triage

/// Something said on a ticket in a source, by the id that it has there.
package struct SourceMessage: Sendable, Hashable {
  package var source: String
  /// Unique within the source; see ``key(item:message:)``.
  package var key: String
  package var ticket: TicketID
  /// The letter that it was; nil for what came in.
  package var letter: String?
  /// Nil for what came in.
  package var purpose: Letter.Purpose?
  package var at: Timestamp
  /// The delivery that it came with, where that is kept; nil for our own.
  package var delivery: String?

  package init(
    source: String, key: String, ticket: TicketID, letter: String? = nil, purpose: Letter.Purpose? = nil,
    at: Timestamp, delivery: String? = nil
  ) {
    self.source = source
    self.key = key
    self.ticket = ticket
    self.letter = letter
    self.purpose = purpose
    self.at = at
    self.delivery = delivery
  }

  /// A mail is its own item; elsewhere a message is known by its id within one.
  package static func key(item: String, message: String) -> String {
    item == message ? message : "\(item)/\(message)"
  }
}
