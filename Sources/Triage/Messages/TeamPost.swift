import Scheduling
import Timekeeping

/// A line in the team's channel about something that happened to a ticket (A7, A8): of a private one only its id.
package struct TeamPost: Sendable, Hashable {
  /// What it is about, unique within the ticket: `opened`, a fact's number, `moved-` or `left-` with one,
  /// `private-` with the ticket's version.
  package var cause: String
  package var text: String

  /// How much of a message is repeated there, in code points.
  private static let shown = 1_500

  /// The posts that a decision's facts come to, in their order.
  package static func posts(
    of decision: Decision, isNew: Bool, link: String, wall: (Timestamp) -> String, name: (MemberID) -> String
  ) -> [TeamPost] {
    let ticket = decision.ticket
    let isToBeSeen = isNew || decision.movedFrom != nil
    let cause = isNew ? "opened" : "moved-\(decision.facts.first?.number ?? 0)"
    let opening = isToBeSeen ? [opened(ticket, cause, link: link, wall: wall, name: name)] : []
    let last = decision.facts.last?.number ?? 0
    return opening
      + decision.facts.compactMap { fact in
        guard let text = text(fact, of: ticket, isNew: isNew, isLast: fact.number == last) else { return nil }
        return TeamPost(cause: "\(fact.number)", text: text)
      }
  }

  /// What is read where the ticket was.
  package static func farewell(of decision: Decision) -> TeamPost {
    let ticket = decision.ticket
    return TeamPost(
      cause: "left-\(decision.facts.first?.number ?? 0)",
      text: "\(ticket.id) went to \(ticket.team)/\(ticket.queue), and is answered there.")
  }

  /// What is read in the place of posts that had not left when the ticket became private.
  package static func becamePrivate(_ ticket: Ticket, link: String) -> TeamPost {
    TeamPost(cause: "private-\(ticket.version)", text: "\(ticket.id) \(ticket.publicTitle)\n\(link)")
  }

  private static func opened(
    _ ticket: Ticket, _ cause: String, link: String, wall: (Timestamp) -> String, name: (MemberID) -> String
  ) -> TeamPost {
    guard !ticket.isPrivate else { return TeamPost(cause: cause, text: "\(ticket.id) \(ticket.publicTitle)\n\(link)") }
    let from = ticket.requester.map { ", from \($0)" } ?? ""
    let owner = ticket.owner.map { "owner \(name($0))" } ?? ticket.because
    let due = ticket.due.map { ", due \(wall($0))" } ?? ""
    return TeamPost(
      cause: cause, text: "\(ticket.id) \(ticket.title)\(from)\n\(ticket.priority), \(owner)\(due)\n\(link)")
  }

  private static func text(_ fact: TicketFact, of ticket: Ticket, isNew: Bool, isLast: Bool) -> String? {
    switch fact.what {
    case .message(let message):
      switch message.kind {
      case .customer:
        isNew ? nil : said(message.text, by: message.author, message.kind, "wrote", of: ticket)
      case .reply: said(message.text, by: message.author, message.kind, "answered", of: ticket)
      case .community, .note, .automatic: nil
      }
    case .edited(let edit) where edit.kind == .customer || edit.kind == .reply:
      ticket.isPrivate
        ? nil : said(edit.text, by: edit.author, edit.kind, "changed what they wrote", of: ticket)
    case .state(let change) where change.to == .resolved || change.to == .closed:
      "\(ticket.id) is \(change.to.rawValue)" + (ticket.isPrivate ? "." : ": \(change.because)")
    default: nil
    }
  }

  private static func said(
    _ text: String, by author: String?, _ kind: TicketMessage.Kind?, _ verb: String, of ticket: Ticket
  ) -> String {
    guard !ticket.isPrivate else {
      return "\(ticket.id): \(kind == .customer ? "the customer wrote" : "it was answered")"
    }
    let words = TextLength.scalars.cut(text, to: shown, ending: " …")
    return "\(author ?? "somebody") \(verb):\n\(words)"
  }
}
