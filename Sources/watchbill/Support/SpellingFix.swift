import Foundation
import ScheduleFiles

/// What `watchbill check --fix` does: the manual's spelling, or the difference to it.
struct SpellingFix {
  let schedules: SchedulesOnDisk
  let isDryRun: Bool
  let output: FormatOption

  func run() throws {
    let (files, checked) = try schedules.fixes()
    guard checked.definitions != nil else {
      for problem in checked.problems { Terminal.line(problem.description) }
      throw CommandFailure.no("nothing was changed. help: mend the errors above first")
    }
    if !isDryRun { for file in files { try write(file) } }
    try report(files)
    if isDryRun, !files.isEmpty { throw CommandFailure.quietNo }
  }

  private func report(_ files: [FixedFile]) throws {
    guard output.format == .text else {
      let rows = files.map { FixRow(file: $0.path, written: !isDryRun, diff: $0.diff) }
      let cells = rows.map { [$0.file, $0.written ? "yes" : "no", $0.diff] }
      return try output.print(rows, header: ["file", "written", "diff"], rows: cells)
    }
    if files.isEmpty { return Terminal.line("every file is in the manual's spelling") }
    for file in files { Terminal.text(isDryRun ? file.diff : "wrote \(file.path)\n") }
  }

  /// Whole or not at all, with the rights the file had; a link stays a link.
  private func write(_ file: FixedFile) throws {
    let path = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    try Data(file.after).write(to: URL(fileURLWithPath: path), options: .atomic)
    if let rights { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: path) }
  }
}

private struct FixRow: Encodable {
  var file: String
  var written: Bool
  var diff: String
}
