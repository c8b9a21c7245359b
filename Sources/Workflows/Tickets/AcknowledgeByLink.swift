import Scheduling
import Storage
import Timekeeping
import Triage

/// What a signed link leads to: which page, of which ticket, and whether it still counts.
package struct AcknowledgeLink: Sendable {
  package var page: Page
  /// As anybody may see it: a link is opened by previews, and read over shoulders.
  package var ticket: TicketRow
  /// A sentence when there is nothing left to acknowledge; nil when the button should be shown.
  package var over: String?
  /// The recipient's: times are shown on their wall.
  package var zone: Zone
}

extension ServiceDesk {
  /// Reads a link's token; nil when it is not one of ours. Reading changes nothing: mail scanners open links too.
  package func acknowledgeLink(_ token: String) async throws -> AcknowledgeLink? {
    guard let id = signedPage(token) else { return nil }
    let world = try await world()
    return try await store.read { snapshot in
      guard let row = try snapshot.outboxRow(id), let ticket = try snapshot.ticket(row.page.ticket) else { return nil }
      return AcknowledgeLink(
        page: row.page, ticket: TicketRow(ticket, world: world).forAnybody,
        over: Self.over(row.page, ticket) { world.name(of: $0) }, zone: zone(of: row.page.recipient, in: world))
    }
  }

  /// Acknowledges in the name of the page's recipient.
  package func acknowledge(byLink token: String) async throws -> AcknowledgeLink? {
    guard let link = try await acknowledgeLink(token) else { return nil }
    guard link.over == nil else { return link }
    let command = AcknowledgeTicket(
      id: link.ticket.id, member: link.page.recipient.text, via: "link", page: link.page.id.text)
    let row = try await command.perform(on: self, actor: .member(link.page.recipient.text))
    return AcknowledgeLink(page: link.page, ticket: row.forAnybody, over: nil, zone: link.zone)
  }

  /// The page that a token is for; nil when it is not one of ours.
  func signedPage(_ token: String) -> PageID? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, keys.isAcknowledgeSignature(String(parts[1]), of: String(parts[0])) else { return nil }
    return PageID(text: String(parts[0]))
  }

  private static func over(_ page: Page, _ ticket: Ticket, name: (MemberID) -> String) -> String? {
    if !ticket.isOpen { return "\(ticket.id) is \(ticket.state.rawValue)." }
    if page.episode != ticket.episode { return "This page is of an earlier round; a newer one asks again." }
    guard let held = ticket.acknowledgement, held.by != page.recipient else { return nil }
    return "\(name(held.by)) acknowledged it at \(held.at)."
  }
}
