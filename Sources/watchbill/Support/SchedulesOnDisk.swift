import Calendars
import ScheduleFiles
import Timekeeping

/// Reads schedule files with the holidays they name: the YAML module and the calendar module meet only here.
struct SchedulesOnDisk {
  let path: String
  let zones: ZoneTables
  /// Of the settings.
  var sources: [SourceSetting] = []

  struct Found {
    /// Nil when there is any error.
    var definitions: Definitions?
    var problems: [Problem]
  }

  func read() throws -> Found {
    let (definitions, problems) = reader.read(try ScheduleFolder.load(path))
    return Found(definitions: definitions, problems: problems)
  }

  /// The same with what was understood.
  func check() throws -> CheckedFiles { reader.check(try ScheduleFolder.load(path)) }

  /// The files that could be spelled as in the manual: all of a folder, or the one that was named.
  func fixes() throws -> (files: [FixedFile], checked: CheckedFiles) {
    let (files, checked) = reader.fixes(try ScheduleFolder.load(path))
    return (ScheduleFolder.isYAML(path) ? files.filter { $0.path == path } : files, checked)
  }

  /// Which calendars of holidays `files` name, whatever else is wrong with them.
  func calendars(in files: [SourceFile]) -> [CalendarUse] { reader.check(files).calendars }

  /// What `files` say; nil when there is any error.
  func definitions(in files: [SourceFile]) -> Definitions? { reader.read(files).definitions }

  private var reader: ScheduleReader {
    ScheduleReader(zones: zones, sources: sources) { file in
      HolidayCalendar.read(file.bytes).mapError { HolidayProblem(line: $0.line, what: $0.what) }
    }
  }
}
