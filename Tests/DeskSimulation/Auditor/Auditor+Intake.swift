import Foundation
import GRDB

/// I1: what was accepted is there, whole. I8: the same delivery has the same answer. I9: the newest version holds.
extension Auditor {
  /// The answer to a delivery; `key` names the delivery for its sender, `deliveryID` for the store.
  mutating func answered(_ key: String, status: Int, body: [UInt8], opened: [Int64]) {
    note("answer \(key) \(status) " + String(decoding: body, as: UTF8.self))
    if let before = accepted[key] {
      if before.status != status || before.body != body {
        broken("I8", "\(key) was answered \(before.status) first, and then \(status)")
      }
      if !opened.isEmpty { broken("I8", "\(key) came again and opened T-\(opened[0])") }
      return
    }
    guard (200...299).contains(status) else { return }
    let ticket = Self.ticket(in: body)
    accepted[key] = Accepted(status: status, body: body, ticket: ticket)
    guard let ticket else { return }
    guard tickets[ticket] != nil, intakeRows.values.contains(ticket), audited.contains("ticket/T-\(ticket)") else {
      return broken("I1", "\(key) was accepted as T-\(ticket), which is not stored whole")
    }
  }

  /// The number in `"ticket":"T-12"`.
  static func ticket(in body: [UInt8]) -> Int64? {
    let text = String(decoding: body, as: UTF8.self)
    guard let found = text.range(of: "\"ticket\":\"T-") else { return nil }
    return Int64(text[found.upperBound...].prefix { $0.isNumber })
  }

  /// A source named its item anew, and was told that this was heard.
  mutating func titled(_ item: Int, version: Int, title: String) {
    if let known = titles[item], known.version >= version { return }
    titles[item] = (version, title)
  }

  mutating func checkTitles() throws {
    let stored = try database.read { database in
      try Row.fetchAll(database, sql: "SELECT number, value ->> '$.title' AS title FROM tickets")
        .map { row -> (Int64, String) in (row["number"], row["title"] ?? "") }
    }
    let found = Dictionary(stored, uniquingKeysWith: { first, _ in first })
    for (item, newest) in titles.sorted(by: { $0.key < $1.key }) {
      guard let number = newestOfItem[item], let title = found[number], newest.title != title else { continue }
      broken("I9", "T-\(number) is called '\(title)', and version \(newest.version) said '\(newest.title)'")
    }
  }

  /// What became of each item.
  func outcome() throws -> [String] {
    try database.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT source || ' ' || external_id || ': ' || CASE is_open WHEN 1 THEN 'open' ELSE 'closed' END || ', '
            || (value ->> '$.title') FROM tickets ORDER BY 1
          """)
    }
  }

  /// When faults have stopped and a minute has passed (I24).
  mutating func checkEnd() throws {
    for (id, page) in pages.sorted(by: { $0.key < $1.key }) where page.isOpen {
      // A message may still wait for its next attempt; a page may not.
      // So may one that a person's own rule has wait, and that nobody has tried yet.
      let mayWait = page.isMessage || page.attempts == 0
      if mayWait, page.state != "claimed", page.leaves > now.passed || isBehind(id, page) { continue }
      broken("I24", "\(id) is still \(page.state)")
    }
    for id in armed.sorted() {
      if let timer = timers[id], timer.lateness(at: now) > 0 {
        broken("I24", "the timer of \(timer.entity) is overdue")
      }
    }
    try scan()
    try checkTitles()
  }
}
