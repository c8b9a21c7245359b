internal import GRDB
import Timekeeping

extension Store {
  /// Writes a complete copy to `path`, in the place of a file that stands there: taken from a reader while work goes
  /// on, checked, and in place only when sound.
  package func backup(to path: String) async throws {
    do {
      try await engine().connections.read { try DatabaseFile.copy($0, to: path) }
    } catch {
      throw EngineProblem.storeError(error, path: path)
    }
  }

  /// What the engine's own check finds wrong with the file; empty for a sound one. Reads the whole file.
  package func problems() async throws -> [String] {
    let findings = try await engine().connections.read { database in
      try String.fetchAll(database, sql: EngineQueries.quickCheck)
    }
    return findings == ["ok"] ? [] : findings
  }

  /// Name and version of the engine, for the status page.
  package func engineVersion() async throws -> String {
    let version = try await engine().connections.read { database in
      try String.fetchOne(database, sql: EngineQueries.version)
    }
    return "SQLite " + (version ?? "unknown")
  }
}
