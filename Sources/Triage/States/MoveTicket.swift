import Scheduling
import Timekeeping

extension Desk {
  /// Gives a ticket to another queue of its team, with that one's people and promises, counted from its beginning (C55,
  /// rule O9). Whoever moves it goes on following it.
  package func move(
    _ ticket: Ticket, to queue: Queue, by member: MemberID, note: String? = nil
  ) throws(DeskRefusal) -> Decision {
    guard ticket.isOpen else { throw .isOver(ticket) }
    guard queue.id != ticket.queue else {
      throw DeskRefusal(what: "\(ticket.id) is in \(queue.id) already", help: "nothing was changed")
    }
    var run = try run(ticket)
    try check(member, may: ticket, in: run.queue)
    run.noteBreaches()
    let words = run.outward(note, by: snapshot.name(member))
    run.enter(
      queue, by: .member(member),
      "\(snapshot.name(member)) moved it from \(ticket.queue) to \(queue.id)\(words)")
    run.ticket.custody.follow(member)
    run.passOn("it was moved to \(queue.id)\(words)")
    run.advance()
    return run.decision()
  }
}

extension DeskRun {
  /// Lets the queues' own conditions decide again once the priority is another: what is critical after all goes where
  /// critical tickets go, with that queue's people, promises and pages, and a false alarm leaves it (B28, E7).
  ///
  /// A ticket that a rule or a person put where it is stays there.
  mutating func followPriority(from before: Priority, by author: FactAuthor) {
    guard ticket.priority != before, ticket.isOpen else { return }
    let router = RouteTicket(snapshot.policy)
    guard router.queue(of: ticket, at: before) == ticket.queue,
      let taker = router.queue(of: ticket, at: ticket.priority), taker != ticket.queue,
      let next = snapshot.policy.queue(taker)
    else { return }
    let why = "its priority is \(ticket.priority) now"
    enter(next, by: author, "it went from \(ticket.queue) to \(next.id): \(why)")
    passOn("it went to \(next.id): \(why)")
  }
}
