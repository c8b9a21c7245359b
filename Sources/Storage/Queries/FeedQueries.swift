import Scheduling
import Timekeeping

extension Snapshot {
  /// Every feed in the order they were made, revoked ones included.
  package func feeds() throws(StoreError) -> [Feed] {
    try connection.all(
      """
      SELECT id, subject, member, team, duty, generation, created_ms, created_by, revoked_ms, last_used_ms, last_agent,
        options
      FROM feeds ORDER BY ordinal
      """, as: Feed.init)
  }

  package func feed(_ id: String) throws(StoreError) -> Feed? {
    try connection.first(
      """
      SELECT id, subject, member, team, duty, generation, created_ms, created_by, revoked_ms, last_used_ms, last_agent,
        options
      FROM feeds WHERE id = $1
      """, [id], as: Feed.init)
  }

  /// The feed whose present token has this SHA-256, revoked or not; nil when no feed has it.
  package func feed(byTokenHash hash: [UInt8]) throws(StoreError) -> Feed? {
    try connection.first(
      """
      SELECT id, subject, member, team, duty, generation, created_ms, created_by, revoked_ms, last_used_ms, last_agent,
        options
      FROM feeds WHERE token_hash = $1
      """, [hash], as: Feed.init)
  }
}

extension Snapshot {
  /// How many days ahead the longest feed that is still served reaches; nil without any.
  package func longestFeed() throws(StoreError) -> Int? {
    try connection.first("SELECT MAX(days_ahead) AS days FROM feeds WHERE revoked_ms IS NULL") {
      row throws(StoreError) in try row.intIfAny("days")
    } ?? nil
  }
}

extension Transaction {
  /// Stores a new feed; it has no address until `setTokenHash`.
  package func addFeed(_ feed: Feed) throws(StoreError) {
    let subject = SubjectParts(feed.subject)
    let options = feed.options == FeedOptions() ? nil : try JSONText.text(feed.options)
    try connection.run(
      """
      INSERT INTO feeds
        (id, ordinal, subject, member, team, duty, generation, created_ms, created_by, options, days_ahead)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM feeds), $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """,
      [
        feed.id, subject.word, subject.member, subject.team, subject.duty, feed.generation, feed.created, feed.by,
        options, feed.options.days.ahead,
      ])
    try bump(.feeds)
  }

  /// Gives a feed its address (the SHA-256 of its token) and generation; the address before is worth nothing then.
  package func setTokenHash(_ hash: [UInt8], generation: Int, of id: String) throws(StoreError) {
    let changed = try connection.run(
      "UPDATE feeds SET token_hash = $2, generation = $3 WHERE id = $1", [id, hash, generation])
    guard changed > 0 else { throw .missing("feed \(id)") }
    try bump(.feeds)
  }

  /// False when there is no such feed or it was revoked before.
  package func revokeFeed(_ id: String, at: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      "UPDATE feeds SET revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL", [id, at])
    guard changed > 0 else { return false }
    try bump(.feeds)
    return true
  }

  /// Remembers that a feed was fetched; no cache depends on it, so no counter grows.
  package func noteFeedUse(_ id: String, at: Timestamp, agent: String?) throws(StoreError) {
    try connection.run("UPDATE feeds SET last_used_ms = $2, last_agent = $3 WHERE id = $1", [id, at, agent])
  }
}

/// A subject as its columns.
private struct SubjectParts {
  var word: String
  var member: MemberID?
  var team: TeamID?
  var duty: DutyID?

  init(_ subject: FeedSubject) {
    switch subject {
    case .member(let member): (word, self.member) = ("member", member)
    case .team(let team): (word, self.team) = ("team", team)
    case .duty(let team, let duty): (word, self.team, self.duty) = ("duty", team, duty)
    }
  }

  init(_ row: ResultRow) throws(StoreError) {
    word = try row.text("subject")
    member = try row.formIfAny("member")
    team = try row.formIfAny("team")
    duty = try row.formIfAny("duty")
  }

  var subject: FeedSubject? {
    switch (word, member, team, duty) {
    case ("member", let member?, nil, nil): .member(member)
    case ("team", nil, let team?, nil): .team(team)
    case ("duty", nil, let team?, let duty?): .duty(team, duty)
    default: nil
    }
  }
}

extension Feed {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let id = try row.text("id")
    guard let subject = try SubjectParts(row).subject else { throw .unreadable("the subject of feed \(id)") }
    self.init(
      id: id, subject: subject,
      options: try row.jsonIfAny("options") ?? FeedOptions(),
      generation: try row.int("generation"), created: try row.instant("created_ms"),
      by: try row.text("created_by"), revoked: try row.instantIfAny("revoked_ms"),
      lastUsed: try row.instantIfAny("last_used_ms"), lastAgent: try row.textIfAny("last_agent"))
  }
}
