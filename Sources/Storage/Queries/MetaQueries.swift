import Triage

extension Snapshot {
  /// The id this store was given when it was made: 32 hexadecimal digits.
  package func serverID() throws(StoreError) -> String {
    let found = try connection.first("SELECT value FROM meta WHERE name = 'server_id'") { row throws(StoreError) in
      try row.text("value")
    }
    guard let found else { throw .unreadable("the store has no server id") }
    return found
  }

  /// What the clocks showed when that was last written down; nil before the first time.
  package func clockReading() throws(StoreError) -> ClockReading? {
    try connection.first("SELECT value FROM meta WHERE name = 'clock'") { row throws(StoreError) in
      try row.json("value")
    }
  }

  /// What the server's key was known by when the store was served last; nil before the first time.
  package func keyFingerprint() throws(StoreError) -> String? {
    try connection.first("SELECT value FROM meta WHERE name = 'server_key'") { row throws(StoreError) in
      try row.text("value")
    }
  }

  /// The schema the file has; equal to what this program writes.
  package func schemaVersion() -> Int { Migrations.newest }

  /// How often rows of this kind have changed, ever; 0 before the first change.
  package func changeCounter(_ kind: ChangeKind) throws(StoreError) -> Int {
    try connection.first("SELECT value FROM changes WHERE name = $1", [kind.rawValue]) { row throws(StoreError) in
      try row.int("value")
    } ?? 0
  }

  /// The counters of several kinds, in the order asked for: together they are a cache key.
  package func changeCounters(_ kinds: [ChangeKind]) throws(StoreError) -> [Int] {
    var found: [String: Int] = [:]
    try connection.each("SELECT name, value FROM changes") { row throws(StoreError) in
      found[try row.text(at: 0)] = Int(try row.integer(at: 1))
      return true
    }
    return kinds.map { found[$0.rawValue] ?? 0 }
  }

  /// The last number handed out for `kind`; 0 when there was none.
  func lastNumber(_ kind: IDKind) throws(StoreError) -> Int {
    try connection.first("SELECT value FROM counters WHERE name = $1", [kind.rawValue]) { row throws(StoreError) in
      try row.int("value")
    } ?? 0
  }
}

extension Transaction {
  /// The next id: `L-1`, `O-1`, `D-1`, `F-1`, `T-1`, … ; plain numbers for kinds that have no letter.
  package func nextID(_ kind: IDKind) throws(StoreError) -> String {
    let number = try nextNumber(kind)
    return kind.prefix.map { "\($0)-\(number)" } ?? "\(number)"
  }

  package func nextTicketID() throws(StoreError) -> TicketID { TicketID(number: try nextNumber(.ticket)) }

  /// Tells the layers above that rows of this kind changed. The queries of this module do it by themselves.
  package func bump(_ kind: ChangeKind) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO changes (name, value) VALUES ($1, 1)
      ON CONFLICT (name) DO UPDATE SET value = changes.value + 1
      """, [kind.rawValue])
  }

  /// Writes down what the clocks show.
  package func keep(_ reading: ClockReading) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO meta (name, value) VALUES ('clock', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, [try JSONText.text(reading)])
  }

  /// Writes down what the server's key is known by; nothing of the key can be told from it.
  package func keep(keyFingerprint: String) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO meta (name, value) VALUES ('server_key', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, [keyFingerprint])
  }

  func nextNumber(_ kind: IDKind) throws(StoreError) -> Int { try advance(kind.rawValue) }

  /// Begins a new claim epoch, and gives a new store its id; returns the epoch.
  func beginEpoch(serverID: String) throws(StoreError) -> Int {
    try connection.run(
      "INSERT INTO meta (name, value) VALUES ('server_id', $1) ON CONFLICT (name) DO NOTHING", [serverID])
    return try advance("epoch")
  }

  /// Writes something that means nothing and is as long as most deliveries come to. In a row of its own each time:
  /// of a row that is there already, pages that stay the same would not be written.
  func addProbe() throws(StoreError) {
    try removeProbe()
    try connection.run(
      "INSERT INTO meta (name, value) VALUES ('probe', $1)", [String(repeating: "-", count: Store.probeLength)])
  }

  func removeProbe() throws(StoreError) { try connection.run("DELETE FROM meta WHERE name = 'probe'") }

  private func advance(_ counter: String) throws(StoreError) -> Int {
    let next = try connection.first(
      """
      INSERT INTO counters (name, value) VALUES ($1, 1)
      ON CONFLICT (name) DO UPDATE SET value = counters.value + 1
      RETURNING value
      """, [counter]
    ) { row throws(StoreError) in try row.int("value") }
    guard let next else { throw .failed("the counter \(counter) gave no number") }
    return next
  }
}

extension Connection {
  /// Leaves out the next `count` numbers of every kind whose ids are known outside, also where none was given yet.
  func leaveOut(_ count: Int) throws(StoreError) {
    for kind in IDKind.allCases where kind.prefix != nil {
      try run(
        """
        INSERT INTO counters (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value
        """, [kind.rawValue, count])
    }
  }
}
