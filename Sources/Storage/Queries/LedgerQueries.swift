import Scheduling
import Timekeeping

extension Snapshot {
  /// All entries in the order they were posted, with their postings.
  package func ledgerEntries() throws(StoreError) -> [LedgerEntry] {
    let entries = try connection.all(
      """
      SELECT number, cause, record, member, team, at_ms, earned_ms, words, evidence FROM ledger_entries ORDER BY number
      """, as: LedgerEntry.init)
    let postings = try connection.all(
      "SELECT entry, account, hundredths FROM ledger_postings ORDER BY entry, ordinal", as: EntryPosting.init)
    return entries.taking(postings)
  }

  /// The same of one member. O(their entries).
  package func ledgerEntries(of member: MemberID) throws(StoreError) -> [LedgerEntry] {
    let entries = try connection.all(
      """
      SELECT number, cause, record, member, team, at_ms, earned_ms, words, evidence FROM ledger_entries
      WHERE member = $1 ORDER BY number
      """, [member], as: LedgerEntry.init)
    let postings = try connection.all(
      """
      SELECT p.entry, p.account, p.hundredths FROM ledger_entries e CROSS JOIN ledger_postings p
      WHERE p.entry = e.number AND e.member = $1 ORDER BY p.entry, p.ordinal
      """, [member], as: EntryPosting.init)
    return entries.taking(postings)
  }

  package func ledgerEntry(_ number: Int) throws(StoreError) -> LedgerEntry? {
    let entries = try connection.all(
      """
      SELECT number, cause, record, member, team, at_ms, earned_ms, words, evidence FROM ledger_entries
      WHERE number = $1
      """, [number], as: LedgerEntry.init)
    let postings = try connection.all(
      "SELECT entry, account, hundredths FROM ledger_postings WHERE entry = $1 ORDER BY ordinal", [number],
      as: EntryPosting.init)
    return entries.taking(postings).first
  }

  /// The number of the entry with that cause; nil when there is none.
  package func ledgerEntry(cause: String) throws(StoreError) -> Int? {
    try connection.first("SELECT number FROM ledger_entries WHERE cause = $1", [cause]) { row throws(StoreError) in
      try row.int("number")
    }
  }

  /// What every account holds, by account; a fold over all postings, kept nowhere.
  package func balances() throws(StoreError) -> [Posting] {
    try connection.all(
      "SELECT account, SUM(hundredths) AS hundredths FROM ledger_postings GROUP BY account ORDER BY account",
      as: Posting.init)
  }

  package func balance(of account: LedgerAccount) throws(StoreError) -> Int {
    try connection.first(
      "SELECT COALESCE(SUM(hundredths), 0) AS hundredths FROM ledger_postings WHERE account = $1", [account.description]
    ) { row throws(StoreError) in try row.int("hundredths") } ?? 0
  }

  /// The number of the newest entry; 0 when there is none.
  package func lastLedgerEntry() throws(StoreError) -> Int {
    try connection.first("SELECT COALESCE(MAX(number), 0) AS number FROM ledger_entries") { row throws(StoreError) in
      try row.int("number")
    } ?? 0
  }
}

extension Transaction {
  /// Posts an entry; one that does not add up to zero, or whose cause was posted before, is refused.
  package func post(_ entry: LedgerEntry) throws(StoreError) {
    guard entry.sum == 0 else { throw .failed("\(entry.id) does not add up to zero") }
    try connection.run(
      """
      INSERT INTO ledger_entries (number, cause, record, member, team, at_ms, earned_ms, words, evidence)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        entry.number, entry.cause, entry.record, entry.member, entry.team, entry.at, entry.earned, entry.words,
        try JSONText.text(entry.evidence),
      ])
    for (ordinal, posting) in entry.postings.enumerated() {
      try connection.run(
        "INSERT INTO ledger_postings (entry, ordinal, account, hundredths) VALUES ($1, $2, $3, $4)",
        [entry.number, ordinal, posting.account.description, posting.hundredths])
    }
  }
}

private struct EntryPosting {
  let entry: Int
  let posting: Posting

  init(_ row: ResultRow) throws(StoreError) {
    entry = try row.int("entry")
    posting = try Posting(row)
  }
}

extension Posting {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let text = try row.text("account")
    guard let account = LedgerAccount(text: text) else { throw .unreadable("account \(text)") }
    self.init(account, try row.int("hundredths"))
  }
}

extension LedgerEntry {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      number: try row.int("number"), cause: try row.text("cause"), record: try row.int("record"),
      member: try row.form("member"), team: try row.form("team"), at: try row.instant("at_ms"),
      earned: try row.instant("earned_ms"), postings: [], words: try row.text("words"),
      evidence: try row.json("evidence"))
  }
}

extension [LedgerEntry] {
  fileprivate func taking(_ postings: [EntryPosting]) -> [LedgerEntry] {
    let byEntry = Dictionary(grouping: postings, by: \.entry)
    return map { entry in
      var entry = entry
      entry.postings = byEntry[entry.number, default: []].map(\.posting)
      return entry
    }
  }
}
