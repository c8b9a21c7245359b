import Scheduling
import Timekeeping

extension Ticket {
  /// What has to be done now, and whose it is, in a few words.
  package func nextAction(name: (MemberID) -> String) -> String {
    guard isOpen else { return "none" }
    if let owner { return acknowledgement == nil ? "\(name(owner)): respond" : "\(name(owner)): resolve" }
    switch placement {
    case .owned: return "find an owner"
    case .held(let until): return "held until \(until)"
    case .overflowing(_, let until): return "next level at \(until)"
    case .paging: return "a paged person: acknowledge"
    case .unassignable: return "the lead: find somebody"
    }
  }
}
