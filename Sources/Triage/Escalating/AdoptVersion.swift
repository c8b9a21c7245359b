import Scheduling
import Timekeeping

/// A lead applies a newer version of the definitions to an open ticket (rules K5, O9).
extension Desk {
  /// The ticket goes by the definitions of this desk's snapshot from now on: its clocks are counted from the beginning,
  /// what broke until now stays broken by the promise that it was, and a page that runs goes on with the new steps.
  ///
  /// Refused where the version has no such queue.
  ///
  /// - Parameter old: the desk with the definitions that the ticket went by.
  package func adopt(_ ticket: Ticket, from old: Desk, by member: MemberID) throws(DeskRefusal) -> Decision {
    let queue = try self.run(open: ticket).queue
    var run = try old.run(ticket)
    guard ticket.definitions != snapshot.definitions else { return run.decision() }
    run.noteBreaches()
    run.ticket.definitions = snapshot.definitions
    run.goBy(snapshot, queue)
    run.renewPolicy()
    run.did(
      .changed,
      "\(snapshot.name(member)): it goes by version \(snapshot.definitions) now, before by \(ticket.definitions)")
    run.advance()
    return run.decision()
  }
}

extension DeskRun {
  /// The same policy in the new words keeps its place, and where they end before it the step that fired was the last of its
  /// round: there is time to answer that. Another policy begins at its first step. What somebody rang is left.
  mutating func renewPolicy() {
    guard ticket.escalation?.policy.rungBy == nil else { return }
    let wanted = queue.escalation(for: ticket.priority).flatMap { snapshot.policy.escalation($0) }
    guard var state = ticket.escalation, let wanted, state.policy.id == wanted.id else {
      if ticket.acknowledgement == nil, ticket.escalation?.lastFired != nil { ticket.episode += 1 }
      if ticket.acknowledgement == nil || wanted == nil {
        ticket.escalation = wanted.map { EscalationState(policy: $0, began: now) }
      }
      return
    }
    let last = wanted.steps[safe: state.step - 1] ?? state.policy.steps[safe: state.step - 1]
    state.policy = wanted
    state.step = min(state.step, wanted.steps.count)
    if state.step == wanted.steps.count, !state.exhausted, let fired = state.lastFired {
      state.endRound(at: fired + pause(after: last))
    }
    ticket.escalation = state
  }
}
