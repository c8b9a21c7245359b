import ArgumentParser
import Timekeeping
import Workflows

struct OverrideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Put somebody on or off a duty for a time.",
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add, remove or replace a member on a duty, or leave it empty on purpose.",
      discussion: """
        Examples:
          watchbill override add field-support primary --from now --until "2026-11-24 09:00" --member bo --for ana
          watchbill override add field-support desk --from "2026-12-01 08:00" --until "2026-12-01 12:00" --member cy
          watchbill override add field-support desk --from 2026-12-25 --until 2026-12-26 --nobody --reason "closed"
        --member with --for replaces; --member alone adds; --for alone removes; --nobody empties. --until is exclusive.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "The duty.") var duty: String
    @Option(name: .long) var from: InstantArgument
    @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument
    @Option(name: .long, help: "Who comes on.") var member: String?
    @Option(name: .customLong("for"), help: "Who goes off.") var out: String?
    @Flag(name: .long, help: "Leave the duty empty on purpose.") var nobody = false
    @Option(name: .long) var reason: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard nobody == (member == nil && out == nil) else {
        throw ValidationError("give --member, --for or both, or --nobody alone")
      }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let now = Wiring.clock().now()
        let zone = backend.reader.zone
        let reply = try await backend.perform(
          AddOverride(
            team: team, duty: duty, from: from.instant(now: now, zone: zone),
            until: until.instant(now: now, zone: zone),
            member: member, out: out, reason: reason))
        if output.format != .text { return try output.printJSON(reply) }
        Terminal.line("\(reply.change.id): \(reply.change.change) on \(team)/\(duty)")
        if !reply.hasEffect {
          Terminal.line(Terminal.warning("  it changes nobody's shift: who it takes off is not on then"))
        }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List overrides.", discussion: "Example:\n  watchbill override list --team field-support")

    @Option(name: .long) var team: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListOverrides(team: team))
        let text = output.format == .text
        try output.print(
          rows, header: ["id", "team", "duty", "from", "until", "change", "member", "out", "reason", "by"],
          rows: rows.map { row in
            let times = [row.from, row.until].map { text ? backend.reader.short($0) : $0.description }
            return [row.id, row.team, row.duty] + times
              + [row.change, row.member ?? "", row.out ?? "", row.reason ?? "", row.by]
          }, empty: "no overrides")
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an override back.", discussion: "Example:\n  watchbill override remove O-1")

    @Argument(help: "The override's id.") var id: String
    @OptionGroup var store: StoreOptions

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(RemoveOverride(id: id))
        Terminal.line("\(row.id) on \(row.team)/\(row.duty) is removed")
      }
    }
  }
}
