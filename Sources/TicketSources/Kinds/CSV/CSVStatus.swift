/// What help desks call the states of their tickets, as far as it says whether one is over.
enum CSVStatus {
  private static let over: Set<String> = [
    "solved", "closed", "resolved", "done", "completed", "deleted", "spam", "trash", "cancelled", "canceled", "merged",
    "duplicate", "rejected", "archived",
  ]
  private static let open: Set<String> = [
    "new", "open", "reopened", "pending", "waiting", "hold", "onhold", "inprogress", "assigned", "unassigned", "active",
    "todo", "backlog", "escalated", "waitingoncustomer", "waitingforcustomer", "waitingonsupport", "waitingforsupport",
    "waitingonthirdparty", "snoozed", "unresolved",
  ]

  static func isOver(_ status: String) -> Bool { over.contains(plain(status)) }
  static func isKnown(_ status: String) -> Bool { isOver(status) || open.contains(plain(status)) }

  private static func plain(_ status: String) -> String { String(status.lowercased().filter(\.isLetter)) }
}
