import Scheduling
import Timekeeping

extension Desk {
  /// An answer did not reach the customer, who waits for it without knowing: where nothing was said since, the next step is
  /// ours again (rule K9). Its author and the ticket's owner are told of it by themselves.
  package func replyRefused(_ ticket: Ticket, message: String, why: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    let last = run.course.messages.last { $0.message.kind == .reply }
    guard last?.message.id == message, ticket.state != .resolved || run.course.sourceClosed != true else {
      return run.decision()
    }
    // Nobody has it: whoever does next goes on.
    if ticket.custody.wait?.state == .pending {
      run.ticket.custody.wait = nil
      run.did(.changed, "the answer did not reach the customer: \(why)")
    }
    guard [.pending, .resolved].contains(ticket.state) else { return run.decision() }
    run.noteBreaches()
    run.comeBack(
      "the answer did not reach the customer: \(why)", by: .desk, cause: "refused/\(message)", tells: false)
    // That words did not arrive is no alarm.
    if !ticket.isOpen { run.endAlarm() }
    run.advance()
    return run.decision()
  }
}
