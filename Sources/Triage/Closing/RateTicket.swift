import Scheduling
import Timekeeping

extension Desk {
  /// What the customer answered to how easy it was made for them (E22); a later answer takes the place of an earlier one.
  ///
  /// Refused while the ticket is open, where its queue asks nobody, and outside its scale.
  package func rate(_ ticket: Ticket, score: Int, comment: String? = nil) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard !ticket.isOpen else {
      throw DeskRefusal(what: "\(ticket.id) is not over", help: "ask when it is resolved")
    }
    guard let scale = run.queue.closingRules.scale else {
      throw DeskRefusal(what: "queue \(run.queue.id) asks nobody", help: "add `effort scale:` to its `closing:`")
    }
    guard (1...scale).contains(score) else {
      throw DeskRefusal(what: "\(score) is not from 1 to \(scale)", help: "\(scale) means that it took no effort")
    }
    if let comment { try Limits.check(comment, "the comment", 0...Limits.reason) }
    run.record(
      .rated(EffortAnswer(score: score, scale: scale, comment: comment)), by: .customer(ticket.requester))
    let words = comment.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : ": \($0)" } ?? ""
    run.did(.reviewed, "the customer gives \(score) of \(scale)\(words)")
    return run.decision()
  }

  /// Notes what a ticket taught us, or that the work on it is done (B19, B20, E23); the same address replaces.
  package func improve(_ ticket: Ticket, by member: MemberID, _ improvement: Improvement) throws(DeskRefusal)
    -> Decision
  {
    try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      try run.check(improvement)
      run.record(.improvement(improvement), by: .member(member))
      run.did(.linked, "\(name): \(improvement)")
    }
  }
}
