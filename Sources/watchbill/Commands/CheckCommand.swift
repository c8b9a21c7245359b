import ArgumentParser
import ScheduleFiles
import Timekeeping

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read schedule files and print each problem with its place and what to do.",
    discussion: """
      Examples:
        watchbill check
        watchbill check schedules/field-support.yaml
        watchbill check --explain
        watchbill check --fix --dry-run
        watchbill check --format json
      Exits with 1 when there is any error. A note says what is stored and not acted on yet.
      --explain says, too, how ranges were understood: which day is the last one, which
      hours end on the next day.
      --fix writes times, days, ranges, words, keys and quotes as the manual spells them and
      keeps comments, blank lines and order; files with errors are left alone. With
      --dry-run it prints the difference, writes nothing, and exits with 1 when there is any.
      JSON: a list of {file, line, column, severity, what, help}, empty when all is well.
      """)

  @Argument(help: "A folder of schedule files, or one file.")
  var path: String = "schedules"
  @Flag(name: .long, help: "Say how ranges and windows were understood.") var explain = false
  @Flag(name: .long, help: "Write the files in the manual's spelling.") var fix = false
  @Flag(name: .long, help: "With --fix: print the difference and write nothing.") var dryRun = false
  @OptionGroup var output: FormatOption

  func validate() throws {
    if dryRun, !fix {
      throw ValidationError("--dry-run goes with --fix. help: write `watchbill check --fix --dry-run`")
    }
  }

  func run() async throws {
    let zones = try SystemZoneinfo.load()
    let schedules = SchedulesOnDisk(path: path, zones: zones)
    if fix { return try SpellingFix(schedules: schedules, isDryRun: dryRun, output: output).run() }
    let found = try schedules.check()
    switch output.format {
    case .text: ProblemReport(checked: found, explains: explain).print()
    case .json, .csv: try ProblemReport(checked: found, explains: explain).printRows(output)
    }
    if found.definitions == nil { throw CommandFailure.quietNo }
  }
}
