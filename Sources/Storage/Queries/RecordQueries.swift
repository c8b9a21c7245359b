import Scheduling
import Timekeeping

extension Snapshot {
  /// Every record from `first` on, in the order they were written; of one team when `team` is given.
  package func records(from first: Int = 1, team: TeamID? = nil) throws(StoreError) -> [Record] {
    try connection.all(
      """
      SELECT number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths, words
      FROM records WHERE number >= $1 AND (CAST($2 AS TEXT) IS NULL OR team = $2) ORDER BY number
      """, [first, team], as: Record.init)
  }

  /// The shifts of all teams that were written down and share time with `overlapping`, by end. O(history).
  package func recordedShifts(overlapping: Interval? = nil) throws(StoreError) -> [Record] {
    try connection.all(
      """
      SELECT number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths, words
      FROM records WHERE kind = 'shift' AND end_ms > $1 AND start_ms < $2 ORDER BY end_ms, start_ms, number
      """, [overlapping.from, overlapping.until], as: Record.init)
  }

  /// The shifts of one team that ended after `since` and began before `until`, by end. O(what ended after `since`),
  /// however long the history is.
  package func recordedShifts(
    of team: TeamID, endingAfter since: Timestamp, begunBefore until: Timestamp = .distantFuture
  ) throws(StoreError) -> [Record] {
    try connection.all(
      """
      SELECT number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths, words
      FROM records WHERE kind = 'shift' AND team = $1 AND end_ms > $2 AND start_ms < $3
      ORDER BY end_ms, start_ms, number
      """, [team, since, until], as: Record.init)
  }

  /// The check-ins of a team at or after an instant, in the order they were made.
  package func checkIns(team: TeamID, since: Timestamp) throws(StoreError) -> [Record] {
    try connection.all(
      """
      SELECT number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths, words
      FROM records WHERE kind = 'check-in' AND team = $1 AND at_ms >= $2 ORDER BY number
      """, [team, since], as: Record.init)
  }

  /// The ids of leave that was ever taken for credits, of everybody.
  package func leaveForCredits() throws(StoreError) -> [String] {
    try connection.all("SELECT DISTINCT subject FROM records WHERE kind = 'spend' ORDER BY subject", []) {
      row throws(StoreError) in try row.text("subject")
    }
  }

  /// How far the history of a team is complete; nil before its first recording.
  package func settledTime(of team: TeamID) throws(StoreError) -> SettledTime? {
    let last = try connection.first(
      """
      SELECT number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths, words
      FROM records WHERE kind = 'settled' AND team = $1 ORDER BY number DESC LIMIT 1
      """, [team], as: Record.init)
    guard case .settled(let time)? = last?.fact else { return nil }
    return time
  }

  /// The number of the first record that is changed, missing or out of place; nil when the whole chain holds.
  package func verifyRecords() throws(StoreError) -> Int? {
    var expected = 1
    var previous = AuditChain.beginning
    var broken: Int?
    try connection.each(
      """
      SELECT number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths,
        words, hash
      FROM records ORDER BY number
      """
    ) { row throws(StoreError) in
      let record = try Record(row)
      let hash = RecordColumns(record.fact).hash(
        after: previous, number: record.number, at: record.at, by: record.by)
      guard record.number == expected, try row.bytes("hash") == hash else {
        broken = expected
        return false
      }
      (expected, previous) = (expected + 1, hash)
      return true
    }
    if broken == nil, try lastNumber(.record) != expected - 1 { broken = expected }
    return broken
  }
}

extension Transaction {
  /// Writes down what happened; nil when that shift was written down before (it stays as it was).
  @discardableResult
  package func record(_ fact: Record.Fact, at: Timestamp, by: String) throws(StoreError) -> Record? {
    let columns = RecordColumns(fact)
    if let shift = columns.shift, try isRecorded(shift) { return nil }
    let number = try nextNumber(.record)
    let last = try connection.first("SELECT hash FROM records WHERE number = $1", [number - 1]) {
      row throws(StoreError) in try row.bytes("hash")
    }
    let hash = columns.hash(after: last ?? AuditChain.beginning, number: number, at: at, by: by)
    try connection.run(
      """
      INSERT INTO records
        (number, kind, at_ms, actor, team, duty, member, shift, start_ms, end_ms, version, subject, hundredths, words,
          hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      """,
      [
        number, columns.kind, at, by, columns.team, columns.duty, columns.member, columns.shift,
        columns.interval?.start, columns.interval?.end, columns.version, columns.subject, columns.hundredths,
        columns.words, hash,
      ])
    if ["shift", "settled"].contains(columns.kind) { try bump(.records) }
    return Record(number: number, fact: fact, at: at, by: by)
  }

  private func isRecorded(_ shift: String) throws(StoreError) -> Bool {
    try connection.first("SELECT number FROM records WHERE kind = 'shift' AND shift = $1", [shift]) {
      row throws(StoreError) in try row.int("number")
    } != nil
  }
}

extension Record {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      number: try row.int("number"), fact: try Fact(row), at: try row.instant("at_ms"), by: try row.text("actor"))
  }
}

extension Record.Fact {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    switch try row.text("kind") {
    case "shift": self = .shift(try RecordedShift(row))
    case "settled": self = .settled(try SettledTime(row))
    case "check-in":
      self = .checkIn(
        CheckIn(
          member: try row.form("member"), team: try row.form("team"), duty: try row.form("duty"),
          at: try row.instant("at_ms"), note: try row.textIfAny("words")))
    default:
      self = .decision(
        LedgerDecision(
          member: try row.form("member"), team: try row.form("team"), kind: try LedgerDecision.Kind(row),
          reason: try row.text("words")))
    }
  }
}

extension RecordedShift {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let shift = Shift(
      id: ShiftID(text: try row.text("shift")), team: try row.form("team"), duty: try row.form("duty"),
      member: try row.form("member"), interval: try row.interval("start_ms", "end_ms"))
    self.init(
      shift: shift, because: try row.text("words"), version: try row.int("version"),
      recorded: try row.instant("at_ms"))
  }
}

extension SettledTime {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let instants = try row.text("subject").split(separator: "/").compactMap { Int64($0) }
    guard instants.count == 2 else { throw .unreadable("how far history is complete, record \(try row.int("number"))") }
    self.init(
      team: try row.form("team"), until: Timestamp(milliseconds: instants[0]),
      before: Timestamp(milliseconds: instants[1]), running: try Self.running(row.textIfAny("words") ?? ""))
  }

  /// `desk=1790000000000,primary=…`.
  private static func running(_ text: String) throws(StoreError) -> [DutyID: Timestamp] {
    var running: [DutyID: Timestamp] = [:]
    for part in text.split(separator: ",") {
      let halves = part.split(separator: "=").map(String.init)
      guard halves.count == 2, let duty = try? DutyID(text: halves[0]), let start = Int64(halves[1]) else {
        throw .unreadable("since when '\(part)' runs")
      }
      running[duty] = Timestamp(milliseconds: start)
    }
    return running
  }
}

extension LedgerDecision.Kind {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let subject = try row.text("subject")
    switch try row.text("kind") {
    case "grant": self = .grant(try row.choice("subject"), hundredths: try row.int("hundredths"))
    case "spend": self = .spend(leave: subject, hundredths: try row.int("hundredths"))
    case "refund": self = .refund(leave: subject, hundredths: try row.int("hundredths"))
    default:
      guard let entry = Int(subject) else { throw .unreadable("record \(try row.int("number")) reverses \(subject)") }
      self = .reverse(entry: entry)
    }
  }
}
