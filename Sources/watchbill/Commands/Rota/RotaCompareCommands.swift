import ArgumentParser
import Drafting
import Scheduling
import Timekeeping
import Workflows

struct RotaRedraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redraft", abstract: "Draft again with what was decided since, and say what differs.",
    discussion: """
      Examples:
        watchbill rota redraft D-1
        watchbill rota redraft D-1 --explain
      The earlier draft stays; the new one names it. Exits with 1 when slots stay
      open, as watchbill rota draft does.
      JSON: {reply: {id, zone, draft}, parent, comparison: {slots, same, members,
      objectiveBefore, objectiveAfter}}. CSV has a line for each slot that differs.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Flag(name: .long, help: "Say why each member got or did not get each slot.") var explain = false
  @OptionGroup var limit: SecondsOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let answer = try await backend.perform(RedraftRota(draft: draft, seconds: limit.seconds))
      let draft = answer.reply.draft
      let text = ComparisonText(comparison: answer.comparison) { draft.name(of: $0) }
      if output.isText {
        try DraftReport(reply: answer.reply, format: .text, explains: explain, dataOption: backend.wiring.dataOption)
          .print()
        Terminal.line("")
        text.show(title: "Against \(answer.parent)")
      } else {
        try output.print(answer, header: ComparisonText.header, rows: text.rows)
      }
      if !draft.unfilled.isEmpty { throw CommandFailure.quietNo }
    }
  }
}

struct RotaCompare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two drafts, or a draft with what is published.",
    discussion: """
      Examples:
        watchbill rota compare D-1 D-2
        watchbill rota compare published D-2
        watchbill rota compare D-1 D-2 --format csv
      The first is what was, the second what would be. Exits with 0 also where they
      differ.
      JSON: {before, after, team, period, zone, names, comparison: {slots: [{slot,
      label, interval, kind, before, after}], same, members: [{member, name, gains,
      loses, minutesBefore, minutesAfter, deviationBefore, deviationAfter}],
      objectiveBefore, objectiveAfter}}.
      CSV has a line for each slot that differs.
      """)

  @Argument(help: "A draft's id, or published.") var before: String
  @Argument(help: "A draft's id, or published.") var after: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let answer = try await backend.perform(CompareRotas(before: before, after: after))
      let text = ComparisonText(comparison: answer.comparison) { answer.names[$0.text] ?? $0.text }
      guard output.isText else { return try output.print(answer, header: ComparisonText.header, rows: text.rows) }
      text.show(title: "\(answer.before) → \(answer.after), \(answer.team) \(answer.period)")
    }
  }
}
