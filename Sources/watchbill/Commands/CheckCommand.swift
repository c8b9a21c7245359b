import ArgumentParser
import Foundation
import PagingChannels
import ScheduleFiles
import Timekeeping

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read schedule files and settings; print each problem, its place and what to do.",
    discussion: """
      Examples:
        watchbill check
        watchbill check schedules/field-support.yaml
        watchbill check --explain
        watchbill check --fix --dry-run
        watchbill check --format json
      Exits with 1 when there is any error. Settings that are there are read as well.
      With the folder that they name, which is the one that is read when you name
      none, or a folder beside --settings, the two are compared: sources for teams
      and queues that are not there, priorities that nobody has, contacts on channels
      that are not set up, and addresses that these cannot use. A note says what is
      stored and not acted on yet.
      --explain says, too, how ranges were understood: which day is the last one,
      which hours end on the next day.
      --fix writes times, days, ranges, words, keys and quotes as the manual spells
      them and keeps comments, blank lines and order. A key may have a hyphen for a
      space; one in capitals or with an underscore is an error, and files with errors
      are left alone. With --dry-run it prints the difference, writes nothing, and
      exits with 1 when there is any.
      JSON: a list of {file, line, column, severity, what, help}, empty when all is
      well.
      """)

  private static let usualSettings = "watchbill.yaml"

  @Argument(help: "A folder of schedule files, or one file; the settings' folder where you give none.")
  var path: String?
  @Flag(name: .long, help: "Say how ranges and windows were understood.") var explain = false
  @Flag(name: .long, help: "Write the files in the manual's spelling.") var fix = false
  @Flag(name: .long, help: "With --fix: print the difference and write nothing.") var dryRun = false
  @Option(
    name: .long, help: ArgumentHelp("The server's settings; watchbill.yaml, where there is one.", valueName: "file"))
  var settings: String?
  @OptionGroup var output: FormatOption

  func validate() throws {
    if dryRun, !fix {
      throw ValidationError("--dry-run goes with --fix. help: write `watchbill check --fix --dry-run`")
    }
  }

  func run() async throws {
    let file = try settingsFile()
    let path = path ?? folder(of: file)
    let sources = file.map { SettingsReader().partly($0).sources } ?? []
    let schedules = SchedulesOnDisk(path: path, zones: try SystemZoneinfo.load(), sources: sources)
    if fix { return try SpellingFix(schedules: schedules, isDryRun: dryRun, output: output).run() }
    let found = try schedules.check()
    let isCompared = file.map { areCompared($0, with: path) } ?? false
    let problems = problems(of: file, isCompared ? found : nil)
    let report = ProblemReport(checked: found, settings: problems, explains: explain)
    switch output.format {
    case .text: report.print()
    case .json, .csv: try report.printRows(output)
    }
    if report.hasErrors { throw CommandFailure.quietNo }
  }

  /// The one that the settings name, relative to their own folder; the usual one where there are no settings.
  private func folder(of file: SourceFile?) -> String {
    guard let file else { return ServerSettings().schedules }
    let named = SettingsReader().partly(file).schedules
    let base = (file.path as NSString).deletingLastPathComponent
    return named.hasPrefix("/") || base.isEmpty ? named : "\(base)/\(named)"
  }

  /// Of the settings alone, and how they fit the schedules that they are for, if any; none where there are no settings.
  private func problems(of file: SourceFile?, _ schedules: CheckedFiles?) -> [Problem] {
    guard let file else { return [] }
    let reader = SettingsReader(schedules: schedules) { kind, address in
      AllPagingChannels.problem(with: address, kind: kind.rawValue)
    }
    return reader.read(file).problems
  }

  private func settingsFile() throws -> SourceFile? {
    let path = settings ?? Self.usualSettings
    if FileManager.default.fileExists(atPath: path) { return try ScheduleFolder.file(path) }
    guard path == Self.usualSettings else {
      throw CommandFailure.refused("there is no file '\(path)'. help: give the settings with --settings")
    }
    return nil
  }

  /// True for the folder that the settings name, and for one beside settings that were asked for: a file alone lacks the
  /// other teams.
  private func areCompared(_ file: SourceFile, with path: String) -> Bool {
    if settings != nil, !ScheduleFolder.isYAML(path) { return true }
    return Self.place(SettingsReader().partly(file).schedules, beside: file.path) == Self.place(path, beside: "")
  }

  private static func place(_ path: String, beside file: String) -> String {
    let base = URL(fileURLWithPath: file.isEmpty ? "x" : file).deletingLastPathComponent()
    return URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL.path
  }
}
