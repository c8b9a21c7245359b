import Scheduling
import Timekeeping

extension Snapshot {
  /// The contacts that members keep themselves, in the order they were added; removed ones are left out.
  package func ownContacts() throws(StoreError) -> [OwnContact] {
    try connection.all(
      """
      SELECT id, member, channel, address, added_ms, added_by, coded_ms, tries, verified_ms
      FROM own_contacts WHERE removed_ms IS NULL ORDER BY ordinal
      """, as: OwnContact.init)
  }
}

extension Transaction {
  package func addContact(_ contact: OwnContact) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO own_contacts (id, ordinal, member, channel, address, added_ms, added_by, coded_ms, tries, verified_ms)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM own_contacts), $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        contact.id, contact.member, contact.contact.channel, contact.contact.address, contact.added, contact.by,
        contact.coded, contact.tries, contact.verified,
      ])
    try bump(.contacts)
  }

  /// Stores its codes' fate and whether it is verified; whose and where it is stays as it was.
  package func noteContact(_ contact: OwnContact) throws(StoreError) {
    try connection.run(
      "UPDATE own_contacts SET coded_ms = $2, tries = $3, verified_ms = $4 WHERE id = $1",
      [contact.id, contact.coded, contact.tries, contact.verified])
    try bump(.contacts)
  }

  /// False when there is no such contact or it was removed before.
  package func removeContact(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      "UPDATE own_contacts SET removed_ms = $2, removed_by = $3 WHERE id = $1 AND removed_ms IS NULL", [id, at, by])
    guard changed > 0 else { return false }
    try bump(.contacts)
    return true
  }
}

extension OwnContact {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.text("id"), member: try row.form("member"),
      contact: Contact(channel: try row.text("channel"), address: try row.text("address")),
      added: try row.instant("added_ms"), by: try row.text("added_by"), coded: try row.instant("coded_ms"),
      tries: try row.int("tries"), verified: try row.instantIfAny("verified_ms"))
  }
}
