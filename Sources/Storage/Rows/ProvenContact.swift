import Scheduling
import Timekeeping
import Triage

/// What the last test page over one contact came to.
package struct ProvenContact: Sendable, Hashable {
  package let member: MemberID
  package let contact: Contact
  /// When it was tried last, and what came of that.
  package let at: Timestamp
  package let outcome: PageOutcome
  /// When a test page arrived last; nil when none ever did.
  package let proven: Timestamp?

  package init(member: MemberID, contact: Contact, at: Timestamp, outcome: PageOutcome, proven: Timestamp? = nil) {
    self.member = member
    self.contact = contact
    self.at = at
    self.outcome = outcome
    self.proven = proven
  }

  /// True when the last test page arrived.
  package var works: Bool { if case .sent = outcome { true } else { false } }
}
