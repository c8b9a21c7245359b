import Foundation
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

/// A number of threads, with one queue before them.
private final class BesideExecutor: TaskExecutor {
  static let computing = BesideExecutor(threads: max(2, ProcessInfo.processInfo.activeProcessorCount))
  /// They sleep most of the time.
  static let waiting = BesideExecutor(threads: 12)

  private let queue = OperationQueue()

  private init(threads: Int) { queue.maxConcurrentOperationCount = threads }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.addOperation { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
