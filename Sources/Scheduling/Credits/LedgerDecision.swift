import Timekeeping

/// What somebody decided about credits; an entry follows from it, and none is ever edited (rule T15).
package struct LedgerDecision: Sendable, Hashable {
  package var member: MemberID
  package var team: TeamID
  package var kind: Kind
  package var reason: String

  package init(member: MemberID, team: TeamID, kind: Kind, reason: String) {
    self.member = member
    self.team = team
    self.kind = kind
    self.reason = reason
  }

  package enum Kind: Sendable, Hashable {
    /// Given without a shift.
    case grant(LedgerAccount.Unit, hundredths: Int)
    /// The entry with this number is turned round.
    case reverse(entry: Int)
    /// Taken as leave.
    case spend(leave: String, hundredths: Int)
    /// That leave was taken back.
    case refund(leave: String, hundredths: Int)
  }
}
