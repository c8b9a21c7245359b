import Dispatch
import Foundation
import Synchronization
import Testing

/// Keeps tests off the few threads that all tests share.
///
/// Those threads are as many as cores, and tests queue for them all at once. A synchronous test holds one until it ends,
/// so whatever is asynchronous stands still meanwhile: a request to a server of another test waits for its answer to be
/// read, perhaps for minutes. `.ownThreads` is for tests that compute for seconds; `.promptThreads` for those that talk
/// to sockets or wait for programs, and must go on when an answer is there.
package struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  fileprivate let threads: BesideExecutor

  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(threads) { try await body() }
  }
}

extension Trait where Self == OwnThreads {
  package static var ownThreads: OwnThreads { OwnThreads(threads: .computing) }
  package static var promptThreads: OwnThreads { OwnThreads(threads: .waiting) }
}

/// Runs a server that a test program is to be answered by, on threads of its own: one that answers late, as all others are
/// busy, is asked again.
package func answeringTask(_ serve: @escaping @Sendable () async throws -> Void) -> Task<Void, any Error> {
  Task(executorPreference: BesideExecutor.answering, operation: serve)
}

/// A number of threads, with one queue before them. They are threads of the system: a pool begins no more of them while
/// as many as there are cores compute.
private final class BesideExecutor: TaskExecutor {
  static let computing = BesideExecutor(threads: max(2, ProcessInfo.processInfo.activeProcessorCount))
  /// They sleep most of the time.
  static let waiting = BesideExecutor(threads: 12)
  static let answering = BesideExecutor(threads: 2)

  private let jobs = Mutex<[UnownedJob]>([])
  private let arrived = DispatchSemaphore(value: 0)

  private init(threads: Int) {
    for _ in 0..<threads { Thread.detachNewThread { self.work() } }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    arrived.signal()
  }

  /// Until the program ends.
  private func work() {
    while true {
      arrived.wait()
      let next = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      next?.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
