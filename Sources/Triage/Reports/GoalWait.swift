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
  /// Business time is time with somebody on shift. What still waits is decided once it is beyond the goal.
  init?(goalsOf tickets: [ReportedTicket], in span: Interval, now: Timestamp) {
    let tickets = tickets.filter { $0.rules.goal != nil }
    guard !tickets.isEmpty else { return nil }
    let waits = tickets.flatMap { $0.waits(in: span, now: now) }
    let answered = waits.filter(\.isAnswered)
    calendar = Spread(answered.map(\.calendar))
    business = Spread(answered.map(\.staffed))
    let decided = waits.filter { $0.isAnswered || !$0.isKept }
    attainment = Share(decided.count { $0.isKept }, of: decided.count)
  }
}

extension ReportedTicket {
  fileprivate func waits(in span: Interval, now: Timestamp) -> [GoalWait] {
    guard let goal = rules.goal?.duration else { return [] }
    let answered = course.answered.filter { span.contains($0.from) }.compactMap { Interval($0.from, $0.at) }
    let open = course.unanswered.first.flatMap { span.contains($0.since) ? Interval($0.since, now) : nil }
    return answered.map { GoalWait($0, staffed, goal: goal, isAnswered: true) }
      + [open].compactMap { $0 }.map { GoalWait($0, staffed, goal: goal, isAnswered: false) }
  }
}
