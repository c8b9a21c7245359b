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
        watchbill init support --zone America/New_York --folder schedules
      Existing files are never overwritten.
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
    let members = try member.map { try read($0, as: MemberID.self) }
    let today = zones.today(in: zone)
    let path = "\(folder)/\(id).yaml"
    try write(
      StarterFile.text(team: id, name: name ?? Self.title(id), zone: zone, members: members, from: today), to: path)
    try writeOnce(SchemaDocument.text, to: "\(folder)/schema.json")
    try writeOnce(StarterSettings.text(team: id), to: "watchbill.yaml")
    Terminal.line("Next: watchbill check \(folder), then watchbill apply \(folder)")
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
