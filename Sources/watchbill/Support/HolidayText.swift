import ScheduleFiles
import Timekeeping
import Workflows

/// How calendars of holidays are printed.
struct HolidayText {
  let output: FormatOption
  let reader: ReaderZone

  private static let none = "no team file names a calendar of holidays by its address"
  private static let cells = ["calendar", "copy", "state", "fetched", "days", "first", "last", "sum", "problem"]

  /// The calendars as they lie there.
  func print(_ rows: [HolidayRow]) throws {
    guard output.isText else { return try output.print(rows, header: Self.cells, rows: rows.map(cells)) }
    if rows.isEmpty { Terminal.line("no team file names a calendar of holidays") }
    for row in rows { tell(row) }
  }

  /// What a reading changed.
  func print(_ rows: [HolidayRow], shifts: [ShiftRow], isDryRun: Bool) throws {
    guard output.isText else {
      let header = Self.cells + ["added", "removed"]
      return try output.print(
        Reply(calendars: rows, shifts: shifts), header: header,
        rows: rows.map { cells($0) + [$0.added.joined(separator: ";"), $0.removed.joined(separator: ";")] })
    }
    if rows.isEmpty { Terminal.line(Self.none) }
    for row in rows { tell(row) }
    if !shifts.isEmpty {
      Terminal.line(Terminal.warning("published shifts on days that came or went:"))
      for row in shifts {
        Terminal.line("  \(row.team)/\(row.duty)  \(row.name)  \(reader.span(row.start, row.end))")
      }
    }
    guard rows.contains(where: { $0.state == .new || $0.state == .changed }) else { return }
    Terminal.line(
      isDryRun
        ? "nothing was written: this was --dry-run" : "see what that changes: watchbill plan; then watchbill apply"
    )
  }

  /// What the server read of those in force.
  func print(_ rows: [HolidayReadingRow]) throws {
    let header = ["calendar", "teams", "behind", "state", "checked", "good", "next", "days", "sum", "problem"]
    guard output.isText else { return try output.print(rows, header: header, rows: rows.map(cells)) }
    if rows.isEmpty { Terminal.line("no version in force names a calendar of holidays by its address") }
    for row in rows {
      let when = row.good.map { ", last read \(reader.full($0))" } ?? ""
      Terminal.line("\(row.calendar): \(row.state)\(when), of \(row.teams.joined(separator: ", "))")
      if let report = row.report { Terminal.line("  \(report.copy.summary)") }
      for remark in row.report?.remarks ?? [] { Terminal.line("  \(remark)") }
      if let problem = row.problem { Terminal.line(Terminal.warning("  \(problem)")) }
      guard !row.behind.isEmpty else { continue }
      let teams = row.behind.joined(separator: ", ")
      Terminal.line(Terminal.warning("  \(teams) goes by other days. help: watchbill calendar holidays refresh"))
    }
  }

  private func cells(_ row: HolidayReadingRow) -> [String] {
    [row.calendar, row.teams.joined(separator: ";"), row.behind.joined(separator: ";"), row.state]
      + [row.checked, row.good, row.next].map { $0?.description ?? "" }
      + [row.report.map { "\($0.copy.days)" } ?? "", row.report?.copy.sum ?? "", row.problem ?? ""]
  }

  private func tell(_ row: HolidayRow) {
    let span = [row.first, row.last].compactMap { $0?.description }.joined(separator: " to ")
    let says = row.sum == nil ? "" : ", \(row.days) days \(span), sum \(row.sum ?? "")"
    let when = row.fetched.map { ", fetched \(reader.full($0))" } ?? ""
    Terminal.line("\(row.calendar): \(row.state.rawValue)\(says)\(when)")
    if row.copy != row.calendar { Terminal.line("  kept in \(row.copy)") }
    for day in row.added where row.state != .new { Terminal.line("  + \(day)") }
    for day in row.removed { Terminal.line("  - \(day)") }
    for remark in row.remarks { Terminal.line("  \(remark)") }
    if let problem = row.problem { Terminal.line(Terminal.warning("  \(problem)")) }
  }

  private func cells(_ row: HolidayRow) -> [String] {
    [
      row.calendar, row.copy, row.state.rawValue, row.fetched?.description ?? "", "\(row.days)",
      row.first?.description ?? "", row.last?.description ?? "", row.sum ?? "", row.problem ?? "",
    ]
  }

  private struct Reply: Encodable {
    var calendars: [HolidayRow]
    var shifts: [ShiftRow]
  }
}
