import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What a queue's review has to look through (C69, E3); marks tickets as looked at when it is done.
package struct ReviewQueue: OperatorCommand {
  package static let name = "queue-review"
  package static let changes = true

  package var queue: String
  /// Nil where only one team has a queue of that name.
  package var team: String?
  /// Who looked; nil only lists.
  package var member: String?
  /// Which tickets were looked at; empty means all of the list.
  package var tickets: [String]

  package init(queue: String, team: String? = nil, member: String? = nil, tickets: [String] = []) {
    self.queue = queue
    self.team = team
    self.member = member
    self.tickets = tickets
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var review: QueueReview
    /// Those that were marked now.
    package var done: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    try await checkTicketsLeft(on: desk, in: world, now)
    let (team, found) = try place(in: world, desk, now)
    let by = try member.map { try desk.member($0, in: world, at: now).id }
    guard let by else {
      return try await desk.store.read { snapshot in
        Reply(team: team.text, review: try desk.review(of: found, in: team, from: snapshot, now: now).review, done: [])
      }
    }
    return try await desk.write { [tickets] tx in
      let listed = try desk.review(of: found, in: team, from: tx, now: now).review.lines.map(\.ticket)
      let named = try tickets.map { try tx.ticket(named: $0).id }
      if let stranger = named.first(where: { !listed.contains($0) }) {
        throw OperatorProblem(
          .no, "\(stranger) does not wait for this review", help: "watchbill queue review \(found.id) lists what does")
      }
      var done: [TicketID] = []
      for id in named.isEmpty ? listed : named {
        let ticket = try tx.ticket(named: id.description)
        do {
          let decision = try desk.decide(ticket, in: tx, now: now) { core, ticket throws(DeskRefusal) in
            try core.review(ticket, by: by)
          }
          try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
          done.append(id)
        } catch is OperatorProblem where named.isEmpty && ticket.isPrivate {
          // It stays in the list for those who may see it.
          continue
        }
      }
      let review = try desk.review(of: found, in: team, from: tx, now: now).review
      return Reply(team: team.text, review: review, done: done.map(\.description))
    }
  }

  private func place(in world: World, _ desk: ServiceDesk, _ now: Timestamp) throws -> (TeamID, Queue) {
    let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
    let found = teams.flatMap { team in team.desk.queues.map { (team.schedule.team, $0) } }
    let own = found.filter { $0.1.id.text == queue }
    if own.count == 1 { return own[0] }
    guard own.isEmpty else {
      throw OperatorProblem(
        .refused, "\(own.count) teams have a queue '\(queue)'", help: "add --team \(own[0].0)")
    }
    throw OperatorProblem.unknown("queue", queue, among: found.map(\.1.id.text).uniqued)
  }

  /// A queue that is in no file any more has no review; its open tickets are somebody's all the same.
  private func checkTicketsLeft(on desk: ServiceDesk, in world: World, _ now: Timestamp) async throws {
    guard !world.teams(at: now).flatMap(\.desk.queues).contains(where: { $0.id.text == queue }) else { return }
    var left = TicketFilter(open: true, limit: 1)
    left.queue = QueueID(unchecked: queue)
    let count = try await desk.store.read { [left] in try $0.count(left) }
    guard count > 0 else { return }
    throw OperatorProblem(
      .no, "the queue '\(queue)' is in no file any more, and has \(count) open \(count == 1 ? "ticket" : "tickets")",
      help: "watchbill ticket list --queue \(queue) shows them, watchbill ticket move gives them to another queue")
  }
}

extension ServiceDesk {
  /// The most open tickets of a queue that are looked at, the oldest first.
  private static let reviewed = 2000

  func review(
    of queue: Queue, in team: TeamID, from snapshot: Snapshot, now: Timestamp
  ) throws -> (review: QueueReview, people: [MemberID]) {
    let world = try worlds.world(in: snapshot)
    let state = try self.snapshot(of: team, queue: nil, definitions: nil, world: world, in: snapshot, now: now)
    let tickets = try snapshot.openTickets(team: team).filter { $0.queue == queue.id }.prefix(Self.reviewed)
    let items = try tickets.map { ($0, try snapshot.history(of: $0.id).course) }
    return (state.review(of: queue, items), state.reviewers(of: queue))
  }
}
