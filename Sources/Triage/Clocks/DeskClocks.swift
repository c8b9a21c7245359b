import Scheduling
import Timekeeping

extension Desk {
  /// The clocks of `ticket` as they stand, to be explained; throws when its queue is not in the definitions.
  package func clocks(of ticket: Ticket) throws(DeskRefusal) -> RunClocks { try run(ticket).clocks }
}

/// The clocks of the ticket that is decided about.
extension DeskRun {
  var clocks: RunClocks {
    RunClocks(
      course: course, queue: queue, policy: snapshot.policy, calendar: snapshot.calendar(of: queue),
      zone: snapshot.timeline.zone, staffed: staffed, definitions: snapshot.definitions, now: now)
  }

  var runningPromises: [ClockReading] { ticket.isOpen ? readings.filter(\.isRunningPromise) : [] }

  private var staffed: [Interval] { queue.stateRules.goal == nil ? [] : snapshot.timeline.staffed(for: queue) }

  // MARK: Breaches

  /// Notes, once each, what is overdue; a recorded breach stays as it is (rule O9).
  mutating func noteBreaches() {
    let overdue = runningPromises.filter { $0.breach == nil && $0.due.map { $0 < now } ?? false }
    for reading in overdue { note(reading) }
    tell(ofBreaches: overdue.filter { $0.clock != .goal })
  }

  private mutating func note(_ reading: ClockReading) {
    guard let due = reading.due else { return }
    record(
      .breached(
        BreachRecord(
          clock: reading.clock, from: reading.from, due: due, noted: now, target: reading.target,
          policy: reading.policy, definitions: reading.definitions)), by: .desk)
    ticket.breached = ticket.breached ?? now
    did(.breached, "the \(reading.clock.rawValue) was due \(snapshot.wall(due))")
    beginAgain(after: reading)
  }

  /// Its owner hears of broken promises, of all that broke at once in one notice; where nobody has the ticket, or its
  /// owner is off, the lead does as well.
  private mutating func tell(ofBreaches broken: [ClockReading]) {
    let lead = ownerIsOff ? snapshot.timeline.schedule.lead : nil
    let people = [ticket.owner, lead].compactMap { $0 }.uniqued
    guard !broken.isEmpty, !people.isEmpty else { return }
    let what = broken.map { "the \($0.clock.rawValue) was due \($0.due.map { "\($0)" } ?? "before")" }
    tells.append(
      Telling(.overdue, ticket.id, to: people, text: "\(ticket.id): \(what.joined(separator: "; ")).")
    )
  }

  /// Somebody took it on and then let a later promise pass: the steps that the policy has for that begin anew (K5).
  ///
  /// What had been acknowledged before the first response stays quiet: then somebody is at work on that very promise.
  private mutating func beginAgain(after reading: ClockReading) {
    guard isUrgent, let held = ticket.acknowledgement, let due = reading.due, held.at < due,
      let state = ticket.escalation,
      [.nextResponse, .resolution, .promisedUpdate].contains(reading.clock),
      let first = state.policy.steps.firstIndex(where: { $0.anchor == .due || $0.anchor == .breached })
    else { return }
    ticket.acknowledgement = nil
    ticket.breached = now
    ticket.episode += 1
    ticket.escalation = EscalationState(policy: state.policy, step: first, began: now)
  }

  // MARK: Warnings

  /// The warnings that are still to be given, with when.
  var dueWarnings: [(at: Timestamp, of: ClockReading, lead: PlainDuration)] {
    guard ticket.isOpen else { return [] }
    let due = runningPromises.filter { ($0.due ?? .distantPast) > now && !leads(of: $0).isEmpty }
    guard !due.isEmpty else { return [] }
    let clocks = clocks
    return due.flatMap { reading in
      leads(of: reading).compactMap { lead in
        guard !isWarned(of: reading, lead), let at = clocks.instant(lead.duration, before: reading) else { return nil }
        return (at, reading, lead)
      }
    }
  }

  /// What somebody has promised to write is never forgotten: an hour before, where the queue warns of nothing (B17).
  private func leads(of reading: ClockReading) -> [PlainDuration] {
    let leads = queue.stateRules.warnBefore
    return leads.isEmpty && reading.clock == .promisedUpdate ? [PlainDuration(.hours(1))] : leads
  }

  private func isWarned(of reading: ClockReading, _ lead: PlainDuration) -> Bool {
    course.warnings.contains { $0.clock == reading.clock && $0.due == reading.due && $0.lead == lead }
  }

  /// Warns of what is due soon: of one clock once, however many of its warnings were missed (invariant I14).
  mutating func warn() {
    let (all, now) = (dueWarnings, now)
    guard all.contains(where: { $0.at <= now }) else { return }
    for clock in ClockTarget.Clock.allCases {
      let missed = all.filter { $0.of.clock == clock && $0.at <= now }
      guard let last = missed.max(by: { $0.at < $1.at }), let due = last.of.due else { continue }
      for warning in missed {
        record(.warned(ClockWarning(clock: clock, due: due, lead: warning.lead)), by: .desk)
      }
      let text = "the \(clock.rawValue) is due \(due), in \(PlainDuration(due - now))"
      did(.warned, WallText.sentence(text, in: snapshot.timeline.zone))
      tellResponsible(
        kind: "ticket-due", cause: "\(clock.rawValue)/\(due)/\(last.lead)", "\(text) (\(last.of.because))", until: due)
    }
  }
}

extension OnCallTimeline {
  /// When somebody is on for the first level of `queue` that gives tickets out: the time that its goal counts (D31).
  package func staffed(for queue: Queue) -> [Interval] {
    let duties = queue.overflow.compactMap { level -> DutyID? in
      if case .duty(let duty) = level.to, level.askFor == nil { duty } else { nil }
    }
    guard let first = duties.first else { return [] }
    let standing = schedule.fallbackChain(from: first).map(\.id)
    return standing.compactMap { duty($0) }.flatMap(\.shifts).map(\.interval).union
  }
}
