import Foundation
import GRDB
import Scheduling
import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Migrations")
struct MigrationTests {
  @Test("The migrations are numbered 1, 2, 3 … without a gap")
  func numbers() {
    #expect(Migrations.all.map(\.number) == Array(1...Migrations.newest))
  }

  @Test("Every schema version has a golden file", arguments: 1...Migrations.newest)
  func golden(_ version: Int) {
    #expect(FileManager.default.fileExists(atPath: Golden.path(version)), "make it as Golden.make describes")
  }

  @Test(
    "A store of every schema version opens as the newest schema with what it held", arguments: 1...Migrations.newest)
  func upgrade(_ version: Int) async throws {
    let folder = try TemporaryFolder()
    try Golden.load(version, into: folder.database)
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.read(Self.expectSamples)
    #expect(try Golden.schema(of: store) == Golden.schema(of: .sample()))
    try await store.close()
    #expect(FileManager.default.fileExists(atPath: folder.path + "/backups") == (version < Migrations.newest))
  }

  @Test("What schema 1 held of a shift in one text stands in columns of its own, and what cannot be read is unknown")
  func revisionColumns() async throws {
    let folder = try TemporaryFolder()
    try Golden.load(1, into: folder.database)
    let shift = "desk.primary.week.20261123T0900.1"
    let old = try DatabaseQueue(path: folder.database)
    try await old.write { database in
      try database.execute(
        sql: "INSERT INTO shift_revisions VALUES (?, 'desk', '1000/2000/Ana on call: A/B (Primary)', 3, 0, 0, 0)",
        arguments: [shift])
    }
    try old.close()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    let revisions = try await store.read { try $0.revisions(team: Samples.desk) }
    let known = try #require(revisions.first { $0.shift.text == shift })
    #expect(known.duty == Samples.primary && known.summary == "Ana on call: A/B (Primary)" && known.sequence == 3)
    #expect(known.interval == Interval(Timestamp(milliseconds: 1000), Timestamp(milliseconds: 2000)))
    #expect(revisions.first { $0.shift.text == "s1" }.map { $0.duty == nil && $0.interval == nil } == true)
    try await store.close()
  }

  @Sendable private static func expectSamples(_ snapshot: Snapshot) throws {
    #expect(try snapshot.versions().first?.bytes == Array("definitions".utf8))
    #expect(try snapshot.leaves().first?.note == "It's a \"note\"")
    #expect(try snapshot.overrides().first?.change == .replace(out: Samples.ana, in: Samples.bo))
    #expect(try snapshot.drafts().first?.bytes == [0, 1, 2, 255])
    #expect(try snapshot.publishedPeriods().first?.shifts.count == 2)
    #expect(try snapshot.revisions(team: Samples.desk).first?.sequence == 2)
    #expect(try snapshot.feed(byTokenHash: [1, 2, 3])?.id == "F-1")
    #expect(try snapshot.ticket(source: "tracker", externalID: "ISSUE-1")?.owner == Samples.ana)
    #expect(try snapshot.intake(source: "tracker", deliveryID: "d-1")?.response == Array("T-1".utf8))
    #expect(try snapshot.armedTimer(kind: "ticket", entity: "T-1")?.purpose == "review")
    #expect(try snapshot.outboxRow(Samples.page(1).id)?.state == .ready)
    #expect(try snapshot.verifyAudit() == nil)
    #expect(try snapshot.invariants() == [])
  }

  private static let newest = Migrations.newest
  private static let added = Migration(
    number: newest + 1, name: "added", statements: ["CREATE TABLE added (id INTEGER)"])
  private static let filled = Migration(
    number: newest + 2, name: "filled", statements: ["INSERT INTO added (id) VALUES (1)"])
  private static let broken = Migration(
    number: newest + 2, name: "broken",
    statements: ["INSERT INTO added (id) VALUES (1)", "CREATE TABLE added (id INTEGER)"])

  @Test("Before each migration of an existing file there is a backup that holds the schema before it")
  func backups() async throws {
    let folder = try TemporaryFolder()
    let first = try Store.open(folder: folder.path, now: Samples.now)
    try await first.write { try Samples.fill($0) }
    try await first.close()
    let migrator = Migrator(migrations: Migrations.all + [Self.added, Self.filled])
    try await Store.open(DatabaseFile(folder: folder.path, migrator: migrator), now: Samples.now).close()
    let backups = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/backups").sorted()
    #expect(backups == [0, 1].map { "watchbill-v\(Self.newest + $0)-20260921T141320Z.db" })
    for (index, name) in backups.enumerated() {
      let queue = try DatabaseQueue(path: folder.path + "/backups/" + name)
      #expect(try await queue.read(Migrator.schemaVersion) == Self.newest + index)
      #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM leaves") } == 1)
    }
  }

  @Test("A migration that fails leaves the schema before it, and a mended one goes on from there")
  func failing() async throws {
    let folder = try TemporaryFolder()
    try await Store.open(folder: folder.path, now: Samples.now).close()
    let broken = Migrator(migrations: Migrations.all + [Self.added, Self.broken])
    #expect(throws: StoreError.self) {
      try Store.open(DatabaseFile(folder: folder.path, migrator: broken), now: Samples.now)
    }
    let queue = try DatabaseQueue(path: folder.database)
    #expect(try await queue.read(Migrator.schemaVersion) == Self.newest + 1)
    #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM added") } == 0)
    try queue.close()
    let mended = Migrator(migrations: Migrations.all + [Self.added, Self.filled])
    try await Store.open(DatabaseFile(folder: folder.path, migrator: mended), now: Samples.now).close()
    #expect(try await DatabaseQueue(path: folder.database).read(Migrator.schemaVersion) == Self.newest + 2)
  }

  @Test(
    "Write the golden file of the newest schema",
    .enabled(if: Golden.wanted, "set WATCHBILL_WRITE_GOLDEN=1 after adding a migration"))
  func write() async throws { try await Golden.make() }
}
