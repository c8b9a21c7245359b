import Scheduling
import Timekeeping

/// Something a person is told, once: unique by kind, cause and recipient.
package struct Notice: Sendable, Hashable {
  /// What it is about, in the words of settings and reports: `swap-asked`, `shift-moved`, `leave-conflict`.
  package var kind: String
  /// What brought it about, such as `swap/S-3` or a shift's id with its revision: a second notice of it is the same.
  package var cause: String
  package var recipient: MemberID
  /// One line, without markup.
  package var title: String
  /// Whole sentences that say what happened, by whom and why, and what to do.
  package var text: String

  package init(kind: String, cause: String, recipient: MemberID, title: String, text: String) {
    self.kind = kind
    self.cause = cause
    self.recipient = recipient
    self.title = title
    self.text = text
  }

  package var id: String { "\(kind):\(cause):\(recipient)" }
}
