import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// What test pages, and pages, came to: one row for each member, channel and address that was ever tried.
  ///
  /// A contact without a row was never tried; one that a member no longer has may still be listed.
  package func provenContacts() throws(StoreError) -> [ProvenContact] {
    try connection.all(
      """
      SELECT member, channel, address, at_ms, outcome, sent_ms, answered_ms
      FROM proofs ORDER BY member, channel, address
      """
    ) { row throws(StoreError) in
      ProvenContact(
        member: try row.form("member"),
        contact: Contact(channel: try row.text("channel"), address: try row.text("address")),
        at: try row.instant("at_ms"), outcome: try row.json("outcome"), proven: try row.instantIfAny("sent_ms"),
        answered: try row.instantIfAny("answered_ms"))
    }
  }
}

extension Transaction {
  /// Keeps what a test page came to, in the place of the one before; when one arrived last is kept through failures.
  package func putProof(_ proof: ProvenContact) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO proofs (member, channel, address, at_ms, outcome, sent_ms) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (member, channel, address) DO UPDATE SET at_ms = excluded.at_ms, outcome = excluded.outcome,
        sent_ms = COALESCE(excluded.sent_ms, proofs.sent_ms)
      """,
      [
        proof.member, proof.contact.channel, proof.contact.address, proof.at, try JSONText.text(proof.outcome),
        proof.works ? proof.at : nil,
      ])
  }

  /// Keeps that a page was refused, or arrived: that proves as much as a test page does. What arrives where something
  /// arrived within a day says nothing new, and is not written.
  package func noteDelivery(of page: Page, _ outcome: PageOutcome, at: Timestamp) throws(StoreError) {
    let contact = Contact(channel: page.channel, address: page.address)
    switch outcome {
    case .refused: break
    case .sent: guard try isNews(at, of: contact, of: page.recipient) else { return }
    case .retry, .unknown: return
    }
    try putProof(ProvenContact(member: page.recipient, contact: contact, at: at, outcome: outcome))
  }

  private func isNews(_ at: Timestamp, of contact: Contact, of member: MemberID) throws(StoreError) -> Bool {
    let last = try connection.first(
      "SELECT at_ms, outcome FROM proofs WHERE member = $1 AND channel = $2 AND address = $3",
      [member, contact.channel, contact.address]
    ) { row throws(StoreError) -> (at: Timestamp, outcome: PageOutcome) in
      (at: try row.instant("at_ms"), outcome: try row.json("outcome"))
    }
    guard let last, case .sent = last.outcome else { return true }
    return at >= last.at + .hours(24)
  }

  /// Keeps that somebody answered from a contact, which proves more than that something arrived there.
  package func noteAnswer(of member: MemberID, from contact: Contact, at: Timestamp) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO proofs (member, channel, address, at_ms, outcome, sent_ms, answered_ms)
      VALUES ($1, $2, $3, $4, $5, $4, $4)
      ON CONFLICT (member, channel, address) DO UPDATE SET at_ms = excluded.at_ms, outcome = excluded.outcome,
        sent_ms = excluded.sent_ms, answered_ms = excluded.answered_ms
      """,
      [member, contact.channel, contact.address, at, try JSONText.text(PageOutcome.sent(reference: nil))])
  }
}
