import Foundation
import Logging
import PagingChannels
import ProviderExchange
import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage
import Workflows

/// A desk over a real store in a folder of its own, with the sort of team the figures are about.
struct BenchDesk {
  let desk: ServiceDesk
  let folder: String
  static let secret = "bench"
  static let actor = Actor("bench")

  init(
    file: String = BenchDesk.team, sources: [String: String] = ["web": "bench"],
    channels: [ChannelBinding] = [], transport: PageTransport = PageTransport { _ in .written }
  ) async throws {
    folder = NSTemporaryDirectory() + "watchbill-bench-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let clock = WallClock.system(bootID: "bench")
    let json = try AllTicketSources.named("json")
    let bindings = sources.sorted { $0.key < $1.key }.map { name, team in
      SourceBinding(name: name, source: json, settings: SourceSettings(secrets: [Self.secret]), team: team)
    }
    desk = ServiceDesk(
      store: try Store.open(folder: folder, now: clock.now()), clock: clock, zones: try Self.zones(),
      setup: Setup(publicURL: "http://127.0.0.1:8080", sources: bindings, channels: channels),
      keys: ServerKeys(master: Array(repeating: 1, count: 32)),
      transport: transport, log: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    let definitions = try Self.definitions(file, zones: desk.zones)
    _ = try await ApplySchedules(definitions: definitions.encoded()).perform(on: desk, actor: Self.actor)
  }

  func end() async throws {
    try await desk.store.close()
    try FileManager.default.removeItem(atPath: folder)
  }

  private static func definitions(_ text: String, zones: ZoneTables) throws -> Definitions {
    // Teams are apart by a line of dashes, as documents of a file would be.
    let files = text.components(separatedBy: "\n---\n").enumerated().map { place, text in
      SourceFile(path: "bench-\(place).yaml", bytes: Array(text.utf8))
    }
    let (definitions, problems) = ScheduleReader(zones: zones) { _ in .success([]) }.read(files)
    guard let definitions else { throw OperatorProblem(.refused, "\(problems)", help: "mend the bench's teams") }
    return definitions
  }

  static func schedule(zones: ZoneTables) throws -> Schedule {
    guard let team = try definitions(team, zones: zones).teams.first else {
      throw OperatorProblem(.refused, "the bench has no team", help: "mend it")
    }
    return team.schedule
  }

  /// Eight people, a weekly rotation and a daily one of 12 hours: 52 + 365 shifts a year.
  static let team = """
    team: bench
    name: Bench
    zone: Europe/London
    members: [{ id: a }, { id: b }, { id: c }, { id: d }, { id: e }, { id: f }, { id: g }, { id: h }]
    duties:
      primary:
        layers: [{ id: week, members: [a, b, c, d, e, f, g, h], every: 1 week, handoff: mon 09:00, from: 2025-01-06 }]
      nights:
        layers:
          - { id: night, members: [h, g, f, e, d, c, b, a], every: 1 day, hours: "20:00-08:00", from: 2025-01-06 }
    priorities: [normal]
    queues: { all: { when: otherwise, office hours: always, page from: never, overflow: [primary] } }

    """

  static func zones() throws -> ZoneTables {
    let data = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/London"))
    return ZoneTables([try Zone(id: ZoneID(text: "Europe/London"), tzif: [UInt8](data))])
  }
}
