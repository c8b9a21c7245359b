import ArgumentParser
import Timekeeping
import Workflows

struct ClaimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Choose a slot to come for yourself, such as weekend cover.",
    discussion: """
      Examples:
        watchbill claim field-support weekend 2026-11-28 --as esme
        watchbill claim list
        watchbill claim withdraw C-1
      Slots for volunteers, and those with `claim until` in the schedule file, can be
      claimed while their week is not published; afterwards all that stayed open can
      (watchbill rota open TEAM).
      """,
    subcommands: [Add.self, List.self, Withdraw.self], defaultSubcommand: Add.self)

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Claim a slot; drafting gives it to you.",
      discussion: """
        Examples:
          watchbill claim add field-support weekend 2026-11-28 --as esme
          watchbill claim add orchard-care support "2026-11-25 08:00" --as wanda
        First come, first served. What drafting would forbid (leave, rest, skills,
        hours, weekends in a row) is refused, with the reason. Times are on the wall of
        the slot.
        JSON: {claim, team, duty, slot, start, end, zone, member, name}.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "The duty.") var duty: String
    @Argument(help: "A date, a date and time, or a slot's id.") var slot: String
    @Option(name: .customLong("as"), help: "The member who claims it.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(ClaimSlot(team: team, duty: duty, slot: slot, member: member))
        guard output.isText else {
          return try output.print(row, header: List.header, rows: [List.cells(row, output, backend.reader)])
        }
        let wall = ReaderZone(zone: try backend.wiring.zones.zone(read(row.zone)))
        Terminal.line("\(row.claim ?? ""): \(row.name ?? member) has \(row.duty) \(wall.span(row.start, row.end))")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the slots of the next five weeks that can be claimed, and who claimed which.",
      discussion: """
        Examples:
          watchbill claim list
          watchbill claim list field-support --format csv
        JSON: a list of {claim, team, duty, slot, start, end, zone, member, name,
        until}.
        """)

    @Argument(help: "One team's.") var team: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListClaims(team: team))
        try output.print(
          rows, header: Self.header, rows: rows.map { Self.cells($0, output, backend.reader) }, zone: backend.reader,
          empty: "nothing can be claimed in the next weeks")
      }
    }

    static let header = ["start", "end", "team", "duty", "slot", "claimed by", "claim", "open until"]

    static func cells(_ row: ClaimRow, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
      let who = (output.isText ? row.name : row.member) ?? (output.isText ? "open" : "")
      return [output.time(row.start, reader), output.time(row.end, reader), row.team, row.duty, row.slot, who]
        + [row.claim ?? "", output.time(row.until, reader)]
    }
  }

  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a claim back, while its week is not published or once its member is away.",
      discussion: """
        Example:
          watchbill claim withdraw C-1
        JSON: {claim, team, duty, slot, start, end, zone, member, name, holder}; holder
        is who has the slot all the same, where its week is published.
        """)

    @Argument(help: "The claim's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(WithdrawClaim(id: id))
        guard output.isText else {
          return try output.print(row, header: List.header, rows: [List.cells(row, output, backend.reader)])
        }
        Terminal.line("\(id) of \(row.name ?? "") is withdrawn; \(Self.now(row))")
      }
    }

    private static func now(_ row: ClaimRow) -> String {
      guard let holder = row.holder else { return "the slot can be claimed again" }
      return holder == row.name
        ? "the published rota still has them there: watchbill rota repair \(row.team)" : "\(holder) has the slot"
    }
  }
}
