import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// What the open tickets of each owner weigh, in every queue and team (rule K1), by member.
  package func loads() throws(StoreError) -> [(MemberID, Load)] {
    try connection.all(
      """
      SELECT owner, SUM(weight) AS load FROM tickets WHERE state = 'open' AND owner IS NOT NULL
      GROUP BY owner ORDER BY owner
      """
    ) { row throws(StoreError) in (try row.form("owner"), Load(hundredths: try row.int("load"))) }
  }

  /// Who was given a ticket since `time`, and when, in order of time (K1 filter 7, rule K4).
  package func assignments(since time: Timestamp) throws(StoreError) -> [(MemberID, Timestamp)] {
    try connection.all(
      "SELECT member, at_ms FROM assignments WHERE at_ms >= $1 ORDER BY at_ms, number", [time]
    ) { row throws(StoreError) in (try row.form("member"), try row.instant("at_ms")) }
  }

  /// Who was given a ticket of this customer last.
  package func lastOwner(of customer: CustomerID, team: TeamID) throws(StoreError) -> PastOwner? {
    try connection.first(
      """
      SELECT member, at_ms FROM assignments WHERE team = $1 AND customer = $2
      ORDER BY at_ms DESC, number DESC LIMIT 1
      """, [team, customer]
    ) { row throws(StoreError) in PastOwner(try row.form("member"), at: try row.instant("at_ms")) }
  }

  /// What members set for themselves, by member.
  package func memberSwitches() throws(StoreError) -> [MemberSwitches] {
    try connection.all(
      "SELECT member, capacity, paused_ms, resumes_ms, reason FROM member_switches ORDER BY member",
      as: MemberSwitches.init)
  }
}

extension Transaction {
  /// Stores a member's own capacity and pause in place of what was there.
  package func set(_ switches: MemberSwitches, by: String, at: Timestamp) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO member_switches (member, capacity, paused_ms, resumes_ms, reason, changed_ms, changed_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (member) DO UPDATE SET capacity = excluded.capacity, paused_ms = excluded.paused_ms,
        resumes_ms = excluded.resumes_ms, reason = excluded.reason, changed_ms = excluded.changed_ms,
        changed_by = excluded.changed_by
      """,
      [
        switches.member, switches.capacity, switches.pause?.from, switches.pause?.until, switches.pause?.reason, at, by,
      ])
  }

  /// Remembers who was given a ticket: for the round (the oldest goes first), for rate limits and for the customer.
  package func recordAssignment(
    of ticket: TicketID, to member: MemberID, queue: QueueID, team: TeamID, customer: CustomerID? = nil, at: Timestamp
  ) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO last_assignments (team, queue, member, ticket, at_ms) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (team, queue, member) DO UPDATE SET ticket = excluded.ticket, at_ms = excluded.at_ms
      """, [team, queue, member, ticket.number, at])
    try connection.run(
      "INSERT INTO assignments (ticket, team, queue, customer, member, at_ms) VALUES ($1, $2, $3, $4, $5, $6)",
      [ticket.number, team, queue, customer, member, at])
  }
}

/// What a member set for themselves at the desk (C7, C8).
package struct MemberSwitches: Sendable, Hashable, Codable {
  package var member: MemberID
  /// In place of the capacity of the file; nil: the file's holds.
  package var capacity: Int?
  package var pause: Pause?

  package init(member: MemberID, capacity: Int? = nil, pause: Pause? = nil) {
    self.member = member
    self.capacity = capacity
    self.pause = pause
  }
}

extension MemberSwitches {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let member: MemberID = try row.form("member")
    self.init(member: member, capacity: try row.intIfAny("capacity"))
    guard let from = try row.instantIfAny("paused_ms") else { return }
    pause = Pause(
      member: member, from: from, until: try row.instantIfAny("resumes_ms"), reason: try row.textIfAny("reason") ?? "")
  }
}
