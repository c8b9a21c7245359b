import Scheduling
import Timekeeping

/// What every change of state does (rule K9).
extension DeskRun {
  /// Turns the ticket to `state` and says why. What nobody owns is New while it is not over (C27): whom it would wait for
  /// is kept until somebody has it.
  mutating func turn(
    to state: TicketState, _ because: String, by author: FactAuthor, wake: Timestamp? = nil, reason: StateReason? = nil
  ) {
    let waits = state == .pending || state == .onHold
    let isNobodys = ticket.owner == nil && (waits || state == .open)
    let next = isNobodys ? .new : state
    let (wasOpen, waited) = (ticket.isOpen, [.pending, .onHold].contains(ticket.state))
    let wait = isNobodys && waits ? TicketWait(state: state, because: because, wake: wake, reason: reason) : nil
    let change = StateChange(
      to: next, because: because, wake: wait == nil ? wake : nil, waits: wait?.state, reason: reason)
    record(.state(change), by: author)
    ticket.state = next
    ticket.custody.wait = wait
    if next != .open { ticket.acknowledgement?.renewBy = nil }
    if next == .open, waited {
      let again = renewal()
      ticket.acknowledgement?.renewBy = again
    }
    if wasOpen, !ticket.isOpen { end() }
    if !ticket.isOpen { askForEffort(on: next) }
    if !wasOpen, ticket.isOpen { beginAgain() }
  }

  /// Whoever had it in hand was done with it: what has come back is acknowledged by nobody, and is paged for anew where
  /// it may disturb people (rules K5 and K6). It stays with its owner, who may have been silent before (K1).
  private mutating func beginAgain() {
    ticket.closed = nil
    // Somebody works on it after all.
    ticket.classification.ending = nil
    ticket.custody.answerBy = nil
    withdrawAcknowledgement()
  }

  /// Its timer goes, and so do pages that have not left.
  private mutating func end() {
    ticket.closed = now
    ticket.custody.card = nil
    withdrawsPages = true
  }

  /// When what waits for its day wakes, also what nobody owns meanwhile.
  var wakes: Timestamp? { course.wake ?? ticket.custody.wait?.wake }

  /// An On-hold ticket wakes on its day; so does one whose wake was slept through. What nobody owns is New until somebody
  /// does, and says why that is; from its day on it is ours all the same (C27).
  mutating func wake() {
    guard let wake = wakes, wake <= now else { return }
    let why = "it was to wake \(snapshot.wall(wake))"
    turn(to: .open, why, by: .desk)
    if ticket.owner != nil { ticket.because = why }
    did(.reopened, why)
    let what = ticket.owner == nil ? "nobody has it, and it is ours to go on with again" : "it is open again"
    tellResponsible(kind: "ticket-woke", cause: "wake/\(wake)", "\(what): \(why)")
  }

  /// The next step is ours again, and those who have it are told; of an owner who is off after a customer's words,
  /// rule K2 decides instead.
  mutating func comeBack(
    _ because: String, by author: FactAuthor, cause: String, tells: Bool = true, reason: StateReason? = nil
  ) {
    turn(to: .open, because, by: author, reason: reason)
    ticket.because = because
    did(.reopened, because)
    guard tells else { return }
    let why = ticket.isPrivate ? "" : ": \(because)"
    tellResponsible(kind: "ticket-returned", cause: cause, "it is open again\(why)")
  }
}

extension Desk {
  /// The customer has the next step; the time to the resolution stands still (C29).
  package func setPending(_ ticket: Ticket, by member: MemberID, because: String?) throws(DeskRefusal) -> Decision {
    try act(on: ticket, by: member) { run, name throws(DeskRefusal) in
      try run.notYet(.pending)
      run.takeOver(by: member, via: "pending")
      let why = because ?? "\(name) waits for the customer"
      run.turn(to: .pending, why, by: .member(member))
      run.ticket.because = why
      run.did(.pending, why)
    }
  }

  /// Somebody else has the next step (C30); it wakes at `wake`, or when what it is linked to is done.
  package func setOnHold(
    _ ticket: Ticket, by member: MemberID, because: String, wake: Timestamp? = nil
  ) throws(DeskRefusal) -> Decision {
    try Limits.check(because, "the reason", 1...Limits.reason)
    return try act(on: ticket, by: member) { run, name throws(DeskRefusal) in
      if let wake, wake <= run.now {
        throw DeskRefusal(
          what: "\(wake) has passed", help: "give a later time, or open the ticket",
          isAboutInput: true)
      }
      if wake == nil, run.course.openWork.isEmpty {
        throw DeskRefusal(
          what: "nothing would wake \(ticket.id)", help: "say until when, or link the bug that it waits for first")
      }
      run.takeOver(by: member, via: "on hold")
      run.turn(to: .onHold, because, by: .member(member), wake: wake)
      run.ticket.because = because
      run.did(.onHold, "\(name): \(because)" + (wake.map { "; wakes \(run.snapshot.wall($0))" } ?? ""))
    }
  }

  /// We have the next step again, whatever the state was.
  package func reopen(_ ticket: Ticket, by member: MemberID, because: String?) throws(DeskRefusal) -> Decision {
    try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      guard ![.new, .open].contains(ticket.state) || ticket.custody.wait != nil else {
        throw DeskRefusal(what: "\(ticket.id) is \(ticket.state.rawValue) already", help: "nothing was changed")
      }
      if ticket.mergedInto != nil { throw .isOver(ticket) }
      let why = because ?? "\(name) opened it again"
      run.turn(to: .open, why, by: .member(member))
      run.ticket.because = why
      run.did(.reopened, why)
      run.takeOver(by: member, via: "reopen")
    }
  }

  /// The customer's last words need no answer: what waits for one stops, and that is said (D54).
  package func noReplyNeeded(_ ticket: Ticket, by member: MemberID, because: String) throws(DeskRefusal) -> Decision {
    try Limits.check(because, "the reason", 1...Limits.reason)
    return try act(on: ticket, by: member) { run, name throws(DeskRefusal) in
      guard !run.course.unanswered.isEmpty else {
        throw DeskRefusal(what: "no message of the customer waits for an answer", help: "nothing was changed")
      }
      run.takeOver(by: member, via: "no reply needed")
      run.record(.noReplyNeeded(because: because), by: .member(member))
      run.did(.noReplyNeeded, "\(name): \(because)")
    }
  }

  /// The customer was told that they will hear from us by `until` (B17, E10).
  package func promise(_ ticket: Ticket, by member: MemberID, until: Timestamp) throws(DeskRefusal) -> Decision {
    try act(on: ticket, by: member) { run, name throws(DeskRefusal) in
      guard until > run.now else {
        throw DeskRefusal(
          what: "\(until) has passed", help: "promise a later time", isAboutInput: true)
      }
      guard until - run.now <= Limits.promise else {
        throw DeskRefusal(
          what: "the promise is more than a year ahead", help: "promise something nearer", isAboutInput: true)
      }
      run.takeOver(by: member, via: "promise")
      if let limit = run.clocks.latestUpdate, until > limit.at {
        run.warnings.append(
          "\(limit.policy) promises updates within \(limit.target), by \(run.snapshot.wall(limit.at))")
      }
      run.record(.promised(until: until), by: .member(member))
      run.did(.promised, "\(name): an update by \(run.snapshot.wall(until))")
    }
  }

  /// Somebody looked and said what it is: the triage is over, and clocks go by what they said (rule K8).
  package func triage(
    _ ticket: Ticket, by member: MemberID, kind: String? = nil, priority: Priority? = nil, tags: [String]? = nil
  ) throws(DeskRefusal) -> Decision {
    try check(priority)
    guard kind != nil || priority != nil || tags != nil else {
      throw DeskRefusal(
        what: "nothing is said of \(ticket.id)", help: "say what kind it is, or how urgent", isAboutInput: true)
    }
    if let kind { try Limits.check(kind, "the kind", 1...Limits.kind) }
    return try act(on: ticket, by: member) { run, name throws(DeskRefusal) in
      run.change(TicketChange(priority: priority, tags: tags), by: .member(member))
      run.ticket.classification.isProposed = false
      run.ticket.classification.kind = kind ?? run.ticket.classification.kind
      run.record(.triaged(kind: kind), by: .member(member))
      let what = [kind, run.ticket.priority.text].compactMap { $0 }.joined(separator: ", ")
      run.did(.triaged, "\(name): \(what)")
      run.followPriority(from: ticket.priority, by: .member(member))
      if let kind { run.warnOfSlip(in: kind) }
    }
  }

  /// Somebody looked through it in the review of its queue; the next review begins anew (C69).
  package func review(_ ticket: Ticket, by member: MemberID) throws(DeskRefusal) -> Decision {
    try act(on: ticket, by: member) { run, name throws(DeskRefusal) in
      run.record(.reviewed, by: .member(member))
      run.did(.reviewed, "by \(name)")
    }
  }

  private func check(_ priority: Priority?) throws(DeskRefusal) {
    let known = snapshot.policy.priorities.map(\.text)
    guard let priority, !known.contains(priority.text) else { return }
    throw .unknown(
      "there is no priority '\(priority.text.echoed)'", priority.text, among: known,
      lead: known.isEmpty ? "the team's file has no `priorities:`" : "priorities are ")
  }

  /// What all acts of a person have in common: their name is known, breaches are noted first, and the ticket is open.
  func act(
    on ticket: Ticket, by member: MemberID, alsoDone: Bool = false,
    _ deed: (inout DeskRun, String) throws(DeskRefusal) -> Void
  ) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard ticket.isOpen || alsoDone else { throw .isOver(ticket) }
    try check(member, may: ticket, in: run.queue)
    run.noteBreaches()
    try deed(&run, snapshot.name(member))
    if run.ticket.isOpen { run.advance() }
    return run.decision()
  }
}

extension DeskRun {
  /// Refuses a state that the ticket is in.
  func notYet(_ state: TicketState) throws(DeskRefusal) {
    guard ticket.state == state else { return }
    throw DeskRefusal(what: "\(ticket.id) is \(state.rawValue) already", help: "nothing was changed")
  }

  /// Kinds are free words; one that is nearly a type of the team's rules is a slip.
  fileprivate mutating func warnOfSlip(in kind: String) {
    let known = snapshot.policy.routing.compactMap(\.outcome.kind).uniqued
    guard !known.contains(kind), let near = didYouMean(kind, among: known) else { return }
    warnings.append("no rule of the team knows the type '\(kind)'; did you mean '\(near)'?")
  }

  /// Whoever acts on a ticket has it in hand: that acknowledges it, and gives it to them when nobody has it, or the
  /// owner is off shift (rules K5 and K7).
  mutating func takeOver(by member: MemberID, via: String) {
    // Whoever has it has decided.
    if member == ticket.owner { ticket.custody.card = nil }
    guard
      ticket.acknowledgement == nil || ticket.acknowledgement?.by == member && ticket.acknowledgement?.renewBy != nil
        || ticket.owner == nil
    else { return }
    takeOn(by: member, via: via)
  }

  /// Takes what is new of `change`: the ticket shows it, and clocks go by it from the beginning (rule O9).
  mutating func change(_ change: TicketChange, by author: FactAuthor) {
    guard !change.isEmpty else { return }
    record(.changed(change), by: author)
    var said: [String] = []
    if let priority = course.priority, priority != ticket.priority {
      let wasUrgent = isUrgent
      said.append("priority \(ticket.priority) → \(priority)")
      ticket.priority = priority
      ticket.classification.isProposed = false
      ticket.custody.weight = queue.rules.weight(of: priority)
      if wasUrgent { calmDown() } else { ringAnew(by: author) }
      repin()
    }
    if let title = course.title, title != ticket.title {
      ticket.title = title
      said.append("a new title")
    }
    if course.tags != ticket.tags {
      ticket.tags = course.tags
      said.append("tags \(ticket.tags.isEmpty ? "none" : ticket.tags.joined(separator: ", "))")
    }
    if !said.isEmpty { did(.changed, said.joined(separator: "; ")) }
  }

  /// Nobody is paged about it any more until something new begins; nobody has to say that they are at it.
  mutating func endAlarm() {
    withdrawsPages = true
    ticket.acknowledgement = nil
    ticket.escalation = nil
    ticket.episode += 1
  }

  /// What disturbs nobody any more pages nobody: what has not left is withdrawn, and should it be urgent again, it begins
  /// anew.
  mutating func calmDown() {
    guard !isUrgent else { return }
    withdrawsPages = true
    ticket.acknowledgement?.renewBy = nil
    guard let state = ticket.escalation, state.lastFired != nil, ticket.acknowledgement == nil else { return }
    ticket.episode += 1
    ticket.escalation = EscalationState(policy: state.policy, began: now)
  }

  /// What was acknowledged until now was no alarm: one that it has become pages, unless whoever makes it one is who would be
  /// paged first and has it already (K7, E2).
  mutating func ringAnew(by author: FactAuthor) {
    guard isUrgent, let held = ticket.acknowledgement,
      let policy = queue.escalation(for: ticket.priority).flatMap({ snapshot.policy.escalation($0) })
    else { return }
    let first = policy.steps.first.map { recipients(of: $0).map(\.member) } ?? []
    guard author.member != held.by || !first.contains(held.by) else { return }
    withdrawAcknowledgement()
  }

  /// Another priority follows another escalation policy, from its first step; one that pages already goes on.
  mutating func repin() {
    let wanted = queue.escalation(for: ticket.priority).flatMap { snapshot.policy.escalation($0) }
    guard wanted?.id != ticket.escalation?.policy.id, ticket.acknowledgement == nil else { return }
    if ticket.escalation?.lastFired != nil { ticket.episode += 1 }
    ticket.escalation = wanted.map { EscalationState(policy: $0, began: now) }
  }
}

/// The sizes of what people write, in code points unless said otherwise.
enum Limits {
  static let message = 100_000
  static let reason = 500
  static let kind = 100
  /// How far ahead an update may be promised.
  static let promise = Duration.hours(24 * 366)

  static func check(_ text: String, _ what: String, _ range: ClosedRange<Int>) throws(DeskRefusal) {
    let count = TextLength.scalars.of(text)
    guard range.contains(count) else {
      throw DeskRefusal(
        what: "\(what) has \(count) characters", help: "give \(range.lowerBound) to \(range.upperBound) characters",
        isAboutInput: true)
    }
    guard range.lowerBound == 0 || !VisibleText.isEmpty(text) else {
      throw DeskRefusal(
        what: "\(what) is blank", help: "give \(range.lowerBound) to \(range.upperBound) characters",
        isAboutInput: true)
    }
  }
}
