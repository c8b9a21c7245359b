import Storage
import Synchronization
import Timekeeping
import Workflows

/// The clocks of a simulated machine: time that only passes when the run says so, a wall clock that can be set wrong,
/// and the time since the machine's boot.
package final class VirtualClock: Sendable {
  private struct Hands {
    var passed: Int64 = 0
    /// What the wall shows when nothing has passed.
    var base: Int64
    var boot = 1
    var bootedAt: Int64 = 0
    /// How far the engine's clocks are ahead of the auditor's: a planted fault.
    var lie: Int64 = 0
  }

  private let hands: Mutex<Hands>

  package init(_ start: Timestamp) { hands = Mutex(Hands(base: start.milliseconds)) }

  /// Milliseconds since the run began; they never go back.
  package var passed: Int64 { hands.withLock { $0.passed } }
  package var wall: Timestamp { hands.withLock { Timestamp(milliseconds: $0.base + $0.passed) } }
  package var bootID: String { hands.withLock { "boot-\($0.boot)" } }
  /// Milliseconds since the machine's boot.
  package var sinceBoot: Int64 { hands.withLock { $0.passed - $0.bootedAt } }

  package func advance(to passed: Int64) { hands.withLock { $0.passed = max($0.passed, passed) } }
  package func setWall(by milliseconds: Int64) { hands.withLock { $0.base += milliseconds } }
  package func lie(by milliseconds: Int64) { hands.withLock { $0.lie = milliseconds } }

  package func reboot() {
    hands.withLock { hands in
      hands.boot += 1
      hands.bootedAt = hands.passed
    }
  }

  /// As the engine reads them.
  package var machine: WallClock {
    WallClock(
      now: { [self] in hands.withLock { Timestamp(milliseconds: $0.base + $0.passed + $0.lie) } },
      boot: { [self] in
        hands.withLock { BootClock(id: "boot-\($0.boot)", milliseconds: $0.passed - $0.bootedAt + $0.lie) }
      })
  }
}
