import ArgumentParser
import Timekeeping
import Workflows

struct DeskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "A team's desk: from shift to shift, who has how much, and evening it out.",
    discussion: """
      Examples:
        watchbill desk start field-support --as ana
        watchbill desk load field-support
        watchbill desk digest field-support --as ana
      """, subcommands: [Start.self, Digest.self, Accept.self, Handoffs.self, LoadView.self, Rebalance.self])

  struct LoadView: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load", abstract: "Who has how much, who is on, who is full or has paused.",
      discussion: """
        Examples:
          watchbill desk load field-support
          watchbill desk load field-support --format csv
        load counts open tickets of every team by their weight; waiting ones do not
        count.
        JSON: {team, unowned, rows: [{member: {member, name, capacity, isOwnCapacity,
        pausedSince, pausedUntil, reason}, duties, load, open, waiting, isFull}]}.
        """)

    @Argument(help: "The team.") var team: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowLoad(team: team))
        let reader = backend.reader
        try output.print(
          reply, header: ["member", "on", "load", "capacity", "open", "waiting", "full", "paused"],
          rows: reply.rows.map { row in
            [row.member.member, row.duties.joined(separator: " "), "\(row.load)"]
              + [row.member.capacity.map(String.init) ?? "", "\(row.open)", "\(row.waiting)", row.isFull ? "yes" : ""]
              + [pause(row.member, reader)]
          }, zone: reader, empty: "the team has no members")
        guard output.isText, reply.unowned > 0 else { return }
        Terminal.line("\(reply.unowned) open \(reply.unowned == 1 ? "ticket has" : "tickets have") no owner")
      }
    }

    /// Why, and until when where that is known.
    private func pause(_ row: MemberSwitchRow, _ reader: ReaderZone) -> String {
      guard row.pausedSince != nil else { return "" }
      return [row.reason, row.pausedUntil.map { "until \(output.time($0, reader))" }].compactMap { $0 }
        .joined(separator: ", ")
    }
  }

  struct Rebalance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move tickets from those who have too much to those on shift who have room.",
      discussion: """
        Examples:
          watchbill desk rebalance field-support --dry-run
          watchbill desk rebalance field-support --as lena
        The youngest move first, none that is acknowledged, and no more than a capacity
        asks for. Who has paused gives away what they have not begun. Whoever had a
        ticket is told. Undo: watchbill ticket assign.
        JSON: {moved, isDryRun}; moved is a list as in watchbill ticket list.
        """)

    @Argument(help: "The team.") var team: String
    @Option(name: .customLong("as"), help: "Who does it.") var speaker: String?
    @OptionGroup var trial: TrialOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(RebalanceDesk(team: team, speaker: speaker, dryRun: trial.dryRun))
        if output.format == .json { return try OutputFormat.printJSON(reply) }
        let report = TicketReport(reader: backend.reader, output: output)
        guard output.isText else { return try report.list(reply.moved) }
        if reply.moved.isEmpty { return Terminal.line("nothing to move") }
        for row in reply.moved {
          Terminal.line("\(reply.isDryRun ? "would be: " : "")\(row.id) to \(row.ownerName ?? ""): \(row.because)")
        }
      }
    }
  }
}
