import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  /// Everything a member was told, or everybody, in the order it was made.
  package func notices(to member: MemberID? = nil) throws(StoreError) -> [Notice] {
    try connection.all(
      "SELECT value FROM notices WHERE (CAST($1 AS TEXT) IS NULL OR recipient = $1) ORDER BY number", [member]
    ) { row throws(StoreError) in try row.json("value") }
  }

  /// The newest notices with what became of them, at most `limit`, the newest first.
  package func noticeRecords(to member: MemberID? = nil, limit: Int = 200) throws(StoreError) -> [NoticeRecord] {
    try connection.all(
      """
      SELECT n.value, n.number, n.created_ms, n.state, n.due_ms, n.why, o.value AS message, o.state AS sending,
        o.attempts, o.last_outcome, o.cause, a.at_ms
      FROM notices n LEFT JOIN outbox o ON o.id = n.message
        LEFT JOIN attempts a ON a.page = o.id
          AND a.number = (SELECT MAX(b.number) FROM attempts b WHERE b.page = o.id)
      WHERE (CAST($1 AS TEXT) IS NULL OR n.recipient = $1) ORDER BY n.number DESC LIMIT $2
      """, [member, max(limit, 0)], as: NoticeRecord.init)
  }

  /// Notices to decide on by now, of each recipient in the order they were made; at most `limit`.
  package func openNotices(now: Timestamp, limit: Int) throws(StoreError) -> [NoticeRecord] {
    try connection.all(
      """
      SELECT value, number, created_ms, state, due_ms, why, NULL AS message FROM notices
      WHERE state IN ('new', 'waiting') AND due_ms <= $1 ORDER BY recipient, number LIMIT $2
      """, [now, max(limit, 0)], as: NoticeRecord.init)
  }

  /// Notices that are in no message yet. O(what waits).
  package func noticesToCome() throws(StoreError) -> [NoticeRecord] {
    try connection.all(
      """
      SELECT value, number, created_ms, state, due_ms, why, NULL AS message FROM notices
      WHERE state IN ('new', 'waiting') ORDER BY recipient, number
      """, as: NoticeRecord.init)
  }

  /// When notices have to be decided on next; nil when none waits.
  package func nextNoticeDue() throws(StoreError) -> Timestamp? {
    try connection.first(
      "SELECT MIN(due_ms) AS next_ms FROM notices WHERE state IN ('new', 'waiting')"
    ) { row throws(StoreError) in try row.instantIfAny("next_ms") }.flatMap { $0 }
  }
}

extension Transaction {
  /// Leaves a notice for its recipient; false when they were told of it before.
  ///
  /// Call it in the transaction of the decision: when and over which channel it leaves is decided afterwards, once,
  /// by the recipient's contacts, hours and wishes (architecture, section 5).
  @discardableResult
  package func tell(_ notice: Notice, at: Timestamp) throws(StoreError) -> Bool {
    let known = try connection.first("SELECT number FROM notices WHERE id = $1", [notice.id]) {
      row throws(StoreError) in try row.int("number")
    }
    guard known == nil else { return false }
    try connection.run(
      """
      INSERT INTO notices (id, number, kind, recipient, created_ms, state, due_ms, why, value)
      VALUES ($1, $2, $3, $4, $5, 'new', $5, 'just made', $6)
      """,
      [notice.id, try nextNumber(.notice), notice.kind, notice.recipient, at, try JSONText.text(notice)])
    return true
  }

  /// Says when and why a notice is looked at again, or that it never will be.
  package func settle(
    _ notice: NoticeRecord, _ state: NoticeRecord.State, due: Timestamp, why: String
  ) throws(StoreError) {
    try connection.run(
      "UPDATE notices SET state = $2, due_ms = $3, why = $4 WHERE number = $1",
      [notice.number, state.rawValue, due, why])
  }

  /// Puts other words into a notice of the same kind, cause and recipient.
  package func reword(_ record: NoticeRecord, as notice: Notice) throws(StoreError) {
    try connection.run(
      "UPDATE notices SET value = $2 WHERE number = $1", [record.number, try JSONText.text(notice)])
  }

  /// Marks notices as carried by a message.
  package func pass(_ notices: [NoticeRecord], to message: String, why: String) throws(StoreError) {
    for notice in notices {
      try connection.run(
        "UPDATE notices SET state = 'passed', message = $2, why = $3 WHERE number = $1", [notice.number, message, why])
    }
  }

  /// The notices of one message go on with another: its address took none.
  package func passOn(from message: String, to next: String, why: String) throws(StoreError) {
    try connection.run("UPDATE notices SET message = $2, why = $3 WHERE message = $1", [message, next, why])
  }
}

extension NoticeRecord {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let message: Message? = try row.jsonIfAny("message")
    var carrier: Carrier?
    if let message {
      let outcome: PageOutcome? = try row.jsonIfAny("last_outcome")
      carrier = Carrier(
        message: message, state: try row.choice("sending"), attempts: try row.int("attempts"),
        outcome: try row.textIfAny("cause") ?? outcome?.text, at: try row.instantIfAny("at_ms"))
    }
    self.init(
      notice: try row.json("value"), number: try row.int("number"), created: try row.instant("created_ms"),
      state: try row.choice("state"), due: try row.instant("due_ms"), why: try row.text("why"), carrier: carrier)
  }
}

extension PageOutcome {
  /// `sent`, or why not.
  package var text: String {
    switch self {
    case .sent: "sent"
    case .retry(_, let why), .refused(let why), .unknown(let why): why
    }
  }
}
