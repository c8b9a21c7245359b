import ArgumentParser
import Foundation
import ScheduleFiles
import Scheduling
import Timekeeping
import Workflows

struct DueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "When something is due by office hours, and which hours counted.",
    discussion: """
      Examples (H is schedules/harbour-help.yaml#uk):
        watchbill due --hours H --start 2026-03-27T16:00Z --target "4 business hours"
        watchbill due --hours H --start now --target "1 business day" --reading biz
        watchbill due --hours H --start now --target "same day less 1 hour"
        watchbill due --hours H --start now --target "1 business day to closing"
        watchbill due --hours H --start T1 --until T2 --pause T3/T4
        watchbill due --zone Europe/London --civil "2026-03-29 01:30"
      --until counts the open time between two instants. --civil gives the first
      instant at which the wall clock of --zone reads that time or later. Times
      without an offset are on the wall of the office hours' zone.
      The file must be without errors (watchbill check): a mistake elsewhere in it,
      such as in its zone, could change the answer.
      Exits with 1 when the target is none, or the hours do not open often
      enough: nothing is due then.
      JSON: {due, timeline}, or {elapsed_seconds}, or {instant}.
      """)

  @Option(
    name: .long, help: ArgumentHelp("A team file, or the folder, and an id of office hours.", valueName: "file#id"))
  var hours: String?
  @Option(name: .long, help: "When it begins: now, or a date or time.") var start: InstantArgument?
  @Option(name: .long, help: "What is promised, as in files: 4 business hours, 1 day, same day, none.")
  var target: String?
  @Option(name: .long, help: "Count the open time up to this instant instead.")
  var until: InstantArgument?
  @Option(name: .long, help: "What a business day means: same clock, end of day, hours, biz, business time.")
  var reading: String = "same clock"
  @Option(name: .long, help: ArgumentHelp("Time that does not count; give it once for each.", valueName: "from/to"))
  var pause: [String] = []
  @Option(name: .long, help: "The same as `same day less`.")
  var cutoff: String?
  @Option(name: .long, help: "The zone of --civil.") var zone: String?
  @Option(name: .long, help: "A wall-clock time to turn into an instant.") var civil: String?
  @OptionGroup var output: FormatOption

  func validate() throws {
    if civil != nil {
      guard zone != nil, hours == nil, target == nil, until == nil else {
        throw ValidationError("--civil goes with --zone and nothing else")
      }
    } else {
      guard hours != nil, start != nil, (target == nil) != (until == nil) else {
        throw ValidationError("give --hours and --start, and either --target or --until")
      }
      guard zone == nil else {
        throw ValidationError("--zone goes with --civil; office hours have a zone of their own")
      }
      guard cutoff == nil || target == "same day" else {
        throw ValidationError("--cutoff goes with --target 'same day'")
      }
    }
  }

  func run() async throws {
    let zones = try SystemZoneinfo.load()
    if let civil, let zone { return try printInstant(of: civil, in: zones.zone(read(zone))) }
    guard let hours, let start else { return }
    let calendar = try OfficeHoursArgument(text: hours, zones: zones).calendar()
    let now = Wiring.clock().now()
    let from = try start.instant(now: now, zone: calendar.zone)
    let pauses = try pause.map { try span($0, now: now, zone: calendar.zone) }
    if let until {
      try printElapsed(from, until.instant(now: now, zone: calendar.zone), pauses: pauses, calendar: calendar)
    } else if let target {
      try printDue(read(target), from: from, pauses: pauses, calendar: calendar)
    }
  }

  private func span(_ text: String, now: Timestamp, zone: Zone) throws -> Interval {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2, let from = InstantArgument(argument: ends[0]), let to = InstantArgument(argument: ends[1]),
      let interval = Interval(try from.instant(now: now, zone: zone), try to.instant(now: now, zone: zone))
    else { throw CommandFailure.refused("'\(text)' is not a pause. help: write FROM/TO with TO after FROM") }
    return interval
  }

  private func businessDay() throws -> BusinessDayReading {
    let plain = reading.replacingOccurrences(of: "_", with: " ").replacingOccurrences(of: "-", with: " ")
    if let found = BusinessDayReading(rawValue: plain) { return found }
    let known = BusinessDayReading.allCases.map(\.rawValue)
    let near =
      didYouMean(plain, among: known).map { "did you mean '\($0)'?" } ?? "write \(known.joined(separator: ", "))"
    throw CommandFailure.refused("'\(reading)' is not a reading of business days. help: \(near)")
  }

  private struct Answer: Encodable {
    var due: Timestamp?
    var elapsedSeconds: Double?
    var instant: Timestamp?
    var timeline: [String]?

    enum CodingKeys: String, CodingKey {
      case due, elapsedSeconds = "elapsed_seconds", instant, timeline
    }
  }

  /// For programs: JSON, or CSV of one column and one row.
  private func printCell(_ answer: Answer, _ column: String, _ cell: String) throws {
    try output.print(answer, header: [column], rows: [[cell]])
  }

  private func printInstant(of text: String, in zone: Zone) throws {
    let instant = zone.first(try read(text))
    guard output.isText else { return try printCell(Answer(instant: instant), "instant", instant.description) }
    Terminal.line("\(instant)  (\(zone.civil(at: instant)) \(zone.abbreviation(at: instant)) in \(zone.id))")
  }

  private func printElapsed(_ from: Timestamp, _ to: Timestamp, pauses: [Interval], calendar: OfficeCalendar) throws {
    guard let span = Interval(from, to) else {
      throw CommandFailure.refused("--until is not after --start. help: give a later --until")
    }
    let open = calendar.elapsed(span, pauses: pauses)
    let seconds = Double(open.wholeMilliseconds) / 1000
    guard output.isText else { return try printCell(Answer(elapsedSeconds: seconds), "elapsed_seconds", "\(seconds)") }
    Terminal.line("\(PlainDuration(open)) of open time (\(open.wholeMilliseconds / 1000) seconds)")
  }

  private func printDue(_ target: Target, from: Timestamp, pauses: [Interval], calendar: OfficeCalendar) throws {
    let cutoff = try cutoff.map { try read($0, as: PlainDuration.self).duration }
    let found = due(
      cutoff.map { .sameDay(cutoff: $0) } ?? target, from: from, on: calendar, pauses: pauses,
      reading: try businessDay())
    guard let found else {
      let never = "never: office hours \(hours ?? "") do not open often enough after \(from)"
      throw CommandFailure.no(target == .none ? "nothing is promised, so nothing is due" : never)
    }
    guard output.isText else {
      return try printCell(Answer(due: found.at, timeline: found.lines), "due", found.at.description)
    }
    let wall = calendar.zone.civil(at: found.at)
    let zone = "\(calendar.zone.abbreviation(at: found.at)) in \(calendar.zone.id)"
    Terminal.line("\(found.at)  (\(WallDay.title(wall)) \(wall) \(zone))")
    for line in found.lines { Terminal.line("  \(line)") }
  }
}

/// Weekdays for people.
enum WallDay {
  static func title(_ wall: CivilDateTime) -> String {
    let day = wall.date.weekday.description
    return day.prefix(1).uppercased() + day.dropFirst()
  }
}
