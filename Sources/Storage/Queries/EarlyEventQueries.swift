import Timekeeping
import Triage

/// What came before the opening of its item, and waits for it.
extension Transaction {
  /// How many events of one item wait for its opening; more are dropped, the newest first (invariant I16).
  private static let earlyLimit = 50

  /// Keeps an event of an item that nobody has opened here; false when too many of it wait already.
  package func keepEarly(_ event: SourceEvent, source: String, at: Timestamp) throws(StoreError) -> Bool {
    let place = try connection.first(
      "SELECT COALESCE(MAX(place), 0) + 1 AS place FROM early_events WHERE source = $1 AND item = $2",
      [source, event.item.id]
    ) { row throws(StoreError) in try row.int("place") }
    guard let place, place <= Self.earlyLimit else { return false }
    try connection.run(
      "INSERT INTO early_events (source, item, place, received_ms, value) VALUES ($1, $2, $3, $4, $5)",
      [source, event.item.id, place, at, try JSONText.text(event)])
    return true
  }

  /// Takes what waits for the opening of an item, in the order it came.
  package func takeEarly(source: String, item: String) throws(StoreError) -> [EarlyEvent] {
    let found: [EarlyEvent] = try connection.all(
      "SELECT value, received_ms FROM early_events WHERE source = $1 AND item = $2 ORDER BY place", [source, item]
    ) { row throws(StoreError) in
      EarlyEvent(event: try row.json("value"), received: try row.instant("received_ms"))
    }
    guard !found.isEmpty else { return [] }
    try connection.run("DELETE FROM early_events WHERE source = $1 AND item = $2", [source, item])
    return found
  }

  /// Gives up on openings that did not come since `limit`; returns how many events are forgotten.
  package func purgeEarly(before limit: Timestamp) throws(StoreError) -> Int {
    try connection.run("DELETE FROM early_events WHERE received_ms < $1", [limit])
  }
}
