import Timekeeping

/// Who is on for a duty, as numbers of the builder's members, and from when until when that holds, in milliseconds.
struct DutyStretch {
  private(set) var from: Int64
  private(set) var until: Int64
  /// Whoever came first; -1 is nobody.
  private(set) var first: Int32 = -1
  private(set) var others: [Int32] = []
  private let instant: Timestamp

  /// Of the shifts in `builder`, which are all that overlap `window`; it begins with the instant that is asked about.
  fileprivate init(_ builder: TimelineBuilder, window: Interval) {
    (from, until, instant) = (window.start.milliseconds, window.end.milliseconds, window.start)
    for piece in builder.pieces { add(piece, away: builder.conflicts[Int(piece.conflicts)]) }
  }

  private mutating func add(_ piece: Piece, away: [Leave]) {
    end(at: piece.interval)
    for leave in away { end(at: leave.interval) }
    guard piece.interval.contains(instant), !away.contains(where: { $0.interval.contains(instant) }),
      piece.member != first, !others.contains(piece.member)
    else { return }
    if first < 0 { first = piece.member } else { others.append(piece.member) }
  }

  var isNobody: Bool { first < 0 }
  var isOneAlone: Bool { first >= 0 && others.isEmpty }

  /// What holds may end where `change` begins or ends.
  private mutating func end(at change: Interval) {
    if change.start > instant {
      until = min(until, change.start.milliseconds)
    } else if change.end > instant {
      until = min(until, change.end.milliseconds)
    }
  }
}

extension TimelineBuilder {
  /// How far ahead is looked; a longer stretch is found again then.
  private static let outlook = Duration.hours(12)

  /// Goes on with `plan`, in the same memory, and finds who is on for its `duty` at `instant`.
  ///
  /// Where nothing but one rotation matters the turns around `instant` are all it takes; else everything that can reach
  /// a shift of the time is looked at, as for any timeline.
  mutating func stretch(of duty: DutyPlan, in plan: TimelinePlan, at instant: Timestamp) -> DutyStretch? {
    guard let window = Interval(instant, instant + Self.outlook) else { return nil }
    self.plan = plan
    if isRotationAlone(duty, window: window) {
      beginDuty()
      rotate(duty, reach: window)
    } else {
      forget()
      assemble(duty, reach: reach(of: duty, window: window), window: window)
    }
    return DutyStretch(self, window: window)
  }

  /// Begins again with the plan's own members and names.
  private mutating func forget() {
    (members, names) = (plan.members, plan.names)
    conflicts.removeSubrange(1...)
    idle.removeAll()
  }

  /// True where nothing but the turns of one layer says who is on in `window`.
  private func isRotationAlone(_ duty: DutyPlan, window: Interval) -> Bool {
    let isRecorded = plan.input.recorded.map { window.start < $0.until } ?? false
    return !isRecorded && duty.spans.allSatisfy { $0.layers.count <= 1 }
      && !duty.changes.contains { $0.mayTouch(window) }
      && !plan.leave.contains { !$0.isOutsideTeam && $0.interval.overlaps(window) }
      && !duty.temporary.contains { plan.input.temporary[Int($0)].interval.overlaps(window) }
      // A slot's shift is published whole, also over the end of its period.
      && (duty.published.isEmpty || !isPublished(duty, around: window))
  }

  private func isPublished(_ duty: DutyPlan, around window: Interval) -> Bool {
    let reach = reach(of: duty, window: window)
    return duty.published.contains { plan.input.published[Int($0)].interval.overlaps(reach) }
  }
}
