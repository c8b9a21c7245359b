import Scheduling
import Timekeeping

extension Desk {
  /// Gives a ticket to another queue of its team, with that one's people and promises, counted from its beginning (C55,
  /// rule O9). Whoever moves it goes on following it.
  package func move(
    _ ticket: Ticket, to queue: Queue, by member: MemberID, note: String? = nil
  ) throws(DeskRefusal) -> Decision {
    guard ticket.isOpen else {
      throw DeskRefusal(what: "\(ticket.id) is \(ticket.state.rawValue)", help: "reopen it first")
    }
    guard queue.id != ticket.queue else {
      throw DeskRefusal(what: "\(ticket.id) is in \(queue.id) already", help: "nothing was changed")
    }
    guard snapshot.timeline.schedule.member(member) != nil else { throw unknown(member) }
    var moved = ticket
    moved.queue = queue.id
    moved.custody.weight = queue.rules.weight(of: ticket.priority)
    var run = DeskRun(snapshot: snapshot.about(ticket.id), queue: queue, ticket: moved)
    run.record(.changed(TicketChange(queue: queue.id)), by: .member(member))
    let words = note.map { ": \($0)" } ?? ""
    run.did(.changed, "\(snapshot.name(member)) moved it from \(ticket.queue) to \(queue.id)\(words)")
    run.repin()
    run.ticket.custody.follow(member)
    run.passOn("it was moved to \(queue.id)\(words)")
    run.advance()
    return run.decision()
  }
}
