import Scheduling
import Timekeeping

/// A member who stands slots only beside one of certain others: a newcomer beside a senior.
///
/// For all of the slot's time, one of them is on some duty of the same team.
package struct Companions: Sendable, Hashable, Codable {
  package var member: MemberID
  package var beside: [MemberID]
  /// The last day on which that is asked (rule T1); nil is open.
  package var until: CivilDate?

  package init(member: MemberID, beside: [MemberID], until: CivilDate? = nil) {
    self.member = member
    self.beside = beside
    self.until = until
  }
}
