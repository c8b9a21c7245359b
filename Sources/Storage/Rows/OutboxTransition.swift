import Timekeeping
import Triage

extension OutboxRow {
  /// Waits between attempts whose result is not known; the last one repeats.
  static let backoff: [Duration] = [.seconds(5), .seconds(15), .seconds(30), .seconds(60)]

  /// This row after an attempt ended in `outcome`; `moot` when the page is not wanted any more.
  ///
  /// A result that comes late still counts: a page that was sent is sent, whatever was thought meanwhile. Anything
  /// else moves only a page whose fate is open.
  func after(_ outcome: PageOutcome, at: Timestamp, moot: Bool) -> OutboxRow {
    var row = self
    row.lastOutcome = outcome
    if case .sent = outcome {
      row.settle(.sent)
      row.crossed = crossed || moot
    } else if [.ready, .claimed, .unknown].contains(state) {
      row.retreat(outcome, at: at)
    }
    return row
  }

  private mutating func retreat(_ outcome: PageOutcome, at: Timestamp) {
    switch outcome {
    case .sent: break
    case .refused: settle(.failed)
    case .retry(let after, _):
      settle(.ready)
      notBefore = at + after.duration
    case .unknown:
      settle(.unknown)
      notBefore = at + Self.backoff[min(max(attempts, 1), Self.backoff.count) - 1]
    }
  }

  private mutating func settle(_ new: OutboxState) {
    state = new
    claimEpoch = nil
    claimUntil = nil
  }
}
