import Scheduling
import Timekeeping

extension Ticket {
  /// What has to be done now, and whose it is, in a few words; instants in it are as RFC 3339 has them.
  package func nextAction(name: (MemberID) -> String) -> String {
    guard isOpen else { return "none" }
    if state == .pending { return "the customer: answer" }
    if state == .onHold { return owner.map { "\(name($0)): on hold" } ?? "on hold" }
    if acknowledgement == nil, escalation?.reachedNobody == true {
      return "no page reached anybody: call \(owner.map(name) ?? "whoever is on")"
    }
    if let owner { return "\(name(owner)): \(owesAnswer ? "respond" : "resolve")" }
    switch placement {
    case .owned: return "find an owner"
    case .held(let until):
      let wait = "held until \(heldUntil ?? until)"
      return custody.offered.isEmpty ? wait : "\(wait); \(listed(custody.offered.map(name))) may claim it"
    case .overflowing(_, let until): return "next level at \(until)"
    case .offered: return "\(listed(custody.offered.map(name))): claim it"
    case .asking: return "\(listed(custody.openQuestion?.waitingFor.map(name) ?? [])): take it, or say no"
    case .paging: return acknowledgement == nil ? "a paged person: acknowledge" : "the lead: find somebody"
    case .unassignable: return "the lead: find somebody"
    }
  }
}

extension Ticket {
  /// True while a message of the customer waits, or a promise to answer runs.
  private var owesAnswer: Bool {
    if let isWaitedFor { return isWaitedFor }
    let runs = clocks?.contains { [.firstResponse, .nextResponse].contains($0.clock) && $0.state == .running } ?? false
    return runs || acknowledgement == nil
  }
}
