import Timekeeping

/// From one instant to another: add, remove or replace a member, or nobody on purpose (rule T8).
package struct Override: Sendable, Hashable, Codable {
  package let id: String
  package var team: TeamID
  package var duty: DutyID
  package var interval: Interval
  package var change: Change
  package var reason: String?
  package var by: String

  package init(
    id: String, team: TeamID, duty: DutyID, interval: Interval, change: Change, reason: String? = nil, by: String
  ) {
    self.id = id
    self.team = team
    self.duty = duty
    self.interval = interval
    self.change = change
    self.reason = reason
    self.by = by
  }

  package enum Change: Sendable, Hashable, Codable {
    case add(MemberID)
    case remove(MemberID)
    /// No effect while `out` is not on.
    case replace(out: MemberID, in: MemberID)
    case nobody
  }

  /// The members it names; two overrides of one duty that share one may not overlap (rule T8, case D18).
  package var named: [MemberID] {
    switch change {
    case .add(let member), .remove(let member): [member]
    case .replace(let out, let into): [out, into]
    case .nobody: []
    }
  }
}
