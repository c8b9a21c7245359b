import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

struct LeaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Book leave, list it, take it back.",
    discussion: """
      Examples:
        watchbill leave add ana 2026-12-24..2026-12-28
        watchbill leave list --member ana
        watchbill leave remove L-1
      """,
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Book leave; says which published shifts it lands on.",
      discussion: """
        Examples:
          watchbill leave add ana 2026-12-24..2026-12-28
          watchbill leave add ana --from 2026-12-24 --until 2026-12-29
          watchbill leave add ana --from "2026-12-01 13:00" --until "2026-12-01 18:00"
          watchbill leave add ana 2026-11-23 --unavailable --note "ill"
        Dates are whole days in the member's zone: of a..b the last one is included,
        --until is exclusive. Times are in yours. Each shift that it lands on is
        offered to colleagues; if nobody takes it, the duty's fallback answers.
        --unavailable takes effect at once.
        JSON: {leave: {id, member, from, until, kind, note}, conflicts: [{part,
        request, candidates, fallback}], isDryRun, movedFrom, isOver}.
        """)

    @Argument(help: "The member's id.") var member: String
    @Argument(help: "A date or a range of dates in the member's zone.") var dates: String?
    @Option(name: .long, help: "The start, instead of dates.") var from: InstantArgument?
    @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument?
    @Flag(name: .long, help: "Takes effect at once, also on published shifts.") var unavailable = false
    @Option(name: .long, help: "A word on why, for the lead.") var note: String?
    @OptionGroup var trial: TrialOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let (from, until, zone) = try await span(backend)
        let reply = try await backend.perform(
          AddLeave(
            member: member, from: from, until: until, kind: unavailable ? .unavailable : .planned, note: note,
            dryRun: trial.dryRun))
        try report(reply, reader: ReaderZone(zone: zone))
      }
    }

    /// With the zone in which it was said.
    private func span(_ backend: Backend) async throws -> (Timestamp, Timestamp, Zone) {
      let now = Wiring.clock().now()
      if let dates {
        guard from == nil, until == nil else {
          throw CommandFailure.refused("dates and times are given. help: give dates, or --from and --until")
        }
        let range: DateRange = try read(dates)
        let zone = try backend.wiring.zones.zone(await backend.perform(MemberZone(member: member)).zone)
        return (zone.startOfDay(range.first), zone.startOfDay(range.last + 1), zone)
      }
      guard let from, let until else {
        throw CommandFailure.refused("nothing says when. help: give dates, or --from and --until")
      }
      // Two dates are whole days, which begin and end where the member lives.
      let areDates = [from, until].allSatisfy { (try? CivilDate(text: $0.text)) != nil }
      let home = { try backend.wiring.zones.zone(await backend.perform(MemberZone(member: member)).zone) }
      let zone = areDates ? try await home() : backend.reader.zone
      return (try from.instant(now: now, zone: zone), try until.instant(now: now, zone: zone), zone)
    }

    /// `, whole days 2026-12-24..2026-12-27 (the last one included)`, where that is what it comes to.
    private static func days(_ leave: LeaveRow, _ zone: Zone) -> String {
      let (start, end) = (zone.civil(at: leave.from), zone.civil(at: leave.until))
      guard start.secondOfDay == 0, end.secondOfDay == 0, let days = DateRange(start.date, end.date - 1) else {
        return ""
      }
      return ", \(days.first == days.last ? "the whole of" : "whole days") \(days)"
    }

    private func report(_ reply: AddLeave.Reply, reader: ReaderZone) throws {
      let leave = reply.leave
      guard output.isText else {
        return try output.print(reply, header: List.header, rows: [List.cells(leave, output, reader)])
      }
      let trial = reply.isDryRun ? "would be: " : ""
      Terminal.line(
        "\(trial)\(leave.id): \(leave.member) is away \(reader.span(leave.from, leave.until))"
          + Self.days(leave, reader.zone))
      RequestText(reader: reader).showMoved(from: reply.movedFrom)
      if reply.isOver {
        Terminal.line(Terminal.warning("  that is over already: nobody's shift changes"))
        if !reply.isDryRun { Terminal.line("  undo: watchbill leave remove \(leave.id)") }
      }
      ConflictText.show(reply.conflicts, reader: reader)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List leave, from the earliest.",
      discussion: """
        Examples:
          watchbill leave list
          watchbill leave list --member ana --format csv
        JSON: a list of {id, member, from, until, kind, note}.
        """)

    @Option(name: .long, help: "One member's.") var member: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListLeave(member: member))
        try output.print(
          rows, header: Self.header, rows: rows.map { Self.cells($0, output, backend.reader) }, zone: backend.reader,
          empty: "no leave")
      }
    }

    static let header = ["id", "member", "from", "until", "kind", "note"]

    static func cells(_ row: LeaveRow, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
      [row.id, row.member, output.time(row.from, reader), output.time(row.until, reader), row.kind, row.note ?? ""]
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take leave back; of leave that has begun, what is still to come.",
      discussion: """
        Example:
          watchbill leave remove L-1
        Leave that has begun ends now: whoever answered until then did. What was
        offered because of it is closed, and credit that was spent on what is still to
        come is given back.
        """)

    @Argument(help: "The leave's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(RemoveLeave(id: id))
        guard output.isText else {
          return try output.print(row, header: List.header, rows: [List.cells(row, output, backend.reader)])
        }
        // What is left of leave that had begun ends as the command ran.
        let isOver = row.until <= Wiring.clock().now()
        Terminal.line(
          isOver ? "\(row.id) of \(row.member) ends now; what is over stays" : "\(row.id) of \(row.member) is removed")
      }
    }
  }
}
