import ArgumentParser
import Foundation
import ScheduleFiles
import Scheduling
import Timekeeping
import Workflows

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a good first team file and settings.",
    discussion: """
      Examples:
        watchbill init
        watchbill init support --member ana --member bo --member cy
        watchbill init support --zone America/New_York \\
          --hours "mon-fri 09:00-17:00" --with slots
        watchbill init support --yes
      On a terminal it asks for what no option says: team, members, zone, hours,
      rotation or slots; an empty answer takes the default. With --yes, or when
      nobody is at a terminal, it asks nothing. Members get made-up ids where you
      give none; a member who is in another file of the folder is named there and
      only listed here. With the first settings it makes the secret that they name,
      which belongs in no repository. No file is ever overwritten.
      """)

  @Argument(help: "The team's id: lower-case letters, digits and hyphens; support without it.")
  var team: String?
  @Option(name: .long, help: "What people call the team.")
  var name: String?
  @Option(name: .long, help: "The team's zone, such as Europe/London; your own where you give none.")
  var zone: String?
  @Option(name: .long, help: "A member's id; give it once for each.")
  var member: [String] = []
  @Option(name: .long, help: "When somebody is there: always, or hours such as \"mon-fri 09:00-17:00\".")
  var hours: String?
  @Option(name: .customLong("with"), help: "rotation: turns of a week. slots: drafted each week.")
  var filling: String?
  @Option(name: .long, help: "Where schedule files live.")
  var folder: String = "schedules"
  @Flag(name: .long, help: "Ask nothing; take the defaults.")
  var yes = false

  func run() async throws {
    let zones = try SystemZoneinfo.load()
    let folderText = try SchedulesText(folder: folder)
    let given = try given(zones: zones, folderText)
    guard var answers = try asked(given, zones: zones, folderText) else {
      throw CommandFailure.refused("the input ended before the last question. help: nothing was written; use --yes")
    }
    answers.known = answers.members.filter(folderText.defines)
    answers.from = zones.wallClock(of: answers.zone) ?? answers.from
    try write(StarterFile.text(answers), to: "\(folder)/\(answers.team).yaml")
    try writeOnce(SchemaDocument.text, to: "\(folder)/schema.json")
    let hadSettings = FileManager.default.fileExists(atPath: "watchbill.yaml")
    try writeOnce(StarterSettings.text(team: answers.team, schedules: folder), to: "watchbill.yaml")
    if hadSettings {
      Terminal.line("kept watchbill.yaml as it is; for tickets, give \(answers.team) a source there")
    } else {
      try makeSecret()
    }
    Terminal.line("Next:")
    Terminal.line("  watchbill check \(folder)")
    Terminal.line("  watchbill apply \(folder)")
  }

  /// What the options say, with defaults for the rest.
  private func given(zones: ZoneTables, _ folderText: SchedulesText) throws -> StarterAnswers {
    let id: TeamID = try read(team ?? "support")
    let zone = try zone.map { try zones.zone(read($0)).id } ?? ReaderZone(tables: zones).zone.id
    let members = try member.map { try read($0, as: MemberID.self) }
    let hours = try hours.map { try InitCommand.hours($0) } ?? .always
    let filling = try filling.map { try InitCommand.filling($0) } ?? .rotation
    let free = try members.isEmpty ? folderText.freeIDs(for: id) : members
    return StarterAnswers(
      team: id, name: name, zone: zone, members: free, hours: hours, filling: filling,
      from: CivilDateTime(secondsSinceEpoch: 0))
  }

  private func asked(
    _ answers: StarterAnswers, zones: ZoneTables, _ folderText: SchedulesText
  ) throws -> StarterAnswers? {
    guard !yes, isatty(0) == 1 else { return answers }
    let known = StarterInterview.Given(
      team: team != nil, members: !member.isEmpty, zone: zone != nil, hours: hours != nil, filling: filling != nil)
    let interview = StarterInterview(
      zones: zones,
      ask: { prompt in
        Terminal.text(prompt)
        return readLine()
      }, say: Terminal.line)
    return try interview.run(answers, given: known, freeIDs: folderText.freeIDs)
  }

  private static func hours(_ text: String) throws -> WeeklyHours {
    do {
      return try StarterInterview.hours(text)
    } catch {
      throw CommandFailure.refused(error.description)
    }
  }

  private static func filling(_ text: String) throws -> StarterAnswers.Filling {
    do {
      return try StarterInterview.filling(text)
    } catch {
      throw CommandFailure.refused(error.description)
    }
  }

  /// Of the source in the settings: without it `serve` does not start.
  private func makeSecret() throws {
    let (folder, file) = StarterSettings.secret
    guard !FileManager.default.fileExists(atPath: "\(folder)/\(file)") else { return }
    _ = try KeyFile(folder: folder).secret(inFile: file)
    Terminal.line("wrote \(folder)/\(file), the token of who sends tickets; keep it out of version control")
  }

  private func write(_ text: String, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure.refused("\(path) is there already. help: choose another team id, or edit the file")
    }
    try writeOnce(text, to: path)
  }

  private func writeOnce(_ text: String, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let parent = (path as NSString).deletingLastPathComponent
    if !parent.isEmpty {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    Terminal.line("wrote \(path)")
  }
}

extension ZoneTables {
  /// What the wall clock of `zone` says now.
  fileprivate func wallClock(of zone: ZoneID) -> CivilDateTime? {
    (try? self.zone(zone))?.civil(at: Wiring.clock().now())
  }
}
