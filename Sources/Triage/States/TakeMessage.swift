import Scheduling
import Timekeeping

/// What became of something that came in about a ticket.
package enum Reception: Sendable, Hashable {
  case changed(Decision)
  /// Too late for this ticket: a new one is to be opened and linked to it (A13, K9).
  case beginsAnew(linkedTo: TicketID, because: String)
}

extension Desk {
  /// Takes a message that came through the ticket's source, whoever wrote it (rule K9).
  ///
  /// Customers' words open what was Pending, On-hold or, within the window, Resolved; what no person wrote is kept and
  /// changes nothing; a colleague's public words answer, and their other words are a note. A message that is known by
  /// its id is not taken twice; words that changed and files that came to it are.
  package func receive(_ message: TicketMessage, on ticket: Ticket) throws(DeskRefusal) -> Reception {
    var run = try run(ticket)
    guard !run.knows(message) else { return .changed(run.decision()) }
    if message.kind == .customer, let why = run.isOver(for: message) {
      return .beginsAnew(linkedTo: ticket.id, because: why)
    }
    if let known = run.kept(message.id) { return .changed(run.edited(known, to: message)) }
    run.noteBreaches()
    run.receive(message)
    if run.ticket.isOpen { run.advance() }
    return .changed(run.decision())
  }
}

extension DeskRun {
  /// Whether it says nothing new: neither its words nor a file.
  func knows(_ message: TicketMessage) -> Bool {
    kept(message.id).map { $0.text == message.text && $0.lacks(of: message.attachments).isEmpty } ?? false
  }

  /// The reason why a customer's message comes too late for this ticket.
  func isOver(for message: TicketMessage) -> String? {
    isThanks(message) || kept(message.id) != nil ? nil : isOver()
  }

  /// The reason why the ticket does not come back any more.
  func isOver() -> String? {
    if ticket.state == .closed { return "\(ticket.id) was closed" }
    let window = queue.stateRules.reopenWithin
    guard ticket.state == .resolved, let resolved = course.resolved, now - resolved > window.duration else {
      return nil
    }
    return "\(ticket.id) was resolved more than \(window) ago"
  }

  mutating func receive(_ message: TicketMessage) {
    switch message.kind {
    case .customer: receiveFromCustomer(message)
    case .reply:
      say(message, by: message.member.map { .member($0) } ?? .source(ticket.source))
      settle(
        after: queue.afterReply ?? .pending, name: message.author ?? "a colleague",
        by: message.member.map { .member($0) } ?? .source(ticket.source))
    case .community:
      record(.message(message), by: .customer(message.author))
      did(.received, "from \(message.author ?? "somebody"), who is neither the customer nor one of us")
    case .note:
      record(.message(message), by: message.member.map { .member($0) } ?? .source(ticket.source))
      did(.noted, "by \(message.author ?? "a colleague")")
    case .automatic:
      record(.message(message), by: .source(ticket.source))
      did(.received, "an automatic message, which changes nothing")
    }
  }

  private mutating func receiveFromCustomer(_ message: TicketMessage) {
    var message = message
    let name = message.author ?? "the customer"
    let thanks = isThanks(message)
    if thanks { message.wantsAnswer = false }
    record(.message(message), by: .customer(message.author))
    did(.received, thanks ? "\(name) only says thanks, which changes nothing" : "from \(name)")
    guard !thanks else { return }
    switch ticket.state {
    case .new, .open:
      ticket.custody.wait = nil
      tellOwner(of: message, by: name)
    case .pending, .onHold, .resolved, .closed:
      comeBack(
        "\(name) wrote", by: .customer(message.author), cause: "message/\(message.id)", tells: !ownerIsOff)
    }
    customerWrote(due: answerDue)
  }

  private mutating func tellOwner(of message: TicketMessage, by name: String) {
    guard let owner = ticket.owner, !ownerIsOff else { return }
    let who = ticket.isPrivate ? "The customer" : name
    tell(
      owner, kind: "ticket-returned", cause: "message/\(message.id)", "\(who) wrote on \(ticket.id), which is yours.")
  }

  /// When the customer's words must be answered.
  var answerDue: Timestamp? {
    let clocks: [ClockTarget.Clock] = [.nextResponse, .firstResponse]
    return runningPromises.filter { clocks.contains($0.clock) }.compactMap(\.due).min()
  }

  private func isThanks(_ message: TicketMessage) -> Bool {
    let rules = queue.stateRules
    return message.kind == .customer && rules.thanksNeedNothing && ThanksOnly(rules.thanks).holds(for: message.text)
  }
}
