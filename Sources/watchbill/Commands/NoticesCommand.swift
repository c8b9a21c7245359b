import ArgumentParser
import Timekeeping
import Workflows

struct NoticesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices", abstract: "Show what people were told, when, over which channel, and what came of it.",
    discussion: """
      Examples:
        watchbill notices
        watchbill notices --member ana --state waiting
        watchbill notices --limit 1000 --format json
      The newest first. States: new (not decided yet), waiting (for the digest),
      muted (not wanted), ready and claimed (on their way), unknown (perhaps
      arrived; sent again with the same id), sent, failed, cancelled.
      JSON: a list of {created, member, recipient, kind, cause, title, text, state,
      channel, message, attempts, tried, due, why}.
      """)

  @Option(name: .long, help: "One member's.") var member: String?
  @Option(name: .long, help: "Only those in this state.") var state: String?
  @Option(name: .long, help: "How many at most, up to 1000.") var limit: Int = 100
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let rows = try await backend.perform(ListNotices(member: member, state: state, limit: limit))
      try output.print(
        rows, header: ["made", "to", "kind", "title", "state", "channel", "tried", "why"],
        rows: rows.map { cells($0, backend.reader) }, zone: backend.reader, empty: "nobody was told anything")
    }
  }

  private func cells(_ row: NoticeRow, _ reader: ReaderZone) -> [String] {
    [output.time(row.created, reader), row.recipient, row.kind, row.title, row.state, row.channel ?? ""]
      + [output.time(row.tried, reader), row.why]
  }
}
