import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// Posts what `records` bring about; `last` is how far the team of their recording was settled before.
  ///
  /// The book goes on from the last days: the ledger that all records give from the first one on is the same, which
  /// `credits verify` proves.
  @discardableResult
  func postCredits(
    for records: [Record], last: SettledTime?, in tx: Transaction, now: Timestamp
  ) throws -> [LedgerEntry] {
    guard let first = records.first else { return [] }
    var book = LedgerBook(terms: ledgerTerms(try worlds.world(in: tx)), lastNumber: try tx.lastLedgerEntry())
    if let last { try remember(last, before: first.number, in: tx, &book) }
    var entries: [LedgerEntry] = []
    for record in records {
      if case .decision(let decision) = record.fact, case .reverse(let number) = decision.kind,
        let entry = try tx.ledgerEntry(number)
      {
        book.remember(entry)
      }
      entries += book.take(record)
    }
    for entry in entries { try tx.post(entry) }
    try armEarned(entries, in: tx, now: now)
    return entries
  }

  private func remember(
    _ last: SettledTime, before number: Int, in tx: Transaction, _ book: inout LedgerBook
  ) throws {
    book.remember(last.team, settled: last.before)
    let recent = last.before - Self.bookMemory
    for record in try tx.recordedShifts(of: last.team, endingAfter: recent) where record.number < number {
      if case .shift(let shift) = record.fact { book.remember(shift) }
    }
    for record in try tx.checkIns(team: last.team, since: recent) where record.number < number {
      if case .checkIn(let checkIn) = record.fact { book.remember(checkIn) }
    }
  }

  /// Longer than a weekend and the longest slot before it.
  private static let bookMemory = Duration.hours(24 * 5)

  func ledgerTerms(_ world: World) -> LedgerTerms {
    LedgerTerms(
      versions: world.versions.map { ($0.id, $0.definitions.teams.map(\.schedule)) }, zones: zones)
  }
}
