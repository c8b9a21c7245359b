import Timekeeping

/// One HTTP delivery as it came: raw bytes, so that a signature can be checked before anything is parsed.
package struct Delivery: Sendable {
  /// Names in lower case, in the order received.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(headers: [(name: String, value: String)], body: [UInt8]) {
    self.headers = headers
    self.body = body
  }

  /// The first value of header `name` (given in lower case).
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// What a source says of a delivery.
package enum Intake: Sendable, Hashable {
  /// Something happened: one or more events, and the id by which a repeat of the delivery is known.
  case taken(SourceDelivery)
  /// A person asks us something from within the source, and waits for the answer.
  case asked(SourceRequest)
  /// Part of the sender's protocol, such as a challenge: to be answered just so, and nothing else.
  case answered(SourceAnswer)
  /// Understood, and nothing to do: pings and events that are not ours. Answered 200 with the note.
  case noted(String)
  /// A place of the source, such as a chat channel, is called so from now on (C38).
  case named(PlaceName)
  /// Not accepted: an HTTP status in 400…499 and a message that says what to change.
  case refused(status: Int, message: String)
}

/// What people call a place of a source that is known by its id: `C0123456789` is `#support-larch`.
package struct PlaceName: Sendable, Hashable, Codable {
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// What one delivery says happened.
package struct SourceDelivery: Sendable, Hashable, Codable {
  /// The same when the sender delivers it again; unique within the source.
  package var id: String
  /// In the order in which they happened; never empty.
  package var events: [SourceEvent]
  /// What the sender must be told where our own answer will not do.
  package var answer: SourceAnswer?
  /// Where whoever made it by hand is told what came of it, for a while.
  package var replyURL: String?
  /// Things the sender left out or we could not use, each a sentence; for the log and the ticket.
  package var notes: [String]
  /// True where its sender gave it no name, so that it has that of the item it opens: the same words are a repeat until
  /// the source ends the item, and open it again after that.
  package var isNamedByItem: Bool

  package init(
    id: String, events: [SourceEvent], answer: SourceAnswer? = nil, replyURL: String? = nil, notes: [String] = [],
    isNamedByItem: Bool = false
  ) {
    self.replyURL = replyURL
    self.isNamedByItem = isNamedByItem
    self.id = id
    self.events = events
    self.answer = answer
    self.notes = notes
  }
}

/// An exact answer to a sender.
package struct SourceAnswer: Sendable, Hashable, Codable {
  package var status: Int
  package var contentType: String
  package var body: String

  package init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", body: String = "") {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// What a person asked from within a source: a slash command, a button.
package struct SourceRequest: Sendable, Hashable, Codable {
  package enum What: Sendable, Hashable, Codable {
    /// Typed: `/oncall primary` is command `/oncall` with text `primary`.
    case command(String, text: String)
    /// Pressed: the button's id and the value we gave it.
    case button(id: String, value: String)
  }

  /// The same when it is delivered again.
  package var id: String
  package var what: What
  package var by: Party
  /// Where it was asked, as the source names it, and the thread there.
  package var place: String?
  package var thread: String?
  /// Where a later answer may be posted, for a while.
  package var replyURL: String?

  package init(
    id: String, what: What, by: Party, place: String? = nil, thread: String? = nil, replyURL: String? = nil
  ) {
    self.id = id
    self.what = what
    self.by = by
    self.place = place
    self.thread = thread
    self.replyURL = replyURL
  }
}
