import Scheduling
import Timekeeping

extension Snapshot {
  /// What the watch over a team remembers; nil before its first look.
  package func watch(of team: TeamID) throws(StoreError) -> WatchMemory? {
    try connection.first("SELECT value FROM watches WHERE team = $1", [team]) { row throws(StoreError) in
      try row.json("value")
    }
  }

  /// True when this was told before: such a notice would not be told again.
  package func wasTold(_ kind: String, cause: String, to recipient: MemberID) throws(StoreError) -> Bool {
    let id = Notice(kind: kind, cause: cause, recipient: recipient, title: "", text: "").id
    return try connection.first("SELECT number FROM notices WHERE id = $1", [id]) { row throws(StoreError) in
      try row.int("number")
    } != nil
  }
}

extension Transaction {
  package func putWatch(_ memory: WatchMemory, of team: TeamID) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO watches (team, value) VALUES ($1, $2)
      ON CONFLICT (team) DO UPDATE SET value = excluded.value
      """, [team, try JSONText.text(memory)])
  }
}
