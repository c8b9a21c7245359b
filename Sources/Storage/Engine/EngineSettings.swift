internal import CSQLite

/// What is set for the engine as a whole, in a process.
package enum EngineSettings {
  /// No count is kept of the engine's memory: nobody reads it, and every allocation of every connection would wait for
  /// the one lock around it. False when a connection was there first.
  private static let isLean = sqlite_count_memory(0) == SQLITE_OK

  /// Sets it, the first time that it is called. Opening a store does; who opens a connection of their own before that
  /// calls it first.
  package static func apply() { _ = isLean }
}
