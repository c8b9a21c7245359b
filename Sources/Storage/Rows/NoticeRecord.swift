import Scheduling
import Timekeeping

/// A notice and what became of it so far.
package struct NoticeRecord: Sendable, Hashable {
  package let notice: Notice
  package let number: Int
  package let created: Timestamp
  package let state: State
  /// When it is looked at next, while it is `new` or `waiting`.
  package let due: Timestamp
  /// Why it stands where it stands, as a sentence without a full stop.
  package let why: String
  /// The message that carries it, over which channel, and how far that came; nil before there is one.
  package let carrier: Carrier?

  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Nobody has decided yet when and how it leaves.
    case new
    /// For its recipient's digest.
    case waiting
    /// Its recipient does not want this kind.
    case muted
    /// It can never leave: nobody like that, or no contact.
    case failed
    /// It is in a message, whose state tells the rest.
    case passed
  }

  package struct Carrier: Sendable, Hashable {
    package let message: Message
    package let state: OutboxState
    package let attempts: Int
    /// The last word about it: `sent`, or why not.
    package let outcome: String?
    /// Of the attempt that ended it, else of the last one.
    package let at: Timestamp?
  }
}
