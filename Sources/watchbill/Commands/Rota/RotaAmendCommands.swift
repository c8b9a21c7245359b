import ArgumentParser
import Drafting
import Scheduling
import Timekeeping
import Workflows

struct RotaAmend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Put published slots to come into other hands.",
    discussion: """
      Examples:
        watchbill rota amend field-support desk/2026-11-30/08:00=ana --dry-run
        watchbill rota amend field-support desk/2026-11-30/12:00=bo \\
          "desk/*/16:00=cleo" --reason "agreed on Friday"
        watchbill rota amend field-support desk/2026-12-04/08:00=open
      Slots are named as for watchbill rota lock. What hard rules forbid is refused
      with the reason, and then nothing changes; slots that began change with
      watchbill override add. A slot keeps the hours it was published with, also
      where the schedule has others by now. Whose shifts move is told, and their
      feeds follow; slots that are open by it are offered. A slot that gets somebody
      is no longer left open by rota assign SLOT=open; that is said.
      JSON: {team, zone, names, isDryRun, undo: [SLOT=MEMBER], notes: [sentences],
      released: [{decision, undo}], periods: [{period, comparison}]}; a comparison is
      as for watchbill rota compare, a decision as for watchbill rota decisions. CSV
      has a line for each slot that differs.
      """)

  @Argument(help: "The team.") var team: String
  @Argument(help: "SLOT=MEMBER, as often as you like; SLOT=open leaves it to whoever claims it.")
  var choices: [ChoiceArgument]
  @Option(name: .long, help: "Why, for those whose shifts move.") var reason: String?
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(
        AmendRota(team: team, choices: choices.map(\.choice), reason: reason, dryRun: trial.dryRun))
      let texts = reply.periods.map { next in
        (next.period, ComparisonText(comparison: next.comparison) { reply.names[$0.text] ?? $0.text })
      }
      guard output.isText else {
        return try output.print(reply, header: ComparisonText.header, rows: texts.flatMap(\.1.rows))
      }
      for (period, text) in texts {
        text.show(title: "\(reply.team) \(period), \(reply.isDryRun ? "would be amended" : "amended")")
      }
      for note in reply.notes ?? [] { Terminal.line(Terminal.warning(note)) }
      let released = reply.released ?? []
      for old in released.map(\.decision) {
        Terminal.line("\(reply.isDryRun ? "would be: " : "")\(old.id) no longer holds: \(old.slot) stays open")
      }
      guard !reply.isDryRun else { return }
      Terminal.line(Terminal.dim("Undo: watchbill rota amend \(reply.team) \(reply.undo.joined(separator: " "))"))
      for undo in released.compactMap(\.undo) { Terminal.line(Terminal.dim("Undo: \(undo)")) }
    }
  }
}

struct RotaOpen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "List published slots that nobody stands: why, and who may.",
    discussion: """
      Examples:
        watchbill rota open field-support
        watchbill rota open field-support 2026-12 --format csv
      Whoever may stand one was told when it was published; the first who claims it
      has it, with watchbill claim. Exits with 1 when there are any.
      JSON: a list of {team, slot, shift, duty, label, start, end, because:
      [sentences], takers, command}.
      """)

  @Argument(help: "The team.") var team: String
  @Argument(help: "A week, a day, a month …; without it, everything published that is to come.") var period: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  static let header = ["slot", "start", "end", "team", "duty", "shift", "because", "takers"]

  func run() async throws {
    try await Backend.with(store) { backend in
      let named = try period.map { try read($0, as: DraftPeriod.self) }
      let rows = try await backend.perform(OpenSlots(team: team, period: named))
      if output.isText {
        show(rows)
      } else {
        try output.print(rows, header: Self.header, rows: rows.map(Self.cells))
      }
      if !rows.isEmpty { throw CommandFailure.quietNo }
    }
  }

  private func show(_ rows: [OpenSlotRow]) {
    if rows.isEmpty { Terminal.line("No published slot of \(team) is open.") }
    for row in rows {
      Terminal.line(Terminal.bold(row.label))
      for sentence in row.because { Terminal.line("    \(sentence)") }
      Terminal.line(
        row.takers.isEmpty
          ? "  nobody may stand it" : "  \(row.takers.joined(separator: ", ")) may: \(row.command) --as MEMBER")
    }
  }

  private static func cells(_ row: OpenSlotRow) -> [String] {
    [row.slot, row.start.description, row.end.description, row.team, row.duty, row.shift]
      + [row.because.joined(separator: "; "), row.takers.joined(separator: " ")]
  }
}
