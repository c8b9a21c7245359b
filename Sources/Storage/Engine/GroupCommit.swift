import Dispatch
internal import GRDB
import Synchronization

/// The one writer: gathers the commands that wait and commits them together, with one wait for the disk.
///
/// Under load a commit takes what came during the one before. When that was more than one command, the writer waits
/// up to `patience` for as many again, so that senders that answer each other's commits do not split into two camps;
/// a lone sender never waits.
///
/// Transactions begin and end by statements that are prepared once, not by the library's, which are parsed each time;
/// nothing here asks it to observe them.
final class GroupCommit: Sendable {
  /// The most commands in one commit.
  static let largest = 64
  static let patience = DispatchTimeInterval.milliseconds(2)

  private struct State {
    var waiting: [Command] = []
    /// True while the writer's queue works on this.
    var working = false
    /// While the writer waits for company: how many commands end the wait.
    var wanted: Int?
    var suspicion: StoreError?
    var refusal: StoreError?
    var figures = CommitFigures()
  }

  private let connections: any DatabaseWriter
  private let epoch: Int
  /// True when commands are run on the thread that brings them.
  private let isInline: Bool
  private let state = Mutex(State())
  private let company = DispatchSemaphore(value: 0)
  private let decoded = DecodedTickets()

  init(_ connections: any DatabaseWriter, epoch: Int, isInline: Bool = false) {
    self.connections = connections
    self.epoch = epoch
    self.isInline = isInline
  }

  /// Why nothing is written any more; nil while all is well.
  var suspicion: StoreError? { state.withLock(\.suspicion) }
  /// Why a commit was refused; a smaller one that is stored says nothing of that.
  var refusal: StoreError? { state.withLock(\.refusal) }
  var figures: CommitFigures { state.withLock(\.figures) }
  /// How many commands wait, and whether the writer is at work.
  var queue: (waiting: Int, working: Bool) { state.withLock { ($0.waiting.count, $0.working) } }

  /// Remembers why something could not be stored; nil once it is known that it could be now.
  func note(refusal: StoreError?) { state.withLock { $0.refusal = refusal } }

  /// Queues a command; its callbacks run on the writer's queue when its fate is known.
  func submit(_ command: Command) {
    let (starts, completes) = state.withLock { state in
      state.waiting.append(command)
      let starts = !state.working
      state.working = true
      let completes = state.wanted.map { $0 <= state.waiting.count } ?? false
      if completes { state.wanted = nil }
      return (starts, completes)
    }
    if completes { company.signal() }
    if starts { start() }
  }

  private func start() {
    if isInline {
      connections.writeWithoutTransaction { work($0) }
    } else {
      connections.asyncWriteWithoutTransaction { self.work($0) }
    }
  }

  private func work(_ database: Database) {
    var previous = 0
    while let batch = nextBatch(previous: previous) {
      commit(batch, database)
      previous = batch.count
    }
  }

  /// Up to `largest` commands in order of arrival; nil, and the writer at rest, when none waits.
  private func nextBatch(previous: Int) -> [Command]? {
    if previous > 1 { awaitCompany(previous) }
    return state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.working = false
        return nil
      }
      let batch = Array(state.waiting.prefix(Self.largest))
      state.waiting.removeFirst(batch.count)
      return batch
    }
  }

  /// Waits until `count` commands wait, at most `patience`.
  private func awaitCompany(_ count: Int) {
    let waits = state.withLock { state in
      guard state.waiting.count < count else { return false }
      state.wanted = count
      return true
    }
    guard waits, company.wait(timeout: .now() + Self.patience) == .timedOut else { return }
    // A signal given between the time-out and this line must not be left for the next wait.
    let signalled = state.withLock { state in
      defer { state.wanted = nil }
      return state.wanted == nil
    }
    if signalled { company.wait() }
  }

  private func commit(_ batch: [Command], _ database: Database) {
    if let suspicion {
      for command in batch { command.fail(suspicion) }
      return
    }
    var settled: [Settled] = []
    do {
      try Connection(database: database).run(EngineQueries.begin)
      decoded.settle()
      let transaction = Transaction(Connection(database: database), epoch: epoch, decoded: decoded)
      settled = try batch.map { try perform($0, transaction, database) }
    } catch {
      try? database.rollback()
      decoded.takeBack()
      let problem = EngineProblem.storeError(error)
      note(refusal: problem)
      for command in batch { command.fail(problem) }
      return
    }
    finish(settled, database)
  }

  /// What a command wants to be told once the commit is through: its value, or its own error.
  private typealias Settled = (command: Command, reply: Result<Command.Reply, any Error>)

  /// Runs one command in its savepoint; throws only when the engine gave up the whole transaction.
  private func perform(_ command: Command, _ transaction: Transaction, _ database: Database) throws -> Settled {
    let connection = Connection(database: database)
    try connection.run("SAVEPOINT command")
    do {
      let reply = try command.perform(transaction)
      try connection.run("RELEASE SAVEPOINT command")
      return (command, .success(reply))
    } catch {
      transaction.forget()
      // A full disk, among others, ends the whole transaction.
      guard database.isInsideTransaction else { throw error }
      try connection.run("ROLLBACK TO SAVEPOINT command")
      try connection.run("RELEASE SAVEPOINT command")
      return (command, .failure(error))
    }
  }

  /// Commits, and only then tells the callers; after a failed commit everybody gets the error.
  private func finish(_ settled: [Settled], _ database: Database) {
    do {
      try Connection(database: database).run(EngineQueries.commit)
    } catch {
      if database.isInsideTransaction { try? database.rollback() }
      decoded.takeBack()
      let problem = EngineProblem.storeError(error)
      if problem != .full { state.withLock { $0.suspicion = .suspect(problem.what) } }
      note(refusal: problem)
      for (command, _) in settled { command.fail(problem) }
      return
    }
    decoded.settle()
    state.withLock { $0.figures.note(settled.count) }
    for (command, reply) in settled {
      switch reply {
      case .success(let tell): tell()
      case .failure(let error): command.fail(EngineProblem.own(error))
      }
    }
  }
}

/// Work that waits for the writer.
struct Command: Sendable {
  /// Tells the caller that the work is committed.
  typealias Reply = @Sendable () -> Void

  /// Does the work and returns how to tell the caller.
  let perform: @Sendable (Transaction) throws -> Reply
  /// Tells the caller that it was not committed, and why.
  let fail: @Sendable (any Error) -> Void
}
