import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// One message on its way.
  package func message(_ id: String) throws(StoreError) -> MessageRow? {
    try connection.first(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE id = $1 AND kind = 'message'
      """, [id], as: MessageRow.init)
  }

  /// The newest messages to teams' channels, at most `limit`, the newest first.
  package func laneMessages(limit: Int = 200) throws(StoreError) -> [MessageRow] {
    try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE kind = 'message' AND lane IS NOT NULL ORDER BY place DESC LIMIT $1
      """, [max(limit, 0)], as: MessageRow.init)
  }

  /// Messages that have not left, those included that are being sent at the moment. O(what is on its way).
  package func messagesOnTheirWay() throws(StoreError) -> [MessageRow] {
    let waiting = try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE kind = 'message' AND state IN ('ready', 'unknown')
      """, as: MessageRow.init)
    let claimed = try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE kind = 'message' AND state = 'claimed'
      """, as: MessageRow.init)
    return waiting + claimed
  }

  /// When the sender of messages has to look next; nil when nothing is open.
  package func nextMessageDue() throws(StoreError) -> Timestamp? { try nextDue(.message) }
}

/// The life of a message is that of a page, in the same outbox: queued, claimed, sent or tried again with the same id.
extension Transaction {
  /// Queues a message; false, and nothing changed, when its id is known already.
  ///
  /// Of one `lane` they leave one after the other, in the order of `place`. After `expires` it is not sent any more.
  @discardableResult
  package func enqueue(
    _ message: Message, lane: String? = nil, place: Int? = nil, expires: Timestamp? = nil
  ) throws(StoreError) -> Bool {
    try connection.run(
      """
      INSERT INTO outbox
        (id, kind, lane, place, expires_ms, state, attempts, not_before_ms, crossed, created_ms, value, channel)
      VALUES ($1, 'message', $2, $3, $4, 'ready', 0, $5, 0, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING
      """,
      [message.id, lane, place, expires, message.created, try JSONText.text(message), message.channel]) > 0
  }

  /// The id of the next message and its number: messages never share one.
  package func nextMessage() throws(StoreError) -> (id: String, number: Int) {
    let number = try nextNumber(.message)
    return ("N-\(number)", number)
  }

  /// Takes up to `limit` messages that are to be sent now, the oldest first, and of each channel no more than it has
  /// `room` for; the claim holds until `until`.
  ///
  /// Claims that ran out are taken back first, as `unknown`; what is about something that is over is cancelled.
  package func claimMessages(
    now: Timestamp, until: Timestamp, limit: Int, room: ChannelRoom = { _ in .max }
  ) throws(StoreError) -> [MessageRow] {
    try releaseExpiredClaims(now: now)
    try connection.run(
      """
      UPDATE outbox SET state = 'cancelled', cause = 'what it is about was over before it could be sent'
      WHERE kind = 'message' AND state IN ('ready', 'unknown') AND expires_ms <= $1
      """, [now])
    return try claim(.message, now: now, until: until, limit: limit, room: room, as: MessageRow.init)
      .sorted { ($0.notBefore, $0.message.id) < ($1.notBefore, $1.message.id) }
  }

  /// Records what came of sending a message; returns the row as it stands then.
  @discardableResult
  package func record(
    message id: String, _ outcome: PageOutcome, at: Timestamp, attempt: Int? = nil
  ) throws(StoreError) -> MessageRow {
    guard let before = try message(id) else { throw .missing("message \(id)") }
    return try record(before, id, outcome, at: at, attempt: attempt, moot: false)
  }
}
