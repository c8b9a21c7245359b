import GRDB

/// What the auditor has the database write down of every change, in the order the changes were made.
///
/// Triggers are blind to who changes a row and why, so what they tell does not depend on the engine's own story.
enum ChangeLog {
  struct Entry {
    var what: String
    var values: [DatabaseValue]

    func int(_ index: Int) -> Int64 { Int64.fromDatabaseValue(values[index]) ?? 0 }
    func intIfAny(_ index: Int) -> Int64? { Int64.fromDatabaseValue(values[index]) }
    func text(_ index: Int) -> String { String.fromDatabaseValue(values[index]) ?? "" }
    func textIfAny(_ index: Int) -> String? { String.fromDatabaseValue(values[index]) }

    /// One line for the trace.
    var line: String {
      values.reduce(into: what) { line, value in
        switch value.storage {
        case .null: line += "|"
        case .int64(let number): line += "|\(number)"
        case .double(let number): line += "|\(number)"
        case .string(let text): line += "|" + text
        case .blob(let bytes): line += "|\(bytes.count) bytes"
        }
      }
    }
  }

  private static let columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o"]

  static func install(_ database: DatabaseQueue) throws {
    try database.writeWithoutTransaction { database in
      try database.execute(
        sql: "CREATE TABLE seen (seq INTEGER PRIMARY KEY, what TEXT NOT NULL, \(columns.joined(separator: ", ")))")
      for statement in triggers { try database.execute(sql: statement) }
    }
  }

  /// Everything written down since the last call.
  static func take(_ database: DatabaseQueue) throws -> [Entry] {
    try database.writeWithoutTransaction { database in
      let select = try database.cachedStatement(sql: "SELECT what, \(columns.joined(separator: ", ")) FROM seen")
      let entries = try Row.fetchAll(select).map { row in
        Entry(what: row[0], values: (1...columns.count).map { row[$0] as DatabaseValue })
      }
      if !entries.isEmpty { try database.cachedStatement(sql: "DELETE FROM seen").execute() }
      return entries
    }
  }

  // MARK: Triggers

  private static let triggers: [String] =
    pair(
      "tickets", "ticket", "number, is_open, owner, waiting, acknowledged, episode, source, external_id, row_ver")
    + pair(
      "timers", "timer", "id, kind, entity, generation, purpose, state, due_ms, relative, boot_id, due_boot_ms")
    + outbox
    + [
      trigger("attempts", "INSERT", "attempt", ["NEW.page", "NEW.number", "NEW.outcome"]),
      trigger("intake", "INSERT", "intake", ["NEW.source", "NEW.delivery_id", "NEW.ticket", "NEW.status"]),
      trigger("audit", "INSERT", "audit", ["NEW.seq", "NEW.entity", "NEW.action", "NEW.actor"]),
      trigger("intake", "DELETE", "gone", ["'intake'", "OLD.source || ' ' || OLD.delivery_id"]),
      trigger("tickets", "DELETE", "gone", ["'tickets'", "OLD.number"]),
      trigger("outbox", "DELETE", "gone", ["'outbox'", "OLD.id"]),
    ]

  private static let outbox: [String] = {
    let columns = [
      "id", "kind", "ticket", "episode", "state", "attempts", "not_before_ms", "claim_epoch", "claim_until_ms",
      "crossed",
    ].map { "NEW.\($0)" }
    let more = ["channel", "lane", "place"].map { "NEW.\($0)" }
    return [
      trigger("outbox", "INSERT", "outbox", columns + ["NEW.value", "1"] + more),
      trigger("outbox", "UPDATE", "outbox", columns + ["NEW.cause", "0"] + more),
    ]
  }()

  private static func pair(_ table: String, _ what: String, _ columns: String) -> [String] {
    let values = columns.split(separator: ", ").map { "NEW.\($0)" }
    return ["INSERT", "UPDATE"].map { trigger(table, $0, what, values) }
  }

  private static func trigger(_ table: String, _ event: String, _ what: String, _ values: [String]) -> String {
    let names = columns.prefix(values.count).joined(separator: ", ")
    return """
      CREATE TRIGGER seen_\(table)_\(event) AFTER \(event) ON \(table) BEGIN
        INSERT INTO seen (what, \(names)) VALUES ('\(what)', \(values.joined(separator: ", ")));
      END
      """
  }
}
