import Timekeeping
import Triage

extension Snapshot {
  /// How this delivery was answered before; nil when it is new.
  package func intake(source: String, deliveryID: String) throws(StoreError) -> IntakeRecord? {
    try connection.first(
      """
      SELECT source, delivery_id, body_sha256, ticket, status, response, received_ms FROM intake
      WHERE source = $1 AND delivery_id = $2
      """, [source, deliveryID], as: IntakeRecord.init)
  }
}

extension Transaction {
  /// Remembers how a delivery was answered; false, and nothing stored, when its id is known already.
  package func putIntake(_ record: IntakeRecord) throws(StoreError) -> Bool {
    try connection.run(
      """
      INSERT INTO intake (source, delivery_id, body_sha256, ticket, status, response, received_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (source, delivery_id) DO NOTHING
      """,
      [
        record.source, record.deliveryID, record.bodySHA256, record.ticket?.number, record.status, record.response,
        record.received,
      ]) > 0
  }

  /// Forgets deliveries received before `limit`; returns how many. Keep at least 90 days (reliability notes, 5.2).
  package func purgeIntake(before limit: Timestamp) throws(StoreError) -> Int {
    try connection.run("DELETE FROM intake WHERE received_ms < $1", [limit])
  }
}

extension IntakeRecord {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      source: try row.text("source"), deliveryID: try row.text("delivery_id"),
      bodySHA256: try row.text("body_sha256"), ticket: try row.intIfAny("ticket").map(TicketID.init(number:)),
      status: try row.int("status"), response: try row.bytes("response"), received: try row.instant("received_ms"))
  }
}
