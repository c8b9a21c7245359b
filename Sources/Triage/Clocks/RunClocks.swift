import Scheduling
import Timekeeping

/// All clocks of one ticket, computed from its facts and never from an older due time (rules K8 and O9).
package struct RunClocks: Sendable {
  package var course: TicketCourse
  package var queue: Queue
  package var policy: DeskPolicy
  /// The queue's office hours; nil when it is always open.
  package var calendar: OfficeCalendar?
  /// The team's: days are counted on its wall.
  package var zone: Zone
  /// When somebody who answers is on shift, sorted and disjoint; for the soft goal.
  package var staffed: [Interval]
  /// The version of the definitions that `policy` comes from.
  package var definitions: Int
  package var now: Timestamp

  package init(
    course: TicketCourse, queue: Queue, policy: DeskPolicy, calendar: OfficeCalendar?, zone: Zone,
    staffed: [Interval] = [], definitions: Int = 1, now: Timestamp
  ) {
    self.course = course
    self.queue = queue
    self.policy = policy
    self.calendar = calendar
    self.zone = zone
    self.staffed = staffed
    self.definitions = definitions
    self.now = now
  }

  /// Every clock that has begun and has a promise, in the order of ``ClockTarget/Clock``.
  package func readings() -> [ClockReading] { ClockTarget.Clock.allCases.compactMap { explained($0)?.reading } }

  /// A clock with the timeline of its due time (rule O10); nil when it has not begun, or nothing is promised.
  package func explained(_ clock: ClockTarget.Clock) -> ClockExplanation? {
    guard
      let run = course.run(
        of: clock, rules: queue.stateRules, acknowledgementCounts: queue.acknowledgementCounts, now: now),
      let found = promise(for: run)
    else { return nil }
    return ClockExplanation(reading: reading(of: run, found), lines: found.due?.lines ?? [])
  }

  private func reading(of run: ClockRun, _ found: Promised) -> ClockReading {
    let state: ClockReading.State =
      run.ended != nil ? (run.isMet ? .met : .stopped) : run.pausedSince == nil ? .running : .paused
    return ClockReading(
      clock: run.clock, target: found.target, policy: found.policy, definitions: definitions, from: run.from,
      due: state == .paused ? nil : found.due?.at, state: state, ended: run.ended,
      breach: course.breaches.last { $0.clock == run.clock && $0.from == run.from }, because: found.because(run))
  }

  // MARK: What was promised

  /// A promise with the due time that it comes to.
  struct Promised {
    var target: Target
    var policy: String
    var due: DueTime?
    /// Said where the promise is not simply the ticket's own.
    var reason: String?

    func because(_ run: ClockRun) -> String {
      [reason, "\(target) by \(policy)"].compactMap { $0 }.joined(separator: "; ")
    }
  }

  private func promise(for run: ClockRun) -> Promised? {
    switch run.clock {
    case .promisedUpdate: return promised(run)
    case .goal: return goal(run)
    case .triage, .firstResponse, .nextResponse, .resolution: break
    }
    let plausible = plausiblePriorities
    let all = plausible.compactMap { priority in found(run, priority).map { (priority, $0) } }
    guard var strictest = all.min(by: { Self.isSooner($0.1, $1.1) }) else { return nil }
    if plausible.count > 1, strictest.0 != course.priority {
      let until = "until it is triaged the strictest promise counts, that of \(strictest.0)"
      strictest.1.reason = [until, strictest.1.reason].compactMap { $0 }.joined(separator: "; ")
    }
    return strictest.1
  }

  private func found(_ run: ClockRun, _ priority: Priority) -> Promised? {
    guard let found = policy.promise(run.clock, of: queue, to: ticket(priority)), found.target != .none else {
      return nil
    }
    if let due = due(found.target, from: run.from, pauses: run.pauses) {
      return Promised(target: found.target, policy: found.policy, due: due)
    }
    // Hours that run out keep the promise in sight; without any there is no business time (B27).
    guard calendar != nil, case .named(let hours) = queue.hours else { return nil }
    let never = "never: office hours \(hours) do not open often enough after \(run.from)"
    return Promised(target: found.target, policy: found.policy, reason: never)
  }

  /// The latest that an update may be promised for now, where the queue or a promise says so (E10).
  var latestUpdate: (at: Timestamp, target: Target, policy: String)? {
    let own = course.priority ?? policy.priorities.last ?? Priority(unchecked: "normal")
    guard let found = found(ClockRun(clock: .promisedUpdate, from: now), own), let due = found.due else { return nil }
    return (due.at, found.target, found.policy)
  }

  private static func isSooner(_ a: Promised, _ b: Promised) -> Bool {
    (a.due?.at ?? .distantFuture) < (b.due?.at ?? .distantFuture)
  }

  /// The priorities that a ticket may turn out to have: its own once it is triaged or where the queue has no triage,
  /// else all that nobody would have been woken for, since those are proposed at once (B25).
  private var plausiblePriorities: [Priority] {
    let own = course.priority ?? policy.priorities.last ?? Priority(unchecked: "normal")
    guard course.triaged == nil, promisesTriage else { return [own] }
    let quiet = policy.priorities.filter { priority in queue.pageFrom.map { !policy.isAtLeast($0, priority) } ?? true }
    return ([own] + quiet).uniqued
  }

  private var promisesTriage: Bool {
    policy.priorities.contains { priority in
      (policy.promise(.triage, of: queue, to: ticket(priority))?.target ?? .none) != .none
    }
  }

  private func ticket(_ priority: Priority) -> PromisedTicket {
    PromisedTicket(
      priority: priority, source: course.beginning?.source ?? "", tags: course.tags, tier: course.tier,
      customer: course.customer, date: zone.civil(at: course.began).date)
  }

  private func promised(_ run: ClockRun) -> Promised? {
    run.due.map { until in
      let line = DueTime(at: until, timeline: [], zone: calendar?.zone ?? zone)
      return Promised(target: .elapsed(until - run.from), policy: "the word given to the customer", due: line)
    }
  }

  private func goal(_ run: ClockRun) -> Promised? {
    queue.stateRules.goal.flatMap { goal in
      staffedDue(goal.duration, from: run.from).map { due in
        Promised(target: .elapsed(goal.duration), policy: "the goal of queue \(queue.id) on shift", due: due)
      }
    }
  }
}
