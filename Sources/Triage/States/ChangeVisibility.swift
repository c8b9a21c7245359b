import Scheduling
import Timekeeping

extension Desk {
  /// From now on only its owner, its followers, the queue's confidants and the lead may see it (E14), or everybody of the
  /// team again, which followers do not decide. What was told before stays told.
  package func setPrivate(
    _ ticket: Ticket, _ isPrivate: Bool, by member: MemberID
  ) throws(DeskRefusal) -> Decision {
    try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      guard ticket.isPrivate != isPrivate else {
        throw DeskRefusal(
          what: "\(ticket.id) is \(isPrivate ? "private already" : "not private")", help: "nothing was changed")
      }
      guard isPrivate || snapshot.mayShow(ticket, member, in: run.queue) else {
        throw DeskRefusal(
          what: "\(name) follows \(ticket.id), and does not show it to others",
          help: "its owner does, the lead, or whom queue \(run.queue.id) names under `private to:`")
      }
      run.ticket.classification.visibility = isPrivate ? .confidential : .team
      run.did(.changed, "\(name) made it \(isPrivate ? "private" : "visible to the team")")
      // Whoever makes it private goes on seeing it.
      if isPrivate, run.ticket.owner != member { run.ticket.custody.follow(member) }
    }
  }
}
