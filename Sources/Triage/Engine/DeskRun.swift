import Scheduling
import Timekeeping

/// One decision while it is being made: the ticket changes, pages and steps gather, nothing is read twice.
struct DeskRun {
  let snapshot: DeskSnapshot
  let queue: Queue
  var ticket: Ticket
  var pages: [Page] = []
  var steps: [DecisionStep] = []
  var assignment: AssignmentDecision?
  var withdrawsPages = false
  var tells: [Telling] = []
  var warnings: [String] = []
  var reply: String?

  var now: Timestamp { snapshot.now }

  /// True when this ticket may disturb people (rule K3): it is at the queue's paging line, or it came while the queue
  /// was closed and the queue says `outside hours: page`. What was begun at night goes on when the queue opens.
  var isUrgent: Bool {
    if let line = queue.pageFrom, snapshot.policy.isAtLeast(line, ticket.priority) { return true }
    guard queue.outsideHours == .page, let calendar = snapshot.calendar(of: queue) else { return false }
    return !calendar.isOpen(at: ticket.created)
  }

  var isMostUrgent: Bool { snapshot.policy.priorities.first == ticket.priority }

  mutating func did(_ action: DecisionStep.Action, _ because: String) {
    steps.append(DecisionStep(action: action, because: because))
  }

  /// The decision as it stands, with the ticket's one primary timer.
  func decision() -> Decision {
    Decision(
      ticket: ticket, timer: ticket.isOpen ? nextTimer() : nil, pages: pages, withdrawsPages: withdrawsPages,
      assignment: assignment, tells: tells, warnings: warnings, reply: reply, steps: steps)
  }
}
