import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Moves tickets from those who have too much to those on shift who have room (C8).
package struct RebalanceDesk: OperatorCommand {
  package static let name = "desk-rebalance"
  package static let changes = true

  package var team: String
  package var speaker: String?
  package var dryRun: Bool

  package init(team: String, speaker: String? = nil, dryRun: Bool = false) {
    self.team = team
    self.speaker = speaker
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var moved: [TicketRow]
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let id = try desk.team(team, in: world, at: now).schedule.team
    let by = try speaker.map { try desk.member($0, in: world, at: now).name } ?? actor.text
    let moved = try await desk.write { [dryRun] tx in
      let decisions = try desk.rebalanced(id, by: by, in: tx, now: now)
      guard !dryRun else { return decisions.map(\.ticket) }
      let before = try decisions.map { try tx.ticket($0.ticket.id) ?? $0.ticket }
      for decision in decisions { try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now) }
      for (ticket, decision) in zip(before, decisions) {
        try desk.advanceTickets(after: ticket, became: decision.ticket, in: tx, now: now)
      }
      return decisions.map(\.ticket)
    }
    desk.wake.ring()
    return Reply(moved: moved.map { TicketRow($0, world: world) }, isDryRun: dryRun)
  }
}

extension ServiceDesk {
  /// Queue by queue, each seeing what the ones before moved.
  fileprivate func rebalanced(_ team: TeamID, by: String, in tx: Transaction, now: Timestamp) throws -> [Decision] {
    let world = try worlds.world(in: tx)
    let tickets = try tx.openTickets(team: team)
    var decisions: [Decision] = []
    var queues: [QueueID] = []
    for ticket in tickets where !queues.contains(ticket.queue) { queues.append(ticket.queue) }
    for queue in queues {
      var snapshot = try snapshot(of: team, queue: queue, definitions: nil, world: world, in: tx, now: now)
      for decision in decisions {
        guard let before = tickets.first(where: { $0.id == decision.ticket.id })?.owner,
          let after = decision.ticket.owner
        else { continue }
        snapshot.loads[before, default: .zero] -= decision.ticket.custody.weight
        snapshot.loads[after, default: .zero] += decision.ticket.custody.weight
      }
      guard snapshot.policy.queue(queue) != nil else { continue }
      let waiting = tickets.filter { $0.queue == queue }
      var histories: [TicketID: TicketHistory] = [:]
      for ticket in waiting { histories[ticket.id] = try tx.history(of: ticket.id) }
      do {
        decisions += try Desk(snapshot).rebalance(waiting, by: by) { histories[$0] ?? TicketHistory() }
      } catch {
        throw OperatorProblem(error)
      }
    }
    return decisions
  }
}
