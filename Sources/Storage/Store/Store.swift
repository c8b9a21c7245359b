import Synchronization
import Timekeeping

/// Everything Watchbill remembers, in one file with one writer.
///
/// Reads see a consistent snapshot each; writes of many callers are committed together and are on the disk before
/// any of them returns (architecture, section 5).
package final class Store: Sendable {
  private enum State {
    case open(Engine)
    /// A commit failed, and the file is looked at before anything else is done with it.
    case reopening
    case closed
  }

  private let state: Mutex<State>
  let file: DatabaseFile?
  private let lock: Mutex<FolderLock?>
  private let found = Mutex<StoreError?>(nil)

  private init(_ engine: Engine, file: DatabaseFile?, lock: FolderLock?) {
    state = Mutex(.open(engine))
    self.file = file
    self.lock = Mutex(lock)
  }

  /// Opens the store in `folder`, made when it is missing, and keeps the folder locked until `close`.
  ///
  /// Refuses a folder in use and files that are foreign, damaged or of a newer schema; migrates older ones after a
  /// backup into `backups/`. `now` stamps those backups and the pages taken back from a process that died.
  package static func open(folder: String, now: Timestamp) throws(StoreError) -> Store {
    try open(DatabaseFile(folder: folder), now: now)
  }

  /// True where something stands in the place of a store, sound or not.
  package static func exists(inFolder folder: String) -> Bool {
    FileSystem.kind(DatabaseFile(folder: folder).path) != .absent
  }

  static func open(_ file: DatabaseFile, now: Timestamp) throws(StoreError) -> Store {
    try FileSystem.makeFolder(file.folder)
    let lock = try FolderLock(folder: file.folder)
    return try Store(Engine.file(file, now: now), file: file, lock: lock)
  }

  /// A store of the same schema that lives in memory, for tests and the simulator.
  package static func inMemory(now: Timestamp) throws(StoreError) -> Store {
    try Store(Engine.inMemory(now: now), file: nil, lock: nil)
  }

  /// The same under a name, for the simulator: opened again it is what it was, as after a restart, until its last
  /// connection is gone. Work is done on the thread that asks for it, so that every run has one order.
  package static func inMemory(named name: String, now: Timestamp) throws(StoreError) -> Store {
    try Store(Engine.inMemory(named: name, now: now), file: nil, lock: nil)
  }

  /// Grows with every opening; claims of older epochs are dead.
  package var epoch: Int { (try? engine())?.epoch ?? 0 }

  /// Why nothing is written any more (a commit failed); nil while all is well.
  package var suspicion: StoreError? { (try? engine())?.commits.suspicion }

  /// Why something could not be stored, such as a full disk; nil while all is well, and once `probe` succeeds.
  package var refusal: StoreError? { (try? engine())?.commits.refusal }

  /// What is wrong with the file, as far as it was looked at since it was opened; nil while nothing is known to be.
  package var damage: StoreError? { found.withLock { $0 } }

  /// Checks a file that is too large to be checked when it is opened, and remembers what it finds. It reads the whole
  /// file while work goes on; of smaller ones nothing is read.
  package func checkLargeFile() async throws -> StoreError? {
    guard let file, file.isLarge, let first = try await problems().first else { return nil }
    let damage = StoreError.corrupt(path: file.path, what: first)
    found.withLock { $0 = damage }
    return damage
  }

  package var commitFigures: CommitFigures { (try? engine())?.commits.figures ?? CommitFigures() }

  /// Runs `work` in a transaction and returns when it is on the disk.
  ///
  /// Throws what `work` throws, with nothing of it stored and its neighbours unharmed. When the commit itself fails
  /// every caller of that commit gets the error and the store is `suspect` until `reopen`, which shows whether the
  /// disk kept it: so commands must be safe to repeat.
  package func write<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    let commits = try engine().commits
    return try await withCheckedThrowingContinuation { caller in
      commits.submit(
        Command(
          perform: { transaction in
            let value = try work(transaction)
            return { caller.resume(returning: value) }
          },
          fail: { caller.resume(throwing: $0) }))
    }
  }

  /// Runs `work` on one consistent snapshot; writes that commit meanwhile do not show.
  package func read<T: Sendable>(_ work: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    try await engine().read(work)
  }

  /// Ends the work: what was asked for before is committed, the file is complete without its log, the folder is free.
  package func close() async throws {
    let engine = state.withLock { state in
      defer { state = .closed }
      return if case .open(let engine) = state { engine } else { nil as Engine? }
    }
    guard let engine else { return }
    defer { lock.withLock { $0 = nil } }
    try await engine.close()
  }

  /// Opens the file anew if a commit failed, and returns why it did; nil while all is well.
  package func reopenIfSuspect(now: Timestamp) async throws -> StoreError? {
    guard let suspicion else { return nil }
    try await reopen(now: now)
    return suspicion
  }

  /// Opens the file anew after a failed commit: checks it, takes a new epoch and writes again.
  ///
  /// Throws when the check fails; then nothing can be read or written any more.
  package func reopen(now: Timestamp) async throws {
    guard let file else { throw StoreError.failed("a store in memory cannot be opened again") }
    try leave().abandon()
    do {
      let engine = try await Engine.proven(file, now: now)
      try enter(engine)
      found.withLock { $0 = nil }
    } catch {
      state.withLock { state in
        if case .reopening = state { state = .closed }
      }
      throw error
    }
  }

  /// Stops taking work; what comes meanwhile is told why.
  private func leave() throws(StoreError) -> Engine {
    let engine = state.withLock { state -> Engine? in
      guard case .open(let engine) = state else { return nil }
      state = .reopening
      return engine
    }
    guard let engine else { throw .closed }
    return engine
  }

  /// Takes work again, unless the store was closed meanwhile.
  private func enter(_ engine: Engine) throws(StoreError) {
    let isWanted = state.withLock { state -> Bool in
      guard case .reopening = state else { return false }
      state = .open(engine)
      return true
    }
    guard !isWanted else { return }
    engine.abandon()
    throw .closed
  }

  func engine() throws(StoreError) -> Engine {
    switch state.withLock({ $0 }) {
    case .open(let engine): return engine
    case .reopening: throw .suspect("its file is being checked")
    case .closed: throw .closed
    }
  }
}
