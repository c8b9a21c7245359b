import Timekeeping
import Workflows

/// The views behind the link that acknowledges a whole list of pages.
enum AcknowledgeAllView {
  /// As many tickets as are named; the rest is counted.
  private static let most = 20

  /// The button over what still waits, or that nothing does. Showing it changes nothing.
  static func ask(_ link: AcknowledgeAllLink, token: String) -> String {
    guard !link.tickets.isEmpty else {
      return message("Nothing left to acknowledge", mood: "over", ["You can go back to what you were doing."])
    }
    return ViewLibrary.document("ask", AskAllModel(link, token: token, list: list(link)))
  }

  static func done(_ link: AcknowledgeAllLink) -> String {
    guard !link.tickets.isEmpty else {
      return message("Nothing left to acknowledge", mood: "over", ["Somebody was before you."])
    }
    return message(
      "You have them", mood: "done",
      [
        "Thank you, \(link.recipientName). The paging has stopped and everyone can see that you are on it.", list(link),
      ])
  }

  private static func list(_ link: AcknowledgeAllLink) -> String {
    let named = link.tickets.prefix(most).map { "\($0.id) \(TicketLine.title($0.title))" }.joined(separator: "; ")
    let rest = link.tickets.count - most
    return rest > 0 ? "\(named); and \(rest) more." : "\(named)."
  }

  private static func message(_ heading: String, mood: String, _ sentences: [String]) -> String {
    ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: mood,
        messages: sentences.map { Sentence($0, clock: clock) }, leadsHome: true))
  }

  fileprivate static let clock = ViewClock(zone: .utc, now: .distantPast, absolute: true)
}

/// What the template `ask` names, for many tickets.
private struct AskAllModel: Sendable {
  let pageTitle: String
  let ticketID: String
  let ticketTitle: String
  let priority: String
  let queue: String
  let recipientName: String
  let token: String
  let why: Sentence
  let action: Sentence
  let due: Moment?

  init(_ link: AcknowledgeAllLink, token: String, list: String) {
    let count = link.tickets.count
    pageTitle = "Acknowledge \(count) tickets – Watchbill"
    ticketID = "\(count) \(count == 1 ? "ticket" : "tickets")"
    ticketTitle = "Everything that paged you"
    priority = link.tickets[0].priority
    queue = link.tickets[0].team
    recipientName = link.recipientName
    self.token = token.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.~".contains($0)) }
    why = Sentence("They paged you and wait for an answer.", clock: AcknowledgeAllView.clock)
    action = Sentence(list, clock: AcknowledgeAllView.clock)
    due = nil
  }
}
