import ArgumentParser
import Timekeeping
import Workflows

struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits", abstract: "What cover earned: balances, statements, the league, payroll.",
    discussion: """
      Examples:
        watchbill credits
        watchbill credits esme
        watchbill credits statement esme
        watchbill credits verify
      Credits follow from recorded shifts and the `credit:` and `points:` of the
      schedule file. An entry is never edited: it is reversed by another one.
      """,
    subcommands: [
      Balance.self, Statement.self, League.self, Export.self, Grant.self, Reverse.self, Spend.self, Verify.self,
    ], defaultSubcommand: Balance.self)

  struct Balance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what members have earned and not spent.",
      discussion: """
        Examples:
          watchbill credits balance
          watchbill credits balance esme --format json
        Leave is in days, both with two decimals.
        JSON: a list of {member, name, leave, points}.
        """)

    @Argument(help: "The member; everybody without one.") var member: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ShowCredits(member: member))
        try output.print(
          rows, header: ["member", "name", "leave days", "points"],
          rows: rows.map { [$0.member, $0.name, $0.leave, $0.points] }, empty: "no members")
      }
    }
  }

  struct Statement: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each entry of a member: when, how much, why, and the evidence.",
      discussion: """
        Examples:
          watchbill credits statement esme
          watchbill credits statement esme --format json
        JSON: a list of {entry, earned, posted, team, unit, amount, balance, words,
        cause, evidence: [{shift, interval, checkIns, missed}]}.
        """)

    @Argument(help: "The member.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(CreditStatement(member: member))
        try CreditsReport(output: output, reader: backend.reader).print(rows, empty: "nothing was earned yet")
      }
    }
  }

  struct League: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show who earned how many points, the most first.",
      discussion: """
        Examples:
          watchbill credits league
          watchbill credits league --from 2026-11-01 --until 2026-12-01
        --until is exclusive; equal points share a rank.
        JSON: a list of {rank, member, name, points}.
        """)

    @Option(name: .long, help: "The start: now, a date, or a time.") var from: InstantArgument?
    @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let now = Wiring.clock().now()
        let zone = backend.reader.zone
        let rows = try await backend.perform(
          CreditLeague(
            from: from?.instant(now: now, zone: zone), until: until?.instant(now: now, zone: zone)))
        try output.print(
          rows, header: ["rank", "member", "name", "points"],
          rows: rows.map { ["\($0.rank)", $0.member, $0.name, $0.points] }, empty: "nobody earned points then")
      }
    }
  }
}
