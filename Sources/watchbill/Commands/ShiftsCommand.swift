import ArgumentParser
import Timekeeping
import Workflows

struct ShiftsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shifts", abstract: "List shifts exactly as feeds show them.",
    discussion: """
      Examples:
        watchbill shifts --member ana
        watchbill shifts --from 2026-11-23 --to 2026-11-30
        watchbill shifts --from now --to 2027-01-01 --member ana --format csv
        watchbill shifts --from 2026-12-01T00:00:00Z --to 2026-12-08 --format json
      The next 13 weeks without --from and --to; at most 800 days. Shifts that
      overlap the window are listed whole; from the start of leave that nobody took
      over on, as what their members stand.
      JSON: a list of {uid, team, duty, member, name, start, end, summary, because}.
      """)

  /// As far on as `watchbill coverage` looks.
  private static let usual = Duration.hours(24 * 7 * 13)

  @Option(
    name: .long,
    help: "The window's start: now, a date, or a time in your zone or with an offset; now where you give none.")
  var from: InstantArgument?
  @Option(name: .long, help: "The window's end, exclusive; 13 weeks after the start where you give none.")
  var to: InstantArgument?
  @Option(name: .long, help: "One team's.") var team: String?
  @Option(name: .long, help: "One duty's.") var duty: String?
  @Option(name: .long, help: "One member's.") var member: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let now = Wiring.clock().now()
      let zone = backend.reader.zone
      let start = try from?.instant(now: now, zone: zone) ?? now
      let end = try to?.instant(now: now, zone: zone) ?? start + Self.usual
      let rows = try await backend.perform(
        ListShifts(from: start, to: end, team: team, duty: duty, member: member))
      try report(rows, reader: backend.reader)
    }
  }

  private func report(_ rows: [ShiftRow], reader: ReaderZone) throws {
    if output.format == .csv { return Terminal.text(ShiftTable.csv(rows)) }
    try output.print(
      rows, header: ["start", "end", "team", "duty", "member", "because"],
      rows: rows.map { row in
        [
          reader.short(row.start), reader.short(row.end), row.team, row.duty, row.name,
          output.words(row.because, reader),
        ]
      },
      zone: reader, empty: "no shifts in that window")
  }
}
