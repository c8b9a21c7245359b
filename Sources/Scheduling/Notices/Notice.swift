import Timekeeping

/// Something a person is told, once: unique by kind, cause and recipient.
package struct Notice: Sendable, Hashable, Codable {
  /// What it is about, in the words of settings and reports: `swap-asked`, `shift-moved`, `leave-conflict`.
  package var kind: String
  /// What brought it about, such as `swap/S-3` or a shift's id with its revision: a second notice of it is the same.
  package var cause: String
  package var recipient: MemberID
  /// One line, without markup.
  package var title: String
  /// Whole sentences that say what happened, by whom and why, and what to do.
  package var text: String
  package var haste: Haste
  /// When it is about something that is over, so that it is not sent any more; nil when it never is.
  package var expires: Timestamp?
  /// When what it is about begins, where it helps only before: quiet hours do not hold it until after that.
  package var begins: Timestamp?

  package init(
    kind: String, cause: String, recipient: MemberID, title: String, text: String, haste: Haste = .soon,
    expires: Timestamp? = nil, begins: Timestamp? = nil
  ) {
    self.kind = kind
    self.cause = cause
    self.recipient = recipient
    self.title = title
    self.text = text
    self.haste = haste
    self.expires = expires
    self.begins = begins
  }

  package var id: String { "\(kind):\(cause):\(recipient)" }

  /// How long a notice may wait for its recipient's working hours.
  package enum Haste: String, Sendable, Hashable, Codable, CaseIterable {
    /// At once, whatever the hour: it is about the next two days, or somebody waits for an answer.
    case atOnce
    /// At once inside the recipient's working hours, else with their next digest.
    case soon
    /// With the next digest.
    case digest
  }
}
