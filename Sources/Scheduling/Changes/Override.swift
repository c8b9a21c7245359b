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
  package var kind: Kind
  /// The shift that a swap or take-over is about: where an edit of the schedule moves that shift, the change moves
  /// with it (rule T12). Nil for a change of plain time.
  package var follows: ShiftID?
  /// The followed shift as it stood when the change was made: an end of `interval` that lay on an end of it moves with
  /// it. Where it is nil, `interval` is only clipped to the shift.
  package var followed: Interval?
  /// The same shift, or the one that it is a part of, without any change, leave, or temporary schedule that did not make
  /// it: an end of `followed` that lies elsewhere was made by one of those, so it stays where it is, whatever becomes of
  /// that.
  package var base: Interval?
  /// The request it was made by, such as a swap that both agreed to.
  package var request: String?

  package init(
    id: String, team: TeamID, duty: DutyID, interval: Interval, change: Change, reason: String? = nil, by: String,
    kind: Kind = .direct, follows: ShiftID? = nil, followed: Interval? = nil, base: Interval? = nil,
    request: String? = nil
  ) {
    self.id = id
    self.team = team
    self.duty = duty
    self.interval = interval
    self.change = change
    self.reason = reason
    self.by = by
    self.kind = kind
    self.follows = follows
    self.followed = followed
    self.base = base
    self.request = request
  }

  /// Where it comes from; swaps and take-overs apply on top of direct overrides (rule T8, case E46).
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case direct, swap, takeOver
  }

  package enum Change: Sendable, Hashable, Codable {
    case add(MemberID)
    case remove(MemberID)
    /// No effect while `out` is not on.
    case replace(out: MemberID, in: MemberID)
    case nobody
  }

  /// Whom it takes away, where it names them.
  package var gone: MemberID? {
    switch change {
    case .replace(let out, _), .remove(let out): out
    case .add, .nobody: nil
    }
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
