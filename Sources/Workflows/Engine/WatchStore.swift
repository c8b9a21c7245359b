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

  /// Reads a large file from end to end once, beside the work: a smaller one was checked when it was opened. What is
  /// found is in the log, and `Store.damage` has it.
  package func checkFile() async {
    do {
      guard let damage = try await store.checkLargeFile() else { return }
      log.critical("the store's file is damaged", metadata: ["error": "\(damage)"])
    } catch {
      // What was cut short by the end of the program found nothing.
      guard !Task.isCancelled else { return }
      log.error("the store's file could not be checked", metadata: ["error": "\(error)"])
    }
  }

  private func restoreTrust() async throws {
    guard let why = try await store.reopenIfSuspect(now: clock.now()) else { return }
    log.error("a commit failed; the store was checked and opened anew", metadata: ["error": "\(why)"])
    wake.ring()
  }
}
