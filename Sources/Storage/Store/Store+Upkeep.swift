internal import GRDB
import Timekeeping

extension Store {
  /// As many bytes as most deliveries come to, with all that is written about them.
  package static let probeLength = 256 << 10

  /// Remembers why what belongs beside the store could not be kept there.
  package func note(refusal: StoreError) { (try? engine())?.commits.note(refusal: refusal) }

  /// Stores as much as a delivery needs, and removes it again; throws why that cannot be stored. On a full disk there is
  /// room for some rows long after there is none for a delivery: what the log and the file have had is used again.
  package func probe() async throws {
    let commits = try engine().commits
    try await write { try $0.addProbe() }
    commits.note(refusal: nil)
    try await write { try $0.removeProbe() }
  }

  /// Writes a complete copy to `path`, in the place of a file that stands there: taken from a reader while work goes
  /// on, checked, and in place only when sound.
  package func backup(to path: String) async throws {
    do {
      try await engine().connections.read { try DatabaseFile.copy($0, to: path) }
    } catch {
      throw EngineProblem.storeError(error, path: path)
    }
  }

  /// Where the store keeps copies of itself; nil for one in memory.
  package var backupFolder: String? { file.map { $0.folder + "/backups" } }

  package func makeBackupFolder() throws(StoreError) {
    if let backupFolder { try FileSystem.makeFolder(backupFolder) }
  }

  /// Copies the store to `backups/watchbill-20260329.db`, unless that is there, and removes all but the newest `keeping`
  /// of such copies; those made before an upgrade stay. Returns the path of a copy that was made.
  ///
  /// - Parameter day: as `20260329`.
  package func backUpDaily(_ day: String, keeping: Int) async throws -> String? {
    removeUnfinishedCopies()
    guard keeping > 0, let folder = backupFolder else { return nil }
    let target = "\(folder)/watchbill-\(day).db"
    guard FileSystem.kind(target) == .absent else { return nil }
    try FileSystem.makeFolder(folder)
    try await backup(to: target)
    let daily = FileSystem.names(in: folder).filter(Self.isDaily).sorted()
    for name in daily.dropLast(keeping) { FileSystem.remove("\(folder)/\(name)") }
    return target
  }

  /// Removes what a copy left in the folder of copies that was cut short with its process.
  package func removeUnfinishedCopies() {
    guard let folder = backupFolder else { return }
    for name in FileSystem.names(in: folder) where Self.isUnfinished(name) { FileSystem.remove("\(folder)/\(name)") }
  }

  /// Only of those that nobody but the store itself makes: others may be on their way at this moment.
  private static func isUnfinished(_ name: String) -> Bool {
    name.hasPrefix("watchbill-") && name.contains(".db" + DatabaseFile.unfinished)
  }

  private static func isDaily(_ name: String) -> Bool {
    let day = name.dropFirst("watchbill-".count).prefix(8)
    return name == "watchbill-\(day).db" && day.count == 8 && day.allSatisfy(\.isNumber)
  }

  /// What the engine's own check finds wrong with the file; empty for a sound one. Reads the whole file.
  package func problems() async throws -> [String] {
    guard let file else { return try await engine().problems() }
    _ = try engine()
    return try await file.problems()
  }

  /// Name and version of the engine, for the status page.
  package func engineVersion() async throws -> String {
    let version = try await engine().connections.read { database in
      try String.fetchOne(database, sql: EngineQueries.version)
    }
    return "SQLite " + (version ?? "unknown")
  }
}
