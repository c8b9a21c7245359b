import ArgumentParser
import Foundation
import ScheduleFiles
import Storage
import Timekeeping
import Workflows

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "The whole way once: check, apply, draft, publish, export, serve.",
    discussion: """
      Examples:
        watchbill demo
        watchbill demo --data demo-data --port 8080
        watchbill demo --once
      It works in a data folder of its own and, besides the exports, touches nothing
      else. Run again it does nothing twice. Pages are lines on this terminal.
      """)

  @Option(name: .long, help: "The demo's data folder.") var data = "demo-data"
  @Option(name: .long, help: "The port of 127.0.0.1 to listen on.") var port = 8080
  @Option(name: .long, help: "The schedule files; the settings' where you give none.") var schedules: String?
  @Option(name: .long, help: "Where exports are written; the settings' folder where you give none.")
  var exports: String?
  @Option(name: .long, help: ArgumentHelp("The server's settings.", valueName: "file")) var settings = "watchbill.yaml"
  @Flag(name: .long, help: "Stop before serving.") var once = false

  func run() async throws {
    let wiring = try demoWiring()
    if !once { try AddressProbe.check(ListenAddress("127.0.0.1:\(port)")) }
    try prepareFolder(wiring.dataFolder)
    try await tour(wiring)
    guard !once else { return }
    try await serve(wiring)
  }

  private func demoWiring() throws -> Wiring {
    let usual = try Wiring.load(settings: settings, data: data)
    var changed = usual.settings
    changed.publicURL = "http://127.0.0.1:\(port)"
    // Nobody's pager rings in a demo: pages of every channel are lines on this terminal.
    changed.channels = changed.channels.map { ChannelSetting(name: $0.name, kind: .console) }
    return Wiring(
      settings: changed, base: usual.base, zones: usual.zones, log: usual.log, typedData: usual.typedData)
  }

  /// The folder says what it is, so that nobody takes it for the real one.
  private func prepareFolder(_ folder: String) throws {
    let readme = folder + "/README"
    guard
      !FileManager.default.fileExists(atPath: folder + "/watchbill.db")
        || FileManager.default.fileExists(atPath: readme)
    else {
      throw CommandFailure.refused("\(folder) holds data that are no demo's. help: give another folder with --data")
    }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = "Data of `watchbill demo`. Nothing here is needed by anything else; delete the folder to begin anew.\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: readme))
    Terminal.line("Demo data is in \(folder).")
  }

  /// Everything but serving, on a store that nobody else has.
  private func tour(_ wiring: Wiring) async throws {
    let desk = try await wiring.desk(transport: .none, secrets: .made(folder: wiring.dataFolder + "/keys"))
    do {
      try await DemoTour(desk: desk, wiring: wiring, schedules: schedules, exports: exports).run()
      try await desk.store.close()
    } catch {
      try? await desk.store.close()
      throw error
    }
  }

  private func serve(_ wiring: Wiring) async throws {
    let address = try ListenAddress("127.0.0.1:\(port)")
    let secrets = Wiring.Secrets.made(folder: wiring.dataFolder + "/keys")
    try await ServeCommand.serve(wiring, listen: address, secrets: secrets) { _, desk in
      await DemoInvitation(desk: desk).print()
    }
  }
}
