import Scheduling
import Timekeeping

extension Desk {
  /// An answer did not reach the customer, who waits for it without knowing: where nothing was said since, the next step is
  /// ours again (rule K9). Its author and the ticket's owner are told of it by themselves.
  ///
  /// - Parameter isForOne: false where it was sent to several places, as of a merged ticket's customers: some may have it.
  package func replyRefused(
    _ ticket: Ticket, message: String, why: String, isForOne: Bool = true
  ) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    let isMissed = isForOne && run.miss(answer: message)
    guard ticket.isWithoutWord(since: message, run.course) else {
      if isMissed { run.did(.changed, "an answer did not reach the customer: \(why)") }
      return isMissed && ticket.isOpen ? run.advanced() : run.decision()
    }
    let because = "the answer did not reach the customer: \(why)"
    if [.pending, .resolved].contains(ticket.state) {
      run.noteBreaches()
      run.comeBack(because, by: .desk, cause: "refused/\(message)", tells: false, reason: .answerRefused)
      // That words did not arrive is no alarm.
      if !ticket.isOpen { run.endAlarm() }
    } else if isMissed || ticket.custody.wait?.state == .pending {
      // Nobody has it: whoever does next goes on.
      if ticket.custody.wait?.state == .pending { run.turn(to: .open, because, by: .desk, reason: .answerRefused) }
      run.did(.changed, because)
    }
    return run.steps.isEmpty ? run.decision() : run.advanced()
  }

  /// An answer that did not reach the customer was sent again, and did: who waited for it waits no more (rule K8).
  package func replyArrived(_ ticket: Ticket, message: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard run.course.undelivered.contains(message) else { return run.decision() }
    let wasMissing = run.course.isMissing(message)
    run.noteBreaches()
    run.record(.delivered(messageID: message), by: .desk)
    run.did(.changed, "the answer reached the customer")
    // What was said or done since says whose turn it is.
    if wasMissing, run.course.isOursByRefusal, run.course.unanswered.isEmpty {
      run.turn(to: .pending, "the answer reached the customer", by: .desk)
      // Of what nobody owns it says why.
      if ticket.owner != nil { run.ticket.because = "the answer reached the customer" }
    }
    return run.ticket.isOpen ? run.advanced() : run.decision()
  }
}

extension Ticket {
  /// Whether `message` is our newest answer to everybody or to somebody who waits, and the ticket may come back for it.
  fileprivate func isWithoutWord(since message: String, _ course: TicketCourse) -> Bool {
    let isNewest = course.lastReply == message || course.waits.isOwed(message)
    return isNewest && state != .closed && (state != .resolved || course.sourceClosed != true)
  }
}

extension TicketCourse {
  fileprivate var lastReply: String? { messages.last { $0.message.kind == .reply }?.message.id }

  /// Whether `answer`, which has not arrived, is what a customer has to get yet: our newest one, one that somebody waits
  /// for, or one of a ticket that was merged into this one later, whose customer our newest one may not be for.
  fileprivate func isMissing(_ answer: String) -> Bool {
    lastReply == answer || waits.isOwed(answer) || isMoved(answer)
  }

  private func isMoved(_ answer: String) -> Bool {
    messages.contains { $0.message.id == answer && $0.message.from != nil }
  }

  /// Whether the next step has been ours since an answer did not arrive, whoever had the ticket meanwhile.
  fileprivate var isOursByRefusal: Bool {
    let ours = states.reversed().prefix { [.new, .open].contains($0.turn) }
    return ours.last?.reason == .answerRefused
  }
}

extension DeskRun {
  /// Whoever waited for the answer goes on waiting, and no clock stands still for it; false where it was nobody's answer, as
  /// a greeting, or is known.
  fileprivate mutating func miss(answer: String) -> Bool {
    let isAnswer = course.messages.contains { $0.message.id == answer && $0.message.kind == .reply }
    guard isAnswer, !course.undelivered.contains(answer) else { return false }
    noteBreaches()
    record(.undelivered(messageID: answer), by: .desk)
    return true
  }

  fileprivate mutating func advanced() -> Decision {
    advance()
    return decision()
  }
}
