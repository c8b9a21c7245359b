import ScheduleFiles
import Scheduling
import Timekeeping

/// The zone a member lives in: where dates of their leave begin and end.
package struct MemberZone: OperatorCommand {
  package static let name = "member-zone"
  package static let changes = false

  package var member: String

  package init(member: String) { self.member = member }

  package struct Reply: Codable, Sendable {
    package var zone: ZoneID
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let person = try desk.member(member, in: world, at: now)
    return Reply(zone: desk.zone(of: person.id, in: world).id)
  }
}
