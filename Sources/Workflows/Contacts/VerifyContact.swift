import Storage
import Timekeeping

/// Proves a contact by the code that was sent there, or sends a new one.
package struct VerifyContact: OperatorCommand {
  package static let name = "contact-verify"
  package static let changes = true
  /// Wrong codes before a new one is needed, and how long a code holds.
  static let tries = 5
  static let patience = Duration.hours(24)

  package var id: String
  package var code: String

  package init(id: String, code: String) {
    self.id = id
    self.code = code
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> ContactRow {
    let now = desk.clock.now()
    let problem = try await desk.change { [self] tx -> OperatorProblem? in
      try desk.requireOwnKey(tx)
      var contact = try tx.keptContact(id)
      let isRight = code.filter(\.isNumber) == desk.keys.contactCode(contact.id, sent: contact.coded)
      // The right one once more, as when the first answer was lost, is answered as it was then.
      if contact.verified != nil { return isRight ? nil : Self.proven(contact) }
      if let over = over(contact, now) { return over }
      guard isRight else {
        contact.tries += 1
        try tx.noteContact(contact)
        return OperatorProblem(
          .no, "that is not the code; \(Self.tries - contact.tries) more tries", help: "look at the newest message")
      }
      contact.verified = now
      try tx.noteContact(contact)
      try tx.noteAnswer(of: contact.member, from: contact.contact, at: now)
      try tx.audit(at: now, actor: actor, action: "contact-verify", entity: "contact/\(id)", [:])
      return nil
    }
    // A wrong code is counted, so its transaction stands.
    if let problem { throw problem }
    let rows = try await ListContacts().perform(on: desk, actor: actor)
    guard let row = rows.first(where: { $0.id == id }) else { throw OperatorProblem.noContact(id) }
    return row
  }

  /// To whoever gives another code than the one that proved it: nothing was wrong with the contact, and nothing changed.
  private static func proven(_ contact: OwnContact) -> OperatorProblem {
    OperatorProblem(
      .no, "\(contact.id) is proven already, and not by that code",
      help: "it needs none; to try it: watchbill test-page --member \(contact.member)")
  }

  private func over(_ contact: OwnContact, _ now: Timestamp) -> OperatorProblem? {
    guard contact.tries >= Self.tries || now >= contact.coded + Self.patience else { return nil }
    let what = contact.tries >= Self.tries ? "there were \(Self.tries) wrong codes" : "the code is a day old"
    return OperatorProblem(.no, what, help: "ask for a new one: watchbill contact verify \(contact.id) --again")
  }
}

extension Snapshot {
  func keptContact(_ id: String) throws -> OwnContact {
    if let found = try ownContacts().first(where: { $0.id == id }) { return found }
    throw OperatorProblem.noContact(id)
  }
}

extension OperatorProblem {
  static func noContact(_ id: String) -> OperatorProblem {
    OperatorProblem(
      .missing, "there is no contact '\(id.echoed)' that a member keeps", help: "watchbill contact list shows them")
  }
}
