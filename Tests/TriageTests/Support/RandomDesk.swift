import Scheduling
import Timekeeping
import Triage

/// A desk that lives through days of tickets, answers, changes of the rota and outages, the same in every run of
/// one seed; after every decision it looks whether the laws still hold.
struct RandomDesk {
  private static let people = ["ana", "ben", "cleo", "dora", "eve", "finn"]

  private var dice: Dice
  private let schedule: Schedule
  private let policy: DeskPolicy
  private let calendars: [NamedCalendar]
  private var overrides: [Override] = []
  private var leave: [Leave] = []
  private var pauses: [Pause] = []
  private var recent: [MemberID: [Timestamp]] = [:]
  private var open: [TicketID: (ticket: Ticket, timer: TimerOrder)] = [:]
  private var lastAssigned: [MemberID: Timestamp] = [:]
  private var now: Timestamp
  private var timeline: OnCallTimeline
  private var opened = 0
  private var written = 0
  private var histories: [TicketID: [TicketFact]] = [:]
  /// Those that ended, to be opened again.
  private var ended: [Ticket] = []

  private(set) var broken: [String] = []
  private(set) var pages: Set<PageID> = []
  private(set) var decisions = 0
  private(set) var refusals = 0
  /// How many of each kind of step there were: a simulation that does nothing proves nothing.
  private(set) var seen: [DecisionStep.Action: Int] = [:]

  init(seed: Int) throws {
    var dice = Dice(seed: seed)
    schedule = try Self.schedule(&dice)
    policy = try Self.policy(&dice)
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    calendars = [
      NamedCalendar(id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
    ]
    now = try Desks.at("2026-11-02 00:00")
    timeline = try Self.timeline(schedule, [], [], now)
    self.dice = dice
  }

  /// Lives until `days` later: whatever comes first, the next timer or the next thing that people do.
  mutating func live(days: Int) throws {
    let end = now + .hours(24 * days)
    var nextDeed = now
    while now < end {
      guard broken.isEmpty else { return }
      let timer = open.values.map(\.timer.due).min() ?? .distantFuture
      if timer <= nextDeed {
        now = max(now, timer)
        try fire()
      } else {
        now = nextDeed
        try deed()
        // Nobody runs the desk for a while: all that was due meanwhile is found late.
        if dice.once(in: 40) { now = now + .minutes(dice.roll(30...900)) }
        nextDeed = now + .minutes(dice.roll(1...240))
      }
    }
  }

  // MARK: What happens

  private mutating func fire() throws {
    let due = open.values.filter { $0.timer.due <= now }.map(\.ticket).sorted { $0.id < $1.id }
    if now - timeline.window.start > .hours(72) { try refresh() }
    for ticket in due {
      take(try desk(of: ticket.id).advance(ticket), before: ticket)
      if let timer = open[ticket.id]?.timer, timer.due <= now {
        broken.append("\(ticket.id): \(timer.purpose) is armed for now again")
      }
    }
  }

  private mutating func deed() throws {
    let ids = open.keys.sorted()
    if now - timeline.window.start > .hours(72) { try refresh() }
    switch dice.roll(0...9) {
    case 0...2: try openTicket()
    case 3: try override()
    case 4: dice.once(in: 2) ? try bookLeave() : pause()
    case _ where ids.isEmpty: try openTicket()
    default:
      // A decision waits for minutes only: whoever is asked is heard often.
      let waiting = ids.filter { open[$0]?.ticket.custody.card != nil }
      try touch(dice.pick(waiting.isEmpty || dice.once(in: 3) ? ids : waiting))
    }
    if dice.once(in: 4), let old = ended.popLast() { try hear(old) }
    try lookAtWaiting()
  }

  private mutating func openTicket() throws {
    opened += 1
    let event = TicketEvent(
      externalID: "e\(opened)", title: dice.pick(["t", "t", "a secret", "buy this"]),
      requester: dice.pick(["kim@example.org", "kim@larch.example.com"]),
      priority: dice.pick(["urgent", "high", "normal", "low"]))
    let desk = try desk()
    guard let queue = desk.queue(for: event, source: "mail") else { return }
    take(desk.open(event, id: TicketID(number: opened), source: "mail", queue: queue), before: nil)
  }

  private mutating func touch(_ id: TicketID) throws {
    guard let ticket = open[id]?.ticket else { return }
    let who = Desks.member(dice.pick(Self.people))
    let desk = try desk(of: id)
    // Now and then an acknowledgement is renewed by the one who gave it.
    if let held = ticket.acknowledgement, held.renewBy != nil, dice.once(in: 3) {
      return take(try desk.acknowledge(ticket, by: held.by, via: "link"), before: ticket)
    }
    if ticket.custody.card != nil || ticket.custody.openQuestion != nil, dice.once(in: 2) {
      return try handle(ticket, who)
    }
    switch dice.roll(0...19) {
    case 0...2: take(try desk.acknowledge(ticket, by: who, via: "link"), before: ticket)
    case 3...5: if let decision = try? desk.resolve(ticket, by: who, note: nil) { take(decision, before: ticket) }
    case 6: take(try desk.pagesFailed(ticket, why: "status 410"), before: ticket)
    case 7...8: try hear(ticket)
    case 9...11: try work(on: ticket, who)
    default: try handle(ticket, who)
    }
  }

  /// What people do with a ticket; what the desk refuses changes nothing.
  private mutating func work(on ticket: Ticket, _ who: MemberID) throws {
    let desk = try desk(of: ticket.id)
    let link = LinkedItem(id: "bug-\(ticket.id)", kind: .bug)
    let note = dice.pick(["t", "t, @\(dice.pick(Self.people))."])
    let deed: (Desk) throws -> Decision =
      switch dice.roll(0...10) {
      case 0...1: { try $0.reply(ticket, by: who, text: "t") }
      case 2: { try $0.note(ticket, by: who, text: note) }
      case 3: { try $0.setPending(ticket, by: who, because: nil) }
      case 4: { [now] in try $0.setOnHold(ticket, by: who, because: "w", wake: now + .hours(30)) }
      case 5: { try $0.noReplyNeeded(ticket, by: who, because: "w") }
      case 6: { [now] in try $0.promise(ticket, by: who, until: now + .hours(7)) }
      case 7: { try $0.triage(ticket, by: who, kind: "bug", priority: Desks.priority("high")) }
      case 8: { try $0.review(ticket, by: who) }
      case 9: { try $0.link(ticket, by: who, to: link) }
      default: { try $0.close(ticket, by: who, TicketEnding(reason: "done")) }
      }
    do { take(try deed(desk), before: ticket) } catch is DeskRefusal { return }
  }

  private mutating func hear(_ ticket: Ticket) throws {
    written += 1
    let kinds: [TicketMessage.Kind] = [.customer, .customer, .automatic, .note]
    let message = TicketMessage(id: "w\(written)", kind: dice.pick(kinds), text: "t")
    if case .changed(let decision) = try desk(of: ticket.id).receive(message, on: ticket) {
      take(decision, before: ticket)
    }
  }

  /// Something about whose ticket it is; what is refused changes nothing.
  private mutating func handle(_ ticket: Ticket, _ who: MemberID) throws {
    let desk = try desk(of: ticket.id)
    let due = dice.pick([nil, now + .hours(dice.roll(1...30))])
    let isAsked = ticket.custody.openQuestion != nil && dice.once(in: 2)
    let likely = ticket.custody.card != nil && dice.once(in: 2) ? 5 : isAsked ? 3 : dice.roll(0...10)
    let (roll, choice, next) = (likely, dice.pick(DecisionCard.Choice.allCases), dice.pick([nil, who]))
    let asked = ticket.custody.openQuestion?.to.first ?? who
    do throws(DeskRefusal) {
      let decision =
        switch roll {
        case 0: try desk.claim(ticket, by: who, via: "link")
        case 1: try desk.assign(ticket, to: who, by: "Lena", note: nil)
        case 2: try desk.handOver(ticket, by: ticket.owner ?? who, to: next, note: nil)
        case 3, 4: try desk.answer(ticket, by: asked, takes: choice == .stepIn)
        case 5: try desk.decide(ticket, choice, by: who)
        default: try desk.customerWrote(ticket, due: due)
        }
      take(decision, before: ticket)
    } catch {
      refusals += 1
      if error.help.isEmpty || error.what.isEmpty { broken.append("\(ticket.id): a refusal says nothing") }
    }
  }

  private mutating func pause() {
    let until = now + .minutes(dice.roll(5...600))
    pauses.append(Pause(member: Desks.member(dice.pick(Self.people)), from: now, until: until, reason: "busy"))
  }

  private mutating func override() throws {
    let start = now + .minutes(30 * dice.roll(0...48))
    guard let span = Interval(start, start + .minutes(30 * dice.roll(1...40))) else { return }
    let pair = Self.people.shuffled(using: &dice).map(Desks.member)
    let change: Override.Change = dice.pick([
      .add(pair[0]), .remove(pair[0]), .replace(out: pair[0], in: pair[1]), .nobody,
    ])
    overrides.append(
      Override(
        id: "o\(overrides.count)", team: Desks.team, duty: Desks.duty(dice.pick(["desk", "primary", "secondary"])),
        interval: span, change: change, by: "lena"))
    try refresh()
  }

  private mutating func bookLeave() throws {
    let start = now + .minutes(30 * dice.roll(0...48))
    guard let span = Interval(start, start + .hours(dice.roll(2...60))) else { return }
    leave.append(
      Leave(
        id: "l\(leave.count)", member: Desks.member(dice.pick(Self.people)), interval: span,
        kind: dice.pick(Leave.Kind.allCases)))
    try refresh()
  }

  /// As after every change and start: those without an owner are looked at again (rule K1).
  private mutating func lookAtWaiting() throws {
    for id in open.keys.sorted() where open[id]?.ticket.owner == nil {
      guard let ticket = open[id]?.ticket else { continue }
      take(try desk(of: ticket.id).advance(ticket), before: ticket)
    }
  }

  // MARK: The laws

  private mutating func take(_ decision: Decision, before: Ticket?) {
    decisions += 1
    for step in decision.steps { seen[step.action, default: 0] += 1 }
    let ticket = decision.ticket
    histories[ticket.id, default: []] += decision.facts
    var laws = DeskLaws.broken(decision, now: now)
    if decision.pages.contains(where: { !pages.insert($0.id).inserted }) { laws.append("a page has an old id") }
    if !isAboveLine(ticket), !decision.pages.isEmpty { laws.append("somebody is paged below the line") }
    let breaches = TicketHistory(histories[ticket.id] ?? []).course.breaches
    if breaches.uniqued(by: { "\($0.clock) \($0.from) \($0.due)" }).count < breaches.count {
      laws.append("a breach is noted twice")
    }
    laws += skippedSteps(decision, before: before) + crowded(decision) + silent(decision) + restless(decision)
    broken += laws.map { "\(ticket.id) at \(now): \($0)" }
    if let timer = decision.timer { open[ticket.id] = (ticket, timer) } else { open[ticket.id] = nil }
    if decision.timer == nil, !ended.contains(where: { $0.id == ticket.id }) { ended.append(ticket) }
    let numbers = histories[ticket.id]?.map(\.number) ?? []
    if numbers != Array(1...max(numbers.count, 1)) { broken.append("\(ticket.id): facts are numbered \(numbers)") }
    let course = TicketHistory(histories[ticket.id] ?? []).course
    if course.state != ticket.state || course.owner != ticket.owner {
      broken.append("\(ticket.id) at \(now): its history says \(course.state), \(course.owner?.text ?? "nobody")")
    }
    if decision.steps.contains(where: { $0.action == .assigned }), let owner = ticket.owner {
      lastAssigned[owner] = now
      recent[owner] = (recent[owner] ?? []).filter { now - $0 < .hours(24) } + [now]
      laws = wrongOwner(owner, ticket, decision)
      broken += laws.map { "\(ticket.id) at \(now): \($0)" }
    }
  }

  /// Nobody is given a private ticket who may not see it, and nobody is given one by the desk's own choice who was
  /// dropped by K1.
  private func wrongOwner(_ owner: MemberID, _ ticket: Ticket, _ decision: Decision) -> [String] {
    var laws: [String] = []
    let confidants = policy.queue(ticket.queue)?.rules.confidants ?? []
    let byHand: Set<DecisionStep.Action> = [.claimed, .acknowledged, .renewed, .decided]
    let isByHand = decision.steps.contains { byHand.contains($0.action) }
    if ticket.isPrivate, !confidants.contains(owner), owner != Desks.member("lena"),
      !ticket.custody.followers.contains(owner),
      !decision.steps.contains(where: { $0.action == .acknowledged || $0.action == .renewed })
    {
      laws.append("a private ticket goes to \(owner): \(decision.steps.map { "\($0.action): \($0.because)" })")
    }
    let dropped = decision.assignment?.verdicts.first { $0.member == owner }?.dropped
    if !isByHand, let dropped { laws.append("\(owner) has it, who was dropped: \(dropped)") }
    return laws
  }

  /// The queue's line, or a night ticket where the queue pages at night.
  private func isAboveLine(_ ticket: Ticket) -> Bool {
    let queue = policy.queue(ticket.queue)
    if let line = queue?.pageFrom, policy.isAtLeast(line, ticket.priority) { return true }
    guard queue?.outsideHours == .page, case .named = queue?.hours else { return false }
    return calendars.first?.calendar.isOpen(at: ticket.created) == false
  }

  /// Steps are taken one after the other: each that is left behind was paged or passed with a reason.
  private func skippedSteps(_ decision: Decision, before: Ticket?) -> [String] {
    guard let after = decision.ticket.escalation, !after.exhausted, after.policy == before?.escalation?.policy,
      let start = before?.escalation, decision.ticket.episode == before?.episode, !after.policy.steps.isEmpty
    else { return [] }
    let taken = (after.round - start.round) * after.policy.steps.count + after.step - start.step
    let told = decision.steps.filter { step in
      (step.action == .paged || step.action == .passed) && step.because.hasPrefix("step ")
    }
    return told.count == taken ? [] : ["\(taken) steps were taken and \(told.count) told"]
  }

  /// One decision pages nobody twice on one channel (invariant I14).
  private func crowded(_ decision: Decision) -> [String] {
    let recipients = decision.pages.map { "\($0.recipient) \($0.channel)" }
    return Set(recipients).count == recipients.count ? [] : ["somebody is paged twice at once"]
  }

  /// An escalation that has begun goes on until somebody acknowledges.
  private func silent(_ decision: Decision) -> [String] {
    let ticket = decision.ticket
    guard ticket.isOpen, ticket.acknowledgement == nil, ticket.escalation?.lastFired != nil, let timer = decision.timer
    else { return [] }
    let later = [now, ticket.due ?? now, ticket.assigned ?? now].max() ?? now
    return timer.due - later <= .hours(2) ? [] : ["nobody is paged before \(timer.due)"]
  }

  /// Looking again at the same instant changes nothing.
  private func restless(_ decision: Decision) -> [String] {
    guard decision.ticket.isOpen else { return [] }
    let facts = histories[decision.ticket.id] ?? []
    guard let again = try? desk(facts).advance(decision.ticket),
      let after = try? desk(facts + again.facts).advance(again.ticket)
    else {
      return ["it cannot be looked at again"]
    }
    // An answer or a refused page does not look by itself; what follows it may be due at once, but only once.
    return after.steps.isEmpty && after.ticket == again.ticket && after.pages.isEmpty && after.timer == again.timer
      ? [] : ["a second look does \(after.steps.map(\.action))"]
  }

  // MARK: The desk

  private func desk(of ticket: TicketID) throws -> Desk { try desk(histories[ticket] ?? []) }

  private func desk(_ facts: [TicketFact] = []) throws -> Desk {
    var loads: [MemberID: Load] = [:]
    for (ticket, _) in open.values { if let owner = ticket.owner { loads[owner, default: .zero] += .one } }
    var snapshot = DeskSnapshot(
      now: now, policy: policy, timeline: timeline, calendars: calendars, loads: loads, lastAssigned: lastAssigned,
      leave: leave, history: TicketHistory(facts))
    (snapshot.pauses, snapshot.recent) = (pauses, recent)
    return Desk(snapshot)
  }

  private mutating func refresh() throws {
    timeline = try Self.timeline(schedule, overrides, leave, now)
  }

  private static func timeline(
    _ schedule: Schedule, _ overrides: [Override], _ leave: [Leave], _ now: Timestamp
  ) throws -> OnCallTimeline {
    guard let window = Interval(now - .hours(48), now + .hours(24 * 14)) else { throw TextProblem("empty", help: "") }
    let input = TimelineInput(
      versions: [ScheduleVersion(from: .distantPast, schedule: schedule)],
      overrides: overrides.filter { $0.interval.overlaps(window) }, leave: leave.filter { $0.interval.overlaps(window) }
    )
    return try OnCallTimeline(input, window: window, zones: Desks.zones)
  }

  // MARK: Definitions

  private static func schedule(_ dice: inout Dice) throws -> Schedule {
    func crew(_ dice: inout Dice) -> String {
      people.shuffled(using: &dice).prefix(dice.roll(1...3)).joined(separator: " ")
    }
    let day = dice.pick(["mon-fri 08:00-16:00", "mon-fri 09:00-12:30, 13:30-17:00", "mon,wed,sat 22:00-06:00"])
    let night = dice.pick(["always", "20:00-08:00", "mon-fri 20:00-08:00"])
    return try Desks.schedule([
      Desks.staffed("desk \(day): \(crew(&dice))", fallback: dice.pick([nil, "secondary"])),
      Desks.staffed("primary \(night): \(crew(&dice))", fallback: "secondary"),
      Desks.staffed("secondary mon-sat 06:00-23:00: \(crew(&dice))"),
    ])
  }

  private static func policy(_ dice: inout Dice) throws -> DeskPolicy {
    let waits: [String?] = [nil, "10 minutes", "45 minutes"]
    var overflow = [try Desks.level("desk")]
    if dice.once(in: 2) { overflow.append(try Desks.level("primary", after: dice.pick(waits))) }
    if dice.once(in: 2) { overflow.append(try Desks.level("lead", after: dice.pick(waits))) }
    if dice.once(in: 2) { overflow.append(try Desks.level("primary", after: dice.pick(waits), pages: true)) }
    if dice.once(in: 2), let span = try? PlainDuration(text: "9 hours") {
      overflow.insert(OverflowLevel(to: .duty(Desks.duty("secondary")), askFor: span), at: dice.roll(0...1))
    }
    if dice.once(in: 3) { overflow[0].acknowledgeWithin = PlainDuration(.minutes(20)) }
    var policy = try Desks.policy(
      overflow, hours: dice.pick([.always, .named(OfficeHoursID(unchecked: "uk"))]),
      pageFrom: dice.pick([nil, "urgent", "high"]), outsideHours: dice.pick(Queue.OutsideHours.allCases),
      due: dice.pick([nil, "1 hour", "24 hours"]), steps: dice.once(in: 4) ? [] : steps(&dice),
      repeats: dice.roll(0...3), assign: dice.pick(AssignmentPolicy.allCases),
      review: dice.pick(["1 day", "6 hours", "45 minutes"]), skills: dice.once(in: 5) ? ["devices"] : [])
    policy.queues[0].rules = rules(&dice)
    policy.queues[0].offShift.otherwise = dice.pick([.card, .card, dice.pick(OffShiftRules.Otherwise.allCases)])
    policy.queues[0].offShift.waits = [PriorityWait(after: PlainDuration(.hours(dice.roll(0...6))))]
    policy.customers = [
      Customer(
        id: CustomerID(unchecked: "larch"), name: "Larch", domains: ["larch.example.com"],
        people: people.shuffled(using: &dice).prefix(2).map(Desks.member))
    ]
    policy.routing = [
      RoutingRule(
        name: "secrets", when: RoutingCondition(words: ["secret"]),
        outcome: RoutingOutcome(visibility: .confidential)),
      RoutingRule(name: "ads", when: RoutingCondition(words: ["buy"]), outcome: RoutingOutcome(ending: .notATicket)),
    ]
    policy.queues[0].targets += try promises(&dice)
    policy.queues[0].states = StateRules(
      holdStopsResolution: dice.once(in: 2), warnBefore: [PlainDuration(.minutes(20)), PlainDuration(.minutes(5))],
      silence: SilenceRule(every: PlainDuration(.hours(9)), text: "Are you still there?"))
    policy.queues[0].afterReply = dice.pick([nil, .open, .pending, .resolved])
    return policy
  }

  private static func promises(_ dice: inout Dice) throws -> [ClockTarget] {
    let clocks: [ClockTarget.Clock] = [.triage, .nextResponse, .resolution]
    return try clocks.map {
      ClockTarget(clock: $0, target: try Target(text: dice.pick(["none", "2 hours", "3 days"])))
    }
  }

  private static func rules(_ dice: inout Dice) -> AssignmentRules {
    var rules = AssignmentRules(confidants: people.shuffled(using: &dice).prefix(2).map(Desks.member))
    if dice.once(in: 3) { rules.skillsRelaxAfter = PlainDuration(.minutes(40)) }
    if dice.once(in: 3) { rules.rate = RateLimit(count: dice.roll(1...2), window: PlainDuration(.hours(2))) }
    if dice.once(in: 3) { rules.weights = [PriorityWeight(weight: Load(hundredths: 50))] }
    if dice.once(in: 3) { rules.beyondCapacityFrom = Desks.priority("high") }
    if dice.once(in: 3) { rules.grace = PlainDuration(.hours(2)) }
    return rules
  }

  /// One to four steps; several of them may be meant for one person, but never at the same time.
  private static func steps(_ dice: inout Dice) throws -> [EscalationStep] {
    let anchors = EscalationStep.Anchor.allCases
    return try (0..<dice.roll(1...4)).map { index in
      try Desks.step(
        index == 0 ? dice.pick(anchors) : dice.pick([.previous, .previous, dice.pick(anchors)]),
        "\(index * 17 + dice.roll(0...16)) minutes",
        page: dice.pick(["primary", "secondary", "lead", "owner", "ana", "primary lead"]),
        within: dice.pick([nil, "0 minutes", "5 minutes"]), working: dice.pick([nil, nil, "0 minutes", "30 minutes"]))
    }
  }
}
