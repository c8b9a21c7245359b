import Scheduling
import Timekeeping

/// Something that was written on a ticket.
package struct TicketMessage: Sendable, Hashable, Codable {
  /// The id that it has in its source, or one of ours such as `m3`; unique within the ticket.
  package var id: String
  package var kind: Kind
  /// Set for people of ours.
  package var member: MemberID?
  /// What to call the author.
  package var author: String?
  /// Where the author is answered, as the source knows it; nil for people of ours, and where it is not known.
  package var address: String?
  package var text: String
  /// When it was written, by the source's clock; shown, and never counted from.
  package var occurred: Timestamp?
  /// Of the text, as the source counts.
  package var version: SourceVersion?
  /// False for a customer's message that needs no answer: it starts no clock (D54).
  package var wantsAnswer: Bool
  package var attachments: [MessageAttachment]?
  /// The merged ticket that it was written on; nil for this one.
  package var from: TicketID?

  package init(
    id: String, kind: Kind, member: MemberID? = nil, author: String? = nil, text: String, occurred: Timestamp? = nil,
    version: SourceVersion? = nil, wantsAnswer: Bool = true, attachments: [MessageAttachment]? = nil,
    address: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.address = address
    self.member = member
    self.author = author
    self.text = text
    self.occurred = occurred
    self.version = version
    self.wantsAnswer = wantsAnswer
    self.attachments = attachments
  }

  /// What it says: its text, or of files alone that they were sent.
  package var said: String {
    guard text.isEmpty, let attachments, !attachments.isEmpty else { return text }
    return "sent \(attachments.map(\.name).joined(separator: ", "))"
  }

  /// Those of `files` that it does not have.
  func lacks(of files: [MessageAttachment]?) -> [MessageAttachment] {
    (files ?? []).filter { file in !(attachments ?? []).contains { $0.mayBe(file) } }
  }

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case customer
    /// Somebody else's public answer, who is neither the customer nor one of us (E4).
    case community
    /// A public message by a person of ours: the only kind that answers a customer (A15).
    case reply
    /// Stays inside.
    case note
    /// Written by no person: stored, shown, and without any effect (rule K9).
    case automatic

    /// True when the customer may read it.
    package var isPublic: Bool { self != .note }
  }
}

/// A newer text of a message.
package struct MessageEdit: Sendable, Hashable, Codable {
  package var id: String
  package var text: String
  package var version: SourceVersion?
  /// What was changed, and by whom; nil where that is not known.
  package var kind: TicketMessage.Kind?
  package var author: String?
  /// Files that came with it, beside those that the message has; nil for none.
  package var attachments: [MessageAttachment]?

  package init(
    id: String, text: String, version: SourceVersion? = nil, kind: TicketMessage.Kind? = nil, author: String? = nil,
    attachments: [MessageAttachment]? = nil
  ) {
    self.id = id
    self.text = text
    self.version = version
    self.kind = kind
    self.author = author
    self.attachments = attachments
  }
}

/// A message as it stands now.
package struct KeptMessage: Sendable, Hashable {
  package var message: TicketMessage
  /// When the desk had it.
  package var at: Timestamp
  package var isEdited: Bool = false
  package var isDeleted: Bool = false

  package init(message: TicketMessage, at: Timestamp, isEdited: Bool = false, isDeleted: Bool = false) {
    self.message = message
    self.at = at
    self.isEdited = isEdited
    self.isDeleted = isDeleted
  }
}

/// A message that came with a merged ticket (C41).
package struct MovedMessage: Sendable, Hashable, Codable {
  package var from: TicketID
  package var message: TicketMessage
  /// When the desk had it.
  package var at: Timestamp
  /// True while the customer still waits for an answer to it.
  package var waits: Bool

  package init(from: TicketID, message: TicketMessage, at: Timestamp, waits: Bool) {
    self.from = from
    self.message = message
    self.at = at
    self.waits = waits
  }
}
