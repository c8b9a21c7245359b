import PagingChannels
import Scheduling
import Storage
import TicketSources
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
            title: title, text: "\(text) \(help(telling.kind, ticket.id, to: member, in: world, now: now))",
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

  /// What to do about it, by ways that there are where it is read.
  private func help(
    _ kind: Telling.Kind, _ id: TicketID, to member: MemberID, in world: World, now: Timestamp
  ) -> String {
    guard kind == .question, let contact = contacts(of: member, in: world, at: now).first, isHeardInSlack(contact)
    else {
      return Self.help(kind, id)
    }
    if ["U", "W", "D"].contains(where: contact.address.hasPrefix) {
      return "Answer: answer \(id) with the app's slash command, or watchbill ticket answer \(id) --as YOU; "
        + "with no, or --no, to pass it on."
    }
    // Whoever reads the channel is not who was asked: they take it, or leave it to the time.
    return "Whoever takes it: claim \(id) with the app's slash command, or watchbill ticket claim \(id) --as YOU."
  }

  /// Whether a slash command that is typed there comes to us.
  private func isHeardInSlack(_ contact: Contact) -> Bool {
    setup.channels.contains { $0.name == contact.channel && $0.channel is Slack }
      && setup.sources.contains { $0.source is SlackEvents }
  }

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
