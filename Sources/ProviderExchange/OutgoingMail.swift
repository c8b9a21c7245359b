import Timekeeping

/// A mail to send: what it says and to whom, before anybody has put it into bytes.
///
/// It is sent to all of its recipients or to none. The same mail has the same `messageID` each time it is sent, so that
/// mail programs show a redelivery once (rule K6).
package struct OutgoingMail: Sendable, Hashable {
  /// A mailbox, with the name that readers see beside it.
  package struct Mailbox: Sendable, Hashable {
    package var name: String?
    /// `ana@example.com`, in ASCII.
    package var address: String

    package init(name: String? = nil, address: String) {
      self.name = name
      self.address = address
    }
  }

  /// Nil is the server's own, from its settings.
  package var from: Mailbox?
  /// Where answers go; nil is `from`.
  package var replyTo: Mailbox?
  package var to: [Mailbox]
  package var cc: [Mailbox]
  package var subject: String
  /// Plain text; lines end with a line feed.
  package var text: String
  /// Without angle brackets: `T-12-1-r0-s0-ana_mail@watchbill.example.org`.
  package var messageID: String
  /// The message that this one answers, without angle brackets.
  package var inReplyTo: String?
  /// The conversation so far, oldest first, without angle brackets.
  package var references: [String]
  /// Written by a rule and not by a person: marked so, that no other program answers it (RFC 3834).
  package var isAutomatic: Bool
  package var date: Timestamp

  package init(
    from: Mailbox? = nil, replyTo: Mailbox? = nil, to: [Mailbox], cc: [Mailbox] = [], subject: String, text: String,
    messageID: String, inReplyTo: String? = nil, references: [String] = [], isAutomatic: Bool, date: Timestamp
  ) {
    self.from = from
    self.replyTo = replyTo
    self.to = to
    self.cc = cc
    self.subject = subject
    self.text = text
    self.messageID = messageID
    self.inReplyTo = inReplyTo
    self.references = references
    self.isAutomatic = isAutomatic
    self.date = date
  }
}
