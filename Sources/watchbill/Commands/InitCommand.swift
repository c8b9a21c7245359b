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
        watchbill init support --member ana --member bo --member cy
        watchbill init support --zone America/New_York --name "Customer support"
      Members get made-up ids where you give none; a member who is in another file of
      the folder is named there and only listed here. No file is ever overwritten.
      """)

  @Argument(help: "The team's id: lower-case letters, digits and hyphens.")
  var team: String
  @Option(name: .long, help: "What people call the team.")
  var name: String?
  @Option(name: .long, help: "The team's zone, such as Europe/London; your own where you give none.")
  var zone: String?
  @Option(name: .long, help: "A member's id; give it once for each.")
  var member: [String] = []
  @Option(name: .long, help: "Where schedule files live.")
  var folder: String = "schedules"

  func run() async throws {
    let id: TeamID = try read(team)
    let zones = try SystemZoneinfo.load()
    let zone = try zone.map { try zones.zone(read($0)).id } ?? ReaderZone(tables: zones).zone.id
    let given = try member.map { try read($0, as: MemberID.self) }
    let folderText = try SchedulesText(folder: folder)
    let members = given.isEmpty ? try folderText.freeIDs(for: id) : given
    let text = StarterFile.text(
      team: id, name: name ?? Self.title(id), zone: zone, members: members,
      known: members.filter(folderText.defines), from: zones.today(in: zone))
    try write(text, to: "\(folder)/\(id).yaml")
    try writeOnce(SchemaDocument.text, to: "\(folder)/schema.json")
    let hadSettings = FileManager.default.fileExists(atPath: "watchbill.yaml")
    try writeOnce(StarterSettings.text(team: id, schedules: folder), to: "watchbill.yaml")
    if hadSettings { Terminal.line("kept watchbill.yaml as it is; for tickets, give \(id) a source there") }
    nextSteps(team: id)
  }

  private func nextSteps(team: TeamID) {
    Terminal.line("Next:")
    Terminal.line("  edit \(folder)/\(team).yaml: who is in the team, when it is open, who answers")
    Terminal.line("  watchbill check \(folder)")
    Terminal.line("  watchbill apply \(folder)")
    Terminal.line("  watchbill who")
  }

  private static func title(_ id: TeamID) -> String {
    let words = id.text.replacingOccurrences(of: "-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
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
  /// The date on the wall of `zone` now.
  fileprivate func today(in zone: ZoneID) -> CivilDate? {
    (try? self.zone(zone))?.civil(at: Wiring.clock().now()).date
  }
}
