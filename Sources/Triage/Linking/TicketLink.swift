import Timekeeping

/// A tie between two tickets; each of the two bears its side.
package struct TicketLink: Sendable, Hashable, Codable {
  package var kind: Kind
  package var ticket: TicketID

  package init(_ kind: Kind, _ ticket: TicketID) {
    self.kind = kind
    self.ticket = ticket
  }

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case related
    /// It goes on there, with all its messages: whatever comes for it goes there too.
    case mergedInto = "merged into"
    case mergedFrom = "merged from"
    case splitFrom = "split from"
    case splitInto = "split into"
    /// Of an incident, and the incident of it (C37).
    case partOf = "part of"
    case hasPart = "has part"
  }
}

extension Ticket {
  /// Where a merged ticket goes on; nil for all others.
  package var mergedInto: TicketID? { links.first { $0.kind == .mergedInto }?.ticket }
  package var incident: TicketID? { links.first { $0.kind == .partOf }?.ticket }
  package var parts: [TicketID] { links.filter { $0.kind == .hasPart }.map(\.ticket) }

  mutating func link(_ kind: TicketLink.Kind, _ other: TicketID) {
    let link = TicketLink(kind, other)
    if !links.contains(link) { links.append(link) }
  }
}

// A ticket that was stored before tickets had links has none.
extension KeyedDecodingContainer {
  func decode(_ type: [TicketLink].Type, forKey key: Key) throws -> [TicketLink] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}
