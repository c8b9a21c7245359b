internal import GRDB
import Timekeeping

/// Brings a file to the newest schema, one migration and one transaction at a time.
struct Migrator: Sendable {
  var migrations = Migrations.all

  /// Runs what is missing; `backup` is called before each migration of a file that has a schema already.
  ///
  /// Killed at any point, the file has the schema before or after a migration, and the next start goes on.
  func migrate(
    _ queue: DatabaseQueue, path: String, backup: (Int) throws(StoreError) -> Void
  ) throws(StoreError) {
    let found = try EngineProblem.translated(path: path) { try queue.read(Self.schemaVersion) }
    guard found <= migrations.count else {
      throw .newerSchema(path: path, found: found, known: migrations.count)
    }
    for migration in migrations.dropFirst(found) {
      if migration.number > 1 { try backup(migration.number - 1) }
      try EngineProblem.translated(path: path) { try queue.write { try run(migration, $0) } }
    }
  }

  static func schemaVersion(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: EngineQueries.schemaVersion) ?? 0
  }

  private func run(_ migration: Migration, _ database: Database) throws {
    for statement in migration.statements { try database.execute(sql: statement.description) }
    try database.execute(sql: EngineQueries.setSchemaVersion(migration.number))
  }
}
