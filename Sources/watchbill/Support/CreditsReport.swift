import Scheduling
import Timekeeping
import Workflows

/// Prints entries of the ledger, with their evidence for people.
struct CreditsReport {
  let output: FormatOption
  let reader: ReaderZone

  func print(_ rows: [StatementRow], empty: String = "nothing changed") throws {
    guard output.isText else {
      return try output.print(
        rows, header: ["entry", "earned", "team", "unit", "amount", "balance", "why"], rows: rows.map(cells))
    }
    try output.print(
      rows, header: ["entry", "earned", "team", "unit", "amount", "balance", "why"], rows: rows.map(cells),
      zone: reader,
      empty: empty)
    for row in rows { for line in missed(row) { Terminal.line(Terminal.warning(line)) } }
  }

  private func cells(_ row: StatementRow) -> [String] {
    [row.entry, output.time(row.earned, reader), row.team, row.unit ?? "", row.amount, row.balance, row.words]
  }

  private func missed(_ row: StatementRow) -> [String] {
    guard row.unit != "points" else { return [] }
    return row.evidence.flatMap(\.missed).map { "  \(row.entry): no check-in \(reader.span($0.start, $0.end))" }
  }
}
