import PagingChannels
import Scheduling
import Storage
import Timekeeping

/// Sends a new code to a contact that is not proven yet; the one before does not count any more.
package struct SendContactCode: OperatorCommand {
  package static let name = "contact-code"
  package static let changes = true
  /// Between two codes.
  static let rest = Duration.minutes(1)

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> ContactCodeReply {
    let now = desk.clock.now()
    let contact = try await desk.write { [id] tx -> OwnContact in
      try desk.requireOwnKey(tx)
      var contact = try tx.keptContact(id)
      guard contact.verified == nil else {
        throw OperatorProblem(.no, "\(id) is proven already", help: "watchbill test-page --member \(contact.member)")
      }
      guard now >= contact.coded + Self.rest else {
        throw OperatorProblem(.no, "a code was sent less than a minute ago", help: "wait a moment")
      }
      (contact.coded, contact.tries) = (now, 0)
      try tx.noteContact(contact)
      try tx.audit(at: now, actor: actor, action: "contact-code", entity: "contact/\(id)", [:])
      return contact
    }
    return try await desk.sendCode(
      of: contact, to: desk.member(contact.member.text, in: try await desk.world(), at: now))
  }
}

extension ServiceDesk {
  /// What carries a contact's code; the same code each time until a new one is asked for.
  func codeMessage(of contact: OwnContact, to member: Member) -> Message {
    let code = keys.contactCode(contact.id, sent: contact.coded)
    return Message(
      id: "\(contact.id)-\(contact.coded.milliseconds)", recipient: member.id, recipientName: member.name,
      channel: contact.contact.channel, address: contact.contact.address, title: "Your code is \(code)",
      content: .test(
        text: "Somebody asked Watchbill to reach \(member.name) here. The code is \(code); it holds for a day. To use "
          + "this contact: watchbill contact verify \(contact.id) \(code)"), created: contact.coded)
  }

  func sendCode(of contact: OwnContact, to member: Member) async throws -> ContactCodeReply {
    let message = codeMessage(of: contact, to: member)
    let outcome = await send(over: contact.contact.channel) { channel throws(ChannelProblem) in
      try channel.request(for: message, now: clock.now())
    }
    let now = clock.now()
    try await write { tx in try endTest(message, outcome, in: tx, now: now) }
    return ContactCodeReply(
      id: contact.id, member: member.id.text, channel: contact.contact.channel, outcome: outcome.word,
      why: outcome.text)
  }
}
