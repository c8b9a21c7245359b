import Timekeeping

/// What may be done to a request, and what becomes of it: the states of case E42 in one place.
extension ShiftRequest {
  /// Why `member` may not take it at all, whatever else they stand; nil when they may.
  ///
  /// Whether they are free, eligible and rested is `ConflictCheck`'s to say.
  package func refusal(toTaker member: MemberID, at now: Timestamp) -> String? {
    if state != .open { return "\(id) is \(state.rawValue) already" }
    if let lapses, lapses <= now { return "\(id) has lapsed: it began and nobody had taken it" }
    if kind == .takeOver { return member == requester ? nil : "\(id) is \(requester)'s take-over" }
    if member == requester { return "\(id) is \(member)'s own: somebody else has to take it" }
    if let asked, asked != member { return "\(id) asks \(asked), not \(member)" }
    return nil
  }

  /// What is left to take at `now`, and inside `window` where a part is offered.
  package func takable(from now: Timestamp, within window: Interval?) -> [ShiftPart] {
    guard let future = Interval(now, .distantFuture) else { return [] }
    return given.compactMap { part in
      part.clipped(to: future).flatMap { rest in window.map { rest.clipped(to: $0) } ?? rest }
    }
  }

  /// With `taken` in the hands of others; what is left stays open, and with nothing left it is taken.
  ///
  /// Time before `now` is over and cannot be taken any more.
  package func taking(_ taken: [Taking], now: Timestamp) -> ShiftRequest {
    var request = self
    request.takings += taken
    if kind == .swap { return request.settled(.taken, at: now, by: taken.last?.by ?? by) }
    let gone = taken.map(\.part)
    request.given =
      given.flatMap { part in
        gone.filter { $0.shift == part.shift }.reduce([part]) { parts, cut in
          parts.flatMap { $0.without(cut.interval) }
        }
      }.filter { $0.interval.end > now }.ordered
    guard request.given.isEmpty else { return request }
    return request.settled(.taken, at: now, by: taken.last?.by ?? by)
  }

  /// Closed as `state`.
  package func settled(_ state: State, at now: Timestamp, by: String) -> ShiftRequest {
    var request = self
    request.state = state
    request.settled = Settlement(at: now, by: by)
    return request
  }

  /// Why it cannot be taken back; nil when it can: an open one always, a taken swap before it begins, and anything else
  /// that was taken while some of it is still to come (what happened stays, rule T11).
  package func refusalToWithdraw(at now: Timestamp) -> String? {
    switch state {
    case .open: return nil
    case .declined, .withdrawn, .lapsed: return "\(id) is \(state.rawValue) already"
    case .taken:
      let parts = takings.map(\.part.interval)
      if parts.allSatisfy({ $0.end <= now }) { return "\(id) is over: what happened stays" }
      return kind == .swap && parts.contains { $0.start <= now } ? "\(id) has begun: ask for a swap back" : nil
    }
  }
}
