/// Runs work for the indices below a count, on as many workers as there are; what comes out does not depend on them.
package struct Spread: Sendable {
  /// Deals out the indices, each to the worker who asks first; nil when none is left.
  package typealias Deal = () -> Int?

  package var workers: Int
  /// Calls the work once for each of so many workers, with one deal of so many indices for all, and returns when all
  /// have ended.
  package var run: @Sendable (_ workers: Int, _ count: Int, _ work: @Sendable (Deal) -> Void) -> Void

  package init(
    workers: Int, run: @escaping @Sendable (_ workers: Int, _ count: Int, _ work: @Sendable (Deal) -> Void) -> Void
  ) {
    self.workers = workers
    self.run = run
  }

  /// Everything in its order by the caller.
  package static let alone = Spread(workers: 1) { _, _, _ in }

  func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    map(count, with: { 0 }, { index, _ in work(index) })
  }

  /// Each worker makes a tool of its own first.
  func map<Result: Sendable, Tool>(
    _ count: Int, with tool: @Sendable () -> Tool, _ work: @Sendable (Int, Tool) -> Result
  ) -> [Result] {
    if workers < 2 || count < 2 {
      let tool = tool()
      return (0..<count).map { work($0, tool) }
    }
    let results = Places<Result>(count)
    run(min(workers, count), count) { next in
      let tool = tool()
      while let index = next() { results.put(work(index, tool), at: index) }
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
