import Timekeeping
import Triage

/// The life of a page: queued, claimed, sent or tried again with the same id, never dropped but for a newer page to the
/// same address (architecture, section 5).
extension Transaction {
  /// Queues a page for sending from `notBefore` on; false, and nothing changed, when its id is known already.
  package func enqueue(_ page: Page, notBefore: Timestamp) throws(StoreError) -> Bool {
    try connection.run(
      """
      INSERT INTO outbox
        (id, kind, ticket, episode, state, attempts, not_before_ms, crossed, created_ms, value, channel)
      VALUES ($1, 'page', $2, $3, 'ready', 0, $4, 0, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING
      """,
      [
        page.id.text, page.ticket.number, page.episode, notBefore, page.created, try JSONText.text(page),
        page.channel,
      ]) > 0
  }

  /// Takes up to `limit` pages that are to be sent now, the oldest first, and of each channel no more than it has `room`
  /// for; the claim holds until `until`.
  ///
  /// Claims that ran out are taken back first, as `unknown`. The tickets are read again: pages that are not wanted
  /// any more (rule K6) are cancelled instead of returned.
  package func claimPages(
    now: Timestamp, until: Timestamp, limit: Int, room: ChannelRoom = { _ in .max }
  ) throws(StoreError) -> [OutboxRow] {
    try releaseExpiredClaims(now: now)
    return try claim(.page, now: now, until: until, limit: limit, room: room, as: OutboxRow.init)
      .sorted { ($0.notBefore, $0.page.created, $0.page.id) < ($1.notBefore, $1.page.created, $1.page.id) }
  }

  /// Marks what may leave as claimed, the oldest first, channel by channel.
  func claim<T>(
    _ kind: OutboxKind, now: Timestamp, until: Timestamp, limit: Int, room: ChannelRoom,
    as read: (ResultRow) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    var taken: [T] = []
    for (channel, next) in try waitingChannels(kind).sorted(by: { $0.next < $1.next }) where next <= now {
      let most = min(limit - taken.count, room(channel))
      guard most > 0 else { continue }
      if kind == .page { try cancelMootPages(over: channel, now: now, limit: most) }
      taken += try claim(kind, over: channel, now: now, until: until, limit: most, as: read)
    }
    return taken
  }

  /// Of a lane only what is the first in it, of pages only those that are still wanted.
  private func claim<T>(
    _ kind: OutboxKind, over channel: String, now: Timestamp, until: Timestamp, limit: Int,
    as read: (ResultRow) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    try connection.all(
      """
      UPDATE outbox SET state = 'claimed', attempts = attempts + 1, claim_epoch = $2, claim_until_ms = $3
      WHERE id IN (
        SELECT id FROM outbox o
        WHERE kind = $5 AND channel = $6 AND state IN ('ready', 'unknown') AND not_before_ms <= $1
          AND (lane IS NULL OR NOT EXISTS (
            SELECT 1 FROM outbox e
            WHERE e.lane = o.lane AND e.place < o.place AND e.state IN ('ready', 'unknown', 'claimed')))
          AND (kind <> 'page' OR NOT EXISTS (
            SELECT 1 FROM tickets t WHERE t.number = o.ticket
              AND (t.is_open = 0 OR t.acknowledged = 1 OR t.episode <> o.episode)))
        ORDER BY not_before_ms, created_ms, id LIMIT $4)
      RETURNING state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      """, [now, epoch, until, limit, kind, channel], as: read)
  }

  /// Records what came of sending a page; returns the row as it stands then, so that the desk can go on from `failed`.
  ///
  /// `attempt` (the row's `attempts` when it was claimed) keeps a late result of an older claim from disturbing a
  /// newer one; only `sent` always counts.
  @discardableResult
  package func record(
    _ id: PageID, _ outcome: PageOutcome, at: Timestamp, attempt: Int? = nil
  ) throws(StoreError) -> OutboxRow {
    guard let before = try outboxRow(id) else { throw .missing("page \(id)") }
    return try record(before, id.text, outcome, at: at, attempt: attempt, moot: try isMoot(id))
  }

  /// The one way an attempt at either sort moves its row.
  func record<Payload>(
    _ before: Outgoing<Payload>, _ id: String, _ outcome: PageOutcome, at: Timestamp, attempt: Int?, moot: Bool
  ) throws(StoreError) -> Outgoing<Payload> {
    try append(outcome, to: id, at: at)
    if let attempt, attempt != before.attempts, !outcome.isSent { return before }
    let after = before.after(outcome, at: at, moot: moot)
    try connection.run(
      """
      UPDATE outbox SET state = $2, not_before_ms = $3, claim_epoch = $4, claim_until_ms = $5, last_outcome = $6,
        crossed = $7
      WHERE id = $1
      """,
      [
        id, after.state.rawValue, after.notBefore, after.claimEpoch, after.claimUntil, try JSONText.text(outcome),
        after.crossed,
      ])
    return after
  }

  /// Gives a claimed page back untried, for a sender to take again at `until`.
  package func postpone(_ id: PageID, until: Timestamp) throws(StoreError) {
    try connection.run(
      """
      UPDATE outbox SET state = 'ready', attempts = attempts - 1, not_before_ms = $2, claim_epoch = NULL,
        claim_until_ms = NULL
      WHERE id = $1 AND state = 'claimed'
      """, [id.text, until])
  }

  /// Lets a page leave at `at` that was to leave later.
  package func bringForward(_ id: PageID, to at: Timestamp) throws(StoreError) {
    try connection.run(
      "UPDATE outbox SET not_before_ms = $2 WHERE id = $1 AND state = 'ready' AND not_before_ms > $2", [id.text, at])
  }

  /// Cancels a page, unless a sender has it at the moment or its fate is known.
  package func cancelPage(_ id: PageID, because cause: String) throws(StoreError) {
    try connection.run(
      "UPDATE outbox SET state = 'cancelled', cause = $2 WHERE id = $1 AND state IN ('ready', 'unknown')",
      [id.text, cause])
  }

  /// Cancels the pages of a ticket that no sender has at the moment; returns their ids.
  @discardableResult
  package func cancelPages(of ticket: TicketID, because cause: String) throws(StoreError) -> [PageID] {
    try connection.all(
      """
      UPDATE outbox SET state = 'cancelled', cause = $2
      WHERE ticket = $1 AND kind = 'page' AND state IN ('ready', 'unknown')
      RETURNING id
      """, [ticket.number, cause]
    ) { row throws(StoreError) in PageID(text: try row.text("id")) }.sorted()
  }

  /// Puts other words into what has not left; its id and its turn stay.
  package func reword(_ id: String, as payload: some OutboxPayload) throws(StoreError) {
    try connection.run(
      "UPDATE outbox SET value = $2 WHERE id = $1 AND state <> 'sent'", [id, try JSONText.text(payload)])
  }

  /// Sets the times of all that waits, and the ends of claims, by as many milliseconds as the wall clock was set.
  package func moveOutbox(by jump: Int64) throws(StoreError) {
    try connection.run(
      "UPDATE outbox SET not_before_ms = not_before_ms + $1 WHERE state IN ('ready', 'unknown')", [jump])
    try connection.run(
      "UPDATE outbox SET claim_until_ms = claim_until_ms + $1 WHERE state = 'claimed'", [jump])
  }

  /// Takes back claims that ran out or belong to a process that is gone: whether they were sent is not known. They are
  /// due as they were, so that a clock that was set meanwhile can still be followed.
  func releaseExpiredClaims(now: Timestamp) throws(StoreError) {
    let outcome = PageOutcome.unknown(why: "the sender stopped before it wrote down the result")
    let released = try connection.all(
      """
      UPDATE outbox SET
        state = 'unknown', not_before_ms = CASE WHEN not_before_ms < $1 THEN not_before_ms ELSE $1 END,
        claim_epoch = NULL, claim_until_ms = NULL, last_outcome = $3
      WHERE state = 'claimed' AND (claim_until_ms <= $1 OR claim_epoch <> $2)
      RETURNING id
      """, [now, epoch, try JSONText.text(outcome)]
    ) { row throws(StoreError) in try row.text("id") }.sorted()
    for id in released { try append(outcome, to: id, at: now) }
  }

  /// Cancels, of the first `limit` due pages of a channel, those whose ticket is closed, acknowledged, or in a later
  /// episode; others behind them are not claimed either, and cancelled when they come first.
  private func cancelMootPages(over channel: String, now: Timestamp, limit: Int) throws(StoreError) {
    try connection.run(
      """
      UPDATE outbox SET state = 'cancelled', cause = 'the ticket was acknowledged or closed first'
      WHERE id IN (
        SELECT id FROM outbox
        WHERE kind = 'page' AND channel = $2 AND state IN ('ready', 'unknown') AND not_before_ms <= $1
        ORDER BY not_before_ms, created_ms, id LIMIT $3)
      AND EXISTS (
        SELECT 1 FROM tickets t WHERE t.number = outbox.ticket
          AND (t.is_open = 0 OR t.acknowledged = 1 OR t.episode <> outbox.episode))
      """, [now, channel, limit])
  }

  /// True when the page's ticket is closed, acknowledged, or in a later episode.
  private func isMoot(_ id: PageID) throws(StoreError) -> Bool {
    try connection.first(
      """
      SELECT t.number FROM outbox o JOIN tickets t ON t.number = o.ticket
      WHERE o.id = $1 AND (t.is_open = 0 OR t.acknowledged = 1 OR t.episode <> o.episode)
      """, [id.text]
    ) { row throws(StoreError) in try row.int("number") } != nil
  }

  private func append(_ outcome: PageOutcome, to id: String, at: Timestamp) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO attempts (page, number, at_ms, outcome)
      VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM attempts WHERE page = $1), $2, $3)
      """, [id, at, try JSONText.text(outcome)])
  }
}

extension PageOutcome {
  fileprivate var isSent: Bool { if case .sent = self { true } else { false } }
}
