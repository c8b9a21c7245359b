import Scheduling
import Timekeeping

extension DeskRun {
  /// Closes a ticket that is over as soon as it came, with the text for its customer, if there is one.
  mutating func end(_ ending: RoutingEnding) {
    ticket.classification.ending = ending
    ticket.state = .closed
    ticket.closed = now
    ticket.due = nil
    ticket.escalation = nil
    ticket.because = ending.reason
    if case .redirect(let text, _) = ending {
      tellCustomer(text)
      reply = text
    }
    record(.closing(CloseRecord(reason: ending.reason)), by: .desk)
    did(.resolved, ending.reason)
  }

  /// Says so when all of a customer's own people are off (C62).
  mutating func warnOfCustomer() {
    guard let customer, !customer.people.isEmpty, !customer.people.contains(where: { snapshot.isAround($0) })
    else { return }
    let names = listed(customer.people.map(snapshot.name))
    let verb = customer.people.count == 1 ? "is" : customer.people.count == 2 ? "are both" : "are all"
    let text = "\(names), who \(customer.people.count == 1 ? "looks" : "look") after \(customer.name), \(verb) off"
    did(.warned, text)
    tellLead(.unattended, "\(ticket.id): \(text).")
  }
}
