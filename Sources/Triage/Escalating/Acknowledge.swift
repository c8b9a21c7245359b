import Scheduling
import Timekeeping

/// Rules K5 and K7: what an acknowledgement does, and what happens when the work goes quiet after it.
extension DeskRun {
  /// Stops the escalation; the acknowledger becomes owner when there is none or the owner is off shift.
  mutating func acknowledge(by member: MemberID, via: String) {
    noteBreach()
    let renews = ticket.acknowledgement?.by == member
    ticket.acknowledgement = Acknowledgement(by: member, at: now, via: via, renewBy: renewal())
    withdrawsPages = true
    let name = snapshot.name(member)
    did(renews ? .renewed : .acknowledged, "\(name) by \(via)")
    guard ticket.owner != member, ticket.owner == nil || ownerIsOff else { return }
    stepIn(member, "\(name) acknowledged it")
  }

  mutating func resolve(by member: MemberID?, note: String?) {
    noteBreach()
    ticket.state = .resolved
    ticket.closed = now
    withdrawsPages = true
    let by = member.map { "by \(snapshot.name($0))" } ?? "by the desk"
    ticket.because = note.map { "\(by): \($0)" } ?? by
    did(.resolved, ticket.because)
  }

  /// Asks the acknowledger **and** whoever is on now when the work has gone quiet: a new episode (rule K5).
  mutating func askIfStillWorking() {
    guard let quiet = ticket.acknowledgement, let renewBy = quiet.renewBy, renewBy <= now else { return }
    ticket.acknowledgement = nil
    ticket.episode += 1
    ticket.escalation = ticket.escalation.map { EscalationState(policy: $0.policy, began: now) }
    let name = snapshot.name(quiet.by)
    did(.asked, "\(name) acknowledged \(snapshot.wall(quiet.at)) and has not said since that the work goes on")
    // Asked first: where the first step pages the same person, this is the page they get.
    _ = send(to: quiet.by, step: 0, why: "Are you still on it? Acknowledge again to keep it.")
    fireNextStep()
  }

  /// Notes once that the first response is overdue.
  mutating func noteBreach() {
    guard isAwaitingResponse, let due = ticket.due, due < now else { return }
    ticket.breached = now
    did(.breached, "the first response was due \(snapshot.wall(due))")
  }

  /// True until somebody has acknowledged, also if they went quiet afterwards: then a later episode has begun.
  var isAwaitingResponse: Bool {
    ticket.breached == nil && ticket.acknowledgement == nil && ticket.episode == 1
  }

  /// When the work must be heard of again: only after a page, and only where the policy asks for it.
  func renewal() -> Timestamp? {
    guard let state = ticket.escalation, state.lastFired != nil else { return nil }
    let fired = state.step > 0 ? state.step - 1 : state.policy.steps.count - 1
    let within = state.policy.steps[safe: fired]?.stillWorkingWithin?.duration ?? .zero
    return within > .zero ? now + within : nil
  }

  var ownerIsOff: Bool {
    guard let owner = ticket.owner else { return true }
    return !snapshot.isAround(owner)
  }
}
