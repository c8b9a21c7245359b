import Foundation
import GRDB
import Scheduling
import Testing
import Timekeeping

@testable import Storage

@Suite("Opening a store")
struct OpeningTests {
  @Test("A new folder gets a file of the newest schema, readable by its owner only")
  func fresh() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path + "/new/data", now: Samples.now)
    #expect(store.epoch == 1)
    let id = try await store.read { try $0.serverID() }
    #expect(id.count == 32)
    let file = try FileManager.default.attributesOfItem(atPath: folder.path + "/new/data/watchbill.db")
    #expect(file[.posixPermissions] as? Int == 0o600)
    try await store.close()
  }

  @Test("The writer waits for the disk, and readers cannot write")
  func settings() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    let connections = try store.engine().connections
    let writer = try await connections.writeWithoutTransaction { database in
      try ["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check", "wal_autocheckpoint"].map
      {
        try String.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(writer == ["wal", "2", "1", "0", "1", "1000"])
    let reader = try await connections.read { database in
      try ["query_only", "wal_autocheckpoint"].map { try String.fetchOne(database, sql: "PRAGMA \($0)") }
    }
    #expect(reader == ["1", "0"])
    await #expect(throws: DatabaseError.self) {
      try await connections.read { try $0.execute(sql: "DELETE FROM meta") }
    }
    try await store.close()
  }

  @Test("What was written is there after closing and opening, with a new epoch and the same server id")
  func persistence() async throws {
    let folder = try TemporaryFolder()
    let first = try Store.open(folder: folder.path, now: Samples.now)
    try await first.write { try Samples.fill($0) }
    let server = try await first.read { try $0.serverID() }
    try await first.close()
    #expect(try folder.contents() == ["watchbill.db", "watchbill.lock"])
    let second = try Store.open(folder: folder.path, now: Samples.now)
    #expect(second.epoch == 2)
    #expect(try await second.read { try $0.serverID() } == server)
    #expect(try await second.read { try $0.leaves().map(\.id) } == ["L-1"])
    try await second.close()
  }

  @Test("A second opener is told which process has the folder, and the first is not disturbed")
  func locked() async throws {
    let folder = try TemporaryFolder()
    let first = try Store.open(folder: folder.path, now: Samples.now)
    let expected = StoreError.locked(folder: folder.path, pid: Int(getpid()))
    #expect(throws: expected) { try Store.open(folder: folder.path, now: Samples.now) }
    #expect(expected.description.contains("process \(getpid())"))
    try await first.write { try $0.bump(.leaves) }
    try await first.close()
    try await Store.open(folder: folder.path, now: Samples.now).close()
  }

  @Test("A file too large to be checked at its opening is checked beside the work, and what is found stays known")
  func largeFile() async throws {
    let folder = try TemporaryFolder()
    let file = DatabaseFile(folder: folder.path, checkedAtOpening: 0)
    let store = try Store.open(file, now: Samples.now)
    #expect(try await store.checkLargeFile() == nil && store.damage == nil)
    try await store.tamper(
      """
      PRAGMA ignore_check_constraints = ON;
      INSERT INTO records (number, kind, at_ms, actor, team, hash) VALUES (7, 'nonsense', 0, 'ana', 'desk', x'00');
      PRAGMA ignore_check_constraints = OFF
      """)
    try await store.close()
    #expect(throws: StoreError.self) { try Store.open(folder: folder.path, now: Samples.now) }
    let again = try Store.open(file, now: Samples.now)
    #expect(again.damage == nil)
    let damage = try #require(try await again.checkLargeFile())
    #expect(again.damage == damage && damage.description.contains("records"), "\(damage)")
    try await again.close()
  }

  @Test("A closed store says so")
  func closed() async throws {
    let store = try Store.sample()
    try await store.close()
    await #expect(throws: StoreError.closed) { try await store.write { try $0.bump(.leaves) } }
    await #expect(throws: StoreError.closed) { try await store.read { try $0.serverID() } }
    try await store.close()
  }

  @Test("Files that are not ours are refused and left as they are", arguments: Stranger.allCases)
  func foreign(_ stranger: Stranger) throws {
    let folder = try TemporaryFolder()
    try stranger.put(at: folder.database)
    let error = #expect(throws: StoreError.self) { try Store.open(folder: folder.path, now: Samples.now) }
    let message = try #require(error).description
    #expect(message.contains(folder.database) && message.contains(stranger.why), "\(message)")
    #expect(try folder.contents() == ["watchbill.db", "watchbill.lock"])
  }

  @Test("A store of a newer schema is refused with both numbers")
  func newer() async throws {
    let folder = try TemporaryFolder()
    try await Store.open(folder: folder.path, now: Samples.now).close()
    try await DatabaseQueue(path: folder.database).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(throws: StoreError.newerSchema(path: folder.database, found: 99, known: Migrations.newest)) {
      try Store.open(folder: folder.path, now: Samples.now)
    }
  }

  @Test("A damaged file is refused, and the lock is free again")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.write { try Samples.fill($0) }
    try await store.close()
    let file = try #require(FileHandle(forUpdatingAtPath: folder.database))
    try file.seek(toOffset: 4096 * 3)
    try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    try file.close()
    for _ in 1...2 {
      let error = #expect(throws: StoreError.self) { try Store.open(folder: folder.path, now: Samples.now) }
      guard case .corrupt(folder.database, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("A start that was cut short while the first file was made begins again")
  func halfMade() async throws {
    let folder = try TemporaryFolder()
    try Data("half".utf8).write(to: URL(fileURLWithPath: folder.database + ".new"))
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.close()
    #expect(try folder.contents() == ["watchbill.db", "watchbill.lock"])
  }
}

/// Things that are not a store of ours.
enum Stranger: CaseIterable {
  case text, empty, otherProgram, folder, link, pipe

  func put(at path: String) throws {
    switch self {
    case .text: try Data(repeating: 0x2A, count: 500).write(to: URL(fileURLWithPath: path))
    case .empty: try Data().write(to: URL(fileURLWithPath: path))
    case .otherProgram:
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER)") }
      try queue.close()
    case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .link: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/null")
    case .pipe: mkfifo(path, 0o600)
    }
  }

  var why: String {
    switch self {
    case .text: "not an SQLite file"
    case .empty: "the file is empty"
    case .otherProgram: "another program"
    case .folder, .link, .pipe: "not a plain file"
    }
  }

}
