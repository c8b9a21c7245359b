import Logging
import Storage
import Synchronization
import Timekeeping

/// Whether the wall clock can be believed where what is done can never be undone.
///
/// Set far ahead of the time since the boot it is doubted for an hour: by then somebody has put it right, or it is. A new
/// boot, a clock that is put back and small changes are believed at once, and so is a machine that slept.
final class ClockTrust: Sendable {
  /// In milliseconds; more than any change of the machine's own.
  private static let leap = Duration.hours(6).wholeMilliseconds
  /// In milliseconds since the boot.
  private static let patience = Duration.hours(1).wholeMilliseconds

  private struct State {
    var believed: ClockReading?
    /// In milliseconds since the boot; nil while all is well.
    var doubted: Int64?
  }

  private let state = Mutex(State())

  /// By how many milliseconds the wall clock is ahead of what can be believed, and whether that was not so before.
  func excess(_ reading: ClockReading, at boot: BootClock) -> (milliseconds: Int64, isNew: Bool) {
    state.withLock { state in
      guard let before = state.believed, before.boot == reading.boot, reading.ahead - before.ahead > Self.leap,
        boot.milliseconds - (state.doubted ?? boot.milliseconds) < Self.patience
      else {
        state = State(believed: reading)
        return (0, false)
      }
      let isNew = state.doubted == nil
      if isNew { state.doubted = boot.milliseconds }
      return (reading.ahead - before.ahead, isNew)
    }
  }

  /// What an earlier run believed is believed still, where the machine was not started anew.
  func begin(with reading: ClockReading) { state.withLock { $0 = State(believed: reading) } }
}

extension ServiceDesk {
  /// `now` as far as it can be believed: history is never changed and what is purged is gone, so neither follows a clock
  /// that leapt ahead before it has stood there for an hour.
  func believed(_ now: Timestamp) -> Timestamp {
    let boot = clock.boot()
    let (excess, isNew) = clockTrust.excess(ClockReading(now: now, boot: boot), at: boot)
    if isNew {
      log.error(
        "the wall clock leapt ahead: nothing is recorded as history or removed for an hour, unless it is put right",
        metadata: ["milliseconds": "\(excess)"])
    }
    return now - .milliseconds(excess)
  }
}
