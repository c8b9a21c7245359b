import Scheduling
import Timekeeping

extension Snapshot {
  /// Every request in the order they were made, of one team where it is given.
  package func shiftRequests(team: TeamID? = nil) throws(StoreError) -> [ShiftRequest] {
    try connection.all(
      "SELECT body FROM shift_requests WHERE (CAST($1 AS TEXT) IS NULL OR team = $1) ORDER BY ordinal", [team]
    ) { row throws(StoreError) in try row.json("body") }
  }

  /// Those that nobody has decided on, also of one leave only. O(open requests).
  package func openShiftRequests(team: TeamID? = nil, leave: String? = nil) throws(StoreError) -> [ShiftRequest] {
    try connection.all(
      """
      SELECT body FROM shift_requests
      WHERE state = 'open' AND (CAST($1 AS TEXT) IS NULL OR team = $1) AND (CAST($2 AS TEXT) IS NULL OR leave = $2)
      ORDER BY ordinal
      """, [team, leave]
    ) { row throws(StoreError) in try row.json("body") }
  }

  package func shiftRequest(_ id: String) throws(StoreError) -> ShiftRequest? {
    try connection.first("SELECT body FROM shift_requests WHERE id = $1", [id]) { row throws(StoreError) in
      try row.json("body")
    }
  }
}

extension Transaction {
  /// Stores a request, or what became of it in its place.
  package func putShiftRequest(_ request: ShiftRequest) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO shift_requests (id, ordinal, team, state, requester, leave, body)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM shift_requests), $2, $3, $4, $5, $6)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, leave = excluded.leave, body = excluded.body
      """,
      [
        request.id, request.team, request.state.rawValue, request.requester, request.leave,
        try JSONText.text(request),
      ])
    try bump(.requests)
  }
}
