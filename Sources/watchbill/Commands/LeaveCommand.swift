import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

struct LeaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Book leave, list it, take it back.",
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Book leave; says which published shifts it lands on.",
      discussion: """
        Examples:
          watchbill leave add ana 2026-12-24..2026-12-28              (whole days, the last one included)
          watchbill leave add ana --from "2026-12-01 13:00" --until "2026-12-01 18:00"
          watchbill leave add ana 2026-11-23 --unavailable --note "ill"  (takes effect at once, also on published shifts)
        """)

    @Argument(help: "The member.") var member: String
    @Argument(help: "A date or a range of dates in the member's zone.") var dates: String?
    @Option(name: .long, help: "The start, instead of dates.") var from: InstantArgument?
    @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument?
    @Flag(name: .long, help: "Takes effect at once, also on published shifts.") var unavailable = false
    @Option(name: .long) var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let (from, until) = try await span(backend)
        let reply = try await backend.perform(
          AddLeave(member: member, from: from, until: until, kind: unavailable ? .unavailable : .planned, note: note))
        try report(reply, reader: backend.reader)
      }
    }

    private func span(_ backend: Backend) async throws -> (Timestamp, Timestamp) {
      let now = Wiring.clock().now()
      if let dates {
        let range: DateRange = try read(dates)
        let zone = try backend.wiring.zones.zone(await backend.perform(MemberZone(member: member)).zone)
        return (zone.startOfDay(range.first), zone.startOfDay(range.last + 1))
      }
      guard let from, let until else {
        throw CommandFailure.refused("nothing says when. help: give dates, or --from and --until")
      }
      let zone = backend.reader.zone
      return (try from.instant(now: now, zone: zone), try until.instant(now: now, zone: zone))
    }

    private func report(_ reply: AddLeave.Reply, reader: ReaderZone) throws {
      if output.format != .text { return try output.printJSON(reply) }
      let leave = reply.leave
      Terminal.line("\(leave.id): \(leave.member) is away \(reader.short(leave.from)) – \(reader.short(leave.until))")
      for shift in reply.conflicts {
        Terminal.line(
          Terminal.warning(
            "  lands on \(shift.duty) \(reader.short(shift.start)); find somebody: watchbill override add"))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List leave.", discussion: "Example:\n  watchbill leave list --member ana --format csv")

    @Option(name: .long) var member: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListLeave(member: member))
        let text = output.format == .text
        try output.print(
          rows, header: ["id", "member", "from", "until", "kind", "note"],
          rows: rows.map { row in
            let times = [row.from, row.until].map { text ? backend.reader.short($0) : $0.description }
            return [row.id, row.member] + times + [row.kind, row.note ?? ""]
          }, empty: "no leave")
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take leave back.", discussion: "Example:\n  watchbill leave remove L-1")

    @Argument(help: "The leave's id.") var id: String
    @OptionGroup var store: StoreOptions

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(RemoveLeave(id: id))
        Terminal.line("\(row.id) of \(row.member) is removed")
      }
    }
  }
}
