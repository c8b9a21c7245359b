extension Snapshot {
  /// Sentences about rows that contradict each other; empty in a sound store (reliability notes, section 2).
  ///
  /// It looks at open things only, so that it stays quick however long the history is.
  package func invariants() throws(StoreError) -> [String] {
    try openWithoutTimer() + ownerlessWithoutWait() + strayPages() + strayNotices() + deadClaims() + wrongLoads()
      + auditEnd()
  }

  private func openWithoutTimer() throws(StoreError) -> [String] {
    try connection.all(
      """
      SELECT t.number FROM tickets t LEFT JOIN timers w
        ON w.kind = 'ticket' AND w.entity = 'T-' || t.number AND w.state = 'armed'
      WHERE t.is_open = 1 AND w.id IS NULL ORDER BY t.number
      """
    ) { row throws(StoreError) in "open ticket T-\(try row.int("number")) has no armed timer" }
  }

  private func ownerlessWithoutWait() throws(StoreError) -> [String] {
    try connection.all(
      "SELECT number FROM tickets WHERE is_open = 1 AND owner IS NULL AND waiting = 0 ORDER BY number"
    ) { row throws(StoreError) in "open ticket T-\(try row.int("number")) has neither an owner nor a stated wait" }
  }

  private func strayPages() throws(StoreError) -> [String] {
    try connection.all(
      """
      SELECT o.id FROM outbox o LEFT JOIN tickets t ON t.number = o.ticket
      WHERE o.kind = 'page' AND o.state IN ('ready', 'unknown', 'claimed') AND t.number IS NULL ORDER BY o.id
      """
    ) { row throws(StoreError) in "page \(try row.text("id")) is about a ticket that does not exist" }
  }

  /// A notice that counts as put into a message has one.
  private func strayNotices() throws(StoreError) -> [String] {
    try connection.all(
      """
      SELECT n.id FROM notices n LEFT JOIN outbox o ON o.id = n.message
      WHERE (n.state = 'passed') <> (o.id IS NOT NULL) ORDER BY n.id
      """
    ) { row throws(StoreError) in "notice \(try row.text("id")) is neither waiting nor in a message" }
  }

  private func deadClaims() throws(StoreError) -> [String] {
    try connection.all(
      """
      SELECT kind, id FROM outbox
      WHERE state = 'claimed' AND (claim_epoch IS NULL OR claim_epoch <> $1 OR claim_until_ms IS NULL) ORDER BY id
      """, [epoch]
    ) { row throws(StoreError) in "\(try row.text("kind")) \(try row.text("id")) is claimed by a process that is gone" }
  }

  /// A kept load is the sum of what it stands for.
  private func wrongLoads() throws(StoreError) -> [String] {
    try connection.all(
      """
      SELECT member, SUM(kept) AS kept, SUM(counted) AS counted FROM (
        SELECT member, weight AS kept, 0 AS counted FROM owner_loads
        UNION ALL
        SELECT owner, 0, weight FROM tickets WHERE is_open = 1 AND state = 'open' AND owner IS NOT NULL)
      GROUP BY member HAVING SUM(kept) <> SUM(counted) ORDER BY member
      """
    ) { row throws(StoreError) in
      "the load of \(try row.text("member")) is kept as \(try row.int("kept")) and counts \(try row.int("counted"))"
    }
  }

  /// Entries cut off at the end leave no gap in the chain, only in the count.
  private func auditEnd() throws(StoreError) -> [String] {
    let last = try connection.first("SELECT COALESCE(MAX(seq), 0) AS seq FROM audit") { row throws(StoreError) in
      try row.int("seq")
    }
    let written = try lastNumber(.audit)
    guard let last, last != written else { return [] }
    return ["the audit ends at entry \(last), but \(written) were written"]
  }
}
