import Timekeeping

/// One wait of a customer for an answer, measured by the goal of the queue (D31).
private struct GoalWait {
  var calendar: Duration
  /// With somebody on shift: what the goal counts.
  var staffed: Duration
  var isKept: Bool
  var isAnswered: Bool

  init(_ wait: Interval, _ staffed: [Interval], goal: Duration, isAnswered: Bool) {
    calendar = wait.duration
    self.staffed = staffed.compactMap(wait.intersection).covered
    isKept = self.staffed <= goal
    self.isAnswered = isAnswered
  }
}

extension ClockFigures {
  /// Of every wait that began in `span`, whenever its answer came; nil where no ticket is of a queue with a goal.
  ///
  /// Business time is time with somebody on shift. What still waits, or ended without a word, is decided once it is beyond
  /// the goal.
  init?(goalsOf tickets: [ReportedTicket], in span: Interval, now: Timestamp) {
    let tickets = tickets.filter { $0.rules.goal != nil }
    guard !tickets.isEmpty else { return nil }
    let waits = tickets.flatMap { $0.goalWaits(in: span, now: now) }
    let answered = waits.filter(\.isAnswered)
    calendar = Spread(answered.map(\.calendar))
    business = Spread(answered.map(\.staffed))
    let decided = waits.filter { $0.isAnswered || !$0.isKept }
    attainment = Share(decided.count { $0.isKept }, of: decided.count)
  }
}

extension ReportedTicket {
  /// The waits for an answer that began in `span`, each until it came, the ticket was over, or now.
  package func waits(in span: Interval, now: Timestamp) -> [(time: Interval, isAnswered: Bool)] {
    let answered = course.answered.map { (from: $0.from, to: $0.at, isAnswered: true) }
    let abandoned = course.abandoned.map { (from: $0.start, to: $0.end, isAnswered: false) }
    let ended = course.dropped.first.map { (from: $0.since, to: course.resolved ?? now, isAnswered: false) }
    let open = course.unanswered.first.map { (from: $0.since, to: now, isAnswered: false) }
    let all = answered + abandoned + [ended, open].compactMap { $0 }
    return all.filter { span.contains($0.from) }.compactMap { wait in
      Interval(wait.from, wait.to).map { (time: $0, isAnswered: wait.isAnswered) }
    }
  }

  fileprivate func goalWaits(in span: Interval, now: Timestamp) -> [GoalWait] {
    guard let goal = rules.goal?.duration else { return [] }
    return waits(in: span, now: now).map { GoalWait($0.time, staffed, goal: goal, isAnswered: $0.isAnswered) }
  }
}
