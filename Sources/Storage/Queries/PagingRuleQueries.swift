import Scheduling
import Timekeeping

extension Snapshot {
  /// How members want to be paged who set it themselves.
  package func pagingRules() throws(StoreError) -> [MemberID: [PagingRule]] {
    let rows = try connection.all("SELECT member, value FROM paging_rules ORDER BY member") {
      row throws(StoreError) -> (MemberID, [PagingRule]) in (try row.form("member"), try row.json("value"))
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}

extension Transaction {
  /// Sets a member's own rules; nil goes back to what the schedule files say.
  package func setPagingRules(_ rules: [PagingRule]?, of member: MemberID, by: String, at: Timestamp) throws(StoreError)
  {
    if let rules {
      try connection.run(
        """
        INSERT INTO paging_rules (member, value, set_ms, set_by) VALUES ($1, $2, $3, $4)
        ON CONFLICT (member) DO UPDATE SET value = $2, set_ms = $3, set_by = $4
        """, [member, try JSONText.text(rules), at, by])
    } else {
      try connection.run("DELETE FROM paging_rules WHERE member = $1", [member])
    }
    try bump(.contacts)
  }
}
