import Calendars
import ScheduleFiles
import Timekeeping

/// Reads schedule files with the holidays they name: the YAML module and the calendar module meet only here.
struct SchedulesOnDisk {
  let path: String
  let zones: ZoneTables

  struct Found {
    /// Nil when there is any error.
    var definitions: Definitions?
    var problems: [Problem]
  }

  func read() throws -> Found {
    let reader = ScheduleReader(zones: zones) { file in
      HolidayCalendar.read(file.bytes).mapError { HolidayProblem(line: $0.line, what: $0.what) }
    }
    let (definitions, problems) = reader.read(try ScheduleFolder.load(path))
    return Found(definitions: definitions, problems: problems)
  }
}
