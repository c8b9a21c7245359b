import Testing
import Timekeeping
import Triage

/// What holds for every decision, whatever led to it (invariant I2).
enum DeskLaws {
  static func check(_ decision: Decision, now: Timestamp, sourceLocation: SourceLocation = #_sourceLocation) {
    let broken = broken(decision, now: now)
    #expect(broken.isEmpty, "\(broken.joined(separator: "; "))", sourceLocation: sourceLocation)
  }

  /// A sentence for every law that does not hold.
  static func broken(_ decision: Decision, now: Timestamp) -> [String] {
    let ticket = decision.ticket
    let timer = decision.timer
    let laws: [(Bool, String)] = [
      (!ticket.isOpen || timer != nil, "an open ticket has exactly one timer"),
      (
        ticket.isOpen || timer == nil || ticket.state == .resolved && timer?.purpose == .close,
        "a closed ticket has no timer, a resolved one at most that of its close"
      ),
      (timer.map { $0.due >= now } ?? true, "no timer is in the past"),
      (!ticket.isOpen || (ticket.owner != nil) == (ticket.placement == .owned), "owner or a stated wait, never both"),
      (!ticket.isOpen || (ticket.state == .new) == (ticket.owner == nil), "new means that nobody owns it (C27)"),
      (ticket.isOpen || decision.pages.isEmpty, "a closed ticket pages nobody"),
      (ticket.acknowledgement == nil || decision.pages.isEmpty, "an acknowledged ticket pages nobody"),
      (Set(decision.pages.map(\.id)).count == decision.pages.count, "pages have ids of their own"),
      (decision.steps.isEmpty || !ticket.because.isEmpty, "every wait and owner has a reason"),
      (decision.steps.allSatisfy { !$0.because.isEmpty }, "every step has a reason"),
      (ticket.custody.card == nil || ticket.owner != nil || !ticket.isOpen, "a card is about an owner"),
      (decision.tells.allSatisfy { !$0.to.isEmpty && !$0.text.isEmpty }, "whoever is told is told something"),
      (ticket.owner == nil || ticket.custody.questions.isEmpty, "who has an owner asks nobody first"),
      (waits(ticket.placement).allSatisfy { $0 > now } || !ticket.isOpen, "a wait ends later than now"),
    ]
    return laws.filter { !$0.0 }.map(\.1)
  }

  private static func waits(_ placement: Placement) -> [Timestamp] {
    switch placement {
    case .owned, .paging: []
    case .held(let until), .overflowing(_, let until), .unassignable(let until), .offered(_, let until),
      .asking(_, let until):
      [until]
    }
  }
}
