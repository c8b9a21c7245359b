import CSQLite
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("How statements find their rows")
struct PlanTests {
  /// Tables that stay small, or that the world holds in memory as a whole anyway.
  private static let small: [String: String] = [
    "owner_loads": "a row for each member",
    "member_switches": "a row for each member",
    "own_contacts": "some rows for each member",
    "paging_rules": "a row for each member",
    "proofs": "some rows for each member",
    "quiet_hours": "a row for each member",
    "wishes": "some rows for each member and week to come",
    "feeds": "some rows for each member",
    "calendars": "some rows for each member",
    "holiday_readings": "a row for each address",
    "changes": "a row for each kind",
    "waiting": "a row for each channel",
    "w": "a row for each channel",
    "versions": "read with the world",
    "overrides": "read with the world",
    "temporary_schedules": "read with the world",
    "published_periods": "a row for each team and week",
    "p": "a row for each team and week",
    "drafts": "a list that somebody asks for",
    "withdrawn_shifts": "some months of them, at upkeep",
    "CONSTANT": "no table at all",
  ]

  /// What is gone through from end to end otherwise, and why that is fine.
  private static let fine: [String: String] = [
    "tickets USING INDEX tickets_open": "what is open",
    "t USING INDEX tickets_open": "what is open",
    "tickets USING INDEX tickets_by_due": "how many are open in each team, from the index alone",
    "tickets USING INDEX tickets_waiting": "what waits",
    "tickets USING INDEX tickets_undecided": "what waits for a decision",
    "outbox USING INDEX outbox_by_time": "what waits",
    "outbox USING INDEX outbox_claims": "what is on its way",
    "timers USING INDEX timers_by_due": "what is armed",
    "notices USING INDEX notices_open": "what waits",
    "outbox USING INDEX outbox_told": "the newest, up to a limit",
    "n USING INDEX sqlite_autoindex_notices_2": "the newest, up to a limit",
    "notices USING INDEX sqlite_autoindex_notices_2": "asked for by tests only",
    "shift_requests USING INDEX shift_requests_open": "what is open",
    "shift_requests USING INDEX sqlite_autoindex_shift_requests_2": "a list that somebody asks for",
    "audit": "the newest, up to a limit, or all of it to check the chain",
    "records": "the whole history, to check its chain",
    "records USING INDEX records_by_end": "a report on all teams",
    "records USING INDEX records_spends": "only what was spent",
    "ledger_entries": "a report on everybody",
    "ledger_postings USING INDEX sqlite_autoindex_ledger_postings_1": "a report on everybody",
    "ledger_postings USING INDEX ledger_by_account": "a report on everybody",
  ]

  /// The checks of `watchbill verify` look at everything, and are asked for.
  private static let checks = "InvariantQueries.swift"

  @Test("No statement goes through a table that grows without end")
  func scans() throws {
    let store = try Store.sample()
    let statements = try Self.statements()
    #expect(statements.count > 200)
    var used: Set<String> = []
    for (file, sql) in statements where file != Self.checks {
      for scan in try Self.scans(sql, in: store) {
        let table = String(scan.prefix { $0 != " " })
        #expect((Self.small[table] ?? Self.fine[scan]) != nil, "\(file) goes through all of \(scan): \(sql)")
        used.formUnion([table, scan])
      }
    }
    let known = Set(Self.small.keys).union(Self.fine.keys)
    #expect(known.subtracting(used) == [], "nothing goes through them any more")
  }

  /// An index over rows with one value, such as those of a kind, makes the engine plan anew for each value that a
  /// statement compares with it.
  @Test("No statement is planned anew for other values")
  func values() throws {
    let store = try Store.sample()
    for (file, sql) in try Self.statements() {
      #expect(try Self.plans(sql, in: store) == 1, "\(file): \(sql)")
    }
    try store.engine().connections.writeWithoutTransaction {
      try $0.execute(sql: "CREATE INDEX pages ON outbox (place) WHERE kind = 'page'")
    }
    #expect(try Self.plans("SELECT id FROM outbox WHERE kind = $1", in: store) > 1, "that is what it looks like")
  }

  @Test("What goes through a table is noticed")
  func example() throws {
    let store = try Store.sample()
    #expect(try Self.scans("SELECT id FROM outbox WHERE cause = $1", in: store) == ["outbox"])
    #expect(try Self.scans("SELECT id FROM outbox WHERE id = $1", in: store) == [])
    #expect(Self.statements(in: "  let a = \"SELECT 1\"\n  \"\"\"\n  UPDATE t\n  SET a = 1\n  \"\"\"").count == 2)
  }

  /// The tables that a statement reads from end to end, each with the index it does so by.
  private static func scans(_ sql: String, in store: Store) throws -> [String] {
    try store.engine().connections.unsafeRead { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(Placeholders.rewritten(sql))")
      // Nothing is bound: a plan does not depend on the values.
      statement.setUncheckedArguments([])
      return try Row.fetchAll(statement).compactMap { row in
        let step: String = row["detail"]
        return step.hasPrefix("SCAN ") ? String(step.dropFirst(5)) : nil
      }
    }
  }

  /// How often the engine plans a statement when its plan is asked for with two values.
  private static func plans(_ sql: String, in store: Store) throws -> Int {
    try store.engine().connections.unsafeRead { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(Placeholders.rewritten(sql))")
      let handle = statement.sqliteStatement
      for value in ["page", "letter"] {
        let count = Int(sqlite3_bind_parameter_count(handle))
        statement.setUncheckedArguments(StatementArguments(Array(repeating: value, count: count)))
        _ = try Row.fetchAll(statement)
      }
      return 1 + Int(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0))
    }
  }

  /// Every statement in `Queries`, with its file.
  private static func statements() throws -> [(file: String, sql: String)] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Storage/Queries").standardizedFileURL
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { file in
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      return statements(in: text).map { (file, $0) }
    }
  }

  private static func statements(in text: String) -> [String] {
    let literal = /"""\n(?<lines>.*?)\n *"""|"(?<line>[^"\n]*)"/.dotMatchesNewlines()
    let word = /\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s.*/.dotMatchesNewlines()
    return text.matches(of: literal).map { String($0.lines ?? $0.line ?? "") }.filter { $0.wholeMatch(of: word) != nil }
  }
}
