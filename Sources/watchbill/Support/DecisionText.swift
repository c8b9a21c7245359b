import Storage
import Timekeeping
import Workflows

/// Decisions as people read them, each with the command that takes it back.
struct DecisionText {
  let output: FormatOption
  let reader: ReaderZone

  static let header = ["id", "team", "slot", "kind", "member", "start", "end", "by", "at"]

  func cells(_ row: DecisionRow) -> [String] {
    [row.id, row.team, row.slot, row.kind, output.isText ? row.name : row.member]
      + [output.time(row.start, reader), output.time(row.end, reader), row.by, output.time(row.at, reader)]
  }

  /// Decides, and prints what became of it.
  static func report<Command: OperatorCommand>(
    _ command: Command, _ store: StoreOptions, _ output: FormatOption
  ) async throws where Command.Reply == DecisionReply {
    try await Backend.with(store) { backend in
      try DecisionText(output: output, reader: backend.reader).report(try await backend.perform(command))
    }
  }

  private func report(_ reply: DecisionReply) throws {
    guard output.isText else {
      let rows = reply.decided + reply.released
      return try output.print(reply, header: Self.header, rows: rows.map(cells))
    }
    let trial = reply.isDryRun ? "would be: " : ""
    for row in reply.decided { Terminal.line("\(trial)\(row.id): \(sentence(row))") }
    for row in reply.released { Terminal.line("\(trial)\(row.id) no longer holds: \(sentence(row))") }
    guard !reply.isDryRun else { return }
    Terminal.line("Draft the rest with: watchbill rota redraft \(reply.draft)")
    for undo in undoing(reply) { Terminal.line(Terminal.dim("Undo: \(undo)")) }
  }

  private func sentence(_ row: DecisionRow) -> String {
    switch row.kind {
    case "lock": "\(row.slot) stays \(row.name)'s"
    case "assign" where row.member == AmendRota.open: "\(row.slot) stays open"
    case "assign": "\(row.slot) is \(row.name)'s"
    default: "\(row.slot) is not for \(row.name)"
    }
  }

  private func undoing(_ reply: DecisionReply) -> [String] {
    let again = reply.released.map { row in
      "watchbill rota \(row.kind == "forbid" ? "forbid" : "assign") \(reply.draft) \(row.slot)=\(row.member)"
    }
    // What comes back takes the place of what contradicts it; other decisions about the same slots stay.
    let gone = reply.decided.filter { row in !reply.released.contains { replaces($0, row) } }
    let release = gone.map(\.member).uniqued.map { member in
      let slots = gone.filter { $0.member == member }.map(\.slot).uniqued
      return "watchbill rota release \(reply.draft) \(slots.joined(separator: " ")) --member \(member)"
    }
    return release + again
  }

  /// Whether deciding `old` again takes `row` back, as two words about one slot and member, or about whose it is, do.
  private func replaces(_ old: DecisionRow, _ row: DecisionRow) -> Bool {
    let bothGive = old.kind != "forbid" && row.kind != "forbid"
    return old.shift == row.shift && (old.member == row.member || bothGive)
  }
}
