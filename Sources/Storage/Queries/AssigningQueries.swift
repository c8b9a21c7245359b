import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// What the open tickets of each owner weigh, in every queue and team (rule K1). O(members), once in a transaction.
  package func loads() throws(StoreError) -> [MemberID: Load] {
    if let known = kept.loads { return known }
    var loads: [MemberID: Load] = [:]
    try connection.each("SELECT member, weight FROM owner_loads WHERE weight <> 0") { row throws(StoreError) in
      loads[MemberID(unchecked: try row.text(at: 0))] = Load(hundredths: Int(try row.integer(at: 1)))
      return true
    }
    kept.loads = loads
    return loads
  }

  /// What a stored ticket counts, and for whom; nil while it counts for nobody or is not there.
  func counted(_ ticket: TicketID) throws(StoreError) -> CountedLoad? {
    try connection.first(
      "SELECT owner, weight FROM tickets WHERE number = $1 AND state = 'open' AND owner IS NOT NULL", [ticket.number]
    ) { row throws(StoreError) in CountedLoad(member: try row.form("owner"), weight: try row.int("weight")) }
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
    if let known = kept.switches { return known }
    let switches = try connection.all(
      "SELECT member, capacity, paused_ms, resumes_ms, reason FROM member_switches ORDER BY member",
      as: MemberSwitches.init)
    kept.switches = switches
    return switches
  }
}

/// What one ticket counts in its owner's load, in hundredths.
struct CountedLoad: Sendable, Hashable {
  var member: MemberID
  var weight: Int
}

extension CountedLoad {
  /// What `ticket` counts: only while the next step is ours (rule K1).
  init?(_ ticket: Ticket) {
    guard ticket.state == .open, let owner = ticket.owner else { return nil }
    self.init(member: owner, weight: ticket.custody.weight.hundredths)
  }
}

extension Transaction {
  /// Moves the loads from what a ticket counted to what it counts now.
  func moveLoad(from before: CountedLoad?, to after: CountedLoad?) throws(StoreError) {
    guard before != after else { return }
    if let before { try addLoad(-before.weight, to: before.member) }
    if let after { try addLoad(after.weight, to: after.member) }
  }

  private func addLoad(_ weight: Int, to member: MemberID) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO owner_loads (member, weight) VALUES ($1, $2)
      ON CONFLICT (member) DO UPDATE SET weight = owner_loads.weight + excluded.weight
      """, [member, weight])
    let load = (kept.loads?[member] ?? .zero) + Load(hundredths: weight)
    kept.loads?[member] = load == .zero ? nil : load
  }

  /// Stores a member's own capacity and pause in place of what was there.
  package func set(_ switches: MemberSwitches, by: String, at: Timestamp) throws(StoreError) {
    kept.switches = nil
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
