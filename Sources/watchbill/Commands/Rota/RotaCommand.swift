import ArgumentParser
import Drafting
import Timekeeping
import Workflows

struct RotaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rota", abstract: "Draft a rota, work on it, publish it.",
    discussion: """
      Examples:
        watchbill rota draft field-support 2026-W48
        watchbill rota show D-1
        watchbill rota publish D-1
      A draft fills the slots of a team's duties; rotations need none. It is of a
      week, a day, a month, a quarter, a year, or of days such as
      2026-12-24..2026-12-31.
      """,
    subcommands: [
      Draft.self, Show.self, RotaLock.self, RotaAssign.self, RotaForbid.self, RotaRelease.self, RotaDecisions.self,
      RotaRedraft.self, RotaCompare.self, RotaExplain.self, RotaWhatIf.self, RotaFairness.self, RotaRepair.self,
      Publish.self, RotaAmend.self, RotaOpen.self, RotaCopy.self, RotaImport.self,
    ])

  struct Draft: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft a period and store the draft; nothing is on until it is published.",
      discussion: """
        Examples:
          watchbill rota draft field-support 2026-W48
          watchbill rota draft field-support 2026-W48 --explain
          watchbill rota draft field-support 2026-12
          watchbill rota draft field-support 2027 --seconds 60
          watchbill rota draft field-support 2026-W48 --seconds 30 --rounds 2000
        The same facts, seed and rounds give the same draft, as long as the seconds
        suffice; the draft says when they did not. Exits with 1 when slots stay open,
        but for those that the file or a lead leaves open.
        JSON: {id, zone, draft: {team, period, assignments, balance, objective, ...}};
        an assignment without a member is a gap. CSV has a line for each slot.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "A week such as 2026-W48, a day, a month, a quarter such as 2026-Q4, a year, or days a..b.")
    var period: String
    @Flag(name: .long, help: "Say why each member got or did not get each slot.") var explain = false
    @OptionGroup var limit: SecondsOption
    @Option(name: .long, help: "Another seed is another search.") var seed: UInt64 = 1
    @Option(name: .long, help: "Rounds of improvement after the first draft.") var rounds = DraftSearch.rounds
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      if !(0...1_000_000).contains(rounds) {
        throw ValidationError("--rounds must be between 0 and 1000000. help: write --rounds 500")
      }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let period: DraftPeriod = try read(period)
        let command = DraftRota(team: team, period: period, seconds: limit.seconds, seed: seed, rounds: rounds)
        let reply = try await Terminal.waiting("drafting \(team) \(period)", for: limit.seconds) {
          try await backend.perform(command)
        }
        try DraftReport(reply: reply, format: output.format, explains: explain, dataOption: backend.wiring.dataOption)
          .print()
        if !reply.draft.unfilled.isEmpty { throw CommandFailure.quietNo }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a draft with its reasons.",
      discussion: """
        Examples:
          watchbill rota show D-1
          watchbill rota show D-1 --format json
        """)

    @Argument(help: "A draft's id.") var draft: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowDraft(id: draft))
        try DraftReport(reply: reply, format: output.format, explains: true, dataOption: backend.wiring.dataOption)
          .print()
      }
    }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish a draft: its shifts become true. Nothing is posted to the past.",
      discussion: """
        Examples:
          watchbill rota publish D-1
          watchbill rota publish field-support 2026-W48      # its newest draft
          watchbill rota publish D-1 --dry-run
        A draft takes the place of its own days; what is published around them stays.
        JSON: {draft, team, period, zone, shifts, changes: [sentences], released:
        [decision] (left out where there is none), isDryRun}.
        CSV is the table of watchbill shifts.
        """)

    @Argument(help: "A draft's id, or a team's.") var draft: String
    @Argument(help: "The period, when a team was given.") var period: String?
    @Flag(name: .long, help: "Show what would change and store nothing.") var dryRun = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let named = try period.map { try read($0, as: DraftPeriod.self) }
        let command =
          named == nil
          ? PublishRota(draft: draft, dryRun: dryRun) : PublishRota(team: draft, period: named, dryRun: dryRun)
        try report(await backend.perform(command))
      }
    }

    private func report(_ reply: PublishRota.Reply) throws {
      if output.format == .csv { return Terminal.text(ShiftTable.csv(reply.shifts)) }
      if output.format == .json { return try OutputFormat.printJSON(reply) }
      let verb = reply.isDryRun ? "would publish" : "published"
      let count = "\(reply.shifts.count) \(reply.shifts.count == 1 ? "shift" : "shifts")"
      Terminal.line("\(verb) \(reply.draft): \(reply.team) \(reply.period), \(count), times in \(reply.zone)")
      for change in reply.changes { Terminal.line("  \(change)") }
      if reply.changes.isEmpty { Terminal.line("  nothing is different from before") }
      for old in reply.released ?? [] {
        Terminal.line("\(reply.isDryRun ? "would be: " : "")\(old.id) no longer holds: \(old.slot) stays open")
      }
    }
  }
}
