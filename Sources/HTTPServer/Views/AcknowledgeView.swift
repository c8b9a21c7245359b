import Timekeeping
import Triage
import Workflows

/// The views behind the link in a page, made for a thumb at night.
enum AcknowledgeView {
  /// The button, or what stands against it. Showing it changes nothing.
  static func ask(_ link: AcknowledgeLink, token: String) -> String {
    if let over = link.over { return finished(link, over: over) }
    if let since = link.heldSince { return held(link, since: since) }
    return ViewLibrary.document("ask", AskModel(link, token: token))
  }

  /// Thanks, or what came first.
  static func done(_ link: AcknowledgeLink) -> String {
    if let over = link.over { return finished(link, over: over) }
    let thanks =
      "Thank you, \(link.page.recipientName). The paging has stopped and everyone can see that you are on it."
    return message(link, heading: "You have it", mood: "done", [thanks, next(link)])
  }

  /// Whoever has it in hand already is not asked for it again.
  private static func held(_ link: AcknowledgeLink, since: Timestamp) -> String {
    let words = "You have it since \(since). The paging has stopped and everyone can see that you are on it."
    return message(link, heading: "You have it", mood: "done", [words, next(link)])
  }

  private static func next(_ link: AcknowledgeLink) -> String { "Next action: \(link.ticket.nextAction)." }

  /// A link that is not one of ours, or not any more.
  static let unknown = ViewLibrary.document(
    "message",
    MessageModel(
      pageTitle: "Unknown link – Watchbill", heading: "This link is not known here", mood: "unknown",
      messages: [
        "It may have been cut short on its way: open it from the page again, or copy the whole of it.",
        "Or acknowledge on the command line, with the ticket's id and your own:",
      ].map { Sentence($0, clock: ViewClock(zone: .utc, now: .distantPast, absolute: true)) },
      command: "watchbill ticket ack T-1 --as ana"))

  private static func finished(_ link: AcknowledgeLink, over: String) -> String {
    let rest = "You can go back to what you were doing."
    guard !link.isStillWaiting else { return message(link, heading: "Not acknowledged", mood: "over", [over]) }
    return message(link, heading: "Nothing left to acknowledge", mood: "over", [over, rest])
  }

  private static func message(
    _ link: AcknowledgeLink, heading: String, mood: String, _ sentences: [String]
  ) -> String {
    let title = TicketLine.title(link.ticket.title)
    let onward = link.goesOnAs?.description ?? link.ticket.id
    let model = MessageModel(
      pageTitle: "\(heading) – Watchbill", heading: heading, mood: mood, about: "\(link.ticket.id) · \(title)",
      messages: sentences.map { Sentence($0, clock: clock(link)) }, onward: onward,
      onwardAddress: link.goesOnToken.map { "/ack/\($0)" } ?? "/tickets/\(onward)")
    return ViewLibrary.document("message", model)
  }

  /// Instants in sentences are shown on the wall of the recipient, with its name each time.
  static func clock(_ link: AcknowledgeLink) -> ViewClock {
    ViewClock(zone: link.zone, now: .distantPast, absolute: true)
  }
}
