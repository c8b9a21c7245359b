internal import GRDB
import Timekeeping

/// An opened store: its connections, the one writer in front of them, and the epoch of this opening.
final class Engine: Sendable {
  let connections: any DatabaseWriter
  let commits: GroupCommit
  let epoch: Int
  /// True when work is done on its caller's thread, one thing after the other.
  private let isInline: Bool

  /// Takes a new claim epoch; pages claimed under an older one count as `unknown` from here on.
  init(
    _ connections: any DatabaseWriter, path: String, serverID: String, isInline: Bool = false, now: Timestamp
  ) throws(StoreError) {
    let epoch = try EngineProblem.translated(path: path) {
      try connections.write { try Self.begin($0, serverID: serverID, now: now) }
    }
    self.connections = connections
    self.epoch = epoch
    self.isInline = isInline
    commits = GroupCommit(connections, epoch: epoch, isInline: isInline)
  }

  private static func begin(_ database: Database, serverID: String, now: Timestamp) throws -> Int {
    let connection = Connection(database: database)
    let epoch = try Transaction(connection, epoch: 0).beginEpoch(serverID: serverID)
    try Transaction(connection, epoch: epoch).releaseExpiredClaims(now: now)
    return epoch
  }

  /// A store in memory, for tests and the simulator; it is gone with its last connection.
  static func inMemory(named name: String? = nil, now: Timestamp) throws(StoreError) -> Engine {
    let queue = try EngineProblem.translated {
      try DatabaseQueue(named: name, configuration: DatabaseFile.configuration())
    }
    try EngineProblem.translated { try queue.write { try $0.execute(sql: EngineQueries.markAsOurs) } }
    try Migrator().migrate(queue, path: ":memory:") { _ in }
    return try Engine(queue, path: ":memory:", serverID: "in-memory", isInline: name != nil, now: now)
  }

  static func file(_ file: DatabaseFile, now: Timestamp) throws(StoreError) -> Engine {
    try Engine(file.open(now: now), path: file.path, serverID: randomID(), now: now)
  }

  /// An engine after a failed commit: all that the log holds is in the file, on the disk, and the file is sound.
  ///
  /// After a wait for the disk that failed nobody can tell what of the log it has, and another wait for the same bytes
  /// proves nothing: so they are written once more, to the file itself.
  static func proven(_ file: DatabaseFile, now: Timestamp) async throws -> Engine {
    let engine = try self.file(file, now: now)
    do {
      try await engine.emptyLog()
      if file.isLarge, let found = try await file.problems().first {
        throw StoreError.corrupt(path: file.path, what: found)
      }
    } catch {
      engine.abandon()
      throw EngineProblem.storeError(error, path: file.path)
    }
    return engine
  }

  /// 128 random bits in hexadecimal.
  private static func randomID() -> String {
    (0..<16).map { _ in Hexadecimal.digits(UInt8.random(in: .min ... .max)) }.joined()
  }

  /// Runs `work` on one consistent snapshot.
  func read<T: Sendable>(_ work: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    let epoch = epoch
    do {
      if isInline { return try readHere(work) }
      // In memory there is one connection and one queue before it: what is read is one state. Its `PRAGMA query_only`
      // would make SQLite forget every prepared statement, twice for each read.
      if connections is DatabaseQueue {
        return try await connections.unsafeRead { try work(Snapshot(Connection(database: $0), epoch: epoch)) }
      }
      return try await connections.read { database in
        try work(Snapshot(Connection(database: database), epoch: epoch))
      }
    } catch {
      throw EngineProblem.own(error)
    }
  }

  private func readHere<T>(_ work: (Snapshot) throws -> T) throws -> T {
    try connections.unsafeRead { try work(Snapshot(Connection(database: $0), epoch: epoch)) }
  }

  /// Closes every connection as it is: for an engine whose log cannot be trusted.
  func abandon() { try? connections.close() }

  /// Moves the log into the file, and waits for the disk.
  private func emptyLog() async throws {
    try await connections.writeWithoutTransaction { database in
      _ = try database.checkpoint(.truncate)
    }
  }

  /// What the engine's own check finds wrong with the file; empty for a sound one. Reads the whole file.
  func problems() async throws -> [String] {
    try await connections.read { try DatabaseFile.findings($0, EngineQueries.quickCheck) }
  }

  /// Moves the log into the file, so that the file alone is complete, and closes every connection.
  ///
  /// The readers go first: a pool closes its writer first and so leaves the log behind.
  func close() async throws(StoreError) {
    do {
      try await emptyLog()
      (connections as? DatabasePool)?.releaseMemory()
      try connections.close()
    } catch {
      throw EngineProblem.storeError(error)
    }
  }
}
