import GRDB
import Storage
import Workflows

/// Planted bugs: done once each, as soon as there is something to do them to.
extension DeskRunner {
  /// The engine does nothing for ten seconds of the run's time.
  func oversleeps() async throws -> Bool {
    guard sabotage == .oversleeps, !isSabotaged,
      auditor.armed.contains(where: { auditor.timers[$0]?.kind == "ticket" }),
      let late = auditor.armed.compactMap({ auditor.timers[$0]?.lateness(at: moment) }).max(), late >= 0
    else { return false }
    isSabotaged = true
    clock.advance(to: clock.passed + 10_000)
    try look()
    auditor.checkRest()
    return true
  }

  /// A step that waits for the deliveries of the one before, as long as any of them lasts.
  func waitsForTheSlowest(_ kind: OutboxKind) -> Bool {
    sabotage == .waitsForTheSlowest && kind == .page && !auditor.flying.isEmpty
  }

  /// What leaves in the parcel's place.
  func mutilated(_ parcel: Parcel) -> Parcel {
    guard sabotage == .shortensList, case .pages(let rows) = parcel.contents, rows.count > 1 else { return parcel }
    return Parcel(.pages(rows.dropLast()))
  }

  func sabotage(_ desk: ServiceDesk) throws {
    guard let sabotage, !isSabotaged, auditor.violations.isEmpty else { return }
    if sabotage == .handlesTwice {
      isSabotaged = try handleTwice()
    } else if let sql = Self.sql(sabotage) {
      isSabotaged = try change(sql)
    } else {
      sabotageMachine(sabotage)
    }
    try look()
  }

  private func change(_ sql: [String]) throws -> Bool {
    try auditor.database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      for line in sql { try database.execute(sql: line) }
      return database.changesCount > 0
    }
  }

  /// A timer is armed again in the generation that was handled.
  private func handleTwice() throws -> Bool {
    let again = auditor.timers.filter { _, timer in
      timer.isArmed && timer.handled > 0 && timer.handled == timer.generation - 1
    }
    guard let id = again.keys.min() else { return false }
    return try change(["UPDATE timers SET generation = generation - 1 WHERE id = \(id)"])
  }

  /// The result of an attempt is lost, and its claim never ends.
  func holdOn(to ids: [String]) throws {
    isSabotaged = true
    try auditor.database.writeWithoutTransaction { database in
      for id in ids {
        try database.execute(
          sql: "UPDATE outbox SET claim_until_ms = 253402300799000 WHERE id = ? AND state = 'claimed'", arguments: [id])
      }
    }
  }

  private func sabotageMachine(_ sabotage: Sabotage) {
    switch sabotage {
    case .firesEarly: clock.lie(by: 60_000)
    case .changesID: provider.disguise(as: "-x")
    default: return
    }
    isSabotaged = true
  }

  /// The last line has to change something, or it is tried again later.
  private static func sql(_ sabotage: Sabotage) -> [String]? {
    let page = "SELECT id FROM outbox WHERE kind = 'page'"
    let isWanted = "EXISTS (SELECT 1 FROM tickets t WHERE t.number = ticket AND t.is_open = 1 AND t.acknowledged = 0)"
    switch sabotage {
    case .losesTicket: return ["DELETE FROM intake WHERE rowid = (SELECT MIN(rowid) FROM intake)"]
    case .losesTimer: return [set("timers", "state = 'cancelled'", "id", "state = 'armed' AND kind = 'ticket'")]
    case .losesOwner: return [set("tickets", "owner = NULL", "number", "is_open = 1 AND owner IS NOT NULL")]
    case .pagesAfterAcknowledgement:
      return [set("tickets", "acknowledged = 0", "number", "is_open = 1 AND acknowledged = 1")]
    case .sendsTwice: return [set("outbox", "state = 'ready'", "id", "kind = 'page' AND state = 'sent'")]
    case .dropsPage: return [set("outbox", "state = 'cancelled', cause = NULL", "id", "state IN ('ready', 'unknown')")]
    case .ignoresRefusal:
      // Of a whole step: none of its pages is on the wire.
      return [
        """
        UPDATE outbox SET state = 'failed' WHERE kind = 'page' AND state IN ('ready', 'unknown') AND \(isWanted)
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.state = 'claimed')
        """
      ]
    case .claimsForTheDead:
      return [
        set("outbox", "state = 'claimed', claim_epoch = 0, claim_until_ms = 1", "id", "state IN ('ready', 'unknown')")
      ]
    case .overwritesTitle:
      return [set("tickets", "value = json_set(value, '$.title', 'an old one')", "number", "is_open = 0")]
    case .lengthensSpan:
      return [set("timers", "due_boot_ms = due_boot_ms + 60000", "id", "state = 'armed' AND relative = 1")]
    case .catchesUpInABurst:
      return [
        """
        INSERT INTO outbox
          (id, kind, channel, ticket, episode, state, attempts, not_before_ms, crossed, created_ms, value)
        SELECT id || 'x' || n, kind, channel, ticket, episode, 'ready', 0, not_before_ms, 0, created_ms,
          json_set(value, '$.step', 50 + n)
        FROM (\(page) AND state = 'ready' LIMIT 1) JOIN outbox USING (id) JOIN (SELECT 1 AS n UNION SELECT 2)
        """
      ]
    default: return nil
    }
  }

  /// Changes the first row that the condition is true of.
  private static func set(_ table: String, _ change: String, _ key: String, _ condition: String) -> String {
    "UPDATE \(table) SET \(change) WHERE \(key) = (SELECT MIN(\(key)) FROM \(table) WHERE \(condition))"
  }
}
