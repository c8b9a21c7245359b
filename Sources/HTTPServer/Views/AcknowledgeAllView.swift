import Timekeeping
import Workflows

/// The views behind the link that acknowledges a whole list of pages.
enum AcknowledgeAllView {
  /// As many tickets as are named; the rest is counted.
  private static let most = 20

  /// The button over what still waits, or that nothing does. Showing it changes nothing.
  static func ask(_ link: AcknowledgeAllLink, token: String) -> String {
    guard !link.tickets.isEmpty else {
      return nothingLeft(link)
    }
    return ViewLibrary.document("ask", AskModel(link, token: token))
  }

  /// Thanks, which of them could not be acknowledged, and what came too late for the list.
  static func done(_ link: AcknowledgeAllLink) -> String {
    let refused = Array(link.refused.prefix(most)).map { "\($0)." }
    guard !link.tickets.isEmpty else {
      guard refused.isEmpty else {
        return message("Nothing was acknowledged", mood: "over", refused + later(link))
      }
      return nothingLeft(link)
    }
    let thanks = "Thank you, \(link.recipientName). The paging has stopped and everyone can see that you are on it."
    return message("You have them", mood: "done", [thanks], listing: link.tickets, refused + later(link))
  }

  /// `T-7 Gate stuck (urgent)`, a line each; what is more than `most` is counted in the last one.
  static func lines(_ tickets: [TicketRow]) -> [String] {
    let rest = tickets.count - most
    return tickets.prefix(most).map { "\($0.id) \(TicketLine.title($0.title)) (\($0.priority))" }
      + (rest > 0 ? ["and \(rest) more"] : [])
  }

  /// What the link leaves alone: its reader may not have read of it yet.
  static func later(_ link: AcknowledgeAllLink) -> [String] {
    guard !link.later.isEmpty else { return [] }
    let names = lines(link.later).joined(separator: "; ")
    return ["Not among them, as they paged you later, and still waiting: \(names)."]
  }

  /// A second tap, or a look back, finds what its reader has; who answered the others stands with each ticket.
  private static func nothingLeft(_ link: AcknowledgeAllLink) -> String {
    guard link.held.isEmpty else {
      return message("You have them", mood: "done", [], listing: link.held, later(link))
    }
    let answered = "Whatever this list paged you about has been answered."
    let rest = link.later.isEmpty ? ["You can go back to what you were doing."] : later(link)
    return message("Nothing left to acknowledge", mood: "over", [answered] + rest)
  }

  private static func message(
    _ heading: String, mood: String, _ sentences: [String], listing tickets: [TicketRow] = [], _ closing: [String] = []
  ) -> String {
    let rest = tickets.count - most
    return ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: mood,
        messages: sentences.map { Sentence($0, clock: clock) },
        listed: tickets.prefix(most).map { ListedTicket($0) }, hasListed: !tickets.isEmpty,
        moreListed: rest > 0 ? rest : nil, closing: closing.map { Sentence($0, clock: clock) }, leadsHome: true))
  }

  static let clock = ViewClock(zone: .utc, now: .distantPast, absolute: true)
}
