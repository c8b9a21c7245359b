import Scheduling
import Timekeeping

extension Desk {
  /// An answer did not reach the customer, who waits for it without knowing: where nothing was said since, the next step is
  /// ours again (rule K9). Its author and the ticket's owner are told of it by themselves.
  package func replyRefused(_ ticket: Ticket, message: String, why: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard ticket.state != .closed else { return run.decision() }
    // Of a merged ticket's customers one may have got it.
    let isForOne = ticket.correspondence?.merged?.isEmpty ?? true
    if isForOne { run.miss(answer: message) }
    let last = run.course.messages.last { $0.message.kind == .reply }
    guard last?.message.id == message, ticket.state != .resolved || run.course.sourceClosed != true else {
      return run.decision()
    }
    // Nobody has it: whoever does next goes on.
    if ticket.custody.wait?.state == .pending {
      run.ticket.custody.wait = nil
      run.did(.changed, "the answer did not reach the customer: \(why)")
    }
    if [.pending, .resolved].contains(ticket.state) {
      run.noteBreaches()
      run.comeBack(
        "the answer did not reach the customer: \(why)", by: .desk, cause: "refused/\(message)", tells: false,
        reason: .answerRefused)
      // That words did not arrive is no alarm.
      if !ticket.isOpen { run.endAlarm() }
    }
    guard !run.facts.isEmpty, run.ticket.isOpen else { return run.decision() }
    run.advance()
    return run.decision()
  }

  /// An answer that did not reach the customer was sent again, and did: who waited for it waits no more (rule K8).
  package func replyArrived(_ ticket: Ticket, message: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard run.course.undelivered[message] != nil else { return run.decision() }
    run.noteBreaches()
    run.record(.delivered(messageID: message), by: .desk)
    run.did(.changed, "the answer reached the customer")
    if ticket.state == .open, run.course.states.last?.reason == .answerRefused, run.course.unanswered.isEmpty {
      run.turn(to: .pending, "the answer reached the customer", by: .desk)
      run.ticket.because = "the answer reached the customer"
    }
    if run.ticket.isOpen { run.advance() }
    return run.decision()
  }
}

extension DeskRun {
  /// Whoever waited for the answer goes on waiting, and no clock stands still for it.
  fileprivate mutating func miss(answer: String) {
    guard course.undelivered[answer] == nil else { return }
    noteBreaches()
    record(.undelivered(messageID: answer), by: .desk)
  }
}
