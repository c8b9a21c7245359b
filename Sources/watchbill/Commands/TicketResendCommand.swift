import ArgumentParser
import Timekeeping
import Workflows

extension TicketCommand {
  struct Resend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send once more what was refused: answers to the customer, posts, filings.",
      discussion: """
        Examples:
          watchbill ticket resend T-1
          watchbill ticket resend T-1 --letter T-1-m7
        JSON: a list of {id, purpose, source, author, text, state, attempts, why,
        created}. Exit code 1 when nothing was refused.
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .long, help: "One of its letters, as watchbill ticket show names them.") var letter: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ResendReplies(id: id, letter: letter))
        try print(rows, backend.reader)
      }
    }

    private func print(_ rows: [LetterSummary], _ reader: ReaderZone) throws {
      let report = TicketReport(reader: reader, output: output)
      if output.isText { return rows.forEach { Terminal.line(report.line($0)) } }
      try output.print(
        rows, header: ["id", "purpose", "source", "state", "attempts", "why", "created"],
        rows: rows.map { row in
          [row.id, row.purpose, row.source, row.state, "\(row.attempts)", row.why ?? ""]
            + [output.time(row.created, reader)]
        }, zone: reader, empty: "no letters")
    }
  }
}
