import Scheduling
import Triage

extension Actor {
  /// Refuses a program that names nobody and acts on a private ticket: it may do what those may whom it is for (E14).
  func check(names member: MemberID?, on ticket: Ticket) throws(DeskRefusal) {
    guard self == .api, member == nil, ticket.isPrivate else { return }
    throw DeskRefusal(
      what: "\(ticket.id) is private, and nobody is named whom it is for", help: "name the member who does this")
  }
}

extension TicketRow {
  /// What a reader sees whom nothing names: of a private ticket whose it is and when it is due, but not what it is about.
  package var forAnybody: TicketRow {
    guard isPrivate == true else { return self }
    var row = self
    row.title = "(private)"
    row.because = ""
    (row.kind, row.tags) = (nil, nil)
    row.url = nil
    return row
  }
}

extension ShowTicket.Reply {
  /// The same of a whole ticket, and of none the customer's address: of a private one nothing that anybody wrote, no reason
  /// that could tell of it, and nobody but whose it is: who else was brought in tells of it, too.
  package var forAnybody: ShowTicket.Reply {
    guard ticket.isPrivate == true else {
      var reply = self
      reply.address = nil
      return reply
    }
    let named = [ticket.owner, ticket.acknowledgedBy]
    return ShowTicket.Reply(
      ticket: ticket.forAnybody, body: "", requester: nil, messages: nil, history: [], pages: [], letters: nil,
      files: nil,
      timer: timer, timerClock: timerClock,
      wait: wait.map { ShowTicket.WaitRow(state: $0.state, because: nil, wakes: $0.wakes) }, teamName: teamName,
      names: names?.filter { named.contains($0.key) })
  }
}
