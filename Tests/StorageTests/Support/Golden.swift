import Foundation
import GRDB

@testable import Storage

/// Dumps of a filled store, one of every schema version that was ever released.
///
/// After adding a migration, run the tests once with `WATCHBILL_WRITE_GOLDEN=1`: that writes `Golden/vN.sql` of the
/// newest schema where it is missing. A golden file is never written again once it is committed.
enum Golden {
  static var wanted: Bool { ProcessInfo.processInfo.environment["WATCHBILL_WRITE_GOLDEN"] != nil }

  static func path(_ version: Int) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden/v\(version).sql").path
  }

  static func load(_ version: Int, into path: String) throws {
    let sql = try String(contentsOfFile: Self.path(version), encoding: .utf8)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  static func make() async throws {
    let store = try Store.inMemory(now: Samples.now)
    try await store.write { try Samples.fill($0) }
    let sql = try await store.engine().connections.read(dump)
    let path = path(Migrations.newest)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try sql.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The statements that made the tables and indexes of a store, sorted.
  static func schema(of store: Store) throws -> [String] {
    try store.engine().connections.read { database in
      try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").sorted()
    }
  }

  private static func dump(_ database: Database) throws -> String {
    var lines = [
      "PRAGMA foreign_keys = OFF", EngineQueries.markAsOurs, EngineQueries.setSchemaVersion(Migrations.newest), "BEGIN",
    ]
    let made = "SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL ORDER BY rowid"
    lines += try String.fetchAll(database, sql: made, arguments: ["table"])
    for table in try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    {
      let columns = try database.columns(in: table).map { "quote(\"\($0.name)\")" }.joined(separator: " || ',' || ")
      let rows = try String.fetchAll(database, sql: "SELECT \(columns) FROM \"\(table)\" ORDER BY rowid")
      lines += rows.map { "INSERT INTO \(table) VALUES (\($0))" }
    }
    for kind in ["index", "trigger"] { lines += try String.fetchAll(database, sql: made, arguments: [kind]) }
    return (lines + ["COMMIT"]).joined(separator: ";\n") + ";\n"
  }
}
