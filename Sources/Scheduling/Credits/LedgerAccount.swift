/// Where an amount stands: a member's leave or points, or the team's that they come from and go back to.
package enum LedgerAccount: Sendable, Hashable, Comparable, CustomStringConvertible {
  case member(Unit, MemberID)
  case team(Unit, TeamID)

  /// What is counted; amounts are hundredths of it.
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Days.
    case leave
    case points
  }

  package var unit: Unit {
    switch self {
    case .member(let unit, _), .team(let unit, _): unit
    }
  }

  /// `leave/esme`, `team/field-support/leave`.
  package var description: String {
    switch self {
    case .member(let unit, let member): "\(unit.rawValue)/\(member)"
    case .team(let unit, let team): "team/\(team)/\(unit.rawValue)"
    }
  }

  /// Nil for a text that names no account.
  package init?(text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let unit = Unit(rawValue: parts[0]), let member = try? MemberID(text: parts[1]) {
      self = .member(unit, member)
    } else if parts.count == 3, parts[0] == "team", let unit = Unit(rawValue: parts[2]),
      let team = try? TeamID(text: parts[1])
    {
      self = .team(unit, team)
    } else {
      return nil
    }
  }

  package static func < (a: LedgerAccount, b: LedgerAccount) -> Bool { a.description < b.description }
}

/// One line of an entry: what an account gains, or loses.
package struct Posting: Sendable, Hashable {
  package var account: LedgerAccount
  package var hundredths: Int

  package init(_ account: LedgerAccount, _ hundredths: Int) {
    self.account = account
    self.hundredths = hundredths
  }
}
