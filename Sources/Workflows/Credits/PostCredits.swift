import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// Posts what `records` bring about. Those of a recording come with their `team`, and with `last`, how far it was
  /// settled before; nil for its first recording.
  ///
  /// The book goes on from the last days: the ledger that all records give from the first one on is the same, which
  /// `credits verify` proves.
  @discardableResult
  func postCredits(
    for records: [Record], of team: TeamID? = nil, last: SettledTime? = nil, in tx: Transaction, now: Timestamp
  ) throws -> [LedgerEntry] {
    guard let first = records.first else { return [] }
    var book = LedgerBook(terms: ledgerTerms(try worlds.world(in: tx)), lastNumber: try tx.lastLedgerEntry())
    if let team { try remember(team, last, before: first.number, in: tx, &book) }
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

  /// Also before the first recording of a team: members check in while their first shift still runs.
  private func remember(
    _ team: TeamID, _ last: SettledTime?, before number: Int, in tx: Transaction, _ book: inout LedgerBook
  ) throws {
    if let last { book.remember(team, settled: last.before) }
    let recent = last.map { $0.before - Self.bookMemory } ?? .distantPast
    for record in try tx.recordedShifts(of: team, endingAfter: recent) where record.number < number {
      if case .shift(let shift) = record.fact { book.remember(shift) }
    }
    for record in try tx.checkIns(team: team, since: recent) where record.number < number {
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
