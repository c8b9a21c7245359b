import Scheduling
import Timekeeping

/// What leaves through a ticket source: an answer to a customer, a line in a team's channel, a bug to file (rule K11).
///
/// It holds all that its sending needs and never changes, so that a second sending has the same id and the same words; only
/// what it says of a ticket that became private is taken out of it.
package struct Letter: Sendable, Hashable, Codable {
  /// `T-12-m7`: the ticket and the message; posts and filings say so, `T-12-post-3`. Of `[A-Za-z0-9_-]`.
  package let id: String
  package var purpose: Purpose
  package var ticket: TicketID
  /// The source that it leaves through, by its name in the settings.
  package var source: String
  /// What it is written on, by its id in the source: an issue, a thread, a mail; of a post the channel, of a filing the
  /// place where it is filed.
  package var item: String
  /// The message in the ticket's history; nil for what is no message of it.
  package var message: String?
  package var title: String
  package var text: String
  /// Who writes; nil for the desk.
  package var author: MemberID?
  package var authorName: String?
  /// False for what the desk writes by a rule: marked as automatic, so that no other desk answers it.
  package var isByPerson: Bool
  /// Whom it is for, as the source knows them.
  package var to: Party?
  /// The merged ticket whose item it is written on, and whose mails it goes on; nil for the ticket's own.
  package var mergedFrom: TicketID?
  /// Where people look at the item.
  package var url: String?
  /// What an answer to it shows to come back to its ticket, where the source has nothing of the kind itself: mail.
  package var token: String?
  /// Of a filing: what it is, and whether the customer is told its address.
  package var filing: Filing?
  /// Of a post: who is called, by their ids there (D39); nil for nobody.
  package var calls: [String]?
  /// True for a post that begins no ticket's thread and is in none.
  package var standsAlone: Bool?
  package var created: Timestamp

  package enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
    /// For the customer.
    case reply
    /// For the team, in its channel.
    case post
    /// A bug or task for those who work on it.
    case filing
  }

  /// What a filing becomes on its ticket.
  package struct Filing: Sendable, Hashable, Codable {
    package var kind: LinkedItem.Kind
    package var isShared: Bool

    package init(kind: LinkedItem.Kind, isShared: Bool) {
      self.kind = kind
      self.isShared = isShared
    }
  }

  package init(
    id: String, purpose: Purpose, ticket: TicketID, source: String, item: String, message: String? = nil,
    title: String, text: String, author: MemberID? = nil, authorName: String? = nil, isByPerson: Bool = true,
    to: Party? = nil, url: String? = nil, token: String? = nil, filing: Filing? = nil,
    calls: [String]? = nil, standsAlone: Bool? = nil, created: Timestamp
  ) {
    self.id = id
    self.purpose = purpose
    self.ticket = ticket
    self.source = source
    self.item = item
    self.message = message
    self.title = title
    self.text = text
    self.author = author
    self.authorName = authorName
    self.isByPerson = isByPerson
    self.to = to
    self.url = url
    self.token = token
    self.filing = filing
    self.calls = calls
    self.standsAlone = standsAlone
    self.created = created
  }

  /// Those of one lane leave one after the other.
  package var lane: String { standsAlone == true ? "post/\(source)/\(item)" : "\(purpose.rawValue)/\(ticket)" }
}

extension Letter {
  /// Words for a ticket's customer.
  package init(
    _ words: OutgoingMessage, of ticket: Ticket, by author: MemberID?, named name: String?, token: String?,
    at: Timestamp
  ) {
    let place = words.place ?? MergedPlace(ticket)
    let suffix = words.place.map { "-\($0.ticket)" } ?? ""
    self.init(
      id: "\(ticket.id)-\(words.message)\(suffix)", purpose: .reply, ticket: ticket.id, source: place.source,
      item: place.item, message: words.message, title: place.title, text: words.text, author: author,
      authorName: name, isByPerson: words.isByPerson, to: place.customer, url: place.url, token: token, created: at)
    mergedFrom = words.place?.ticket
  }
}
