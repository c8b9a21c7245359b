import Timekeeping
import Triage

extension TicketEvent {
  /// A ticket that a person types, held to what is asked of sources; throws what is wrong with it.
  package func checked() throws(TextProblem) -> TicketEvent {
    var event = self
    do throws(Refusal) {
      event.title = try TicketRules.title(title, field: "title")
      event.body = try TicketRules.text(body, field: "body")
      event.requester = try TicketRules.line(
        requester, field: "requester", limit: IntakeLimits.requesterCharacters)
      event.tags = try TicketRules.tags(tags, field: "tag")
    } catch {
      let parts = error.message.split(separator: ": ", maxSplits: 1).map(String.init)
      throw TextProblem(parts[0], help: parts.count > 1 ? parts[1] : "give something else")
    }
    return event
  }
}
