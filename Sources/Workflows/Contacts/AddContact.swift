import PagingChannels
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Adds a contact that a member keeps themselves, and sends a code there; pages use it once the code came back.
package struct AddContact: OperatorCommand {
  package static let name = "contact-add"
  package static let changes = true
  /// Contacts that one member may keep.
  static let limit = 10
  /// In code points.
  static let longest = 500

  package var member: String
  /// The channel's name in the server's settings.
  package var channel: String
  package var address: String

  package init(member: String, channel: String, address: String) {
    self.member = member
    self.channel = channel
    self.address = address
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> ContactCodeReply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let member = try desk.member(member, in: world, at: now)
    let contact = Contact(channel: try known(channel, desk), address: try checked(address))
    let added = try await desk.change { [actor] tx in
      try desk.requireOwnKey(tx)
      try refuseSecond(contact, of: member, in: tx)
      let added = OwnContact(
        id: try tx.nextID(.contact), member: member.id, contact: contact, added: now, by: actor.text, coded: now)
      try tryChannel(added, member, desk, now)
      try tx.addContact(added)
      try tx.audit(
        at: now, actor: actor, action: "contact-add", entity: "contact/\(added.id)",
        ["member": member.id.text, "channel": contact.channel])
      try tell(member, of: added, by: actor, in: tx, at: now)
      return added
    }
    return try await desk.sendCode(of: added, to: member)
  }

  private func known(_ channel: String, _ desk: ServiceDesk) throws -> String {
    let names = desk.setup.channels.map(\.name)
    if names.contains(channel) { return channel }
    throw OperatorProblem.unknown("channel", channel, among: names)
  }

  private func checked(_ address: String) throws -> String {
    let isPlain = address.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    guard isPlain, !address.allSatisfy(\.isWhitespace), TextLength.scalars.of(address) <= Self.longest else {
      throw OperatorProblem(
        .refused, "that is no address",
        help: "give one line of at most \(Self.longest) letters, as the channel wants it")
    }
    return address
  }

  private func refuseSecond(_ contact: Contact, of member: Member, in tx: Transaction) throws {
    let own = try tx.ownContacts().filter { $0.member == member.id }
    if let same = own.first(where: { $0.contact == contact }) {
      let help = same.verified == nil ? "watchbill contact verify \(same.id)" : "watchbill contact list"
      throw OperatorProblem(.no, "\(member.id) has that contact already (\(same.id))", help: help)
    }
    if member.contacts.contains(contact) {
      throw OperatorProblem(
        .no, "the schedule files give \(member.id) that contact",
        help: "prove it: watchbill test-page --member \(member.id)")
    }
    guard own.count < Self.limit else {
      throw OperatorProblem(.no, "\(member.id) has \(Self.limit) contacts already", help: "remove one of them")
    }
  }

  /// An address that the channel cannot use is refused before it is kept.
  private func tryChannel(_ contact: OwnContact, _ member: Member, _ desk: ServiceDesk, _ now: Timestamp) throws {
    guard let binding = desk.setup.channels.first(where: { $0.name == contact.contact.channel }) else { return }
    if let obstacle = binding.obstacle {
      throw OperatorProblem(.refused, obstacle.what, help: obstacle.help)
    }
    do {
      _ = try binding.channel.request(for: desk.codeMessage(of: contact, to: member), now: now)
    } catch {
      throw OperatorProblem(.refused, error.what, help: error.help)
    }
  }

  /// Over the contacts that worked before: whoever adds one in another's name is seen.
  private func tell(
    _ member: Member, of added: OwnContact, by actor: Actor, in tx: Transaction, at now: Timestamp
  ) throws {
    try tx.tell(
      Notice(
        kind: "contact-added", cause: "contact/\(added.id)", recipient: member.id,
        title: "A contact was added for you on \(added.contact.channel)",
        text: "\(actor.text) added it. Pages use it once the code that was sent there comes back. If that was not "
          + "you: watchbill contact remove \(added.id)"),
      at: now)
  }
}

/// What sending a contact's code came to.
package struct ContactCodeReply: Codable, Sendable {
  package var id: String
  package var member: String
  package var channel: String
  /// `sent`, `refused`, `retry` or `unknown`, and why.
  package var outcome: String
  package var why: String
}
