import Scheduling
import Timekeeping

extension Snapshot {
  /// When members want no notices who set it themselves; no hours at all stand for "at any time is fine".
  package func quietHours() throws(StoreError) -> [MemberID: WeeklyHours] {
    let rows = try connection.all("SELECT member, hours FROM quiet_hours ORDER BY member") {
      row throws(StoreError) -> (MemberID, WeeklyHours) in
      let text = try row.text("hours")
      return (try row.form("member"), text.isEmpty ? WeeklyHours([]) : try row.form("hours"))
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}

extension Transaction {
  /// Sets a member's own quiet hours; nil goes back to what the schedule files say.
  package func setQuietHours(_ hours: WeeklyHours?, of member: MemberID, by: String, at: Timestamp) throws(StoreError) {
    if let hours {
      try connection.run(
        """
        INSERT INTO quiet_hours (member, hours, set_ms, set_by) VALUES ($1, $2, $3, $4)
        ON CONFLICT (member) DO UPDATE SET hours = $2, set_ms = $3, set_by = $4
        """, [member, hours.windows.isEmpty ? "" : hours.description, at, by])
    } else {
      try connection.run("DELETE FROM quiet_hours WHERE member = $1", [member])
    }
    try bump(.contacts)
  }
}
