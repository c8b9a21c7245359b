import Dispatch
import Foundation
import GRDB
import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Group commit")
struct GroupCommitTests {
  @Test("Commands that wait while the writer works are committed together, 64 at a time")
  func groups() async throws {
    let store = try Store.sample()
    let gate = DispatchSemaphore(value: 0)
    let first = Task {
      try await store.write { tx in
        gate.wait()
        return try tx.nextID(.leave)
      }
    }
    try await store.waits(for: 0, working: true)
    let others = (0..<200).map { _ in Task { try await store.write { try $0.nextID(.leave) } } }
    try await store.waits(for: 200, working: true)
    gate.signal()
    var ids = [try await first.value]
    for task in others { ids.append(try await task.value) }
    #expect(Set(ids) == Set((1...201).map { "L-\($0)" }))
    #expect(store.commitFigures.commits == 5)
    #expect(store.commitFigures.commands == 201)
    #expect(store.commitFigures.largest == GroupCommit.largest)
  }

  @Test("A command that fails takes nothing of its neighbours with it")
  func neighbours() async throws {
    struct Refused: Error {}
    let store = try Store.sample()
    let gate = DispatchSemaphore(value: 0)
    let first = Task { try await store.write { _ in gate.wait() } }
    try await store.waits(for: 0, working: true)
    let tasks = (0..<30).map { number in
      Task {
        try await store.write { tx in
          let id = try tx.nextID(.feed)
          if number.isMultiple(of: 3) { throw Refused() }
          return id
        }
      }
    }
    try await store.waits(for: 30, working: true)
    gate.signal()
    try await first.value
    var kept: [String] = []
    for (number, task) in tasks.enumerated() {
      if number.isMultiple(of: 3) {
        await #expect(throws: Refused.self) { try await task.value }
      } else {
        kept.append(try await task.value)
      }
    }
    #expect(Set(kept) == Set((1...20).map { "F-\($0)" }))
    #expect(store.commitFigures.commits == 2)
  }

  @Test("Five hundred callers at once all get through, in far fewer commits")
  func crowd() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<500 { group.addTask { try await store.write { try $0.nextTicketID().number } } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.sorted() == Array(1...500))
    #expect(store.commitFigures.commands == 500)
    #expect(store.commitFigures.commits < 250)
    try await store.close()
  }

  @Test("A read that follows a write sees it; a read that began before does not")
  func isolation() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    let (began, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let early = Task {
      try await store.read { snapshot in
        _ = try snapshot.changeCounter(.rota)
        began.signal()
        go.wait()
        return try snapshot.changeCounter(.rota)
      }
    }
    await withCheckedContinuation { resume in
      DispatchQueue.global().async {
        began.wait()
        resume.resume()
      }
    }
    try await store.write { try $0.bump(.rota) }
    #expect(try await store.read { try $0.changeCounter(.rota) } == 1)
    go.signal()
    #expect(try await early.value == 0)
    try await store.close()
  }

  @Test("After a failed commit every caller has the error, nothing is written, and reopening brings the store back")
  func failedCommit() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.write { try $0.bump(.rota) }
    try await store.becomeSuspect()
    guard case .suspect = store.suspicion else {
      Issue.record("the store is not suspect")
      return
    }
    await #expect(throws: try #require(store.suspicion)) { try await store.write { try $0.bump(.rota) } }
    #expect(try await store.read { try $0.changeCounter(.rota) } == 1)
    try await store.reopen(now: Samples.now)
    #expect(store.suspicion == nil && store.epoch == 2)
    try await store.write { try $0.bump(.rota) }
    #expect(try await store.read { try $0.changeCounter(.rota) } == 2)
    try await store.close()
  }

  @Test("A store in doubt is opened anew with all that was stored; one without doubt is left alone")
  func watched() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    #expect(try await store.reopenIfSuspect(now: Samples.now) == nil && store.epoch == 1)
    try await store.write { try $0.bump(.rota) }
    try await store.becomeSuspect()
    guard case .suspect = try await store.reopenIfSuspect(now: Samples.now) else {
      Issue.record("it was not opened anew")
      return
    }
    #expect(store.suspicion == nil && store.epoch == 2)
    #expect(FileSystem.kind(folder.database + "-wal") == .file(size: 0), "all is in the file itself")
    try await store.write { try $0.bump(.rota) }
    #expect(try await store.read { try $0.changeCounter(.rota) } == 2)
    try await store.close()
  }

  @Test("A store in doubt whose file is damaged is not opened anew, and takes no work")
  func beyondRepair() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.becomeSuspect()
    try Data("no store any more".utf8).write(to: URL(fileURLWithPath: folder.database))
    await #expect(throws: StoreError.self) { try await store.reopenIfSuspect(now: Samples.now) }
    await #expect(throws: StoreError.closed) { try await store.write { try $0.bump(.rota) } }
    await #expect(throws: StoreError.closed) { try await store.read { try $0.serverID() } }
    try await store.close()
  }

  @Test("A full disk refuses the command that needs room and casts no suspicion")
  func full() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path, now: Samples.now)
    try await store.tamper("PRAGMA max_page_count = 1")
    await #expect(throws: StoreError.full) {
      try await store.write { tx in
        try tx.addVersion(
          effective: Samples.now, applied: Samples.now, by: "ana", bytes: [UInt8](repeating: 7, count: 1 << 20))
      }
    }
    #expect(store.suspicion == nil && store.refusal == .full)
    try await store.write { _ in }
    #expect(store.refusal == .full, "what writes nothing shows nothing")
    try await store.write { try $0.bump(.rota) }
    #expect(store.refusal == .full, "nor does what fits where a delivery does not")
    await #expect(throws: StoreError.full) { try await store.probe() }
    #expect(store.refusal == .full)
    try await store.tamper("PRAGMA max_page_count = 1000000")
    try await store.probe()
    #expect(store.refusal == nil)
    try await store.write { try $0.bump(.rota) }
    #expect(try await store.read { try $0.versions().isEmpty })
    try await store.close()
  }
}

extension Store {
  /// Lets a commit fail.
  fileprivate func becomeSuspect() async throws {
    try engine().connections.add(transactionObserver: CommitRefuser(), extent: .databaseLifetime)
    await #expect(throws: StoreError.self) { try await write { try $0.bump(.rota) } }
  }

  /// Waits until `count` commands are queued behind the one that is being worked on.
  fileprivate func waits(for count: Int, working: Bool) async throws {
    while try engine().commits.queue != (waiting: count, working: working) {
      try await Task.sleep(for: .milliseconds(1))
    }
  }
}

/// Refuses every commit, as a disk that fails would.
private final class CommitRefuser: TransactionObserver {
  struct Failure: Error {}

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseWillCommit() throws { throw Failure() }
  func databaseDidCommit(_ db: Database) {}
  func databaseDidRollback(_ db: Database) {}
}
