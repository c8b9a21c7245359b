import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Outcome of an attempt")
struct OutboxTransitionTests {
  private static let outcomes: [(PageOutcome, OutboxState)] = [
    (.sent(reference: nil), .sent), (.retry(after: PlainDuration(.seconds(9)), why: "busy"), .ready),
    (.refused(why: "gone"), .failed), (.unknown(why: "?"), .unknown),
  ]

  private static func row(_ state: OutboxState) -> OutboxRow {
    OutboxRow(payload: Samples.page(1), state: state, attempts: 1, notBefore: Samples.now, crossed: false)
  }

  @Test("A page whose fate is open goes where the outcome says", arguments: [OutboxState.ready, .claimed, .unknown])
  func open(_ state: OutboxState) {
    for (outcome, expected) in Self.outcomes {
      let after = Self.row(state).after(outcome, at: Samples.at(1), moot: false)
      #expect(after.state == expected && after.lastOutcome == outcome && !after.crossed)
    }
  }

  @Test("A page that is settled stays so, but sent is sent", arguments: [OutboxState.sent, .failed, .cancelled])
  func settled(_ state: OutboxState) {
    for (outcome, next) in Self.outcomes {
      let after = Self.row(state).after(outcome, at: Samples.at(1), moot: false)
      #expect(after.state == (next == .sent ? .sent : state))
    }
  }

  @Test("Only a page that was sent though nobody wanted it any more has crossed")
  func crossed() {
    for (outcome, next) in Self.outcomes {
      #expect(Self.row(.claimed).after(outcome, at: Samples.at(1), moot: true).crossed == (next == .sent))
    }
  }
}
