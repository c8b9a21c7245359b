import Scheduling
import Timekeeping
import Triage

/// What the last test page over one contact, or a page that was refused or arrived there since, came to, and when somebody
/// last answered from it.
package struct ProvenContact: Sendable, Hashable {
  package let member: MemberID
  package let contact: Contact
  /// When it was tried last, and what came of that.
  package let at: Timestamp
  package let outcome: PageOutcome
  /// When a test page, or a page, is known to have arrived last; nil when none ever did.
  package let proven: Timestamp?
  /// When a page to it was last acknowledged by its link, or a code sent there came back; nil when never.
  package let answered: Timestamp?

  package init(
    member: MemberID, contact: Contact, at: Timestamp, outcome: PageOutcome, proven: Timestamp? = nil,
    answered: Timestamp? = nil
  ) {
    self.member = member
    self.contact = contact
    self.at = at
    self.outcome = outcome
    self.proven = proven
    self.answered = answered
  }

  /// True when what was tried last arrived.
  package var works: Bool { if case .sent = outcome { true } else { false } }
}
