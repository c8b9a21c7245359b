import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// What the customer of a new ticket was told by rule of late through its source. Empty but for mail: a program that
  /// answers mail of ours with mail that looks new would be told the same without end (RFC 3834, section 2).
  func wordsByRule(to ticket: Ticket, in tx: Snapshot, now: Timestamp) throws -> [String] {
    guard let binding = source(ticket.source), type(of: binding.source).answersOnePerson,
      let address = ticket.correspondence?.customer?.address
    else { return [] }
    let letters = try tx.replies(
      to: address, source: ticket.source, since: now - Desk.sameWordsAfter, reach: Self.newestLetters)
    return letters.map(\.letter).filter { !$0.isByPerson }.map(\.text)
  }

  /// How far back is looked, in letters of all tickets: no index knows them by whom they are for, and this is asked while
  /// nobody else can write. Some milliseconds; two programs that answer each other are fast.
  private static let newestLetters = 5000
}
