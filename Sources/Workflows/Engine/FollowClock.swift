import Logging
import Storage
import Synchronization
import Timekeeping

/// Remembers by how much the wall clock was ahead of the time since boot, so that a change of it is noticed.
final class ClockWatch: Sendable {
  private struct Reading {
    var boot: String
    var offset: Int64
  }

  /// Smaller changes are the machine's own corrections, in milliseconds.
  private static let least: Int64 = 1_000
  private let last = Mutex<Reading?>(nil)

  /// By how many milliseconds the wall clock was set since the last call within this boot; nil when it was not.
  func jump(now: Timestamp, boot: BootClock) -> Int64? {
    let reading = Reading(boot: boot.id, offset: now.milliseconds - boot.milliseconds)
    return last.withLock { last in
      guard let before = last, before.boot == reading.boot else {
        last = reading
        return nil
      }
      let jump = reading.offset - before.offset
      guard abs(jump) >= Self.least else { return nil }
      last = reading
      return jump
    }
  }
}

extension ServiceDesk {
  /// What waits in the outbox waits for a span of time: where the wall clock was set, its times are set along (I13), so
  /// that a clock put back by an hour delays no second attempt by an hour, and one put forward ends no claim.
  func followClock() async throws {
    guard let jump = clockWatch.jump(now: clock.now(), boot: clock.boot()) else { return }
    log.notice("the wall clock was set", metadata: ["milliseconds": "\(jump)"])
    try await store.write { try $0.moveOutbox(by: jump) }
  }
}
