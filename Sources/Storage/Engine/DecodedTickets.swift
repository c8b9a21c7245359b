import Synchronization
import Triage

/// Tickets and their histories as the writer last read or wrote them: what has not changed since is not decoded again,
/// and decoding was most of what a decision took.
///
/// It is the one writer's alone, so it holds what the store holds, or what the transaction at hand has made of it; what
/// that wrote is forgotten when it is taken back.
final class DecodedTickets: Sendable {
  /// Of all texts that the values were read from, in bytes; beyond it everything is forgotten.
  private static let most = 16 << 20
  /// Longer texts are not kept, in bytes.
  private static let longest = 64 << 10

  private struct Kept {
    var tickets: [Int: Ticket] = [:]
    var histories: [Int: TicketHistory] = [:]
    var bytes = 0
    /// What the transaction at hand wrote.
    var written: Set<Int> = []

    mutating func makeRoom(for count: Int) -> Bool {
      guard count <= DecodedTickets.longest else { return false }
      bytes += count
      if bytes > DecodedTickets.most {
        (tickets, histories) = ([:], [:])
        bytes = count
      }
      return true
    }
  }

  private let kept = Mutex(Kept())

  /// The ticket, if it is known in that version of its row.
  func ticket(_ number: Int, version: Int) -> Ticket? {
    kept.withLock { kept in kept.tickets[number].flatMap { $0.version == version ? $0 : nil } }
  }

  /// Keeps a ticket that was read from, or written as, a text of so many bytes.
  func keep(_ ticket: Ticket, bytes: Int, isWritten: Bool = false) {
    kept.withLock { kept in
      if isWritten { kept.written.insert(ticket.id.number) }
      kept.tickets[ticket.id.number] = kept.makeRoom(for: bytes) ? ticket : nil
    }
  }

  /// The whole history, if it is known.
  func history(_ number: Int) -> TicketHistory? { kept.withLock { $0.histories[number] } }

  func keep(_ history: TicketHistory, of number: Int, bytes: Int) {
    kept.withLock { kept in
      kept.histories[number] = kept.makeRoom(for: bytes) ? history : nil
    }
  }

  /// Adds facts to a history that is known, or that begins with them.
  func add(_ facts: [TicketFact], to number: Int, bytes: Int) {
    kept.withLock { kept in
      kept.written.insert(number)
      let before = kept.histories[number] ?? (facts.first?.number == 1 ? TicketHistory() : nil)
      guard let before, kept.makeRoom(for: bytes) else { return kept.histories[number] = nil }
      kept.histories[number] = TicketHistory(before.facts + facts)
    }
  }

  /// What was written is on the disk.
  func settle() { kept.withLock { $0.written = [] } }

  /// What was written, in all or in part, is taken back.
  func takeBack() {
    kept.withLock { kept in
      // order: each is forgotten by itself
      for number in kept.written { (kept.tickets[number], kept.histories[number]) = (nil, nil) }
    }
  }

  /// What is held, for those who check it against the store.
  var all: (tickets: [Ticket], histories: [(Int, TicketHistory)]) {
    kept.withLock { kept in
      (
        kept.tickets.values.sorted { $0.id < $1.id },
        kept.histories.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      )
    }
  }
}
