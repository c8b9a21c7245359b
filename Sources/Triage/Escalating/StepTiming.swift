import Timekeeping

/// When the next step of the escalation fires (rule K5).
extension DeskRun {
  /// An exhausted ticket is told to the lead this often, for ever.
  static let exhaustedRhythm = Duration.hours(1)
  /// How long a page is waited for where the policy names no time.
  static let usualPause = Duration.minutes(5)

  /// Nil while acknowledged, without a policy, or while the first step's anchor has not happened.
  ///
  /// A later step never comes before there was time to answer the one before, unless the policy wants it so: after an
  /// outage the missed steps are not sent in a burst (invariant I14), and none is left out.
  var nextStepDue: Timestamp? {
    guard ticket.acknowledgement == nil, let state = ticket.escalation else { return nil }
    let steps = state.policy.steps
    guard let fired = state.lastFired else {
      return steps[safe: state.step].flatMap { planned($0) ?? firstPlanned($0, state) }
    }
    if state.exhausted { return fired + Self.exhaustedRhythm }
    guard state.step > 0, let step = steps[safe: state.step] else { return state.began }
    let previous = steps[state.step - 1]
    let spacing = spacing(of: step, after: previous)
    guard let planned = planned(step) else { return fired + spacing }
    if state.round > 0, step.anchor == previous.anchor { return fired + spacing }
    return max(planned, fired + min(spacing, pause(after: previous)))
  }

  /// How long an answer to a step is waited for where nothing else says so.
  func pause(after step: EscalationStep?) -> Duration {
    let within = step?.acknowledgeWithin?.duration ?? .zero
    return within > .zero ? within : Self.usualPause
  }

  /// The time that the policy gives a step by itself; nil when it counts from the one before, or from something that
  /// has not happened.
  private func planned(_ step: EscalationStep) -> Timestamp? {
    anchor(of: step).map { $0 + step.after.duration }
  }

  private func anchor(of step: EscalationStep) -> Timestamp? {
    switch step.anchor {
    case .created: ticket.created
    case .assigned: ticket.assigned
    case .due: firstDue
    case .breached: ticket.breached ?? firstDue.map { $0 + .milliseconds(1) }
    case .previous: nil
    }
  }

  private var firstDue: Timestamp? { runningPromises.compactMap(\.due).min() }

  private func firstPlanned(_ step: EscalationStep, _ state: EscalationState) -> Timestamp? {
    step.anchor == .previous ? state.began + step.after.duration : nil
  }

  /// What the policy has between a step and the one before it. A step whose own time is not known counts from the one
  /// before, so that an escalation that has begun never stops.
  private func spacing(of step: EscalationStep, after previous: EscalationStep) -> Duration {
    guard let mine = planned(step), let before = planned(previous) else {
      return step.after.duration > .zero ? step.after.duration : pause(after: previous)
    }
    return mine < before ? pause(after: previous) : mine - before
  }
}
