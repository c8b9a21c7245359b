import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// A lead lets open tickets go by the definitions in force now (rules K5, O9); until then each goes by those it began
/// with.
package struct AdoptVersion: OperatorCommand {
  package static let name = "ticket-adopt"
  package static let changes = true

  package var team: String
  package var member: String
  /// Empty means every open ticket of the team.
  package var tickets: [String]
  package var dryRun: Bool

  package init(team: String, member: String, tickets: [String] = [], dryRun: Bool = false) {
    self.team = team
    self.member = member
    self.tickets = tickets
    self.dryRun = dryRun
  }

  /// A ticket that goes, or would go, by other definitions.
  package struct Row: Codable, Sendable, Hashable {
    package var ticket: String
    package var from: Int
    package var to: Int
    package var dueBefore: Timestamp?
    package var dueAfter: Timestamp?
    /// Why it stays as it is; nil where it does not.
    package var problem: String?
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [Row] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let schedule = try desk.team(team, in: world, at: now).schedule
    let by = try desk.member(member, in: world, at: now).id
    guard schedule.lead == by else {
      throw OperatorProblem(
        .refused, "\(by) does not lead \(schedule.team)", help: schedule.lead.map { "ask \($0)" } ?? "name a lead first"
      )
    }
    let chosen: @Sendable (Snapshot) throws -> [Ticket] = { [tickets] snapshot in
      let named = try tickets.map { try snapshot.ticket(named: $0) }
      if let other = named.first(where: { $0.team != schedule.team }) {
        throw OperatorProblem(
          .refused, "\(other.id) is of team \(other.team)", help: "its own lead adopts it: --team \(other.team)")
      }
      return named.isEmpty ? try snapshot.openTickets(team: schedule.team) : named
    }
    guard !dryRun else {
      return try await desk.store.read { snapshot in
        try chosen(snapshot).map { try Self.decided($0, by: by, on: desk, in: snapshot, now: now).0 }
          .filter { $0.from != $0.to }
      }
    }
    let rows = try await desk.write { tx in
      // One after the other: each sees whom the ones before it came to.
      try chosen(tx).compactMap { ticket -> Row? in
        let (row, decision) = try Self.decided(ticket, by: by, on: desk, in: tx, now: now)
        guard row.from != row.to else { return nil }
        if let decision { try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now) }
        return row
      }
    }
    desk.wake.ring()
    return rows
  }

  private static func decided(
    _ ticket: Ticket, by member: MemberID, on desk: ServiceDesk, in snapshot: Snapshot, now: Timestamp
  ) throws -> (Row, Decision?) {
    let world = try desk.worlds.world(in: snapshot)
    func read(_ version: Int?) throws -> DeskSnapshot {
      try desk.snapshot(
        of: ticket.team, queue: ticket.queue, customer: ticket.classification.customer, definitions: version,
        ticket: ticket.id, source: ticket.source, world: world, in: snapshot, now: now)
    }
    let (old, state) = (Desk(try read(ticket.definitions)), try read(nil))
    var row = Row(
      ticket: ticket.id.description, from: ticket.definitions, to: state.definitions, dueBefore: ticket.due,
      dueAfter: ticket.due)
    do throws(DeskRefusal) {
      let decision = try Desk(state).adopt(ticket, from: old, by: member)
      row.dueAfter = decision.ticket.due
      return (row, decision)
    } catch {
      row.problem = error.what
      return (row, nil)
    }
  }
}
