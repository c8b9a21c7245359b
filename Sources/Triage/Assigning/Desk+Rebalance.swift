import Scheduling
import Timekeeping

extension Desk {
  /// Moves tickets from those who have too much to those on shift who have room (C8): the youngest first, none that is
  /// acknowledged or answered, and no further than a capacity asks for.
  ///
  /// Who has paused, too, gives away what they have not begun. Each ticket is decided as its own snapshot sees it, for
  /// each goes by the definitions of its own version (rule K5), and sees the moves before it; where nobody has room
  /// nothing moves.
  package static func rebalance(
    _ tickets: [(ticket: Ticket, snapshot: DeskSnapshot)], by: String
  ) throws(DeskRefusal) -> [Decision] {
    var moves: [Move] = []
    var decisions: [Decision] = []
    for (ticket, seen) in tickets.sorted(by: { wasGivenLater($0.ticket, $1.ticket) }) {
      guard ticket.state == .open, ticket.acknowledgement == nil, let owner = ticket.owner else { continue }
      var snapshot = seen
      for move in moves { snapshot.follow(move, for: ticket.queue) }
      var run = try Desk(snapshot).run(ticket)
      guard let why = run.burden(of: owner), let next = run.standIn(but: nil, withRoom: true) else { continue }
      run.give(to: next, "\(by) rebalanced the desk: \(why)")
      moves.append(Move(weight: ticket.custody.weight, queue: ticket.queue, from: owner, to: next))
      decisions.append(run.decision())
    }
    return decisions
  }

  private static func wasGivenLater(_ a: Ticket, _ b: Ticket) -> Bool {
    let (first, second) = (a.assigned ?? a.created, b.assigned ?? b.created)
    return first == second ? a.id > b.id : first > second
  }
}

/// What went from one to another, for the decisions after it.
private struct Move {
  var weight: Load
  var queue: QueueID
  var from: MemberID
  var to: MemberID
}

extension DeskRun {
  /// Why somebody has too much, as a sentence; nil when they do not.
  fileprivate func burden(of owner: MemberID) -> String? {
    let candidate = snapshot.candidate(owner, at: nil, for: ticket, in: queue)
    if let pause = candidate.pause { return "\(candidate.name) takes no tickets: \(pause.reason)" }
    guard let capacity = candidate.capacity, candidate.load > Load(capacity) else { return nil }
    return "\(candidate.name) has \(candidate.load) of \(capacity) tickets"
  }
}

extension DeskSnapshot {
  fileprivate mutating func follow(_ move: Move, for queue: QueueID) {
    loads[move.from, default: .zero] -= move.weight
    loads[move.to, default: .zero] += move.weight
    recent[move.to, default: []].append(now)
    if move.queue == queue { lastAssigned[move.to] = now }
  }
}
