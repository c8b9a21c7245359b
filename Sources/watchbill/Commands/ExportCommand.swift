import ArgumentParser
import Foundation
import ScheduleFiles
import Timekeeping
import Workflows

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write calendars, tables and grids; the same bytes for the same state.",
    discussion: """
      Examples:
        watchbill export
        watchbill export --team field-support --week 2026-W48 --weeks 4
        watchbill export --folder /srv/www/rotas
      Weeks that were over before the schedules were first applied have files only
      where who stood them was imported. A file that would stay the same is left
      alone, so its date is that of its last change.
      """)

  @Option(name: .long, help: "Where to write; the settings' folder where you give none.")
  var folder: String?
  @Option(name: .long, help: "One team; every team where you give none.") var team: String?
  @Option(name: .long, help: "The first ISO week, such as 2026-W48; this one where you give none.")
  var week: String?
  @Option(name: .long, help: "How many weeks, 1–53.")
  var weeks = 2
  @OptionGroup var store: StoreOptions

  func run() async throws {
    try await Backend.with(store) { backend in
      let first = try week.map { try read($0, as: ISOWeek.self) }
      let files = try await backend.perform(ExportFiles(week: first, weeks: weeks, team: team))
      let target = folder ?? backend.wiring.path(backend.wiring.settings.exports)
      let changed = try ExportWriter(folder: target).write(files)
      Terminal.line("\(files.count) files in \(target), \(changed) of them changed")
    }
  }
}
