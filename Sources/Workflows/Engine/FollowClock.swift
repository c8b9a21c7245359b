import Logging
import Storage
import Synchronization
import Timekeeping

/// Remembers what the clocks showed, so that a change of the wall clock is noticed.
final class ClockWatch: Sendable {
  private let last = Mutex<ClockReading?>(nil)

  /// By how many milliseconds the wall clock was set since what was followed last; nil when it was not. The first
  /// reading of a boot is followed at once.
  func jump(to reading: ClockReading) -> Int64? {
    last.withLock { last in
      guard let before = last, before.boot == reading.boot else {
        last = reading
        return nil
      }
      return reading.jump(since: before)
    }
  }

  /// What waits was set along.
  func follow(_ reading: ClockReading) { last.withLock { $0 = reading } }
}

extension ServiceDesk {
  /// Every write of the desk's: the first after the wall clock was set sets along what waits in the outbox.
  ///
  /// It waits for a span of time (I13): a clock put back by an hour delays no second attempt by an hour, and one put
  /// forward ends no claim. What this very write queues is of the new time already.
  ///
  /// The change counts as followed once that write is stored: one that is taken back followed nothing.
  func write<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    let (value, followed) = try await store.write { [self] tx -> (T, ClockReading?) in
      let reading = ClockReading(now: clock.now(), boot: clock.boot())
      guard let jump = clockWatch.jump(to: reading) else { return (try work(tx), nil) }
      try followClock(to: reading, jump: jump, in: tx)
      return (try work(tx), reading)
    }
    if let followed { clockWatch.follow(followed) }
    return value
  }

  /// Another write of the same commit may have followed already: then the store says so, as nobody else can yet.
  private func followClock(to reading: ClockReading, jump: Int64, in tx: Transaction) throws {
    guard let before = try tx.clockReading(), before.boot == reading.boot else {
      return try setAlong(by: jump, reading, in: tx)
    }
    guard let left = reading.jump(since: before) else { return }
    try setAlong(by: left, reading, in: tx)
  }

  /// To be called before one only reads what waits.
  func followClock() async throws {
    guard clockWatch.jump(to: ClockReading(now: clock.now(), boot: clock.boot())) != nil else { return }
    try await write { _ in }
  }

  /// What a start does first: the wall clock may have been set while no server ran.
  func followClockSinceLastRun(in tx: Transaction) throws {
    let reading = ClockReading(now: clock.now(), boot: clock.boot())
    let before = try tx.clockReading()
    if let before { clockTrust.begin(with: before) }
    guard let before, let jump = reading.jump(since: before) else { return try tx.keep(reading) }
    try setAlong(by: jump, reading, in: tx)
  }

  private func setAlong(by jump: Int64, _ reading: ClockReading, in tx: Transaction) throws {
    try tx.moveOutbox(by: jump)
    try tx.keep(reading)
    log.notice("the wall clock was set", metadata: ["milliseconds": "\(jump)"])
  }
}
