import Logging
import Storage
import Timekeeping

extension ServiceDesk {
  /// Looks every few seconds whether a commit failed, and then has the store checked and opened anew: until then every
  /// command is refused (reliability notes, F5). It ends when it is cancelled.
  ///
  /// Throws where the store cannot be opened: then the process has to end, so that whoever watches it starts another.
  package func watchStore(every rhythm: Duration = .seconds(2)) async throws {
    while !Task.isCancelled {
      do {
        try await restoreTrust()
      } catch {
        // What was cut short by the end of the program says nothing about the disk.
        guard !Task.isCancelled else { return }
        throw error
      }
      try? await Task.sleep(for: rhythm)
    }
  }

  private func restoreTrust() async throws {
    guard let why = try await store.reopenIfSuspect(now: clock.now()) else { return }
    log.error("a commit failed; the store was checked and opened anew", metadata: ["error": "\(why)"])
    wake.ring()
  }
}
