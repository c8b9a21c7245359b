import Foundation
import Logging
import Storage
import TestSupport
import Testing
import Timekeeping
import Workflows

/// What is done once a day: no part of it keeps another from being done.
@Suite struct UpkeepTests {
  @Test("the store is copied though shifts cannot be looked at, and room is made first")
  func goesOn() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("watchbill-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clock = MovedClock("2026-11-24T10:00:00Z".instant)
    let store = try Store.open(folder: folder, now: clock.wall.now())
    let desk = server(store, clock.wall)
    let now = clock.wall.now()
    try await store.write { _ = try $0.addVersion(effective: now, applied: now, by: "ana", bytes: [7]) }
    try store.makeBackupFolder()
    let left = folder + "/backups/watchbill-20261123.db.part"
    #expect(FileManager.default.createFile(atPath: left, contents: Data([7])))
    await #expect(throws: (any Error).self) { try await desk.upkeep() }
    try await store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/backups") == ["watchbill-20261124.db"])
  }

  private func server(_ store: Store, _ clock: WallClock) -> ServiceDesk {
    var setup = Setup(publicURL: "https://watch.example.com", sources: [], channels: [])
    setup.keptBackups = 2
    return ServiceDesk(
      store: store, clock: clock, zones: SystemZones.tables, setup: setup,
      keys: ServerKeys(master: Array(repeating: 7, count: 32)), transport: SentPages().transport,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }
}
