import Foundation
import ScheduleFiles
import TestSupport
import Timekeeping

/// Short ways to read schedule files in tests.
enum Reading {
  /// One holiday for each `SUMMARY` line that follows a `DTSTART` line: enough for the samples, and for nothing else.
  static func holidays(_ file: SourceFile) -> Result<[Holiday], HolidayProblem> {
    let text = String(decoding: file.bytes, as: UTF8.self)
    guard text.contains("BEGIN:VCALENDAR") else {
      return .failure(HolidayProblem(line: 1, what: "this is not a calendar"))
    }
    var holidays: [Holiday] = []
    var date: CivilDate?
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("DTSTART") { date = line.split(separator: ":").last.flatMap(compactDate) }
      if line.hasPrefix("SUMMARY:"), let day = date {
        let name = line.dropFirst("SUMMARY:".count).replacing("\\,", with: ",")
        holidays.append(Holiday(date: day, name: String(name)))
      }
    }
    return .success(holidays)
  }

  private static func compactDate(_ text: Substring) -> CivilDate? {
    guard text.count == 8, let number = Int(text) else { return nil }
    return CivilDate(number / 10_000, number / 100 % 100, number % 100)
  }

  static let reader = ScheduleReader(zones: SystemZones.tables, holidays: holidays)

  /// Reads texts under the paths they are given.
  static func read(_ texts: [(path: String, text: String)]) -> (definitions: Definitions?, problems: [Problem]) {
    let checked = check(texts)
    return (checked.definitions, checked.problems)
  }

  private static func check(_ texts: [(path: String, text: String)]) -> CheckedFiles {
    reader.check(texts.map { SourceFile(path: $0.path, bytes: Array($0.text.utf8)) })
  }

  /// What is wrong with the files; `watchbill.yaml` is compared with the schedules among them.
  static func problems(_ texts: [(path: String, text: String)]) -> [String] {
    let schedules = texts.filter { $0.path != "watchbill.yaml" }
    let checked = check(schedules)
    let settings = texts.first { $0.path == "watchbill.yaml" }.map { file in
      SettingsReader(schedules: schedules.isEmpty ? nil : checked)
        .read(SourceFile(path: file.path, bytes: Array(file.text.utf8))).problems
    }
    return (checked.problems + (settings ?? [])).map(\.description)
  }

  /// Reads one team file called `team.yaml`.
  static func read(_ text: String) -> (definitions: Definitions?, problems: [Problem]) {
    read([("team.yaml", text)])
  }

  /// The folder of the samples.
  static let samples = SharedCases.packageRoot.appendingPathComponent("schedules").path
}
