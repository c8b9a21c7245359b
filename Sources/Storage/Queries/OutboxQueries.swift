import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// One page on its way.
  package func outboxRow(_ id: PageID) throws(StoreError) -> OutboxRow? {
    try connection.first(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE id = $1 AND kind = 'page'
      """, [id.text], as: OutboxRow.init)
  }

  /// Every page of a ticket, or of one of its episodes, in the order they were made.
  package func pages(of ticket: TicketID, episode: Int? = nil) throws(StoreError) -> [OutboxRow] {
    try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE ticket = $1 AND kind = 'page' AND episode = COALESCE($2, episode) ORDER BY created_ms, id
      """, [ticket.number, episode], as: OutboxRow.init)
  }

  /// The pages of a ticket that may have been heard of over one of `channels`, in the order they were made; what others
  /// carried is not read.
  package func attemptedPages(of ticket: TicketID, over channels: Set<String>) throws(StoreError) -> [OutboxRow] {
    let rows = try connection.all(
      """
      SELECT channel, state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE ticket = $1 AND kind = 'page' AND attempts > 0 ORDER BY created_ms, id
      """, [ticket.number]
    ) { row throws(StoreError) in channels.contains(try row.text("channel")) ? try OutboxRow(row) : nil }
    return rows.compactMap { $0 }
  }

  /// What `recipient` got of pages whose tickets still wait for an answer, in the order they were made: what a list
  /// acknowledges whose newest page was made at `until`.
  ///
  /// Got is what was taken, or may have been. What is on the wire for the first time, or was not taken, counts only where
  /// that newest page stands as it does: then it was in the list, which was seen whatever its provider answered. What
  /// waits for its turn nobody has seen. O(open tickets), however much was ever sent.
  package func unansweredPages(of recipient: MemberID, until: Timestamp) throws(StoreError) -> [OutboxRow] {
    let pages = try connection.all(
      """
      SELECT o.state, o.attempts, o.not_before_ms, o.claim_epoch, o.claim_until_ms, o.last_outcome, o.crossed, o.cause,
        o.value
      FROM tickets t CROSS JOIN outbox o
      WHERE t.is_open = 1 AND t.acknowledged = 0 AND o.ticket = t.number AND o.kind = 'page' AND o.episode = t.episode
        AND o.attempts > 0 AND o.created_ms <= $1 AND instr(o.id, $2) > 0
      ORDER BY o.created_ms, o.id
      """, [until, "-\(recipient)_"], as: OutboxRow.init
    ).filter { $0.page.recipient == recipient }
    let claimed = try claimedPages(created: until).filter { $0.page.recipient == recipient }
    let newest = claimed + pages.filter { $0.page.created == until }
    return pages.filter { row in row.mayHaveBeenTaken || newest.contains { $0.stands(as: row) } }
  }

  /// The pages made at that instant that a sender has now.
  private func claimedPages(created: Timestamp) throws(StoreError) -> [OutboxRow] {
    try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE kind = 'page' AND state = 'claimed' AND created_ms = $1 ORDER BY id
      """, [created], as: OutboxRow.init)
  }

  /// Every attempt to send a page, in order.
  package func attempts(of id: PageID) throws(StoreError) -> [PageAttempt] {
    try connection.all(
      "SELECT number, at_ms, outcome FROM attempts WHERE page = $1 ORDER BY number", [id.text]
    ) { row throws(StoreError) in
      PageAttempt(number: try row.int("number"), at: try row.instant("at_ms"), outcome: try row.json("outcome"))
    }
  }

  /// What attempts at a page came to, each answer once however often it was given: in an outage they are thousands.
  package func outcomes(of id: PageID) throws(StoreError) -> [PageOutcome] {
    try connection.all("SELECT DISTINCT outcome FROM attempts WHERE page = $1", [id.text]) { row throws(StoreError) in
      try row.json("outcome")
    }
  }

  /// When a sender has to look next: the first page to send or the first claim to expire; nil when nothing is open.
  package func nextPageDue() throws(StoreError) -> Timestamp? { try nextDue(.page) }

  /// When a sender has to look next, channels in `full` apart: the first row to send, or the first claim to run out.
  package func nextDue(_ kind: OutboxKind, full: Set<String> = []) throws(StoreError) -> Timestamp? {
    let send = try waitingChannels(kind).filter { !full.contains($0.channel) }.map(\.next).min()
    let expire = try connection.first(
      "SELECT MIN(claim_until_ms) AS next_ms FROM outbox WHERE kind = $1 AND state = 'claimed'", [kind]
    ) { row throws(StoreError) in try row.instantIfAny("next_ms") }
    return [send, expire.flatMap { $0 }].compactMap { $0 }.min()
  }

  /// The channels over which something waits to leave, each with the time of its first. O(channels): the index is
  /// asked for the next channel after each, and for its first row.
  func waitingChannels(_ kind: OutboxKind) throws(StoreError) -> [(channel: String, next: Timestamp)] {
    let found = try connection.all(
      """
      WITH RECURSIVE waiting (channel) AS (
        SELECT MIN(channel) FROM outbox WHERE kind = $1 AND state IN ('ready', 'unknown')
        UNION ALL
        SELECT (
          SELECT MIN(o.channel) FROM outbox o
          WHERE o.kind = $1 AND o.state IN ('ready', 'unknown') AND o.channel > waiting.channel)
        FROM waiting WHERE waiting.channel IS NOT NULL)
      SELECT w.channel, (
        SELECT MIN(o.not_before_ms) FROM outbox o
        WHERE o.kind = $1 AND o.channel = w.channel AND o.state IN ('ready', 'unknown')
          AND (o.lane IS NULL OR NOT EXISTS (
            SELECT 1 FROM outbox e
            WHERE e.lane = o.lane AND e.place < o.place AND e.state IN ('ready', 'unknown', 'claimed')))) AS next_ms
      FROM waiting w WHERE w.channel IS NOT NULL
      """, [kind]
    ) { row throws(StoreError) in (channel: try row.text("channel"), next: try row.instantIfAny("next_ms")) }
    return found.compactMap { channel, next in next.map { (channel, $0) } }
  }
}

/// Which of the sorts of rows the outbox holds.
package enum OutboxKind: String, Bindable, Sendable, Hashable, CaseIterable {
  case page, message, letter

  var sql: SQLValue { .text(rawValue) }
}

extension Outgoing {
  init(_ row: ResultRow) throws(StoreError) {
    self.init(
      payload: try row.json("value"), state: try row.choice("state"), attempts: try row.int("attempts"),
      notBefore: try row.instant("not_before_ms"), claimEpoch: try row.intIfAny("claim_epoch"),
      claimUntil: try row.instantIfAny("claim_until_ms"), lastOutcome: try row.jsonIfAny("last_outcome"),
      crossed: try row.flag("crossed"), cause: try row.textIfAny("cause"))
  }
}

extension Outgoing where Payload == Page {
  /// True where a provider took it, or its answer did not come.
  fileprivate var mayHaveBeenTaken: Bool {
    if state == .claimed, case .unknown? = lastOutcome { return true }
    return state == .sent || state == .unknown
  }

  /// True where both are with one sender, or came back from it, over the same channel.
  fileprivate func stands(as other: OutboxRow) -> Bool {
    state == other.state && page.channel == other.page.channel
      && (state == .claimed ? claimUntil == other.claimUntil : notBefore == other.notBefore)
  }
}
