import Timekeeping

/// When a clock counted: from, without, until; before anything is known of what was promised.
struct ClockRun {
  var clock: ClockTarget.Clock
  var from: Timestamp
  var pauses: [Interval] = []
  /// Since when it stands still.
  var pausedSince: Timestamp?
  var ended: Timestamp?
  /// False when it ended without what it waited for.
  var isMet = true
  /// For a promised update: what was promised is the due time itself.
  var due: Timestamp?
}

extension TicketCourse {
  /// How `clock` runs by the facts, or nil when it has not begun (rule K8).
  func run(of clock: ClockTarget.Clock, rules: StateRules, acknowledgementCounts: Bool, now: Timestamp) -> ClockRun? {
    switch clock {
    case .triage: ClockRun(clock: clock, from: began, ended: triaged ?? resolved)
    case .firstResponse: firstResponse(rules, acknowledgementCounts)
    case .nextResponse: nextResponse(rules, acknowledgementCounts)
    case .resolution: resolution(rules, now: now)
    case .promisedUpdate: promisedUpdate
    case .goal: goal
    }
  }

  /// What counts as the first response under `rules`.
  func responseThatCounts(_ rules: StateRules, _ acknowledgementCounts: Bool) -> FirstResponse? {
    let own = response.flatMap { $0.how != .community ? $0 : nil }
    let answer = [own, rules.communityCounts ? community : nil].compactMap { $0 }.min { $0.at < $1.at }
    guard acknowledgementCounts, let acknowledged, acknowledged < answer?.at ?? .distantFuture else { return answer }
    return FirstResponse(at: acknowledged, how: .acknowledgement)
  }

  /// No state stops it. Nobody is answered where a colleague began it: who rings asks for a person.
  private func firstResponse(_ rules: StateRules, _ acknowledgementCounts: Bool) -> ClockRun? {
    if messages.first?.message.kind == .note, unanswered.isEmpty { return nil }
    var run = ClockRun(clock: .firstResponse, from: began)
    guard let response = responseThatCounts(rules, acknowledgementCounts) else { return run }
    run.ended = response.at
    run.isMet = response.isMet(by: rules)
    return run
  }

  /// Only after the first response: before it, that one counts for all that the customer wrote. What is older and waits
  /// still counts from when it came: it was only acknowledged, or came with a merged ticket. Somebody else's answer that
  /// counts as ours answers what came before it.
  private func nextResponse(_ rules: StateRules, _ acknowledgementCounts: Bool) -> ClockRun? {
    guard let first = responseThatCounts(rules, acknowledgementCounts) else { return nil }
    let isOurs = first.how != .community
    if let oldest = unanswered.first(where: { isOurs || $0.since > first.at }) {
      return ClockRun(clock: .nextResponse, from: oldest.since)
    }
    guard let last = answered.last, last.from > first.at || isOurs && last.at > first.at else { return nil }
    return ClockRun(clock: .nextResponse, from: last.from, ended: last.at)
  }

  /// Reopening goes on with it; the time spent resolved does not count.
  private func resolution(_ rules: StateRules, now: Timestamp) -> ClockRun {
    let still: [TicketState] =
      [.pending, .resolved, .closed] + (rules.holdStopsResolution ? [.onHold] : [])
    var run = ClockRun(clock: .resolution, from: began)
    run.ended = resolved
    run.pauses = spans(in: still, until: resolved ?? now)
    if resolved == nil, still.contains(turn) { run.pausedSince = stateSince }
    return run
  }

  private var promisedUpdate: ClockRun? {
    if let promise { return ClockRun(clock: .promisedUpdate, from: promise.made, due: promise.until) }
    guard let last = pastPromises.last, last.kept != nil else { return nil }
    return ClockRun(clock: .promisedUpdate, from: last.made, ended: last.kept, due: last.until)
  }

  private var goal: ClockRun? {
    if let oldest = unanswered.first { return ClockRun(clock: .goal, from: oldest.since) }
    return answered.last.map { ClockRun(clock: .goal, from: $0.from, ended: $0.at) }
  }
}

extension FirstResponse {
  /// False for an end of the wait that answered nobody.
  func isMet(by rules: StateRules) -> Bool {
    switch how {
    case .reply, .community, .acknowledgement: true
    case .resolved: rules.resolvingCounts
    case .noReplyNeeded: false
    }
  }
}
