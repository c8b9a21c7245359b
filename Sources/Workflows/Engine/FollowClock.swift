import Logging
import Storage
import Synchronization
import Timekeeping

/// Remembers by how much the wall clock was ahead of the time since boot, so that a change of it is noticed.
final class ClockWatch: Sendable {
  struct Reading {
    var boot: String
    var offset: Int64

    init(now: Timestamp, boot: BootClock) {
      self.boot = boot.id
      offset = now.milliseconds - boot.milliseconds
    }
  }

  /// Smaller changes are the machine's own corrections, in milliseconds.
  private static let least: Int64 = 1_000
  private let last = Mutex<Reading?>(nil)

  /// By how many milliseconds the wall clock was set since what was followed last within this boot; nil when it was not.
  func jump(to reading: Reading) -> Int64? {
    last.withLock { last in
      guard let before = last, before.boot == reading.boot else {
        last = reading
        return nil
      }
      let jump = reading.offset - before.offset
      return abs(jump) >= Self.least ? jump : nil
    }
  }

  /// What waits was set along.
  func follow(_ reading: Reading) { last.withLock { $0 = reading } }
}

extension ServiceDesk {
  /// Every write of the desk's: the first after the wall clock was set sets along what waits in the outbox.
  ///
  /// It waits for a span of time (I13): a clock put back by an hour delays no second attempt by an hour, and one put
  /// forward ends no claim. What this very write queues is of the new time already.
  func write<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await store.write { [self] tx in
      let reading = ClockWatch.Reading(now: clock.now(), boot: clock.boot())
      guard let jump = clockWatch.jump(to: reading) else { return try work(tx) }
      try tx.moveOutbox(by: jump)
      let value = try work(tx)
      clockWatch.follow(reading)
      log.notice("the wall clock was set", metadata: ["milliseconds": "\(jump)"])
      return value
    }
  }

  /// To be called before one only reads what waits.
  func followClock() async throws {
    guard clockWatch.jump(to: ClockWatch.Reading(now: clock.now(), boot: clock.boot())) != nil else { return }
    try await write { _ in }
  }
}
