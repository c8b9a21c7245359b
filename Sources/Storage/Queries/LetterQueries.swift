import Timekeeping
import Triage

extension Snapshot {
  /// One letter on its way.
  package func letter(_ id: String) throws(StoreError) -> LetterRow? {
    try connection.first(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE id = $1 AND kind = 'letter'
      """, [id], as: LetterRow.init)
  }

  /// Every letter of a ticket, in the order they were written.
  package func letters(of ticket: TicketID) throws(StoreError) -> [LetterRow] {
    try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox WHERE ticket = $1 AND kind = 'letter' ORDER BY place
      """, [ticket.number], as: LetterRow.init)
  }

  /// What was written to `address` through `source` after `since`, the newest first, but for what was refused or
  /// cancelled. Only the newest `reach` letters are looked at, of all tickets and sources: O(reach), and few are read as
  /// what they are.
  package func replies(
    to address: String, source: String, since: Timestamp, reach: Int
  ) throws(StoreError) -> [LetterRow] {
    let address = address.lowercased()
    return try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox
      WHERE lane IS NOT NULL AND kind = 'letter'
        AND place > (SELECT value FROM counters WHERE name = $1) - $2
        AND place <= (SELECT value FROM counters WHERE name = $1)
        AND lane >= 'reply/' AND lane < 'reply0' AND channel = $3 AND created_ms > $4
        AND state IN ('ready', 'unknown', 'claimed', 'sent') AND LOWER(value) LIKE '%' || $5 || '%'
      ORDER BY place DESC
      """, [IDKind.letter.rawValue, reach, source, since, Self.plain(address)], as: LetterRow.init
    ).filter { $0.letter.to?.address?.lowercased() == address }
  }

  /// `text`, of small letters, where it stands in JSON as it is; else nothing, which is in everything.
  private static func plain(_ text: String) -> String {
    let stays = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || "0123456789@._+-".utf8.contains(byte)
    }
    return stays ? text : ""
  }

  /// When the sender of letters has to look next; nil when nothing is open.
  package func nextLetterDue() throws(StoreError) -> Timestamp? { try nextDue(.letter) }

  /// What is known under an id in a source, such as an echo of our own words or the mail that another one answers.
  package func sourceMessage(source: String, key: String) throws(StoreError) -> SourceMessage? {
    try connection.first(
      """
      SELECT source, source_key, ticket, letter, purpose, at_ms, delivery FROM source_messages
      WHERE source = $1 AND source_key = $2
      """, [source, key], as: SourceMessage.init)
  }

  /// All that was said on a ticket in one source, as far as ids are kept, the oldest first.
  package func sourceMessages(of ticket: TicketID, source: String) throws(StoreError) -> [SourceMessage] {
    try connection.all(
      """
      SELECT source, source_key, ticket, letter, purpose, at_ms, delivery FROM source_messages
      WHERE ticket = $1 AND source = $2 ORDER BY at_ms, source_key
      """, [ticket.number, source], as: SourceMessage.init)
  }
}

extension Snapshot {
  /// The tickets that are linked to something elsewhere, under any of the names that it has.
  package func tickets(linkedTo links: [String]) throws(StoreError) -> [Ticket] {
    var numbers: Set<Int> = []
    for link in links {
      let found = try connection.all("SELECT ticket FROM ticket_links WHERE link = $1", [link]) {
        row throws(StoreError) in
        try row.int("ticket")
      }
      numbers.formUnion(found)
    }
    var tickets: [Ticket] = []
    for number in numbers.sorted() {
      if let ticket = try ticket(TicketID(number: number)) { tickets.append(ticket) }
    }
    return tickets
  }

  /// What is being filed through a source at the moment, so that its echo is known before the answer is. O(what is on
  /// its way): asked for with every event of a source.
  package func openFilings(source: String) throws(StoreError) -> [LetterRow] {
    try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox
      WHERE state IN ('ready', 'unknown', 'claimed') AND lane >= 'filing/' AND lane < 'filing0' AND kind = 'letter'
      ORDER BY place
      """, as: LetterRow.init
    ).filter { $0.letter.source == source }
  }

  /// Posts that are in no ticket's thread and have not left: lists of tickets. O(what is on its way).
  package func listsOnTheirWay() throws(StoreError) -> [LetterRow] {
    try connection.all(
      """
      SELECT state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome, crossed, cause, value
      FROM outbox
      WHERE state IN ('ready', 'unknown', 'claimed') AND lane >= 'post/' AND lane < 'post0' AND kind = 'letter'
      ORDER BY place
      """, as: LetterRow.init
    ).filter { $0.letter.standsAlone == true }
  }
}

/// The life of a letter is that of a page, in the same outbox: queued, claimed, sent or tried again with the same id.
extension Transaction {
  /// Queues a letter; false, and nothing changed, when its id is known already. Those of one lane keep their order.
  @discardableResult
  package func enqueue(_ letter: Letter) throws(StoreError) -> Bool {
    try connection.run(
      """
      INSERT INTO outbox
        (id, kind, ticket, lane, place, state, attempts, not_before_ms, crossed, created_ms, value, channel)
      VALUES ($1, 'letter', $2, $3, $4, 'ready', 0, $5, 0, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING
      """,
      [
        letter.id, letter.ticket.number, letter.lane, try nextNumber(.letter), letter.created,
        try JSONText.text(letter), letter.source,
      ]) > 0
  }

  /// Takes up to `limit` letters that are to be sent now, the oldest first, and of each source no more than it has
  /// `room` for; the claim holds until `until`.
  ///
  /// Claims that ran out are taken back first, as `unknown`.
  package func claimLetters(
    now: Timestamp, until: Timestamp, limit: Int, room: ChannelRoom = { _ in .max }
  ) throws(StoreError) -> [LetterRow] {
    try releaseExpiredClaims(now: now)
    return try claim(.letter, now: now, until: until, limit: limit, room: room, as: LetterRow.init)
      .sorted { ($0.notBefore, $0.letter.id) < ($1.notBefore, $1.letter.id) }
  }

  /// Records what came of sending a letter; returns the row as it stands then.
  @discardableResult
  package func record(
    letter id: String, _ outcome: PageOutcome, at: Timestamp, attempt: Int? = nil
  ) throws(StoreError) -> LetterRow {
    guard let before = try letter(id) else { throw .missing("letter \(id)") }
    return try record(before, id, outcome, at: at, attempt: attempt, moot: false)
  }

  /// Says that a letter did not come to whom it was for, though nobody refused it: it waits for a person's word. One that
  /// is being sent at the moment stays as it is.
  package func refuse(letter id: String, because why: String) throws(StoreError) {
    try connection.run(
      """
      UPDATE outbox SET state = 'failed', cause = $2
      WHERE id = $1 AND kind = 'letter' AND state IN ('ready', 'unknown', 'sent')
      """, [id, why])
  }

  /// Notes why a letter that is being sent at the moment is not to be tried again: it bears that as its cause, and what
  /// comes of this attempt still counts.
  package func tryNoMore(letter id: String, because why: String) throws(StoreError) {
    try connection.run(
      "UPDATE outbox SET cause = $2 WHERE id = $1 AND kind = 'letter' AND state = 'claimed'", [id, why])
  }

  /// Cancels what has not left of a ticket's thread in its team's channel, refused posts included; returns the ids. What
  /// is being sent at the moment may arrive still, and is not tried again.
  package func cancelPosts(of ticket: TicketID, because cause: String) throws(StoreError) -> [String] {
    try connection.all(
      """
      UPDATE outbox SET state = 'cancelled', cause = $2, claim_epoch = NULL, claim_until_ms = NULL
      WHERE ticket = $1 AND kind = 'letter' AND lane = $3 AND state IN ('ready', 'unknown', 'claimed', 'failed')
      RETURNING id
      """, [ticket.number, cause, "\(Letter.Purpose.post.rawValue)/\(ticket)"]
    ) { row throws(StoreError) in try row.text("id") }
  }

  /// Lets a refused letter be tried again; false when it is not one that was refused.
  package func resend(letter id: String, at: Timestamp) throws(StoreError) -> Bool {
    try connection.run(
      """
      UPDATE outbox SET state = 'ready', not_before_ms = $2, cause = NULL
      WHERE id = $1 AND kind = 'letter' AND state IN ('failed', 'cancelled')
      """, [id, at]) > 0
  }

  /// Keeps what something on a ticket is called in its source; what is known already stays as it is.
  package func keep(_ message: SourceMessage) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO source_messages (source, source_key, ticket, letter, purpose, at_ms, delivery)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (source, source_key) DO NOTHING
      """,
      [
        message.source, message.key, message.ticket.number, message.letter,
        message.purpose?.rawValue ?? SourceMessage.received, message.at, message.delivery,
      ])
  }
}

extension Transaction {
  /// Notes that a ticket is linked to something elsewhere, so that what becomes of that finds the ticket.
  package func note(link: String, of ticket: TicketID) throws(StoreError) {
    try connection.run(
      "INSERT INTO ticket_links (link, ticket) VALUES ($1, $2) ON CONFLICT (link, ticket) DO NOTHING",
      [link, ticket.number])
  }
}

extension SourceMessage {
  fileprivate static let received = "received"

  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      source: try row.text("source"), key: try row.text("source_key"),
      ticket: TicketID(number: try row.int("ticket")), letter: try row.textIfAny("letter"),
      purpose: Letter.Purpose(rawValue: try row.text("purpose")), at: try row.instant("at_ms"),
      delivery: try row.textIfAny("delivery"))
  }
}
