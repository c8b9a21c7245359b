import Crypto
import Foundation
import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping

/// Rebuilds the whole ledger from its records and holds the stored one against it (invariant I10).
package struct VerifyCredits: OperatorCommand {
  package static let name = "credits-verify"
  package static let changes = false

  package init() {}

  package struct Reply: Codable, Sendable {
    package var records: Int
    package var entries: Int
    /// Of the canonical text of all entries, in hexadecimal: the same for the same ledger.
    package var sha256: String
    /// The first is what to look at; none in a sound ledger.
    package var problems: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let world = try await desk.world()
    return try await desk.store.read { snapshot in
      let tampered = try snapshot.verifyRecords().map { ["record \($0) was changed, is missing or is out of place"] }
      let records = try snapshot.records()
      let stored = try snapshot.ledgerEntries()
      var book = LedgerBook(terms: desk.ledgerTerms(world))
      let rebuilt = records.flatMap { book.take($0) }
      return Reply(
        records: records.count, entries: stored.count, sha256: Self.hash(stored),
        problems: (tampered ?? []) + LedgerCheck.problems(stored: stored, rebuilt: rebuilt))
    }
  }

  private static func hash(_ entries: [LedgerEntry]) -> String {
    var digest = SHA256()
    for entry in entries { digest.update(data: Data((entry.canonical + "\n").utf8)) }
    return Hexadecimal.text(digest.finalize())
  }
}
