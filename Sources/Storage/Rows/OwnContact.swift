import Scheduling
import Timekeeping

/// A contact that a member keeps in the store; pages use it once a code that was sent there came back.
package struct OwnContact: Sendable, Hashable {
  /// `CT-1`, `CT-2`, …
  package let id: String
  package let member: MemberID
  package let contact: Contact
  package var added: Timestamp
  package var by: String
  /// When the code that is asked for now was sent.
  package var coded: Timestamp
  /// Wrong codes since then.
  package var tries: Int
  /// When its code came back; nil before.
  package var verified: Timestamp?

  package init(
    id: String, member: MemberID, contact: Contact, added: Timestamp, by: String, coded: Timestamp, tries: Int = 0,
    verified: Timestamp? = nil
  ) {
    self.id = id
    self.member = member
    self.contact = contact
    self.added = added
    self.by = by
    self.coded = coded
    self.tries = tries
    self.verified = verified
  }
}
