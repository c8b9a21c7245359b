import Foundation
import GRDB
import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Backups")
struct BackupTests {
  @Test("A backup taken while work goes on is one complete file that opens as a store")
  func opens() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.write { try Samples.fill($0) }
    async let noise: Void = {
      for _ in 0..<50 { try await store.write { try $0.bump(.rota) } }
    }()
    let copies = folder.path + "/copy"
    try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: false)
    try await store.backup(to: copies + "/watchbill.db")
    try await noise
    try await store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: copies) == ["watchbill.db"])
    let copy = try Store.open(folder: copies, now: Samples.now)
    #expect(try await copy.read { try $0.verifyAudit() } == nil)
    #expect(try await copy.read { try $0.auditEntries().count } == 2)
    #expect(try await copy.problems().isEmpty)
    try await copy.close()
  }

  @Test("A copy in the store's place gives no number again that was given after it was made")
  func numbers() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.sample()
    try await store.write { try Samples.fill($0) }
    try await store.backup(to: folder.database)
    let given = try await store.write { tx in try [tx.nextTicketID().description, tx.nextID(.feed)] }
    let restored = try Store.open(folder: folder.path, now: Samples.now)
    let next = try await restored.write { tx in try [tx.nextTicketID().description, tx.nextID(.feed)] }
    #expect(given.first == "T-2" && next.first == "T-10002")
    #expect(Set(given).isDisjoint(with: next))
    #expect(try await restored.read { try $0.verifyAudit() } == nil)
    try await restored.close()
    try await store.close()
  }

  @Test("One copy a day is kept, of the newest days; others in the folder stay")
  func daily() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.write { try Samples.fill($0) }
    try store.makeBackupFolder()
    let own = folder.path + "/backups/watchbill-v1-20260301T000000Z.db"
    #expect(FileManager.default.createFile(atPath: own, contents: Data([7])))
    for day in ["20260301", "20260302", "20260302", "20260303", "20260304"] {
      let made = try await store.backUpDaily(day, keeping: 2)
      #expect(made == nil || made?.hasSuffix("/backups/watchbill-\(day).db") == true)
    }
    #expect(try await store.backUpDaily("20260305", keeping: 0) == nil)
    try await store.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/backups").sorted() == [
        "watchbill-20260303.db", "watchbill-20260304.db", "watchbill-v1-20260301T000000Z.db",
      ])
  }

  @Test("A backup that cannot be written leaves nothing behind and says where")
  func unwritable() async throws {
    let store = try Store.sample()
    let target = "/nowhere/at/all/watchbill.db"
    let error = await #expect(throws: StoreError.self) { try await store.backup(to: target) }
    #expect(try #require(error).description.contains("/nowhere/at/all/watchbill.db"))
  }

  @Test("Nothing stays of a copy that is not sound, and the store goes on")
  func unsound() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.tamper(
      """
      PRAGMA ignore_check_constraints = ON;
      INSERT INTO records (number, kind, at_ms, actor, team, hash) VALUES (7, 'nonsense', 0, 'ana', 'desk', x'00');
      PRAGMA ignore_check_constraints = OFF
      """)
    try store.makeBackupFolder()
    await #expect(throws: StoreError.self) { try await store.backUpDaily("20260301", keeping: 2) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/backups").isEmpty)
    try await store.write { try $0.bump(.rota) }
    try await store.close()
  }

  @Test("A copy that would take the room that the store needs is not begun, and says how much there is")
  func noRoom() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.sample()
    let error = try await #require(throws: StoreError.self) {
      try await store.engine().connections.read {
        try DatabaseFile.copy($0, to: folder.database, leaving: 1 << 60)
      }
    }
    guard case .noRoom(folder.database, _, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.description.contains("MiB are free. help: make room on that disk"))
    #expect(try folder.contents().isEmpty)
  }

  @Test("What a copy left that was cut short with its process is removed; other files in the folder stay")
  func cutShort() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try store.makeBackupFolder()
    let left = [
      "watchbill-20260228.db.part", "watchbill-20260228.db.part-journal", "watchbill-v1-20260301T000000Z.db.part-wal",
    ]
    for name in left + ["mine.db.part", "watchbill-20260227.db"] {
      #expect(FileManager.default.createFile(atPath: "\(folder.path)/backups/\(name)", contents: Data([7])))
    }
    #expect(try await store.backUpDaily("20260227", keeping: 2) == nil)
    try await store.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/backups").sorted() == [
        "mine.db.part", "watchbill-20260227.db",
      ])
  }

  @Test("A store in memory can be saved to a file")
  func fromMemory() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.sample()
    try await store.write { try Samples.fill($0) }
    try await store.backup(to: folder.database)
    let saved = try Store.open(folder: folder.path, now: Samples.now)
    #expect(try await saved.read { try $0.versions().count } == 1)
    try await saved.close()
  }

  @Test("The engine's name and version can be shown")
  func version() async throws {
    #expect(try await Store.sample().engineVersion().hasPrefix("SQLite 3."))
  }
}
