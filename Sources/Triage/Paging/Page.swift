import Scheduling
import Timekeeping

/// One (ticket, episode, step, recipient, channel, repeat): redelivery keeps its id, a deliberate repeat has a
/// new one (rule K6).
package struct Page: Sendable, Hashable, Codable {
  package let id: PageID
  package var ticket: TicketID
  package var team: TeamID
  package var episode: Int
  package var round: Int
  package var step: Int
  package var recipient: MemberID
  package var recipientName: String
  /// The channel's name in the settings, and the recipient's address on it.
  package var channel: String
  package var address: String
  package var title: String
  /// Why this person, who was tried before, who is next (rule K6).
  package var why: String
  package var priority: Priority
  package var created: Timestamp
  /// The place of the priority in its team's list, 0 for the most urgent; nil in pages of before it was kept.
  package var urgency: Int?
  /// How long after the page was made it leaves, by its recipient's own rules (Deliver 5 of the desk); nil is at once.
  package var after: PlainDuration?

  package init(
    id: PageID, ticket: TicketID, team: TeamID, episode: Int, round: Int, step: Int, recipient: MemberID,
    recipientName: String, channel: String, address: String, title: String, why: String, priority: Priority,
    created: Timestamp, urgency: Int? = nil, after: PlainDuration? = nil
  ) {
    self.id = id
    self.ticket = ticket
    self.team = team
    self.episode = episode
    self.round = round
    self.step = step
    self.recipient = recipient
    self.recipientName = recipientName
    self.channel = channel
    self.address = address
    self.title = title
    self.why = why
    self.priority = priority
    self.created = created
    self.urgency = urgency
    self.after = after
  }

  /// What the provider groups repeats by: `T-12-1`.
  package var incidentKey: String { "\(ticket)-\(episode)" }
}

/// A page's identity as text of `[A-Za-z0-9_-]`, derived and never random: `T-12-1-r0-s1-ana_pager`.
package struct PageID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  package let text: String

  package init(text: String) { self.text = text }

  /// `address` counts a recipient's addresses on one channel, from 1.
  package init(
    ticket: TicketID, episode: Int, round: Int, step: Int, recipient: MemberID, channel: String, address: Int = 1
  ) {
    // No id of a member has a `_`: so ana-b on pager and ana on b-pager are told apart.
    let more = address > 1 ? "_\(address)" : ""
    text = "\(ticket)-\(episode)-r\(round)-s\(step)-\(recipient)_\(channel)\(more)"
  }

  package static func < (a: PageID, b: PageID) -> Bool { a.text < b.text }
  package var description: String { text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// What came of one attempt to send a page.
package enum PageOutcome: Sendable, Hashable, Codable {
  case sent(reference: String?)
  /// Not now: try the same page again after this long.
  case retry(after: PlainDuration, why: String)
  /// The provider will never take it.
  case refused(why: String)
  /// It may or may not have arrived: sent again with the same id, never dropped but for a newer page to the same address
  /// (architecture, section 5).
  case unknown(why: String)
}
