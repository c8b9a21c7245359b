import Calendars
import Foundation
import OutboundHTTP
import ScheduleFiles
import Timekeeping
import Workflows

/// Fetches the calendars of holidays that team files name by their address, and says what became of each.
struct HolidayRefresh {
  let schedules: SchedulesOnDisk
  let transport: CalendarTransport
  let now: Timestamp
  /// Believes a calendar that names no coming day any more.
  let acceptEmpty: Bool

  /// What became of all calendars, and the files as they are then.
  struct Outcome {
    var rows: [HolidayRow]
    var definitions: Definitions?
    fileprivate var fresh: [(path: String, bytes: [UInt8])] = []
  }

  /// Fetches and compares; nothing is written.
  func run() async throws -> Outcome {
    let files = try ScheduleFolder.load(schedules.path)
    let uses = schedules.calendars(in: files).filter { HolidayAddress.isAddress($0.calendar) }
    var outcome = Outcome(rows: [])
    for use in uses.uniqued(by: \.calendar) {
      let (row, bytes) = await fetched(use, known: files.first { $0.path == use.path }?.bytes)
      outcome.rows.append(row)
      if let bytes { outcome.fresh.append((use.path, bytes)) }
    }
    outcome.definitions = schedules.definitions(in: replacing(files, by: outcome.fresh))
    return outcome
  }

  /// Writes the copies that changed, each whole or not at all.
  func write(_ outcome: Outcome) throws {
    for (path, bytes) in outcome.fresh {
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
  }

  private func replacing(_ files: [SourceFile], by fresh: [(path: String, bytes: [UInt8])]) -> [SourceFile] {
    files.filter { file in !fresh.contains { $0.path == file.path } }
      + fresh.map { SourceFile(path: $0.path, bytes: $0.bytes) }
  }

  /// The row, and the bytes to keep where the days differ from the copy's.
  private func fetched(_ use: CalendarUse, known: [UInt8]?) async -> (HolidayRow, [UInt8]?) {
    var row = HolidayRow(use, state: .kept)
    switch await transport.fetch(use.calendar, CalendarFetch.Known()) {
    case .failed(let why, _): row.problem = why
    case .unchanged: row.problem = "the server gave no calendar. help: look at the address again"
    case .fresh(let bytes, _):
      do {
        let read = try HolidayCalendar(bytes)
        row.compare(read, with: known.flatMap { try? HolidayCalendar($0) }, today: Zone.utc.civil(at: now).date)
        if row.isEmptied, !acceptEmpty {
          row.state = .kept
          row.problem = "it names no coming day any more, so the copy stays. help: believe it with --accept-empty"
        }
        if row.state == .new || row.state == .changed {
          return (row, HolidayAddress.stamped(bytes, fetched: now))
        }
      } catch {
        row.problem = "\(error)"
      }
    }
    return (row, nil)
  }
}

/// One calendar of holidays: where it is kept, how much it says, and what a reading changed.
struct HolidayRow: Encodable {
  enum State: String, Encodable {
    /// There was no copy before.
    case new
    case changed, same
    /// Nothing usable came; the copy is as it was.
    case kept
    /// There is no copy of the address yet.
    case missing
    /// It was only looked at.
    case read
  }

  var calendar: String
  var copy: String
  var state: State
  var fetched: Timestamp?
  var days = 0
  var first: CivilDate?
  var last: CivilDate?
  var sum: String?
  /// Days that came or went, as `2027-01-01 New Year's Day`.
  var added: [String] = []
  var removed: [String] = []
  /// What was not understood, or taken otherwise than written.
  var remarks: [String] = []
  var problem: String?
  /// Today and later.
  var changedDays: [CivilDate] = []
  /// True when days were to come before, and none is now.
  var isEmptied = false

  private enum CodingKeys: String, CodingKey {
    case calendar, copy, state, fetched, days, first, last, sum, added, removed, remarks, problem
  }

  init(_ use: CalendarUse, state: State) {
    calendar = use.calendar
    copy = use.path
    self.state = state
  }

  /// What is known of the bytes that lie there.
  init(_ use: CalendarUse, bytes: [UInt8]?) {
    self.init(use, state: bytes == nil ? .missing : .read)
    guard let bytes else {
      problem = "there is no copy yet. help: watchbill calendar holidays refresh"
      return
    }
    do {
      let read = try HolidayCalendar(bytes)
      note(read, fetched: HolidayAddress.fetched(bytes))
    } catch {
      problem = "\(error)"
    }
  }

  mutating func compare(_ read: HolidayCalendar, with before: HolidayCalendar?, today: CivilDate) {
    note(read, fetched: nil)
    let (old, new) = (before?.holidays ?? [], read.holidays)
    let came = new.filter { !Set(old).contains($0) }
    let went = old.filter { !Set(new).contains($0) }
    (added, removed) = (came.map(Self.text), went.map(Self.text))
    changedDays = Set((came + went).map(\.date)).filter { $0 >= today }.sorted()
    isEmptied = old.contains { $0.date >= today } && !new.contains { $0.date >= today }
    state = before == nil ? .new : came.isEmpty && went.isEmpty ? .same : .changed
  }

  private mutating func note(_ read: HolidayCalendar, fetched: Timestamp?) {
    let copy = HolidayCopy(calendar: calendar, fetched: fetched, holidays: read.holidays)
    (self.fetched, days, first, last, sum) = (fetched, copy.days, copy.first, copy.last, copy.sum)
    remarks = read.remarks.map { "\($0)" }
  }

  private static func text(_ holiday: Holiday) -> String { "\(holiday.date) \(holiday.name)" }
}
