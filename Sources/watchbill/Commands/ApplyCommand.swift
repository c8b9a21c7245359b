import ArgumentParser
import ScheduleFiles
import Timekeeping
import Workflows

struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Check schedule files and put them in force.",
    discussion: """
      Examples:
        watchbill apply
        watchbill apply schedules --from "2026-12-01 09:00"
      The past is never changed: a version holds from now, or from --from on.
      JSON: {version, effective, isUnchanged, teams}.
      """)

  @Argument(help: "A folder of schedule files, or one file; the settings' folder where you give none.")
  var path: String?
  @Option(
    name: .long, help: "When it takes effect, such as \"2026-12-01 09:00\" in your zone; now where you give none.")
  var from: InstantArgument?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let path = path ?? backend.wiring.path(backend.wiring.settings.schedules)
      let found = try SchedulesOnDisk(path: path, zones: backend.wiring.zones).read()
      guard let definitions = found.definitions else {
        for problem in found.problems { Terminal.error(problem.description) }
        throw CommandFailure.no("nothing was applied. help: mend the problems above")
      }
      let now = Wiring.clock().now()
      let effective = try from?.instant(now: now, zone: backend.reader.zone)
      let reply = try await backend.perform(
        ApplySchedules(definitions: definitions.encoded(), from: effective))
      try report(reply, reader: backend.reader)
    }
  }

  private func report(_ reply: ApplySchedules.Reply, reader: ReaderZone) throws {
    guard output.isText else {
      let stored = reply.isUnchanged ? "unchanged" : "stored"
      return try output.print(
        reply, header: ["version", "effective", "result", "teams"],
        rows: [["\(reply.version)", reply.effective.description, stored, reply.teams.joined(separator: ";")]])
    }
    let teams = reply.teams.joined(separator: ", ")
    Terminal.line(
      reply.isUnchanged
        ? "version \(reply.version) says the same already; nothing was stored (teams \(teams))"
        : "version \(reply.version) holds from \(reader.full(reply.effective)) (teams \(teams))")
  }
}
