import ArgumentParser
import Timekeeping
import Workflows

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show who was really on, why, and which version of the schedule said so.",
    discussion: """
      Examples:
        watchbill history field-support
        watchbill history field-support --from 2026-11-01 --until 2026-12-01
        watchbill history --member ana --format csv
        watchbill history field-support --at "2026-11-28 14:00"
      Shifts are written down as they end, and never changed. Without times it shows
      the last 14 days. --until is exclusive. JSON: {rows: [{uid, team, duty, member,
      name, start, end, because, version, applied, appliedBy, recorded}], complete:
      [{team, until}]}.
      """)

  @Argument(help: "One team's.") var team: String?
  @Option(name: .long, help: "One member's.") var member: String?
  @Option(name: .long, help: "The start: now, a date, or a time.") var from: InstantArgument?
  @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument?
  @Option(name: .long, help: "Only who was on at this instant.") var at: InstantArgument?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard at == nil || (from == nil && until == nil) else {
      throw ValidationError("give --at, or --from and --until")
    }
  }

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(try command(backend.reader))
      try report(reply, reader: backend.reader)
    }
  }

  private func command(_ reader: ReaderZone) throws -> ShowHistory {
    let now = Wiring.clock().now()
    if let at {
      let instant = try at.instant(now: now, zone: reader.zone)
      return ShowHistory(team: team, member: member, from: instant, until: instant + .milliseconds(1))
    }
    let end = try until?.instant(now: now, zone: reader.zone) ?? now
    let start = try from?.instant(now: now, zone: reader.zone) ?? end - .hours(24 * 14)
    return ShowHistory(team: team, member: member, from: start, until: end)
  }

  private func report(_ reply: ShowHistory.Reply, reader: ReaderZone) throws {
    if output.format == .json { return try OutputFormat.printJSON(reply) }
    try output.print(
      reply.rows, header: ["start", "end", "team", "duty", "member", "because", "version", "applied", "by"],
      rows: reply.rows.map { row in
        [output.time(row.start, reader), output.time(row.end, reader), row.team, row.duty]
          + [output.isText ? row.name : row.member, row.because, "\(row.version)", output.time(row.applied, reader)]
          + [row.appliedBy ?? ""]
      }, zone: reader, empty: "nothing is written down of that time")
    guard output.isText else { return }
    for team in reply.complete {
      Terminal.line(Terminal.dim("\(team.team): written down until \(reader.short(team.until))"))
    }
  }
}
