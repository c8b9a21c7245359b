import Timekeeping

/// Makes the duties of a timeline: first the pieces of all, then the tables, which share one set of texts.
struct TimelineDrafts {
  private var builder: TimelineBuilder
  private let window: Interval
  var idle: [IdleChange] { builder.idle }

  init(_ plan: TimelinePlan, window: Interval) {
    builder = TimelineBuilder(plan)
    self.window = window
  }

  mutating func duties(of schedule: Schedule) throws(ZoneProblem) -> [DutyTimeline] {
    var drafts: [(duty: Duty, plan: DutyPlan, pieces: [Piece], gaps: [Gap])] = []
    let plan = builder.plan
    for (place, duty) in order(of: schedule) {
      let pieces = builder.pieces(of: plan.duties[place], window: window)
      let gaps = try RequiredTime(duty: plan.duties[place], plan: plan, known: builder.open)
        .gaps(in: window, filled: pieces.filled)
      let isPresent = schedule.duty(duty.id) != nil || !pieces.isEmpty || !gaps.isEmpty
      if isPresent { drafts.append((duty, plan.duties[place], pieces, gaps)) }
    }
    let texts = TimelineTexts(builder)
    return drafts.map { draft in
      DutyTimeline(duty: draft.duty, gaps: draft.gaps, table: DutyTable(draft.plan, draft.pieces, texts))
    }
  }

  /// The duties of `schedule` in its order, then those of other versions, the newest first.
  private func order(of schedule: Schedule) -> [(place: Int, duty: Duty)] {
    let plan = builder.plan
    let own = schedule.duties.compactMap { duty in
      plan.duties.firstIndex { $0.id == duty.id }.map { (place: $0, duty: duty) }
    }
    let others = plan.duties.indices.compactMap { place -> (place: Int, duty: Duty)? in
      guard schedule.duty(plan.duties[place].id) == nil else { return nil }
      return plan.duties[place].spans.last { $0.duty != nil }?.duty.map { (place, $0) }
    }
    return own + others
  }
}

extension [Piece] {
  /// The time they fill, sorted and apart.
  fileprivate var filled: [Interval] {
    var filled: [Interval] = []
    for piece in self {
      if let last = filled.last, piece.interval.start <= last.end {
        if piece.interval.end > last.end, let whole = Interval(last.start, piece.interval.end) {
          filled[filled.count - 1] = whole
        }
      } else {
        filled.append(piece.interval)
      }
    }
    return filled
  }
}
