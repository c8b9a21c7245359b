import Timekeeping
import Triage
import Workflows

/// Prints tickets.
struct TicketReport {
  let reader: ReaderZone
  let output: FormatOption

  private static let header = ["id", "priority", "state", "owner", "due", "next action", "queue", "title"]

  func one(_ row: TicketRow) throws {
    if output.format != .text { return try list([row]) }
    let owner = row.ownerName.map { "owner \($0)" } ?? "no owner yet"
    let due = row.due.map { ", first response due \(reader.short($0))" } ?? ""
    Terminal.line("\(row.id) \(row.state) in \(row.team)/\(row.queue), \(row.priority): \(owner)\(due)")
    Terminal.line("  \(row.because)")
  }

  func list(_ rows: [TicketRow]) throws {
    let text = output.format == .text
    try output.print(
      rows, header: Self.header,
      rows: rows.map { row in
        let due = row.due.map { text ? reader.short($0) : $0.description } ?? ""
        return [row.id, row.priority, row.state, row.owner ?? "", due, row.nextAction, row.queue, row.title]
      }, empty: "no tickets")
  }

  func show(_ reply: ShowTicket.Reply) throws {
    if output.format != .text { return try output.printJSON(reply) }
    Terminal.line(Terminal.bold("\(reply.ticket.id) \(reply.ticket.title)"))
    try one(reply.ticket)
    if let timer = reply.timer { Terminal.line("  next look: \(reader.short(timer.due)) (\(timer.purpose.rawValue))") }
    if !reply.body.isEmpty { Terminal.line("\n\(reply.body)\n") }
    for row in reply.history {
      Terminal.line("\(reader.short(row.at))  \(row.action), by \(row.actor): \(row.because)")
      for candidate in row.candidates { Terminal.line(Terminal.dim("    \(candidate)")) }
    }
    for page in reply.pages {
      Terminal.line("page \(page.id) to \(page.recipient) on \(page.channel): \(page.state), \(page.attempts) attempts")
    }
  }
}
