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
    return ViewLibrary.document("ask", AskModel(link, token: token))
  }

  /// Thanks, and which of them could not be acknowledged.
  static func done(_ link: AcknowledgeAllLink) -> String {
    let refused = Array(link.refused.prefix(most)).map { "\($0)." }
    guard !link.tickets.isEmpty else {
      guard refused.isEmpty else { return message("Nothing was acknowledged", mood: "over", refused) }
      return message("Nothing left to acknowledge", mood: "over", ["Somebody was before you."])
    }
    let thanks = "Thank you, \(link.recipientName). The paging has stopped and everyone can see that you are on it."
    return message("You have them", mood: "done", [thanks, lines(link).joined(separator: "; ") + "."] + refused)
  }

  /// `T-7 Gate stuck`, a line each; what is more than `most` is counted in the last one.
  static func lines(_ link: AcknowledgeAllLink) -> [String] {
    let rest = link.tickets.count - most
    return link.tickets.prefix(most).map { "\($0.id) \(TicketLine.title($0.title))" }
      + (rest > 0 ? ["and \(rest) more"] : [])
  }

  private static func message(_ heading: String, mood: String, _ sentences: [String]) -> String {
    ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: mood,
        messages: sentences.map { Sentence($0, clock: clock) }, leadsHome: true))
  }

  static let clock = ViewClock(zone: .utc, now: .distantPast, absolute: true)
}
