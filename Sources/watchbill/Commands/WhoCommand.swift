import ArgumentParser
import Timekeeping
import Workflows

struct WhoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who", abstract: "Who is on, until when, why, and who is next.",
    discussion: """
      Examples:
        watchbill who
        watchbill who field-support
        watchbill who field-support --duty primary
        watchbill who --at "2026-12-25 03:00" --format json
      Exits with 1 when nobody is on for any of the duties asked for.
      JSON: a list of {team, teamName, duty, dutyTitle, member, name, members:
      [{member, name, duty}], until, stays: {members, until}, next: {member, name,
      at, members}, because, zone}. A duty that nobody stands has no member; the duty
      of each of the members is the fallback's where that is on. Stays is who of
      several goes on after until; the members of next are all who come on at that
      instant. CSV has a line for each duty; in member, name and next several ids or
      names stand with a semicolon between them: ana;bo.
      """)

  @Argument(help: ArgumentHelp("One team; every team where you give none.", valueName: "team"))
  var named: String?
  @Option(name: .long, help: "The same.")
  var team: String?
  @Option(name: .long, help: "One duty.")
  var duty: String?
  @Option(name: .long, help: "An instant such as \"2026-12-25 03:00\" in your zone; now where you give none.")
  var at: InstantArgument?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    if named != nil, team != nil { throw ValidationError("the team is given twice. help: leave out --team") }
  }

  func run() async throws {
    try await Backend.with(store) { backend in
      let instant = try at?.instant(now: Wiring.clock().now(), zone: backend.reader.zone)
      let reply = try await backend.perform(WhoIsOn(team: named ?? team, duty: duty, at: instant))
      try report(reply, reader: backend.reader)
      if reply.rows.allSatisfy({ $0.member == nil }) { throw CommandFailure.quietNo }
    }
  }

  private func report(_ reply: WhoIsOn.Reply, reader: ReaderZone) throws {
    if output.format == .csv { return OutputFormat.printCSV(header: Self.csvHeader, rows: reply.rows.map(Self.cells)) }
    try output.print(
      reply.rows, header: ["team", "duty", "who", "until", "next", "because"],
      rows: reply.rows.map { row in
        let who = row.members.isEmpty ? "nobody" : row.members.map(\.name).joined(separator: ", ")
        return [
          row.team, row.duty, who, output.time(row.until, reader), Self.coming(row, reader),
          output.words(row.because, reader),
        ]
      }, zone: reader)
  }

  /// `Ana Ferrow stays until Mon 2036-03-10 09:00; Bo Lindqvar, Mon 2036-03-10 09:00`.
  private static func coming(_ row: DutyAnswer, _ reader: ReaderZone) -> String {
    let stays = row.stays.map { stays in stays.words + (stays.until.map { " until \(reader.short($0))" } ?? "") }
    let next = row.next.map { "\($0.names), \(reader.short($0.at))" }
    return [stays, next].compactMap { $0 }.joined(separator: "; ")
  }

  private static let csvHeader = ["team", "duty", "member", "name", "until", "next", "next at", "because"]

  /// Several members stand in one cell, with a semicolon between them.
  private static func cells(_ row: DutyAnswer) -> [String] {
    let ids = row.members.map(\.member).joined(separator: ";")
    let names = row.members.map(\.name).joined(separator: ";")
    let next = [row.next?.members.map(\.member).joined(separator: ";") ?? "", row.next?.at.description ?? ""]
    return [row.team, row.duty, ids, names, row.until?.description ?? ""] + next + [row.because]
  }
}
