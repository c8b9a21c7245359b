import Scheduling
import Timekeeping

/// One decision while it is being made: the ticket changes, pages and steps gather, nothing is read twice.
struct DeskRun {
  private(set) var snapshot: DeskSnapshot
  /// Whose people and promises count: another one once the ticket has been given to it.
  private(set) var queue: Queue
  var ticket: Ticket
  var pages: [Page] = []
  var steps: [DecisionStep] = []
  var assignment: AssignmentDecision?
  /// What the last search for an owner came to, level by level.
  var levels: [LevelFinding] = []
  /// Who could claim it at the last level that was passed because nobody did.
  var unclaimed: [MemberID] = []
  var withdrawsPages = false
  var tells: [Telling] = []
  var warnings: [String] = []
  var reply: String?
  /// What the facts so far come to, and those that this decision adds.
  private(set) var course: TicketCourse
  /// What the clocks show by the facts so far.
  private(set) var readings: [ClockReading] = []
  /// In whose load the ticket counts, and as how much; nil once that is taken off.
  private var counts: (for: MemberID, as: Load)?
  /// True when a fact moved the clocks since they were read.
  private var clocksAreOld = false
  var facts: [TicketFact]
  var notices: [Notice] = []
  var outgoing: [OutgoingMessage] = []
  /// Where it was before it was given to another queue.
  var movedFrom: QueuePlace?
  /// The member by whose act the ticket comes to whoever has it then; nil where the desk finds them by its rules.
  var giver: MemberID?

  /// For a ticket that exists: one that was stored without its history is given what it tells of itself.
  init(snapshot: DeskSnapshot, queue: Queue, ticket: Ticket) {
    let isUnwritten = snapshot.history.isEmpty
    let history = isUnwritten ? TicketHistory(of: ticket) : snapshot.history
    self.init(snapshot: snapshot, queue: queue, ticket: ticket, course: history.course)
    if isUnwritten { facts = history.facts }
  }

  init(snapshot: DeskSnapshot, queue: Queue, ticket: Ticket, course: TicketCourse) {
    self.snapshot = snapshot
    self.queue = queue
    self.ticket = ticket
    self.course = course
    if ticket.state == .open, let owner = ticket.owner { counts = (owner, ticket.custody.weight) }
    facts = []
    if course.lastNumber > 0 { readClocks() }
  }

  var now: Timestamp { snapshot.now }

  /// True when this ticket may disturb people (rule K3): it is at the queue's paging line, or it came while the queue
  /// was closed and the queue says `outside hours: page`. What was begun at night goes on when the queue opens.
  var isUrgent: Bool {
    if ticket.escalation?.policy.rungBy != nil { return true }
    if let line = queue.pageFrom, snapshot.policy.isAtLeast(line, ticket.priority) { return true }
    guard queue.outsideHours == .page, let calendar = snapshot.calendar(of: queue) else { return false }
    return !calendar.isOpen(at: ticket.created)
  }

  var isMostUrgent: Bool { snapshot.policy.priorities.first == ticket.priority }

  /// Whoever gives the ticket away has room for it: it does not stand against its own return to them (K1 filter 6).
  mutating func unload() {
    guard let (owner, weight) = counts else { return }
    counts = nil
    snapshot.loads[owner] = max(.zero, (snapshot.loads[owner] ?? .zero) - weight)
  }

  /// Gives the ticket to another queue of its team, whose promises count from the ticket's beginning (rule O9); who has it
  /// there is found afterwards.
  mutating func enter(_ next: Queue, by author: FactAuthor, _ because: String) {
    enter(next, by: author, because, from: QueuePlace(ticket), wasUrgent: isUrgent)
  }

  /// The same for a ticket that comes from elsewhere.
  mutating func enter(
    _ next: Queue, by author: FactAuthor, _ because: String, from place: QueuePlace, wasUrgent: Bool
  ) {
    movedFrom = movedFrom ?? place
    queue = next
    ticket.queue = next.id
    ticket.custody.weight = next.rules.weight(of: ticket.priority)
    record(.changed(TicketChange(queue: next.id)), by: author)
    did(.changed, because)
    if wasUrgent { calmDown() } else { ringAnew(by: author) }
    repin()
  }

  /// Goes by other definitions from here on, another team's maybe: what was noted so far stays as it is (rule O9).
  mutating func goBy(_ next: DeskSnapshot, _ queue: Queue) {
    snapshot = next
    self.queue = queue
    readClocks()
  }

  mutating func did(_ action: DecisionStep.Action, _ because: String) {
    steps.append(DecisionStep(action: action, because: because))
  }

  /// Adds a fact to the ticket's history, and looks at the clocks again where it moves them.
  mutating func record(_ what: TicketFact.Kind, by author: FactAuthor) {
    write(what, by: author)
    if what.movesClocks { readClocks() }
  }

  /// Adds a fact without a look at the clocks, for a series of facts: ``readClocks()`` has to follow.
  mutating func write(_ what: TicketFact.Kind, by author: FactAuthor) {
    let fact = TicketFact(number: course.lastNumber + 1, at: now, by: author, what: what)
    course.apply(fact)
    facts.append(fact)
    if what.movesClocks { clocksAreOld = true }
  }

  mutating func readClocks() {
    readings = clocks.readings()
    clocksAreOld = false
    noteDue()
  }

  private mutating func noteDue() {
    ticket.due = runningPromises.compactMap(\.due).min() ?? (ticket.isOpen ? nil : ticket.due)
  }

  /// The decision as it stands, with the ticket's one primary timer.
  mutating func decision() -> Decision {
    keepUp()
    if clocksAreOld { readClocks() } else { noteDue() }
    ticket.clocks = readings
    ticket.isWaitedFor = !course.unanswered.isEmpty
    return Decision(
      ticket: ticket, made: now, timer: ticket.isOpen ? nextTimer() : closingTimer, pages: pages,
      withdrawsPages: withdrawsPages, assignment: assignment, levels: levels, tells: tells, warnings: warnings,
      reply: reply,
      steps: steps, facts: facts, notices: notices, outgoing: outgoing, movedFrom: movedFrom)
  }

  /// Writes into the history what the ticket was given without a fact of its own: an owner, a state.
  private mutating func keepUp() {
    if course.owner != ticket.owner { write(.owner(ticket.owner), by: giver.map { .member($0) } ?? .desk) }
    let waits = ticket.custody.wait?.state
    if course.state != ticket.state || course.states.last?.waits != waits {
      write(.state(StateChange(to: ticket.state, because: ticket.because, waits: waits)), by: .desk)
    }
  }
}
