import ArgumentParser
import Timekeeping
import Workflows

struct CheckInCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-in", abstract: "Say, during a shift, that you looked.",
    discussion: """
      Examples:
        watchbill check-in --as esme
        watchbill check-in --as esme --note "two tickets, both can wait"
        watchbill check-in list --from 2026-11-28
      For duties with `check-in:` in the schedule file. Whoever has not looked is
      reminded in the middle of each stretch. What is missing is shown to the lead,
      who decides what it means.
      """,
    subcommands: [Add.self, List.self], defaultSubcommand: Add.self)

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write down that a member looked now.",
      discussion: """
        Examples:
          watchbill check-in add --as esme
          watchbill check-in add --as esme --note "all quiet"
        Exits with 1 when the member is on no shift with check-ins now. JSON: a list of
        {team, duty, shift, member, name, start, end, made, missed, next}.
        """)

    @Option(name: .customLong("as"), help: "The member.") var member: String
    @Option(name: .long, help: "A word on what was found.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(CheckInOnShift(member: member, note: note))
        guard output.isText else {
          return try output.print(
            rows, header: List.header, rows: rows.map { List.cells($0, output, backend.reader) })
        }
        for row in rows {
          let next = row.next.map { "the next one by \(backend.reader.full($0))" } ?? "it was the last one"
          Terminal.line("\(row.name) checked in on \(row.team)/\(row.duty); \(next)")
        }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List shifts with their check-ins, and where they are missing.",
      discussion: """
        Examples:
          watchbill check-in list
          watchbill check-in list --from 2026-11-28 --until 2026-11-30 --format csv
        Without times it shows the last 7 days. JSON: a list of {team, duty, shift,
        member, name, start, end, made, missed, next}.
        """)

    @Argument(help: "One team's.") var team: String?
    @Option(name: .long, help: "The start: now, a date, or a time.") var from: InstantArgument?
    @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let now = Wiring.clock().now()
        let zone = backend.reader.zone
        let end = try until?.instant(now: now, zone: zone) ?? now
        let start = try from?.instant(now: now, zone: zone) ?? end - .hours(24 * 7)
        let rows = try await backend.perform(ListCheckIns(team: team, from: start, until: end))
        try output.print(
          rows, header: Self.header, rows: rows.map { Self.cells($0, output, backend.reader) }, zone: backend.reader,
          empty: "no shifts with check-ins in that time")
      }
    }

    static let header = ["start", "end", "team", "duty", "member", "made", "missed", "missing from"]

    static func cells(_ row: CheckInRow, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
      let missing = row.missed.map { output.time($0.start, reader) }.joined(separator: ", ")
      return [output.time(row.start, reader), output.time(row.end, reader), row.team, row.duty]
        + [output.isText ? row.name : row.member, "\(row.made.count)", "\(row.missed.count)", missing]
    }
  }
}
