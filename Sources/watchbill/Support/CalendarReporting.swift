import Calendars
import Workflows

/// How a subscribed calendar and the report on it are printed.
struct CalendarReporting {
  let output: FormatOption
  let reader: ReaderZone

  static let header = ["id", "whose", "address", "state", "leaves", "read", "next", "problem"]
  private static let leaveHeader = ["change", "id", "member", "from", "until", "note"]

  func cells(_ row: CalendarRow) -> [String] {
    [
      row.id, row.member ?? row.team ?? "", row.address, row.state, "\(row.leaves)", output.time(row.good, reader),
      output.time(row.next, reader), row.problem ?? "",
    ]
  }

  func print(_ reply: CalendarReply, isDryRun: Bool) throws {
    let changes = [("added", reply.added), ("changed", reply.changed), ("removed", reply.removed)]
    let rows = changes.flatMap { word, leaves in leaves.map { [word] + cells($0) } }
    guard output.isText else { return try output.print(reply, header: Self.leaveHeader, rows: rows) }
    if let report = reply.report { for line in Self.lines(report) { Terminal.line(line) } }
    try output.print(
      reply, header: Self.leaveHeader, rows: rows, zone: reader, empty: "no leave was added, changed or removed")
    if let problem = reply.calendar.problem { Terminal.line(Terminal.warning(problem)) }
    ConflictText.show(reply.conflicts, reader: reader)
    if isDryRun {
      Terminal.line("nothing was stored: this was --dry-run")
    } else {
      Terminal.line("\(reply.calendar.id): \(reply.calendar.state)\(nextText(reply.calendar))")
    }
  }

  func print(_ reply: ShowCalendar.Reply) throws {
    let row = reply.calendar
    let rows = reply.leaves.map { ["held"] + cells($0) }
    guard output.isText else { return try output.print(reply, header: Self.leaveHeader, rows: rows) }
    Terminal.line(
      "\(row.id): leave of \(row.member ?? row.team ?? "") from \(row.address), \(row.state)\(nextText(row))")
    if let good = row.good { Terminal.line("last read \(reader.full(good))") }
    if let problem = row.problem { Terminal.line(Terminal.warning(problem)) }
    if let report = reply.report { for line in Self.lines(report) { Terminal.line(line) } }
    try output.print(reply, header: Self.leaveHeader, rows: rows, zone: reader, empty: "no leave comes from it")
  }

  private func nextText(_ row: CalendarRow) -> String { row.next.map { ", read again \(reader.full($0))" } ?? "" }

  private func cells(_ leave: LeaveRow) -> [String] {
    [leave.id, leave.member, output.time(leave.from, reader), output.time(leave.until, reader), leave.note ?? ""]
  }

  /// What was understood, what did not count and why, and each thing that was noticed with its line.
  static func lines(_ report: CalendarReport) -> [String] {
    let name = report.name.map { "'\($0)': " } ?? ""
    let cancelled = report.cancelled > 0 ? ", \(report.cancelled) cancelled" : ""
    var lines = [
      "\(name)\(report.events) events, \(report.understood) understood\(cancelled); "
        + "\(report.instances) from now on, repeats included"
    ]
    for group in report.ignored {
      lines.append("  \(group.count) not taken: \(group.why) (\(group.examples.joined(separator: "; ")))")
    }
    let order: [ImportReport.Kind] = [.leftOut, .assumed, .noted]
    for kind in order {
      for remark in report.remarks where remark.kind == kind { lines.append("  \(remark)") }
    }
    if report.furtherRemarks > 0 { lines.append("  and \(report.furtherRemarks) remarks more") }
    return lines
  }
}
