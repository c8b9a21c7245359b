import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// What the customer of a new ticket was told by rule of late through its source. Empty but for mail: a program that
  /// answers mail of ours with mail that looks new would be told the same without end (RFC 3834, section 2).
  func wordsByRule(to ticket: Ticket, in tx: Snapshot, now: Timestamp) throws -> [String] {
    guard let binding = source(ticket.source), type(of: binding.source).answersOnePerson,
      let address = ticket.correspondence?.customer?.address?.lowercased()
    else { return [] }
    let theirs = try tx.tickets(TicketFilter(limit: Self.newestTickets)).filter {
      $0.source == ticket.source && $0.correspondence?.customer?.address?.lowercased() == address
    }
    let letters = try theirs.flatMap { try tx.letters(of: $0.id) }.map(\.letter)
    let since = now - Desk.sameWordsAfter
    return letters.filter { !$0.isByPerson && $0.purpose == .reply && $0.created > since }.map(\.text)
  }

  /// How far back is looked, in tickets of all teams: no index knows them by customer, and two programs that answer each
  /// other are fast.
  private static let newestTickets = 500
}
