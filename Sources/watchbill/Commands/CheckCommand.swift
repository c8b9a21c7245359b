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
        watchbill check --format json
      Exits with 1 when there is any error.
      JSON: a list of {file, line, column, severity, what, help}, empty when all is well.
      """)

  @Argument(help: "A folder of schedule files, or one file.")
  var path: String = "schedules"
  @OptionGroup var output: FormatOption

  func run() async throws {
    let zones = try SystemZoneinfo.load()
    let found = try SchedulesOnDisk(path: path, zones: zones).read()
    switch output.format {
    case .text: printText(found, zones: zones)
    case .json, .csv: try printRows(found.problems)
    }
    if found.definitions == nil { throw CommandFailure.quietNo }
  }

  private func printText(_ found: SchedulesOnDisk.Found, zones: ZoneTables) {
    for problem in found.problems { Terminal.line(problem.description) }
    guard let definitions = found.definitions else {
      let count = found.problems.filter { $0.severity == .error }.count
      return Terminal.line("\(count) \(count == 1 ? "error" : "errors")")
    }
    for line in definitions.summary() { Terminal.line(line) }
    Terminal.line("no errors")
  }

  private func printRows(_ problems: [Problem]) throws {
    let rows = problems.map { ProblemRow($0) }
    try output.print(
      rows, header: ["file", "line", "column", "severity", "what", "help"],
      rows: rows.map { [$0.file, "\($0.line)", "\($0.column)", $0.severity, $0.what, $0.help] })
  }
}

private struct ProblemRow: Encodable {
  var file: String
  var line: Int
  var column: Int
  var severity: String
  var what: String
  var help: String

  init(_ problem: Problem) {
    file = problem.file
    line = problem.line
    column = problem.column
    severity = problem.severity.rawValue
    what = problem.what
    help = problem.help
  }
}
