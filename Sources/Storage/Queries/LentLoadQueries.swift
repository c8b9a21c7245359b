import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// What members carry for desks that keep their own tickets, at `now`, by member.
  package func lentLoads(at now: Timestamp) throws(StoreError) -> [(MemberID, Load)] {
    let loans = try runningLoans(at: now).filter { $0.until > now }
    return Dictionary(grouping: loans, by: \.member).map { member, loans in
      (member, loans.reduce(into: Load.zero) { $0 += $1.weight })
    }.sorted { $0.0 < $1.0 }
  }

  /// When the next of each member's loans is over, by member.
  package func loanEnds(at now: Timestamp) throws(StoreError) -> [(MemberID, Timestamp)] {
    let loans = try runningLoans(at: now).filter { $0.until > now }
    return Dictionary(loans.map { ($0.member, $0.until) }, uniquingKeysWith: min).sorted { $0.0 < $1.0 }
  }

  /// Read once for all decisions of a transaction, whose commands come in the order of their time.
  private func runningLoans(at now: Timestamp) throws(StoreError) -> [RunningLoan] {
    if let known = kept.lent, known.since <= now { return known.loans }
    let loans = try connection.all(
      "SELECT member, weight, until_ms FROM lent_loads WHERE released_ms IS NULL AND until_ms > $1", [now]
    ) { row throws(StoreError) in
      RunningLoan(
        member: try row.form("member"), weight: Load(hundredths: try row.int("weight")),
        until: try row.instant("until_ms"))
    }
    kept.lent = (now, loans)
    return loans
  }

  /// The newest loan under the asker's key; also one that is over.
  package func lentLoad(_ key: String, team: TeamID) throws(StoreError) -> LentLoad? {
    try connection.first(
      """
      SELECT team, asker_key, queue, member, weight, because, given_ms, until_ms, released_ms FROM lent_loads
      WHERE team = $1 AND asker_key = $2
      """, [team, key], as: LentLoad.init)
  }
}

extension Transaction {
  /// Stores a loan in place of an older one under the same key.
  package func lend(_ loan: LentLoad) throws(StoreError) {
    kept.lent = nil
    try connection.run(
      """
      INSERT INTO lent_loads (team, asker_key, queue, member, weight, because, given_ms, until_ms, released_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (team, asker_key) DO UPDATE SET queue = excluded.queue, member = excluded.member,
        weight = excluded.weight, because = excluded.because, given_ms = excluded.given_ms,
        until_ms = excluded.until_ms, released_ms = excluded.released_ms
      """,
      [
        loan.team, loan.key, loan.queue, loan.member, loan.weight.hundredths, loan.because, loan.given, loan.until,
        loan.released,
      ])
    try connection.run(
      "INSERT INTO assignments (ticket, team, queue, member, at_ms) VALUES (0, $1, $2, $3, $4)",
      [loan.team, loan.queue, loan.member, loan.given])
  }

  /// Ends a loan; false when there is none under that key that runs.
  package func releaseLoan(_ key: String, team: TeamID, at: Timestamp) throws(StoreError) -> Bool {
    kept.lent = nil
    return try connection.run(
      """
      UPDATE lent_loads SET released_ms = $3
      WHERE team = $1 AND asker_key = $2 AND released_ms IS NULL AND until_ms > $3
      """, [team, key, at]) > 0
  }
}

/// What one loan counts, and until when.
struct RunningLoan: Sendable, Hashable {
  var member: MemberID
  var weight: Load
  var until: Timestamp
}

/// A ticket that somebody has at a desk that keeps its own: it counts in their load until it is over.
package struct LentLoad: Sendable, Hashable, Codable {
  package var team: TeamID
  /// The asker's own id of the ticket: asked again, it gets the same answer.
  package var key: String
  package var queue: QueueID
  package var member: MemberID
  package var weight: Load
  package var because: String
  package var given: Timestamp
  package var until: Timestamp
  package var released: Timestamp?

  package init(
    team: TeamID, key: String, queue: QueueID, member: MemberID, weight: Load, because: String, given: Timestamp,
    until: Timestamp, released: Timestamp? = nil
  ) {
    self.team = team
    self.key = key
    self.queue = queue
    self.member = member
    self.weight = weight
    self.because = because
    self.given = given
    self.until = until
    self.released = released
  }

  package func runs(at now: Timestamp) -> Bool { released == nil && until > now }
}

extension LentLoad {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      team: try row.form("team"), key: try row.text("asker_key"), queue: try row.form("queue"),
      member: try row.form("member"), weight: Load(hundredths: try row.int("weight")), because: try row.text("because"),
      given: try row.instant("given_ms"), until: try row.instant("until_ms"),
      released: try row.instantIfAny("released_ms"))
  }
}
