import Scheduling
import Testing
import Timekeeping
import Triage

/// One ticket's life on a desk, told line by line: time, then what the desk did.
///
/// Between the events of a story its timer fires whenever it is due, as it does under the server.
struct Story {
  var schedule: Schedule
  var policy: DeskPolicy
  var overrides: [Override] = []
  var leave: [Leave] = []
  var calendars: [NamedCalendar] = []
  var loads: [MemberID: Load] = [:]
  var lastAssigned: [MemberID: Timestamp] = [:]
  var fallbackChannels: [String] = []
  var pauses: [Pause] = []
  var recent: [MemberID: [Timestamp]] = [:]
  var customerOwner: PastOwner?

  /// What people were told or asked: `question to ana`.
  private(set) var tells: [Telling] = []
  private(set) var warnings: [String] = []
  private(set) var reply: String?
  private(set) var lines: [String] = []
  private(set) var pages: [Page] = []
  private(set) var ticket: Ticket?
  private(set) var timer: TimerOrder?
  /// As the store would keep them.
  private(set) var facts: [TicketFact] = []
  private(set) var notices: [Notice] = []
  private(set) var outgoing: [OutgoingMessage] = []
  private(set) var now = Timestamp.distantPast
  private let day: CivilDate

  /// Times without a date are on 2026-11-23, a Monday, in UTC.
  init(_ duties: [Duty], _ policy: DeskPolicy) throws {
    schedule = try Desks.schedule(duties)
    self.policy = policy
    day = try CivilDate(text: "2026-11-23")
  }

  var text: String { lines.joined(separator: "\n") }

  // MARK: What happens

  mutating func opens(
    _ time: String, priority: String = "normal", tags: [String] = [], title: String = "The reader shows nothing",
    number: Int = 1
  ) throws {
    now = try instant(time)
    let desk = try desk()
    let event = TicketEvent(
      externalID: "e\(number)", title: title, requester: "kim@example.org", priority: priority, tags: tags)
    let queue = try #require(desk.queue(for: event, source: "mail"))
    try take(desk.open(event, id: TicketID(number: number), source: "mail", queue: queue))
  }

  /// Lets the timer fire as often as it is due, up to and including `time`.
  mutating func runs(to time: String) throws {
    let end = try instant(time)
    var fired = 0
    while let timer, timer.due <= end {
      fired += 1
      try #require(fired < 2_000, "the timer is armed again and again")
      now = max(now, timer.due)
      try looks()
    }
    now = max(now, end)
  }

  /// The desk is not running until `time`; then it looks again.
  mutating func sleeps(to time: String) throws {
    now = try instant(time)
    lines.append("\(clock) back again")
    try looks()
  }

  mutating func acknowledges(_ time: String, _ member: String) throws {
    try runs(to: time)
    let ticket = try #require(ticket)
    try take(desk().acknowledge(ticket, by: Desks.member(member), via: "link"))
  }

  mutating func resolves(_ time: String, _ member: String) throws {
    try runs(to: time)
    let ticket = try #require(ticket)
    try take(desk().resolve(ticket, by: Desks.member(member), note: nil))
  }

  mutating func fails(_ time: String, of page: Page? = nil) throws {
    try runs(to: time)
    let ticket = try #require(ticket)
    try take(desk().pagesFailed(ticket, of: page, why: "status 410"))
  }

  /// Whatever else a person or a source does to the ticket.
  mutating func does(_ time: String, _ deed: (Desk, Ticket) throws -> Decision) throws {
    try runs(to: time)
    let ticket = try #require(ticket)
    try take(deed(desk(), ticket))
  }

  /// Kim, the customer, writes.
  mutating func hears(_ time: String, _ text: String, id: String? = nil) throws {
    try runs(to: time)
    let ticket = try #require(ticket)
    let message = TicketMessage(id: id ?? "c\(facts.count)", kind: .customer, author: "Kim", text: text)
    switch try desk().receive(message, on: ticket) {
    case .changed(let decision): try take(decision)
    case .beginsAnew(_, let because): lines.append("\(clock) begins a new ticket: \(because)")
    }
  }

  var course: TicketCourse { TicketHistory(facts).course }

  func reading(_ clock: ClockTarget.Clock) -> ClockReading? { ticket?.clocks?.first { $0.clock == clock } }

  /// Looks at the ticket at this instant, as when a shift, an override or a load has changed.
  mutating func looks(_ time: String) throws {
    try runs(to: time)
    try looks()
  }

  /// The span that the timer waits for has passed, and the wall shows `time`, which may be earlier.
  mutating func spanEnds(whileTheWallShows time: String) throws {
    now = try instant(time)
    let (ticket, timer) = (try #require(ticket), try #require(timer))
    try take(desk().advance(ticket, afterSpanFor: timer.purpose))
  }

  private mutating func looks() throws {
    let ticket = try #require(ticket)
    try take(desk().advance(ticket))
  }

  /// Somebody does something with the ticket, with the desk as it is then.
  mutating func at(
    _ time: String, _ act: (Desk, Ticket) throws(DeskRefusal) -> Decision
  ) throws {
    try runs(to: time)
    try take(act(desk(), try #require(ticket)))
  }

  // MARK: The desk

  func desk() throws -> Desk {
    let window = try #require(Interval(now - .hours(48), now + .hours(24 * 35)))
    let input = TimelineInput(
      versions: [ScheduleVersion(from: .distantPast, schedule: schedule)], overrides: overrides, leave: leave)
    var snapshot = DeskSnapshot(
      now: now, policy: policy, timeline: try OnCallTimeline(input, window: window, zones: Desks.zones),
      calendars: calendars, loads: loads, lastAssigned: lastAssigned, leave: leave,
      fallbackChannels: fallbackChannels, history: TicketHistory(facts))
    (snapshot.pauses, snapshot.recent, snapshot.customerOwner) = (pauses, recent, customerOwner)
    return Desk(snapshot)
  }

  func instant(_ time: String) throws -> Timestamp {
    try Desks.at(time.count > 8 ? time : "\(day) \(time)")
  }

  private mutating func take(_ decision: Decision) throws {
    DeskLaws.check(decision, now: now)
    ticket = decision.ticket
    timer = decision.timer
    pages += decision.pages
    tells += decision.tells
    warnings += decision.warnings
    reply = decision.reply ?? reply
    facts += decision.facts
    notices += decision.notices
    outgoing += decision.outgoing
    guard !decision.steps.isEmpty else { return }
    lines.append("\(clock) " + decision.steps.map { told($0, decision) }.joined(separator: "; "))
  }

  // MARK: The words

  private var clock: String { clock(now) }

  private func clock(_ instant: Timestamp) -> String {
    let wall = Zone.utc.civil(at: instant)
    return wall.date == day ? "\(wall.time)" : "\(wall.date.weekday) \(wall.time)"
  }

  private func told(_ step: DecisionStep, _ decision: Decision) -> String {
    switch step.action {
    case .opened: "opens"
    case .assigned: "goes to \(decision.ticket.owner?.text ?? "nobody")"
    case .held, .overflowed, .unassignable, .offered: waits(decision.ticket)
    case .paged: "pages \(step.because)"
    case .passed: "passes \(step.because)"
    case .exhausted: "is exhausted"
    case .breached: "is late"
    case .acknowledged: "acknowledged by \(decision.ticket.acknowledgement?.by.text ?? "nobody")"
    case .renewed: "renewed"
    case .asked where decision.ticket.owner == nil: waits(decision.ticket)
    case .asked where decision.ticket.custody.card != nil:
      "asks \(decision.tells.flatMap(\.to).map(\.text).joined(separator: " ")) what to do"
    case .asked: "asks whether the work goes on"
    case .claimed: "claimed by \(step.because)"
    case .handedOver: "handed over by \(step.because)"
    case .released: "is nobody's: \(step.because)"
    case .declined: step.because
    case .kept: "is kept: \(step.because)"
    case .decided: "decided by \(step.because)"
    case .merged: step.because
    case .warned: "warns: \(step.because)"
    case .resolved: "is resolved"
    case .received, .replied, .noted, .involved, .reopened, .promised, .triaged, .changed, .reviewed, .linked, .closed,
      .pending, .onHold, .noReplyNeeded, .followedUp:
      "\(step.action.rawValue): \(step.because)"
    }
  }

  private func waits(_ ticket: Ticket) -> String {
    switch ticket.placement {
    case .owned: "is owned"
    case .held(let until): "held until \(clock(until))"
    case .overflowing(let level, let until): "level \(level + 1) is full, next at \(clock(until))"
    case .offered(let level, let until):
      "posted to \(ticket.custody.offered.map(\.text).joined(separator: " ")) at level \(level + 1), until \(clock(until))"
    case .asking(_, let until):
      "asks \(ticket.custody.openQuestion?.waitingFor.map(\.text).joined(separator: " ") ?? "nobody") until \(clock(until))"
    case .paging: "nobody takes it, so it pages"
    case .unassignable(let review): "unassignable, next look \(clock(review))"
    }
  }
}
