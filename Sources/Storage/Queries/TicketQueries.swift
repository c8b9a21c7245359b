import Scheduling
import Timekeeping
import Triage

extension Snapshot {
  package func ticket(_ id: TicketID) throws(StoreError) -> Ticket? {
    try connection.first(
      "SELECT number, row_ver, value FROM tickets WHERE number = $1", [id.number], as: stored)
  }

  /// The ticket of an item in a source; open or not, there is only ever one.
  package func ticket(source: String, externalID: String) throws(StoreError) -> Ticket? {
    try connection.first(
      "SELECT number, row_ver, value FROM tickets WHERE source = $1 AND external_id = $2", [source, externalID],
      as: stored)
  }

  /// Tickets that are neither resolved nor closed, by number.
  package func openTickets(team: TeamID? = nil) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND (CAST($1 AS TEXT) IS NULL OR team = $1) ORDER BY number
      """, [team], as: stored)
  }

  /// The open tickets of a team that somebody has acknowledged, by number.
  package func acknowledgedTickets(team: TeamID) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND acknowledged = 1 AND team = $1 ORDER BY number
      """, [team], as: stored)
  }

  /// Up to `limit` of a team's open tickets: what is due first comes first, what has no time last.
  package func mostDueTickets(of team: TeamID, limit: Int) throws(StoreError) -> [Ticket] {
    let due = try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND team = $1 AND due_ms IS NOT NULL ORDER BY due_ms, number LIMIT $2
      """, [team, limit], as: stored)
    guard due.count < limit else { return due }
    return due
      + (try connection.all(
        """
        SELECT number, row_ver, value FROM tickets
        WHERE is_open = 1 AND team = $1 AND due_ms IS NULL ORDER BY number LIMIT $2
        """, [team, limit - due.count], as: stored))
  }

  /// How many tickets are open, and of them overdue, in each team that has any.
  package func openCounts(at now: Timestamp) throws(StoreError) -> [(team: TeamID, open: Int, overdue: Int)] {
    try connection.all(
      """
      SELECT team, COUNT(*) AS number, SUM(CASE WHEN due_ms < $1 THEN 1 ELSE 0 END) AS late FROM tickets
      WHERE is_open = 1 GROUP BY team ORDER BY team
      """, [now]
    ) { row throws(StoreError) in
      (team: try row.form("team"), open: try row.int("number"), overdue: try row.int("late"))
    }
  }

  /// How many tickets are open of each source, and the first of them; what people opened here is of none. By name.
  package func openTicketsBySource() throws(StoreError) -> [(source: String, tickets: Int, first: Int)] {
    // The plus keeps it from going through all tickets that ever were, in the order of another index.
    try connection.all(
      """
      SELECT source, COUNT(*) AS tickets, MIN(number) AS first FROM tickets
      WHERE is_open = 1 AND external_id <> 'T-' || number GROUP BY +source ORDER BY +source
      """
    ) { row throws(StoreError) in
      (source: try row.text("source"), tickets: try row.int("tickets"), first: try row.int("first"))
    }
  }

  /// Open tickets that nobody owns, by number.
  package func waitingTickets(team: TeamID? = nil) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND owner IS NULL AND (CAST($1 AS TEXT) IS NULL OR team = $1) ORDER BY number
      """, [team], as: stored)
  }

  /// Open tickets whose owner is off, and about whom nobody could be asked yet (rule K2), by number.
  package func undecidedTickets() throws(StoreError) -> [Ticket] {
    // A text of people's has no bare quotes in JSON: this finds cards alone.
    let decided = try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND owner IS NOT NULL AND instr(value, '"card":{') > 0 ORDER BY number
      """, [], as: stored)
    return decided.filter { $0.custody.card?.to.isEmpty ?? false }
  }

  /// The ids of all that wait, also of those whose rows cannot be read.
  package func waitingTicketIDs() throws(StoreError) -> [TicketID] {
    try connection.all(
      "SELECT number FROM tickets WHERE is_open = 1 AND owner IS NULL ORDER BY number"
    ) { row throws(StoreError) in TicketID(number: try row.int("number")) }
  }

  /// Those of them that weigh more than `room`.
  package func waitingTickets(heavierThan room: Load) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND owner IS NULL AND weight > $1 ORDER BY number
      """, [room.hundredths], as: stored)
  }

  /// Of those the ones that wait for an answer of people who were asked.
  package func askingTickets(heavierThan room: Load) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND owner IS NULL AND weight > $1 AND instr(value, '"asking":{') > 0 ORDER BY number
      """, [room.hundredths], as: stored)
  }

  /// The tickets a list shows, newest first.
  package func tickets(_ filter: TicketFilter) throws(StoreError) -> [Ticket] {
    let limit = min(max(filter.limit, 0), TicketFilter.largest)
    return try filter.looksWithin ? fitting(filter, limit: limit) : listed(filter, limit: limit)
  }

  /// How many tickets a list would show without a limit.
  package func count(_ filter: TicketFilter) throws(StoreError) -> Int {
    var filter = filter
    filter.byChange = false
    guard !filter.looksWithin else { return try fitting(filter, limit: .max).count }
    let values: [any Bindable] = [
      filter.before?.number ?? .max, filter.open, filter.team, filter.state?.rawValue, filter.owner, filter.queue,
    ]
    return try connection.first(
      """
      SELECT COUNT(*) AS count FROM tickets
      WHERE number < $1 AND is_open >= $2 AND (CAST($3 AS TEXT) IS NULL OR team = $3)
        AND (CAST($4 AS TEXT) IS NULL OR state = $4) AND (CAST($5 AS TEXT) IS NULL OR owner = $5)
        AND (CAST($6 AS TEXT) IS NULL OR queue = $6)
      """, values
    ) { row throws(StoreError) in try row.int("count") } ?? 0
  }

  /// SQL does not look within a ticket: what fits otherwise is read, from the newest on until there are enough.
  private func fitting(_ filter: TicketFilter, limit: Int) throws(StoreError) -> [Ticket] {
    var (found, rest): ([Ticket], TicketFilter) = ([], filter)
    while found.count < limit {
      let most = filter.byChange ? Int.max : Self.batch
      let batch = try listed(rest, limit: most)
      found += batch.filter(filter.fits)
      guard batch.count == most, let last = batch.last else { break }
      rest.before = last.id
    }
    return Array(found.prefix(limit))
  }

  /// How many tickets are read at a time where few of them may fit.
  private static let batch = 500

  private func listed(_ filter: TicketFilter, limit: Int) throws(StoreError) -> [Ticket] {
    let values: [any Bindable] = [
      filter.before?.number ?? .max, filter.team, filter.state?.rawValue, filter.owner, limit, filter.queue,
    ]
    if filter.byChange { return try changedList(values + [filter.open]) }
    return filter.open ? try openList(values) : try list(values)
  }

  private func list(_ values: [any Bindable]) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE number < $1 AND (CAST($2 AS TEXT) IS NULL OR team = $2) AND (CAST($3 AS TEXT) IS NULL OR state = $3)
        AND (CAST($4 AS TEXT) IS NULL OR owner = $4) AND (CAST($6 AS TEXT) IS NULL OR queue = $6)
      ORDER BY number DESC LIMIT $5
      """, values, as: stored)
  }

  /// The same over the open tickets only, which have an index of their own.
  private func openList(_ values: [any Bindable]) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE is_open = 1 AND number < $1 AND (CAST($2 AS TEXT) IS NULL OR team = $2)
        AND (CAST($3 AS TEXT) IS NULL OR state = $3) AND (CAST($4 AS TEXT) IS NULL OR owner = $4)
        AND (CAST($6 AS TEXT) IS NULL OR queue = $6)
      ORDER BY number DESC LIMIT $5
      """, values, as: stored)
  }

  /// By what happened last; every ticket that fits is looked at for it.
  private func changedList(_ values: [any Bindable]) throws(StoreError) -> [Ticket] {
    try connection.all(
      """
      SELECT number, row_ver, value FROM tickets
      WHERE number < $1 AND is_open >= $7 AND (CAST($2 AS TEXT) IS NULL OR team = $2)
        AND (CAST($3 AS TEXT) IS NULL OR state = $3) AND (CAST($4 AS TEXT) IS NULL OR owner = $4)
        AND (CAST($6 AS TEXT) IS NULL OR queue = $6)
      ORDER BY
        (SELECT f.at_ms FROM ticket_facts f WHERE f.ticket = tickets.number ORDER BY f.first DESC LIMIT 1) DESC,
        number DESC
      LIMIT $5
      """, values, as: stored)
  }

  /// When each member was last given a ticket of this queue, by member (rule K1: round robin).
  package func lastAssignments(team: TeamID, queue: QueueID) throws(StoreError) -> [(MemberID, Timestamp)] {
    try connection.all(
      """
      SELECT member, at_ms FROM last_assignments WHERE team = $1 AND queue = $2
      UNION ALL SELECT member, MAX(given_ms) FROM lent_loads WHERE team = $1 AND queue = $2 GROUP BY member
      ORDER BY member, at_ms
      """, [team, queue]
    ) { row throws(StoreError) in (try row.form("member"), try row.instant("at_ms")) }
  }
}

extension Transaction {
  /// Stores a new ticket with the version it bears; throws `duplicate` when its source knows that item already.
  package func insertTicket(_ ticket: Ticket) throws(StoreError) {
    let text = try JSONText.text(ticket)
    try connection.run(
      """
      INSERT INTO tickets
        (team, queue, source, external_id, state, is_open, owner, waiting, acknowledged, priority, episode, due_ms,
         row_ver, value, weight, number, created_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      """, columns(ticket, text) + [ticket.id.number, ticket.created])
    decoded?.keep(ticket, bytes: text.utf8.count, isWritten: true)
    try moveLoad(from: nil, to: CountedLoad(ticket))
    try bump(.tickets)
  }

  /// Stores a ticket that was read at version `expected`; returns the new version, one more.
  ///
  /// Throws `stale` when it was changed since, and `missing` when there is no such ticket.
  @discardableResult
  package func updateTicket(_ ticket: Ticket, expecting expected: Int) throws(StoreError) -> Int {
    var next = ticket
    next.version = expected + 1
    let counted = try counted(ticket.id)
    let text = try JSONText.text(next)
    let changed = try connection.run(
      """
      UPDATE tickets SET
        team = $1, queue = $2, source = $3, external_id = $4, state = $5, is_open = $6, owner = $7, waiting = $8,
        acknowledged = $9, priority = $10, episode = $11, due_ms = $12, row_ver = $13, value = $14, weight = $15
      WHERE number = $16 AND row_ver = $17
      """, columns(next, text) + [ticket.id.number, expected])
    guard changed == 1 else { throw try whyNotUpdated(ticket.id, expected: expected) }
    decoded?.keep(next, bytes: text.utf8.count, isWritten: true)
    try moveLoad(from: counted, to: CountedLoad(next))
    try bump(.tickets)
    return next.version
  }

  private func whyNotUpdated(_ id: TicketID, expected: Int) throws(StoreError) -> StoreError {
    guard let found = try ticket(id) else { return .missing("ticket \(id)") }
    return .stale(what: "ticket \(id)", expected: expected, found: found.version)
  }

  /// $1 to $15 of the two statements above.
  private func columns(_ ticket: Ticket, _ text: String) -> [any Bindable] {
    [
      ticket.team, ticket.queue, ticket.source, ticket.externalID, ticket.state.rawValue, ticket.isOpen, ticket.owner,
      ticket.placement != .owned, ticket.acknowledgement != nil, ticket.priority, ticket.episode, ticket.due,
      ticket.version, text, ticket.custody.weight.hundredths,
    ]
  }
}

extension Snapshot {
  /// The value, with the version of its row; for the writer only what it does not know is decoded.
  private func stored(_ row: ResultRow) throws(StoreError) -> Ticket {
    let (number, version) = (Int(try row.integer(at: 0)), Int(try row.integer(at: 1)))
    if let known = decoded?.ticket(number, version: version) { return known }
    var (ticket, bytes): (Ticket, Int) = try row.json(at: 2, "value")
    ticket.version = version
    decoded?.keep(ticket, bytes: bytes)
    return ticket
  }
}
