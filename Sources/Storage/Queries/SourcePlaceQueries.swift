import Timekeeping
import Triage

extension Snapshot {
  /// What a place of a source is called, as the source told last; nil when it never did.
  package func placeName(_ id: String, source: String) throws(StoreError) -> String? {
    try connection.first("SELECT name FROM source_places WHERE source = $1 AND id = $2", [source, id]) {
      row throws(StoreError) in try row.text("name")
    }
  }
}

extension Transaction {
  /// Keeps the newest name of a place.
  package func keep(_ place: PlaceName, source: String, at: Timestamp) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO source_places (source, id, name, told_ms) VALUES ($1, $2, $3, $4)
      ON CONFLICT (source, id) DO UPDATE SET name = excluded.name, told_ms = excluded.told_ms
      """, [source, place.id, place.name, at])
  }
}
