import ArgumentParser
import Timekeeping
import Workflows

extension TicketCommand {
  struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let open tickets go by the definitions in force now, in place of those they began with.",
      discussion: """
        Examples:
          watchbill ticket adopt --team field-support --as bo --dry-run
          watchbill ticket adopt T-5 T-2 --team field-support --as bo
        A ticket keeps the targets, hours and escalation of the version it began under;
        people are always those of now. Only the team's lead changes that. Clocks are
        counted from the beginning; a breach that was noted stays.
        JSON: [{ticket, from, to, dueBefore, dueAfter, problem}].
        """)

    @Argument(help: "Tickets; all open ones of the team without any.") var tickets: [String] = []
    @Option(name: .long, help: "The team.") var team: String
    @Option(name: .customLong("as"), help: "The team's lead.") var member: String
    @Flag(name: .long, help: "Only say what would change.") var dryRun = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(
          AdoptVersion(team: team, member: member, tickets: tickets, dryRun: dryRun))
        try output.print(
          rows, header: ["ticket", "from", "to", "due before", "due after", "problem"],
          rows: rows.map { row in
            [row.ticket, "\(row.from)", "\(row.to)", output.time(row.dueBefore, backend.reader)]
              + [output.time(row.dueAfter, backend.reader), row.problem ?? ""]
          }, zone: backend.reader, empty: "every open ticket goes by the definitions in force")
      }
    }
  }
}
