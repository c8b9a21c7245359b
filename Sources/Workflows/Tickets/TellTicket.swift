import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Writes what a decision tells people; of a private ticket only its id leaves the desk (K10, E14).
  func tell(_ tells: [Telling], of ticket: Ticket, in tx: Transaction, now: Timestamp) throws {
    guard !tells.isEmpty else { return }
    let world = try worlds.world(in: tx)
    for telling in tells {
      let title = ticket.isPrivate ? "\(ticket.id)" : "\(ticket.id): \(ticket.title)"
      for member in telling.to {
        let text = WallText.sentence(telling.text, in: zone(of: member, in: world))
        try tx.tell(
          Notice(
            kind: telling.kind.rawValue, cause: "ticket/\(ticket.id)/\(now.milliseconds)", recipient: member,
            title: title, text: text + " " + Self.help(telling.kind, ticket.id),
            haste: Self.haste(telling.kind), expires: telling.until), at: now)
      }
    }
  }

  /// Whoever is asked, or has to act, hears it at once; the rest waits for working hours.
  private static func haste(_ kind: Telling.Kind) -> Notice.Haste {
    switch kind {
    case .question, .card, .offer, .given, .involved: .atOnce
    case .taken, .unassignable, .atRisk, .overdue, .unattended, .waits: .soon
    }
  }

  /// What to do about it.
  private static func help(_ kind: Telling.Kind, _ id: TicketID) -> String {
    switch kind {
    case .question: "Answer: watchbill ticket answer \(id) --as YOU, with --no to pass it on."
    case .card: "Decide: watchbill ticket decide \(id) step-in|wait|hand-over --as YOU."
    case .offer: "Claim it: watchbill ticket claim \(id) --as YOU."
    case .unassignable, .atRisk, .unattended: "Give it to somebody: watchbill ticket assign \(id) MEMBER --as YOU."
    case .given, .taken, .waits, .overdue, .involved: "More: watchbill ticket show \(id)."
    }
  }
}
