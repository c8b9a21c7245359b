import Dispatch
import Foundation
import Synchronization

/// Whether somebody pressed Ctrl-C; the first time it only sets the flag, the second time it ends the program.
// Sendable because the source is constant, and libdispatch takes its objects from any thread.
final class InterruptFlag: @unchecked Sendable {
  private let pressed = Mutex(false)
  private let source: any DispatchSourceSignal

  init() {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { [weak self] in
      guard let self else { return }
      let again = self.pressed.withLock { pressed in
        defer { pressed = true }
        return pressed
      }
      if again { exit(130) }
    }
    source.resume()
  }

  var isSet: Bool { pressed.withLock { $0 } }
}
