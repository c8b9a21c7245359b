import ArgumentParser
import Timekeeping
import Workflows

extension CreditsCommand {
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hours and credit of each member in a period, for payroll.",
      discussion: """
        Examples:
          watchbill credits export --from 2026-11-01 --until 2026-12-01 --csv
          watchbill credits export --from 2026-11-01 --until 2026-12-01 --format json
          watchbill credits export --from 2026-11-01 --until 2026-12-01 \\
            --nights 20:00-06:00
        From recorded shifts; time that one member stood twice counts once. Nights are
        read where the member lives, weekends and holidays on the wall of each shift's
        team, as coverage counts them. Two decimals, half a hundredth rounded away from
        zero. JSON: a list of {member, name, from, until, zone, hours, nightHours,
        weekendHours, holidayHours, leaveEarned, leaveTaken, points}.
        """)

    @Option(name: .long, help: "The start: a date or a time in your zone.") var from: InstantArgument
    @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument
    @Option(name: .long, help: "What is paid as night: hours, or days and hours.") var nights = "22:00-06:00"
    @Flag(name: .long, help: "The same as --format csv.") var csv = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let now = Wiring.clock().now()
        let zone = backend.reader.zone
        let rows = try await backend.perform(
          ExportPayroll(
            from: from.instant(now: now, zone: zone), until: until.instant(now: now, zone: zone), nights: read(nights)))
        let header =
          ["member", "name", "from", "until", "zone", "hours", "night hours", "weekend hours"]
          + ["holiday hours", "leave earned", "leave taken", "points"]
        let cells = rows.map { row in
          [row.member, row.name, row.from.description, row.until.description, row.zone, row.hours, row.nightHours]
            + [row.weekendHours, row.holidayHours, row.leaveEarned, row.leaveTaken, row.points]
        }
        if csv { return OutputFormat.printCSV(header: header, rows: cells) }
        try output.print(rows, header: header, rows: cells, empty: "nobody was on then")
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rebuild the ledger from its records and compare.",
      discussion: """
        Example:
          watchbill credits verify
        All is well when no record was changed, every entry follows from its records,
        no cause was posted twice, and all postings add up to zero; otherwise it exits
        with 1 and shows the first difference. The hash is that of the whole ledger.
        JSON: {records, entries, sha256, problems: [sentences]}.
        """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(VerifyCredits())
        if output.isText {
          for line in reply.problems { Terminal.line(line) }
          if reply.problems.isEmpty {
            Terminal.line("all is well: \(reply.entries) entries follow from \(reply.records) records")
          }
          Terminal.line("sha256 \(reply.sha256)")
        } else {
          try output.print(reply, header: ["problem"], rows: reply.problems.map { [$0] })
        }
        if !reply.problems.isEmpty { throw CommandFailure.quietNo }
      }
    }
  }
}
