import Foundation
internal import GRDB
import Timekeeping

/// The file `watchbill.db` of a data folder: created, inspected, migrated and opened here.
struct DatabaseFile: Sendable {
  /// Bytes that a copy leaves free, for what the store writes next.
  static let reserve = 64 << 20
  /// How many numbers a copy leaves out of tickets, feeds and whatever else has an id that is known outside: what the store
  /// gives after the copy was made is not given to something else where that takes its place.
  static let leftOut = 10_000

  let folder: String
  var migrator = Migrator()
  /// Files up to this size are checked when they are opened; larger ones by `Store.checkLargeFile` beside the work.
  var checkedAtOpening = 128 << 20

  var path: String { folder + "/watchbill.db" }

  /// True for a file whose check would keep everybody waiting at its opening.
  var isLarge: Bool {
    guard case .file(let size) = FileSystem.kind(path) else { return false }
    return size > checkedAtOpening
  }

  /// The pool of connections to a sound file of the newest schema.
  func open(now: Timestamp) throws(StoreError) -> DatabasePool {
    if try inspect() == .absent { try create() }
    try prepare(now: now)
    return try EngineProblem.translated(path: path) {
      let pool = try DatabasePool(path: path, configuration: Self.configuration())
      try pool.writeWithoutTransaction(Self.makeDurable)
      return pool
    }
  }

  /// What stands at the path; refuses what is not ours without letting the engine touch it.
  private func inspect() throws(StoreError) -> FileSystem.Kind {
    let kind = FileSystem.kind(path)
    switch kind {
    case .absent: return kind
    case .other: throw .foreign(path: path, why: "it is not a plain file")
    case .file(size: 0): throw .corrupt(path: path, what: "the file is empty")
    case .file:
      let head = try FileSystem.head(path, count: 72)
      guard head.starts(with: Array("SQLite format 3\0".utf8)), head.count == 72 else {
        throw .foreign(path: path, why: "it is not an SQLite file")
      }
      let application = head[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
      guard application == EngineQueries.applicationID else {
        throw .foreign(path: path, why: "it is the SQLite file of another program (application id \(application))")
      }
      return kind
    }
  }

  /// Builds the new file beside its place, so that a start that is cut short leaves no half-made store.
  private func create() throws(StoreError) {
    let draft = path + ".new"
    for suffix in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(draft + suffix) }
    try EngineProblem.translated(path: draft) {
      let queue = try DatabaseQueue(path: draft, configuration: Self.configuration())
      try queue.writeWithoutTransaction { try $0.execute(sql: EngineQueries.markAsOurs) }
      try migrator.migrate(queue, path: draft) { _ in }
      try queue.close()
    }
    try FileSystem.publish(draft, as: path)
  }

  /// Checks and migrates the file on a connection of its own.
  private func prepare(now: Timestamp) throws(StoreError) {
    try EngineProblem.translated(path: path) {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration())
      if !isLarge {
        try queue.read { try Self.check($0, EngineQueries.quickCheck, path: path) }
      }
      try migrator.migrate(queue, path: path) { schema throws(StoreError) in
        try backup(queue, schema: schema, now: now)
      }
      try queue.close()
    }
  }

  /// Copies the file to `backups/watchbill-v1-20260329T010000Z.db` before it is migrated.
  private func backup(_ queue: DatabaseQueue, schema: Int, now: Timestamp) throws(StoreError) {
    let stamp = now.description.filter { $0 != "-" && $0 != ":" }
    try FileSystem.makeFolder(folder + "/backups")
    let target = "\(folder)/backups/watchbill-v\(schema)-\(stamp).db"
    try EngineProblem.translated(path: path) { try queue.read { try Self.copy($0, to: target) } }
  }

  /// A complete, checked copy at `target`: one file, in place only when it is on the disk and sound.
  ///
  /// Nothing stays of one that fails: half a copy would take the room that the store itself needs. For the same
  /// reason none is begun that would leave less than `reserve` bytes.
  static func copy(
    _ source: Database, to target: String, leaving reserve: Int = DatabaseFile.reserve
  ) throws(StoreError) {
    let draft = target + unfinished
    removeUnfinished(draft)
    try checkRoom(for: source, at: target, leaving: reserve)
    do throws(StoreError) {
      try write(source, to: draft)
      try FileSystem.publish(draft, as: target)
    } catch {
      removeUnfinished(draft)
      throw error
    }
  }

  private static func write(_ source: Database, to draft: String) throws(StoreError) {
    try EngineProblem.translated(path: draft) {
      let copy = try DatabaseQueue(path: draft)
      try copy.writeWithoutTransaction { database in
        try source.backup(to: database)
        _ = try String.fetchOne(database, sql: EngineQueries.oneFile)
        try database.inTransaction {
          try Connection(database: database).leaveOut(leftOut)
          return .commit
        }
        try check(database, EngineQueries.fullCheck, path: draft)
      }
      try copy.close()
    }
  }

  /// What a copy is called until it is whole.
  static let unfinished = ".part"

  /// Removes what there is of a copy, with what the engine keeps beside it.
  private static func removeUnfinished(_ draft: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(draft + suffix) }
  }

  private static func checkRoom(for source: Database, at target: String, leaving reserve: Int) throws(StoreError) {
    // Where it cannot be told, the copy itself says what is wrong with the place.
    guard let free = FileSystem.free(beside: target) else { return }
    let size = try EngineProblem.translated(path: target) {
      let pages = try Int.fetchOne(source, sql: EngineQueries.pageCount) ?? 0
      return try pages * (Int.fetchOne(source, sql: EngineQueries.pageSize) ?? 0)
    }
    guard free - reserve >= size else { throw .noRoom(path: target, free: free, needed: size + reserve) }
  }

  /// What the engine's own check finds wrong with the file; empty for a sound one. Reads the whole file, beside the work,
  /// on a connection of its own: the readers of the pool say nothing of constraints that are broken.
  func problems() async throws -> [String] {
    let queue = try DatabaseQueue(path: path, configuration: Self.configuration())
    let findings = try await queue.read { try Self.findings($0, EngineQueries.quickCheck) }
    try queue.close()
    return findings
  }

  /// Runs one of the engine's own checks; throws `StoreError.corrupt` with what it found first.
  static func check(_ database: Database, _ sql: String, path: String) throws {
    if let first = try findings(database, sql).first { throw StoreError.corrupt(path: path, what: first) }
  }

  /// What one of the engine's own checks finds; empty when all is well.
  static func findings(_ database: Database, _ sql: String) throws -> [String] {
    let found = try String.fetchAll(database, sql: sql)
    guard !found.isEmpty else { return ["the check gave no answer"] }
    return found == ["ok"] ? [] : found
  }

  static func configuration() -> Configuration {
    EngineSettings.apply()
    var configuration = Configuration()
    configuration.label = "watchbill.store"
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      let readers = database.configuration.readonly ? EngineQueries.readers : []
      for line in EngineQueries.everyConnection + readers { try database.execute(sql: line) }
    }
    return configuration
  }

  /// Makes every commit of this connection wait for the disk, and makes sure that it took effect.
  static func makeDurable(_ database: Database) throws {
    for line in EngineQueries.writer { try database.execute(sql: line) }
    let level = try Int.fetchOne(database, sql: EngineQueries.synchronous)
    guard level == EngineQueries.fullySynchronous else {
      throw StoreError.failed("commits do not wait for the disk (synchronous is \(level ?? -1))")
    }
  }
}
