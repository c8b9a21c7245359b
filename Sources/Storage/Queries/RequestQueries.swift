import Scheduling
import Timekeeping

extension Snapshot {
  /// Requests in the order they were made; only the open ones, or all, and one team's where it is given.
  package func shiftRequests(
    team: TeamID? = nil, openOnly: Bool = false, leave: String? = nil
  ) throws(StoreError) -> [ShiftRequest] {
    try connection.all(
      """
      SELECT body FROM shift_requests
      WHERE (CAST($1 AS TEXT) IS NULL OR team = $1) AND ($2 = 0 OR state = 'open')
        AND (CAST($3 AS TEXT) IS NULL OR leave = $3)
      ORDER BY ordinal
      """, [team, openOnly, leave]
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
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body
      """,
      [
        request.id, request.team, request.state.rawValue, request.requester, request.leave,
        try JSONText.text(request),
      ])
    try bump(.requests)
  }
}
