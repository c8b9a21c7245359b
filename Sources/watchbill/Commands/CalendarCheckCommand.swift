import ArgumentParser
import Calendars
import Foundation
import OutboundHTTP
import ScheduleFiles
import Timekeeping
import Workflows

struct CalendarCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read a calendar file or address and say what is understood, and what not.",
    discussion: """
      Examples:
        watchbill calendar check leave.ics
        watchbill calendar check https://hr.example.com/ana.ics --events
        watchbill calendar check leave.ics --zone Europe/London --format json
      Nothing is stored. Exits with 1 when anything had to be left out.
      JSON: {report: {events, understood, cancelled, instances, remarks: [{line,
      kind, what}], …}, events: [{summary, uid, recurrence, from, until, days}]}.
      """)

  @Argument(help: "A file, or an address that begins with https or webcal.") var place: String
  @Option(name: .long, help: "The zone of whole days and of times without one; yours where you give none.")
  var zone: String?
  @Option(name: .long, help: ArgumentHelp("How far ahead to look.", valueName: "days")) var days: Int = 400
  @Flag(name: .long, help: "Show each event and repeat.") var events = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    let wiring = try store.wiring()
    let reader = ReaderZone(tables: wiring.zones)
    let home = try zone.map { try wiring.zones.zone(try read($0)) } ?? reader.zone
    let now = Wiring.clock().now()
    guard (1...3_650).contains(days), let window = Interval(now - .hours(48), now + .hours(24 * days)) else {
      throw CommandFailure.refused("--days \(days) is out of range. help: give 1 to 3650")
    }
    let calendar: ImportedCalendar
    do {
      calendar = try ImportedCalendar(await bytes(wiring), window: window, zone: home, zones: wiring.zones)
    } catch let problem as CalendarProblem {
      throw CommandFailure.no("\(place): \(problem)")
    }
    try report(calendar, ReaderZone(zone: home))
    if calendar.report.remarks.contains(where: { $0.kind == .leftOut }) { throw CommandFailure.quietNo }
  }

  private func bytes(_ wiring: Wiring) async throws -> [UInt8] {
    if place.contains("://") {
      switch await (try wiring.calendars()).fetch(place, CalendarFetch.Known()) {
      case .fresh(let bytes, _): return bytes
      case .unchanged: throw CommandFailure.no("the server gave no calendar. help: look at the address again")
      case .failed(let why, _): throw CommandFailure.no(why)
      }
    }
    guard let file = FileHandle(forReadingAtPath: place) else {
      throw CommandFailure.refused("there is no file '\(place)'. help: give a file, or an address with https://")
    }
    do {
      return [UInt8](try file.read(upToCount: ImportLimits.bytes + 1) ?? Data())
    } catch let problem as CocoaError {
      let reason = SystemRefusal.reason(problem)
      throw CommandFailure.refused("'\(place)' cannot be read: \(reason). help: give one file, or an address")
    }
  }

  private func report(_ calendar: ImportedCalendar, _ reader: ReaderZone) throws {
    let rows = calendar.events.map { EventRow($0, zone: reader.zone) }
    let header = ["summary", "from", "until", "days", "uid", "recurrence"]
    let cells = rows.map { row in
      [
        row.summary, output.time(row.from, reader), output.time(row.until, reader), row.days ?? "", row.uid,
        row.recurrence ?? "",
      ]
    }
    guard output.isText else {
      return try output.print(Reply(report: CalendarReport(calendar), events: rows), header: header, rows: cells)
    }
    for line in CalendarReporting.lines(CalendarReport(calendar)) { Terminal.line(line) }
    if events { try output.print(rows, header: header, rows: cells, zone: reader, empty: "no events in that time") }
  }

  private struct Reply: Encodable {
    var report: CalendarReport
    var events: [EventRow]
  }

  private struct EventRow: Encodable {
    var summary: String
    var uid: String
    var recurrence: String?
    var from: Timestamp?
    var until: Timestamp?
    /// The whole days it means, where it means any.
    var days: String?

    init(_ event: ImportedEvent, zone: Zone) {
      summary = (event.summary ?? "").trimmingCharacters(in: .whitespaces)
      uid = event.uid
      recurrence = event.recurrence
      days = event.wholeDays?.description
      switch event.when {
      case .days(let range): (from, until) = (range.interval(in: zone)?.start, range.interval(in: zone)?.end)
      case .times(let start, let end, _, _): (from, until) = (start, end)
      }
    }
  }
}
