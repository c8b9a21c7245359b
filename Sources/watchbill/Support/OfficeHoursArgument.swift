import ScheduleFiles
import Scheduling
import Timekeeping

/// `FILE#ID` on the command line: office hours of a team file.
struct OfficeHoursArgument {
  let text: String
  let zones: ZoneTables

  func calendar() throws -> OfficeCalendar {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw CommandFailure.refused("'\(text)' does not name office hours. help: write FILE#ID")
    }
    let hours = try hours(in: parts[0], id: parts[1])
    return try OfficeCalendar(hours, zone: zones.zone(hours.zone))
  }

  private func hours(in path: String, id: String) throws -> OfficeHours {
    let found = try SchedulesOnDisk(path: path, zones: zones).read()
    guard let definitions = found.definitions else {
      throw CommandFailure.refused(found.problems.map(\.description).joined(separator: "\n"))
    }
    let all = definitions.teams.flatMap(\.schedule.officeHoursInForce)
    if let match = all.first(where: { $0.id.text == id }) { return match.hours }
    let known = all.map(\.id.text)
    let near = didYouMean(id, among: known).map { "did you mean '\($0)'?" } ?? "known: \(known.joined(separator: ", "))"
    throw CommandFailure.refused("\(path) has no office hours '\(id)'. help: \(near)")
  }
}
