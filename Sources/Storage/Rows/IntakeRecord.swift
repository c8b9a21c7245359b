import Timekeeping
import Triage

/// What a delivery was answered with, kept so that its repeats get the same answer (reliability notes, I8).
package struct IntakeRecord: Sendable, Hashable {
  package let source: String
  package let deliveryID: String
  /// In hexadecimal; a repeat with another body is a different delivery that took the same id.
  package var bodySHA256: String
  package var ticket: TicketID?
  /// The HTTP status answered.
  package var status: Int
  package var response: [UInt8]
  package var received: Timestamp

  package init(
    source: String, deliveryID: String, bodySHA256: String, ticket: TicketID?, status: Int, response: [UInt8],
    received: Timestamp
  ) {
    self.source = source
    self.deliveryID = deliveryID
    self.bodySHA256 = bodySHA256
    self.ticket = ticket
    self.status = status
    self.response = response
    self.received = received
  }
}
