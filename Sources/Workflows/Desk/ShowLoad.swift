import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Who has how much: the load view of a team (C8).
package struct ShowLoad: OperatorCommand {
  package static let name = "desk-load"
  package static let changes = false

  package var team: String

  package init(team: String) { self.team = team }

  package struct Row: Codable, Sendable, Hashable {
    package var member: MemberSwitchRow
    /// The duties they are on now.
    package var duties: [String]
    /// What counts: open tickets, in every queue and team, by weight.
    package var load: Load
    /// Tickets of this team that are theirs: open, and those that wait for somebody else.
    package var open: Int
    package var waiting: Int
    package var isFull: Bool
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var team: String
    /// Of the team's members, and of others who have tickets of it: whoever has left.
    package var rows: [Row]
    /// Open tickets that nobody owns.
    package var unowned: Int
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let team = try desk.team(team, in: world, at: now)
    let timeline = try desk.worlds.timeline(of: team.schedule.team, around: now, world: world, zones: desk.zones)
    return try await desk.store.read { snapshot in
      let loads = try snapshot.loads().merging(snapshot.lentLoads(at: now), uniquingKeysWith: +)
      let switches = try snapshot.memberSwitches()
      let tickets = try snapshot.openTickets(team: team.schedule.team)
      let known = Set(team.schedule.members.map(\.id))
      let gone = tickets.compactMap(\.owner).filter { !known.contains($0) }.uniqued.sorted()
      let everybody = world.versions.lazy.reversed().flatMap(\.definitions.teams).flatMap(\.schedule.members)
      let others = gone.map { id in
        Member(id: id, name: "\(everybody.first { $0.id == id }?.name ?? id.text) (not in the team)")
      }
      let rows = (team.schedule.members + others).map { member in
        let own = MemberSwitchRow(member, switches.first { $0.member == member.id }, at: now)
        let load = loads[member.id] ?? .zero
        let theirs = tickets.filter { $0.owner == member.id }
        return Row(
          member: own,
          duties: timeline.duties.filter { duty in duty.holders(at: now).contains { $0.member == member.id } }
            .map(\.duty.id.text), load: load, open: theirs.filter { $0.state == .open }.count,
          waiting: theirs.filter { $0.state != .open }.count, isFull: own.capacity.map { load >= Load($0) } ?? false)
      }
      return Reply(team: team.schedule.team.text, rows: rows, unowned: tickets.filter { $0.owner == nil }.count)
    }
  }
}
