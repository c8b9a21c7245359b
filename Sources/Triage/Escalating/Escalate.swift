import Scheduling
import Timekeeping

/// Rule K5: steps that make sure somebody acts, looked up afresh each time they fire.
extension DeskRun {
  /// Fires what is due now: one step, and those that the policy has at the same time.
  mutating func escalate() {
    for _ in 0...(ticket.escalation?.policy.steps.count ?? 0) {
      guard isUrgent, let due = nextStepDue, due <= now else { return }
      // An episode that began since was not to page before it did.
      fireNextStep(late: now - max(due, ticket.escalation?.began ?? due))
    }
  }

  /// Pages the next step's people; a step that reaches nobody passes at once.
  mutating func fireNextStep(late: Duration = .zero) {
    guard let state = ticket.escalation else { return }
    if state.exhausted { return remindLead() }
    if state.step >= state.policy.steps.count { return exhaust() }
    let steps = state.policy.steps
    for index in state.step..<steps.count {
      let step = steps[index]
      let isReached = page(step, index: index, late: late)
      if !isReached {
        let away = absence(in: [step]).map { ": \($0)" } ?? ""
        did(.passed, "step \(index + 1): nobody is reachable on \(names(of: step))" + away)
        if state.step == 0, index == steps.count - 1 { pageForAbsentOwner(step: index, late: late) }
      }
      moveOn(from: step)
      if isReached { return }
    }
  }

  /// True when the step after the one of `page` may fire before its time.
  func goesOnAtOnce(without page: Page?) -> Bool {
    guard let state = ticket.escalation, !state.exhausted, state.step < state.policy.steps.count else { return false }
    guard let page else { return state.step > 0 }
    guard page.episode == ticket.episode, page.round == state.round else { return false }
    return state.step > 0 ? page.step == state.step - 1 : Self.isOwnerStep(page.step) && state.round == 0
  }

  /// The next step is the following one, or the first of the next round; after the last round comes `exhausted`.
  private mutating func moveOn(from step: EscalationStep) {
    guard var state = ticket.escalation else { return }
    state.lastFired = now
    state.step += 1
    if state.step >= state.policy.steps.count { state.endRound(at: now + pause(after: step)) }
    ticket.escalation = state
  }

  private mutating func exhaust() {
    guard var state = ticket.escalation else { return }
    state.exhausted = true
    state.lastFired = now
    ticket.escalation = state
    let times = state.round == 0 ? "once" : "\(state.round + 1) times"
    did(.exhausted, "every step was tried \(times) without an acknowledgement; told to the lead hourly")
    tellLead()
  }

  private mutating func remindLead() {
    guard var state = ticket.escalation else { return }
    state.round += 1
    state.lastFired = now
    ticket.escalation = state
    tellLead()
  }

  private mutating func tellLead() {
    guard let lead = snapshot.timeline.schedule.lead else { return }
    let sent = send(
      to: lead, step: Self.leadStep,
      why: "\(ticket.id) is exhausted: every step was tried, and nobody has acknowledged it." + triedBefore)
    if sent { did(.paged, "the lead, \(snapshot.name(lead)): the steps are exhausted") }
  }

  /// The step number in the identity of what is told to the lead outside the policy.
  static let leadStep = 99
  /// The same for whoever was given the ticket: each time that it is given away is a page of its own, also to who had it
  /// before.
  var nextOwnerStep: Int {
    let given = ticket.escalation?.tried?.count { Self.isOwnerStep($0.step) } ?? 0
    return given == 0 ? Self.ownerStep : Self.leadStep + given
  }

  private static let ownerStep = 98
  private static func isOwnerStep(_ step: Int) -> Bool { step == ownerStep || step > leadStep }

  /// Makes one page per person and channel; true when there was anybody to page.
  private mutating func page(_ step: EscalationStep, index: Int, late: Duration) -> Bool {
    var reached: [String] = []
    let before = triedBefore
    let earlier = ticket.escalation?.policy.steps.prefix(index) ?? []
    let away = absence(in: Array(earlier)).map { " \($0)." } ?? ""
    for person in recipients(of: step) {
      let text = "You are \(person.as)." + away + before + nextAfter(index, for: person.member) + delay(late)
      guard send(to: person.member, step: index, why: text) else { continue }
      noteTried(person.member, step: index)
      reached.append("\(snapshot.name(person.member)) (\(person.as))")
    }
    guard !reached.isEmpty else { return false }
    did(.paged, "step \(index + 1): \(reached.joined(separator: ", "))" + delay(late))
    return true
  }

  /// Of a round that reaches nobody while the owner whom it names is on leave the lead hears at once; where there is none,
  /// or none who can be paged, the owner does after all. What pages never falls silent.
  private mutating func pageForAbsentOwner(step: Int, late: Duration) {
    guard let away = absence(in: ticket.escalation?.policy.steps ?? []) else { return }
    let why = "\(away), and the steps reach nobody else."
    for person in [snapshot.timeline.schedule.lead, ticket.owner].compactMap({ $0 }).uniqued {
      guard send(to: person, step: step, why: why + triedBefore + delay(late)) else { continue }
      noteTried(person, step: step)
      return did(.paged, "\(snapshot.name(person)): \(why)" + delay(late))
    }
  }

  func recipients(of step: EscalationStep) -> [(member: MemberID, as: String)] {
    var seen: [(member: MemberID, as: String)] = []
    for var person in step.page.flatMap({ snapshot.people($0, owner: ticket.owner) }) {
      if case .member = step.page.first, let caller = ticket.escalation?.policy.rungBy {
        person.as = "rung by \(caller)"
      }
      if !seen.contains(where: { $0.member == person.member }) { seen.append(person) }
    }
    return seen
  }
}

extension EscalationState {
  /// Every step has fired: at `time` the next round begins or, after the last one, all of them were tried.
  mutating func endRound(at time: Timestamp) {
    began = time
    guard round < policy.repeats else { return }
    round += 1
    step = 0
  }
}

extension Array {
  /// The element at `index`, or nil outside the array.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
