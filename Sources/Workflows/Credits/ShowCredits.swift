import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What members have earned and not spent: folds over the ledger.
package struct ShowCredits: OperatorCommand {
  package static let name = "credits"
  package static let changes = false

  /// Nil asks for everybody who has an account or is in a team.
  package var member: String?

  package init(member: String? = nil) { self.member = member }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [CreditRow] {
    let world = try await desk.world()
    let wanted = try member.map { try world.anyMember($0) }
    let balances = try await desk.store.read { try $0.balances() }
    var found = world.teams(at: desk.clock.now()).flatMap(\.schedule.members).map(\.id)
    for case .member(_, let member) in balances.map(\.account) { found.append(member) }
    let members = wanted.map { [$0] } ?? Set(found).sorted()
    return members.map { member in
      CreditRow(
        member: member.text, name: world.name(of: member),
        leave: Hundredths.text(balances.holding(.member(.leave, member))),
        points: Hundredths.text(balances.holding(.member(.points, member))))
    }
  }
}

/// A member's balances, with two decimals.
package struct CreditRow: Codable, Sendable, Hashable {
  package var member: String
  package var name: String
  /// In days.
  package var leave: String
  package var points: String
}

extension [Posting] {
  fileprivate func holding(_ account: LedgerAccount) -> Int { first { $0.account == account }?.hundredths ?? 0 }
}

/// Everything that moved a member's balances, with why and the evidence.
package struct CreditStatement: OperatorCommand {
  package static let name = "credits-statement"
  package static let changes = false

  package var member: String

  package init(member: String) { self.member = member }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [StatementRow] {
    let member = try await desk.world().anyMember(member)
    let entries = try await desk.store.read { try $0.ledgerEntries(of: member) }
    return entries.statement(of: member)
  }
}

extension [LedgerEntry] {
  /// All of a member's entries, in their order, each with the balance after it.
  func statement(of member: MemberID) -> [StatementRow] {
    var balances: [LedgerAccount.Unit: Int] = [:]
    return flatMap { entry -> [StatementRow] in
      let own = entry.postings.filter { $0.account == .member($0.account.unit, member) }
      if own.isEmpty { return [StatementRow(entry, unit: nil, amount: 0, balance: 0)] }
      return own.map { posting in
        let unit = posting.account.unit
        balances[unit, default: 0] += posting.hundredths
        return StatementRow(entry, unit: unit, amount: posting.hundredths, balance: balances[unit, default: 0])
      }
    }
  }
}

/// An entry as the member sees it.
package struct StatementRow: Codable, Sendable, Hashable {
  package var entry: String
  package var earned: Timestamp
  package var posted: Timestamp
  package var team: String
  /// `leave` (days) or `points`; nil where nothing was earned.
  package var unit: String?
  package var amount: String
  /// After this entry.
  package var balance: String
  package var words: String
  package var cause: String
  package var evidence: [Evidence]

  init(_ entry: LedgerEntry, unit: LedgerAccount.Unit?, amount: Int, balance: Int) {
    self.entry = entry.id
    earned = entry.earned
    posted = entry.at
    team = entry.team.text
    self.unit = unit?.rawValue
    self.amount = Hundredths.text(amount)
    self.balance = unit == nil ? "" : Hundredths.text(balance)
    words = entry.words
    cause = entry.cause
    evidence = entry.evidence
  }
}

/// Who earned how many points in a period, the most first (D10, D36).
package struct CreditLeague: OperatorCommand {
  package static let name = "credits-league"
  package static let changes = false

  package var from: Timestamp?
  /// Exclusive.
  package var until: Timestamp?

  package init(from: Timestamp? = nil, until: Timestamp? = nil) {
    self.from = from
    self.until = until
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [LeagueRow] {
    guard let period = Interval(from ?? .distantPast, until ?? .distantFuture) else {
      throw OperatorProblem(.refused, "the period ends before it begins", help: "give a later --until")
    }
    let world = try await desk.world()
    let entries = try await desk.store.read { try $0.ledgerEntries() }.filter { period.contains($0.earned) }
    let earned = Dictionary(grouping: entries, by: \.member).map { member, entries in
      (member, entries.reduce(0) { $0 + $1.change(of: .member(.points, member)) })
    }
    let sorted = earned.filter { $0.1 != 0 }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    return sorted.map { member, points in
      LeagueRow(
        rank: 1 + sorted.count { $0.1 > points }, member: member.text, name: world.name(of: member),
        points: Hundredths.text(points))
    }
  }
}

package struct LeagueRow: Codable, Sendable, Hashable {
  /// Equal points share a rank.
  package var rank: Int
  package var member: String
  package var name: String
  package var points: String
}
