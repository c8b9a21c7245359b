/// Which item of a source an event is about.
package struct ItemKey: Sendable, Hashable, Codable {
  /// Stable over all deliveries about the item; with the source's name unique for ever.
  package var id: String
  /// Other ways to find its ticket, the most trustworthy first. Tried before a new ticket is opened.
  package var threads: [ThreadKey]

  package init(_ id: String, threads: [ThreadKey] = []) {
    self.id = id
    self.threads = threads
  }
}

/// A sign that an item belongs to a ticket that exists.
package enum ThreadKey: Sendable, Hashable, Codable {
  /// The token of a plus-address that we gave out (`help+TOKEN@example.org`): whoever has it may write on the ticket.
  case token(String)
  /// The id of a message on the ticket, in its source; the item itself or one it answers.
  case message(String)
  /// A reference such as `[T-12]` in a subject. Anybody can type that: it counts only for people of the ticket.
  case ticket(TicketID)
  /// What the item is known by for good, where its id is made of names that may change.
  case item(String)

  /// Of an item that its source counts among those of `kind` as `number`, whatever it is called.
  package static func numbered(_ kind: String, _ number: Int64) -> ThreadKey { .item("\(kind)-\(number)") }

  /// Whether two texts are keys of items of one kind: an issue and a discussion may have one name.
  package static func areOfOneKind(_ one: String, _ other: String) -> Bool {
    guard let first = kind(of: one) else { return false }
    return first == kind(of: other)
  }

  private static func kind(of key: String) -> Substring? { key.firstIndex(of: "-").map { key[..<$0] } }
}
