import Scheduling
import Timekeeping

/// What whoever opens a ticket is told of the days and hours, by the desk itself.
extension DeskRun {
  /// Says, once and as the ticket comes, what the period says (D57) and what the queue says while it is closed (A22, K3).
  ///
  /// Only where it reaches somebody; it is no answer, and stops no clock.
  mutating func greet() {
    guard ticket.isOpen, snapshot.reachesCustomers, ticket.requester != nil else { return }
    let texts = [snapshot.timeline.schedule.period(on: today)?.reply, closedReply].compactMap { $0 }
    guard !texts.isEmpty, tellOnce(texts.joined(separator: "\n\n")) else { return }
    did(.replied, "the customer was told by rule: \(texts.joined(separator: " "))")
  }

  /// The queue's text with the next opening in it; nil while it is open.
  private var closedReply: String? {
    guard let text = queue.closedReply, let calendar = snapshot.calendar(of: queue), !calendar.isOpen(at: now),
      let opening = calendar.nextOpening(from: now)
    else { return nil }
    let parts = text.split(separator: Queue.opening, omittingEmptySubsequences: false)
    return parts.joined(separator: snapshot.wall(opening))
  }

  /// Tells the customer something by rule unless they were told the same of late; false, with the reason on the ticket,
  /// where they were.
  private mutating func tellOnce(_ text: String) -> Bool {
    guard !snapshot.toldByRule.contains(text) else {
      let days = Desk.daysBeforeSameWords
      did(.noted, "nothing was said by rule: this customer was told the same within the last \(days) days")
      return false
    }
    tellCustomer(text)
    return true
  }

  /// Words of the desk for the customer, kept on the ticket and sent through its source.
  mutating func tellCustomer(_ text: String) {
    let id = nextMessageID
    record(.message(TicketMessage(id: id, kind: .automatic, author: "Watchbill", text: text)), by: .desk)
    outgoing.append(OutgoingMessage(ticket: ticket.id, message: id, text: text, isByPerson: false))
  }
}

extension Desk {
  /// When a customer is told by rule again what they were told by rule, where another program might answer: the seven days
  /// of RFC 3834, section 2.
  static let daysBeforeSameWords = 7

  package static var sameWordsAfter: Duration { .hours(24 * daysBeforeSameWords) }
}
