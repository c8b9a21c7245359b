import ArgumentParser
import Timekeeping
import Workflows

extension CreditsCommand {
  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a member leave or points without a shift.",
      discussion: """
        Examples:
          watchbill credits grant esme 0.25 --reason "stepped in on Saturday"
          watchbill credits grant esme 5 --unit points --reason "wrote the guide"
          watchbill credits grant esme 1 --team field-support --reason "the fair"
        """)

    @Argument(help: "The member.") var member: String
    @Argument(help: "How much, such as 0.25.") var amount: String
    @Option(name: .long, help: "leave (in days) or points.") var unit = "leave"
    @Option(name: .long, help: "Why, for the member to read.") var reason: String
    @Option(name: .long, help: "In whose books it stands; the member's first team where you give none.")
    var team: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(
          GrantCredit(member: member, amount: amount, unit: unit, reason: reason, team: team))
        try CreditsReport(output: output, reader: backend.reader).print(rows)
      }
    }
  }

  struct Reverse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turn an entry round by another one; to undo that, reverse the other one.",
      discussion: """
        Example:
          watchbill credits reverse E-12 --reason "nobody looked after noon"
        """)

    @Argument(help: "The entry, as statements name it.") var entry: String
    @Option(name: .long, help: "Why, for the member to read.") var reason: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ReverseCredit(entry: entry, reason: reason))
        try CreditsReport(output: output, reader: backend.reader).print(rows)
      }
    }
  }

  struct Spend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take earned leave: books it, and posts what it costs.",
      discussion: """
        Examples:
          watchbill credits spend esme 1 day --from 2026-12-21
          watchbill credits spend esme 0.5 --from 2026-12-21 --note "concert"
        Days the member does not work are skipped; half a day ends when half of that
        day's working time has passed. `watchbill leave remove` gives the credit back.
        JSON: {leave, zone, balance, conflicts}.
        """)

    @Argument(help: "The member.") var member: String
    @Argument(help: "How many days, such as 1 day or 0.5.") var amount: [String]
    @Option(name: .long, help: "The first day.") var from: String
    @Option(name: .long, help: "A word on why, for the lead.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard amount.count == 1 || (amount.count == 2 && ["day", "days"].contains(amount[1])) else {
        throw ValidationError("write the amount like 1 day, or 0.5")
      }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(
          SpendCredit(member: member, amount: amount[0], from: read(from), note: note))
        guard output.isText else {
          let leave = reply.leave
          return try output.print(
            reply, header: ["leave", "member", "from", "until", "balance"],
            rows: [[leave.id, leave.member, leave.from.description, leave.until.description, reply.balance]])
        }
        try report(reply, zone: ReaderZone(zone: backend.wiring.zones.zone(read(reply.zone))))
      }
    }

    private func report(_ reply: SpendCredit.Reply, zone: ReaderZone) throws {
      let leave = reply.leave
      Terminal.line("\(leave.id): \(leave.member) is away \(zone.span(leave.from, leave.until))")
      Terminal.line("  \(reply.balance) days are left; to undo it: watchbill leave remove \(leave.id)")
      ConflictText.show(reply.conflicts, reader: zone)
    }
  }
}
