import Timekeeping
import Triage

/// What a person types for a new ticket, held to what is asked of sources; each function says what is wrong with it.
package enum TypedTicket {
  package static func title(_ text: String) throws(TextProblem) -> String {
    do { return try TicketRules.title(text, field: "title") } catch { throw problem(error) }
  }

  /// All of what can be typed at once.
  package static func checked(_ event: TicketEvent) throws(TextProblem) -> TicketEvent {
    var event = event
    event.title = try title(event.title)
    do throws(Refusal) {
      event.body = try TicketRules.text(event.body, field: "body")
      event.requester = try TicketRules.line(
        event.requester, field: "requester", limit: IntakeLimits.requesterCharacters)
      event.tags = try TicketRules.tags(event.tags, field: "tag")
    } catch { throw problem(error) }
    return event
  }

  /// A refusal says what is wrong before its colon, and what to do behind it.
  private static func problem(_ refusal: Refusal) -> TextProblem {
    let parts = refusal.message.split(separator: ": ", maxSplits: 1).map(String.init)
    return TextProblem(parts[0], help: parts.count > 1 ? parts[1] : "give something else")
  }
}
