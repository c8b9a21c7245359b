import ArgumentParser
import Workflows

struct VersionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "versions", abstract: "List the versions of the schedules: in force, past, to come, replaced.",
    discussion: """
      Examples:
        watchbill versions
        watchbill versions --format json
      To go back, plan and apply an older one again: watchbill apply --version 3
      JSON: a list of {version, state, effective, applied, by, teams, sha256}.
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let rows = try await backend.perform(ListVersions())
      try output.print(
        rows, header: ["version", "state", "effective", "applied", "by", "says", "teams"],
        rows: rows.map { row in
          [
            "\(row.version)", row.state.rawValue, output.time(row.effective, backend.reader),
            output.time(row.applied, backend.reader), row.by, String(row.sha256.prefix(8)),
            row.teams.joined(separator: output.isText ? ", " : ";"),
          ]
        }, zone: backend.reader, empty: "nothing was applied yet")
    }
  }
}
