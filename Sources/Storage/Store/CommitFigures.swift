/// How the writer has worked since the store was opened.
package struct CommitFigures: Sendable, Hashable {
  /// Waits for the disk.
  package private(set) var commits = 0
  /// Commands in them, refused ones included.
  package private(set) var commands = 0
  /// The most commands in one commit.
  package private(set) var largest = 0

  mutating func note(_ count: Int) {
    commits += 1
    commands += count
    largest = max(largest, count)
  }
}
