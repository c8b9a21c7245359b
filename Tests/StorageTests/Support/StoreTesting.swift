import GRDB

@testable import Storage

extension Store {
  /// Runs SQL behind the store's back, as an operator with a database tool could.
  func tamper(_ sql: String) async throws {
    try await engine().connections.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: sql)
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    }
  }

  /// A store in memory at the samples' time.
  static func sample() throws -> Store { try .inMemory(now: Samples.now) }
}
