import Scheduling
import Timekeeping
import Triage

/// What the outbox carries.
package protocol OutboxPayload: Sendable, Hashable, Codable {
  /// Waits between attempts whose result is not known; the last one repeats.
  static var backoff: [Duration] { get }
}

extension Page: OutboxPayload {
  package static let backoff: [Duration] = [.seconds(5), .seconds(15), .seconds(30), .seconds(60)]
}

extension Message: OutboxPayload {
  /// Nobody waits for a message as for a page, and nobody's acknowledgement ends its attempts.
  package static let backoff: [Duration] = Page.backoff + [.minutes(5), .minutes(15), .hours(1)]
}

extension Letter: OutboxPayload {
  /// As patient as messages: a provider that is down for a day gets them the day after.
  package static let backoff: [Duration] = Message.backoff
}

extension Outgoing {
  /// This row after an attempt ended in `outcome`; `moot` when it is not wanted any more.
  ///
  /// A result that comes late still counts: what was sent is sent, whatever was thought meanwhile. Anything
  /// else moves only what has its fate still open.
  func after(_ outcome: PageOutcome, at: Timestamp, moot: Bool) -> Outgoing {
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
      notBefore = at + Payload.backoff[min(max(attempts, 1), Payload.backoff.count) - 1]
    }
  }

  private mutating func settle(_ new: OutboxState) {
    state = new
    claimEpoch = nil
    claimUntil = nil
  }
}
