import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Everybody's contacts, or one member's: those they keep and those of the files, with what proves them.
package struct ListContacts: OperatorCommand {
  package static let name = "contact-list"
  package static let changes = false

  package var member: String?

  package init(member: String? = nil) { self.member = member }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [ContactRow] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let book = try await desk.contactBook(world)
    if let member { return book.rows(of: try desk.member(member, in: world, at: now), at: now) }
    let members = world.teams(at: now).flatMap(\.schedule.members).uniqued(by: \.id)
    return members.sorted { $0.id < $1.id }.flatMap { book.rows(of: $0, at: now) }
  }
}

/// Forgets a contact that a member keeps; those of the files stay.
package struct RemoveContact: OperatorCommand {
  package static let name = "contact-remove"
  package static let changes = true

  package var id: String

  package init(id: String) { self.id = id }

  package struct Reply: Codable, Sendable {
    package var id: String
    package var member: String
    package var channel: String
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    return try await desk.change { [id] tx in
      let contact = try tx.keptContact(id)
      _ = try tx.removeContact(id, by: actor.text, at: now)
      try tx.audit(at: now, actor: actor, action: "contact-remove", entity: "contact/\(id)", [:])
      return Reply(id: id, member: contact.member.text, channel: contact.contact.channel)
    }
  }
}
