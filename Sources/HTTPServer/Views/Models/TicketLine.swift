import Timekeeping
import Workflows

/// A ticket in a list, and the head of its own view.
struct TicketLine: Sendable {
  let ticketID: String
  let ticketTitle: String
  let ticketState: String
  let ticketStyle: String
  let priority: String
  let ownerName: String?
  /// Nil for what is done: nothing is due of it any more.
  let due: Moment?
  /// Whose due time it is: `first response`.
  let dueClock: String?
  let overdue: Bool
  /// `in 25 min`, or how late it is: `by 2 h`.
  let dueHint: String
  let action: Sentence
  let isOpen: Bool

  init(_ row: TicketRow, clock: ViewClock) {
    ticketID = row.id
    ticketTitle = Self.title(row.title)
    ticketState = row.isOpen && row.acknowledgedBy != nil ? "\(row.state), acknowledged" : row.state
    priority = row.priority
    ownerName = row.ownerName ?? row.owner
    let left = row.isOpen ? row.due : nil
    due = left.map { clock.moment($0) }
    dueClock = left == nil ? nil : row.dueClock
    overdue = left.map { $0 < clock.now } ?? false
    ticketStyle = overdue ? "is-late" : row.owner == nil ? "is-waiting" : "is-fine"
    dueHint = left.map { Self.hint(due: $0, clock: clock) } ?? ""
    action = Sentence(row.nextAction, clock: clock)
    isOpen = row.isOpen
  }

  /// A link needs something to press on.
  static func title(_ text: String) -> String { text.allSatisfy(\.isWhitespace) ? "(no title)" : text }

  private static func hint(due: Timestamp, clock: ViewClock) -> String {
    guard due < clock.now else { return clock.distance(to: due) }
    return "by " + (ViewClock.span(due - clock.now) ?? "less than a minute")
  }

  /// The most urgent due first; those without a due time last, the oldest of them first.
  static func mostUrgentFirst(_ rows: [TicketRow]) -> [TicketRow] {
    rows.sorted { a, b in
      let (first, second) = (a.due ?? .distantFuture, b.due ?? .distantFuture)
      if first != second { return first < second }
      return a.created == b.created ? a.id < b.id : a.created < b.created
    }
  }
}
