import Timekeeping
import Workflows

/// The view at `/tickets/ID`: the facts, the next action, and everything that happened with its reasons.
enum TicketView {
  /// A whole HTML document, with times in `zone`.
  static func html(_ reply: ShowTicket.Reply, now: Timestamp, zone: Zone = .utc) -> String {
    ViewLibrary.document("ticket", TicketModel(reply, clock: ViewClock(zone: zone, now: now)))
  }
}
