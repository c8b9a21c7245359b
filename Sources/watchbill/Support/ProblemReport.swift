import ScheduleFiles

/// What `watchbill check` says of files.
struct ProblemReport {
  let checked: CheckedFiles
  /// Of the settings, beside those of the schedules.
  let settings: [Problem]
  let explains: Bool

  /// What the settings lack is told where the schedules ask for it, beside what else is wrong there.
  private var problems: [Problem] { (checked.problems + settings).sorted() }
  private var errors: Int { problems.count { $0.severity == .error } }

  var hasErrors: Bool { checked.definitions == nil || errors > 0 }

  func print() {
    for problem in problems { Terminal.line(problem.description) }
    guard let definitions = checked.definitions, !hasErrors else {
      let count = errors
      return Terminal.line("\(count) \(count == 1 ? "error" : "errors")")
    }
    for line in definitions.summary() { Terminal.line(line) }
    if explains { for line in checked.understood { Terminal.line(line.description) } }
    if checked.spellings > 0 {
      let what = checked.spellings == 1 ? "1 text is" : "\(checked.spellings) texts are"
      Terminal.line("\(what) not in the manual's spelling; `watchbill check --fix` writes them so")
    }
    Terminal.line("no errors")
  }

  func printRows(_ output: FormatOption) throws {
    let readings = explains ? checked.understood.map { ProblemRow($0) } : []
    let rows = problems.map { ProblemRow($0) } + readings
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

  init(_ reading: Understood) {
    file = reading.file
    line = reading.line
    column = reading.column
    severity = "understood"
    what = reading.text
    help = ""
  }
}
