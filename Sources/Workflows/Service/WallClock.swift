import Storage
import Timekeeping

#if canImport(Glibc)
  import Glibc
#endif

/// Where `now` comes from: asked once at the door of each workflow and passed down.
package struct WallClock: Sendable {
  package var now: @Sendable () -> Timestamp
  /// The clock that runs on through changes of the wall clock, within one boot of the machine.
  package var boot: @Sendable () -> BootClock

  package init(now: @escaping @Sendable () -> Timestamp, boot: @escaping @Sendable () -> BootClock) {
    self.now = now
    self.boot = boot
  }

  /// A clock that stands still, for tests and for commands about another instant.
  package static func fixed(_ instant: Timestamp) -> WallClock {
    WallClock(now: { instant }, boot: { BootClock(id: "fixed", milliseconds: instant.milliseconds) })
  }

  /// The machine's clocks: the only place of the program that reads them.
  package static func system(bootID: String) -> WallClock {
    WallClock(
      now: { Timestamp(milliseconds: milliseconds(CLOCK_REALTIME)) },
      boot: { BootClock(id: bootID, milliseconds: milliseconds(CLOCK_BOOTTIME)) })
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
