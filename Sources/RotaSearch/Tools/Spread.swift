/// Runs work for the indices below a count, on as many workers as there are; what comes out does not depend on them.
package struct Spread: Sendable {
  package var workers: Int
  /// Calls the work once for each worker's number and returns when all are done.
  package var run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

  package init(workers: Int, run: @escaping @Sendable (Int, @Sendable (Int) -> Void) -> Void) {
    self.workers = workers
    self.run = run
  }

  package static let alone = Spread(workers: 1) { count, work in for index in 0..<count { work(index) } }

  func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    map(count, with: { 0 }, { index, _ in work(index) })
  }

  func map<Result: Sendable, Tool>(
    _ count: Int, with tool: @Sendable () -> Tool, _ work: @Sendable (Int, Tool) -> Result
  ) -> [Result] {
    let results = Places<Result>(count)
    let workers = min(workers, count)
    run(workers) { worker in
      let tool = tool()
      var index = worker
      while index < count {
        results.put(work(index, tool), at: index)
        index += workers
      }
    }
    return results.all
  }
}

/// Places for results.
// Sendable because each place is written by one worker only, and read after all have ended.
private final class Places<Result: Sendable>: @unchecked Sendable {
  private let memory: UnsafeMutableBufferPointer<Result?>
  init(_ count: Int) {
    memory = .allocate(capacity: count)
    memory.initialize(repeating: nil)
  }
  deinit {
    memory.deinitialize()
    memory.deallocate()
  }
  func put(_ result: Result, at index: Int) { memory[index] = result }
  var all: [Result] { memory.compactMap { $0 } }
}
