import Scheduling
import Timekeeping

/// What a decision tells or asks somebody, outside of pages: nobody is woken by it.
package struct Telling: Sendable, Hashable {
  package var kind: Kind
  package var ticket: TicketID
  package var to: [MemberID]
  /// Whole sentences; instants in them are as RFC 3339 has them, until each reader's zone is known.
  package var text: String
  /// For a question: until when it can be answered.
  package var until: Timestamp?

  package init(_ kind: Kind, _ ticket: TicketID, to: [MemberID], text: String, until: Timestamp? = nil) {
    self.kind = kind
    self.ticket = ticket
    self.to = to
    self.text = text
    self.until = until
  }

  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Whether they take it (rule K3).
    case question = "ticket-question"
    /// What becomes of a ticket whose owner is off (rule K2).
    case card = "ticket-decision"
    /// It is posted, and the first to claim it has it.
    case offer = "ticket-offered"
    /// They were given it by a person, or were silent and lost it.
    case given = "ticket-given"
    case taken = "ticket-taken"
    /// A colleague brought them in, or named them in a note.
    case involved = "ticket-involved"
    /// To the lead: nobody is left, or a promise would break first.
    case unassignable = "ticket-unassignable"
    case atRisk = "ticket-at-risk"
    /// To the owner, or the lead: a promise was broken.
    case overdue = "ticket-overdue"
    /// To the lead: all of a customer's own people are off.
    case unattended = "ticket-unattended"
    /// To the owner: the customer wrote while they were off.
    case waits = "ticket-waits"
  }
}
