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
  /// Each ticket by the definitions it goes by; what is in no queue of theirs any more stays where it is.
  fileprivate func rebalanced(_ team: TeamID, by: String, in tx: Transaction, now: Timestamp) throws -> [Decision] {
    let movable = try tx.openTickets(team: team).filter {
      $0.state == .open && $0.acknowledgement == nil && $0.owner != nil
    }
    let seen = try movable.map { (ticket: $0, snapshot: try snapshot(about: $0, in: tx, now: now)) }
    let known = seen.filter { $0.snapshot.policy.queue($0.ticket.queue) != nil }
    do { return try Desk.rebalance(known, by: by) } catch { throw OperatorProblem(error) }
  }
}
