import Timekeeping
import Triage
import Workflows

/// Prints tickets.
struct TicketReport {
  let reader: ReaderZone
  let output: FormatOption

  private static let header = ["id", "priority", "state", "owner", "due", "next action", "queue", "title"]

  func one(_ row: TicketRow) throws {
    guard output.isText else { return try list([row]) }
    Terminal.line("\(row.id) \(standing(row))")
    Terminal.line("  \(reader.sentence(row.because))")
    for warning in row.warnings ?? [] { Terminal.line("  \(reader.sentence(warning))") }
  }

  /// `open in field-support/premium, urgent: owner Ana Ferrow, acknowledged by ana`; a private one says so.
  private func standing(_ row: TicketRow) -> String {
    let owner = row.ownerName.map { "owner \($0)" } ?? "no owner"
    let acknowledged = row.acknowledgedBy.map { ", acknowledged by \($0)" } ?? ""
    let due = row.isOpen ? row.due.map { ", \(clock(row.dueClock))due \(reader.full($0))" } ?? "" : ""
    return "\(state(row)) in \(row.team)/\(row.queue), \(row.priority): \(owner)\(acknowledged)\(due)"
  }

  /// `first response `, before what is said of that clock; nothing where it is not known.
  private func clock(_ name: String?) -> String { name.map { "\($0) " } ?? "" }

  /// Its state, and for people that it is private: whoever reads it here must not pass its words on.
  private func state(_ row: TicketRow) -> String {
    output.isText && row.isPrivate == true ? "\(row.state), private" : row.state
  }

  func list(_ rows: [TicketRow]) throws {
    try output.print(
      rows, header: Self.header,
      rows: rows.map { row in
        [row.id, row.priority, state(row), row.owner ?? "", output.time(row.due, reader)]
          + [output.words(row.nextAction, reader), row.queue, row.title]
      }, zone: reader, empty: "no tickets")
  }

  func show(_ reply: ShowTicket.Reply) throws {
    if output.format == .csv { return try list([reply.ticket]) }
    if output.format == .json { return try OutputFormat.printJSON(reply) }
    Terminal.line(Terminal.bold("\(reply.ticket.id) \(reply.ticket.title)"))
    Terminal.line("  \(standing(reply.ticket))")
    if reply.wait?.because != reply.ticket.because { Terminal.line("  \(reader.sentence(reply.ticket.because))") }
    if let waiting = reply.waiting { Terminal.line("  \(reader.sentence(waiting))") }
    let about = [reply.ticket.kind, reply.ticket.tags.map { "tagged \($0.joined(separator: ", "))" }].compactMap { $0 }
    if !about.isEmpty { Terminal.line("  \(about.joined(separator: "; "))") }
    if let customer = customer(reply) { Terminal.line("  \(customer)") }
    if let timer = reply.timer {
      Terminal.line("  next look: \(reader.short(timer.due)) (\(clock(reply.timerClock))\(timer.purpose.rawValue))")
    }
    say(reply)
    for row in reply.history {
      Terminal.line("\(reader.short(row.at))  \(row.action), by \(row.actor): \(reader.sentence(row.because))")
      for candidate in row.candidates { Terminal.line(Terminal.dim("    \(reader.sentence(candidate))")) }
    }
    for page in reply.pages {
      let attempts = "\(page.attempts) \(page.attempts == 1 ? "attempt" : "attempts")"
      let trouble = (page.trouble.map { ": \($0)" } ?? "") + (page.next.map { "; again \(reader.short($0))" } ?? "")
      Terminal.line("page \(page.id) to \(page.recipient) on \(page.channel): \(page.state), \(attempts)\(trouble)")
    }
    for link in reply.links ?? [] {
      let ends = link.isOpen ? link.blocksClosing ? "open, the ticket stays open until it is done" : "open" : "done"
      Terminal.line("\(link.kind.rawValue) \(link.url ?? link.id): \(ends)")
    }
    for tie in reply.ties ?? [] { Terminal.line("\(tie.kind.rawValue) \(tie.ticket)") }
    for file in reply.files ?? [] { Terminal.line("file \(file.path), \(file.bytes) bytes") }
    for letter in reply.letters ?? [] { Terminal.line(line(letter)) }
    Terminal.line(Terminal.dim("times in \(reader.zone.id)"))
  }

  /// `customer Larch, tier enterprise, their people: Ana Ferrow, Bo Lind, mail address kim@larch.example.com`; nil where nothing is known of one.
  private func customer(_ reply: ShowTicket.Reply) -> String? {
    let parts = [
      reply.customer.map { "customer \($0)" }, reply.tier.map { "tier \($0)" },
      reply.people.map { "their people: \($0.joined(separator: ", "))" },
      reply.address.map { "mail address \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The conversation, each message under who wrote it.
  private func say(_ reply: ShowTicket.Reply) {
    guard let messages = reply.messages else {
      return reply.body.isEmpty ? () : Terminal.line("\n\(reply.body)\n")
    }
    for message in messages {
      let author = message.author ?? (message.kind == "customer" ? reply.requester : nil)
      let written = message.written.map { "written \(reader.short($0))" }
      let unsent = message.notSent.map { "not sent: \($0)" }
      let marks = [author, written, message.isEdited ? "edited" : nil, unsent]
      let head = ([message.kind] + marks.compactMap { $0 }).joined(separator: ", ")
      Terminal.line("")
      Terminal.line(Terminal.dim("\(reader.short(message.at))  \(head)"))
      Terminal.line(message.isDeleted ? "(deleted)" : message.text)
      for file in message.attachments ?? [] { Terminal.line(line(file)) }
    }
    Terminal.line("")
  }

  /// `file photo.jpg, image/jpeg, 1234 bytes, https://files.example.com/photo.jpg`.
  private func line(_ file: MessageAttachment) -> String {
    let size = file.size > 0 ? "\(file.size) bytes" : nil
    return "file " + [file.name, file.type, size, file.url].compactMap { $0 }.joined(separator: ", ")
  }

  /// `reply T-1-m7 of 2026-11-21 10:15 through hub: refused, 1 attempt: it does not accept the token`.
  func line(_ letter: LetterSummary) -> String {
    let why = letter.why.map { ": \($0)" } ?? ""
    let attempts = "\(letter.attempts) \(letter.attempts == 1 ? "attempt" : "attempts")"
    return "\(letter.purpose) \(letter.id) of \(reader.short(letter.created)) through \(letter.source): "
      + "\(letter.state), \(attempts)\(why)"
  }
}
