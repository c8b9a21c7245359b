import Scheduling
import Timekeeping

/// Stickiness (rule K1): whom a ticket goes to if they can have it, before the queue's policy is asked.
extension DeskRun {
  var favourites: [Favourite] { [formerOwner, customersOwner, ownPeople].compactMap { $0 } }

  private var formerOwner: Favourite? {
    ticket.custody.previousOwner.map { Favourite([$0], because: "had it before") }
  }

  private var customersOwner: Favourite? {
    guard let past = snapshot.customerOwner, let within = queue.rules.sameOwnerWithin?.duration,
      now - past.at <= within
    else { return nil }
    return Favourite([past.member], because: "had this customer's last ticket, \(snapshot.wall(past.at))")
  }

  /// The customer's named pair, or its account engineer (C62, E6).
  private var ownPeople: Favourite? {
    guard let customer = customer, !customer.people.isEmpty else { return nil }
    return Favourite(customer.people, because: "is one of \(customer.name)'s own people")
  }

  var customer: Customer? { ticket.classification.customer.flatMap { snapshot.policy.customer($0) } }
}
