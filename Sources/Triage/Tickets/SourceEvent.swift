import Timekeeping

/// One thing that happened to one item of a source, in our words: what a source makes of (a part of) a delivery.
///
/// Deliveries come late, twice and out of order. What makes that harmless: `item` says which ticket it is about,
/// `facts` are what the source says of the item as of `version` (for each fact the newest version holds; of equal ones
/// the last to arrive), and messages have ids of their own.
package struct SourceEvent: Sendable, Hashable, Codable {
  package var item: ItemKey
  package var what: SourceHappening
  /// All that the delivery says about the item, whatever happened; enough to open a ticket we have not heard of.
  package var facts: ItemFacts
  /// Nil when the source has no order to offer: then what arrives last is newest.
  package var version: SourceVersion?
  /// By the source's clock.
  package var occurred: Timestamp?
  /// Who did it, as far as the source tells.
  package var author: EventAuthor
  package var visibility: EventVisibility
  /// Set when no person wrote it (rule K9): to be stored, and to change nothing.
  package var automatic: AutomaticMessage?
  /// The ticket of its item, where that was merged into the one that the event is taken on.
  package var merged: TicketID?
  /// Why the source begins no ticket with it: then it is news of one that there is, and otherwise nobody's.
  package var onlyIfKnown: String?
  /// True for a monitor's word on an alert: where it opens its item, it says that the alert is on, then and each time again.
  package var isAlert: Bool?
  /// True where `facts` are only of use to a ticket that begins with it: of one that there is they say nothing.
  package var isIntroduction: Bool?
  /// True for a colleague's words that call for support where the customer reads them: they answer nobody (C44).
  package var isCall: Bool?

  package init(
    item: ItemKey, what: SourceHappening, facts: ItemFacts = ItemFacts(), version: SourceVersion? = nil,
    occurred: Timestamp? = nil, author: EventAuthor = EventAuthor(), visibility: EventVisibility = .everyone,
    automatic: AutomaticMessage? = nil, onlyIfKnown: String? = nil, isAlert: Bool? = nil,
    isIntroduction: Bool? = nil, isCall: Bool? = nil
  ) {
    self.isCall = isCall
    self.onlyIfKnown = onlyIfKnown
    self.isAlert = isAlert
    self.isIntroduction = isIntroduction
    self.item = item
    self.what = what
    self.facts = facts
    self.version = version
    self.occurred = occurred
    self.author = author
    self.visibility = visibility
    self.automatic = automatic
  }
}

/// What happened to an item.
package enum SourceHappening: Sendable, Hashable, Codable {
  /// It began, with its first message. Where `item` is known already, or one of its thread keys is, the message is one
  /// more on that ticket instead.
  case opened(ItemMessage)
  /// Somebody wrote on it: a reply, a comment, a note.
  case message(ItemMessage)
  /// A message changed; `message.id` says which.
  case messageEdited(ItemMessage)
  case messageDeleted(id: String)
  /// Only `facts` changed: title, tags, priority, customer, address.
  case changed
  case closed(SourceClosing)
  case reopened
  /// Understood, and nobody's work here: the reason in a sentence.
  case notOurs(because: String)
}

/// Why an item ended in its source.
package struct SourceClosing: Sendable, Hashable, Codable {
  package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    case done
    case notPlanned = "not planned"
    case duplicate
    /// It no longer exists.
    case deleted
    /// It goes on elsewhere, under the address in `note`.
    case moved
  }

  package var reason: Reason
  package var note: String?

  package init(_ reason: Reason = .done, note: String? = nil) {
    self.reason = reason
    self.note = note
  }
}

/// Orders what a source says of one item: later wins. Comparable only within one item.
package struct SourceVersion: Sendable, Hashable, Comparable, Codable {
  /// A number that grows with every change: milliseconds of the source's clock, or its own count.
  package var number: Int64
  /// Orders changes that share `number`; 0 without such an order.
  package var part: Int64
  /// True for the source's own count, which says nothing of the time; nil for a time.
  private var counts: Bool?

  package var isCount: Bool { counts == true }

  package init(_ number: Int64, part: Int64 = 0) {
    self.number = number
    self.part = part
  }

  package init(_ time: Timestamp) { self.init(time.milliseconds) }

  /// The source's own count of its item's changes.
  package init(count: Int64) {
    self.init(count)
    counts = true
  }

  package static func < (a: SourceVersion, b: SourceVersion) -> Bool {
    (a.number, a.part) < (b.number, b.part)
  }
}

/// Who may read a message.
package enum EventVisibility: String, Sendable, Hashable, Codable, CaseIterable {
  /// The customer as well.
  case everyone
  /// Colleagues only: a note.
  case team
}

/// Messages that no person wrote for us (rule K9): stored, shown, and without any effect.
package enum AutomaticMessage: String, Sendable, Hashable, Codable, CaseIterable {
  /// Out of office, "we have received your message", what we sent is late, arrived or was read.
  case autoReply = "auto-reply"
  /// What we sent did not arrive.
  case bounce
  /// Sent to many through a list; never to be answered automatically.
  case list
}
