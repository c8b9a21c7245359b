import GRDB

/// I2: one owner or a stated wait, and exactly one armed timer. I8: one ticket for one item.
extension Auditor {
  mutating func take(ticket entry: ChangeLog.Entry) {
    let number = entry.int(0)
    let before = tickets[number]
    let after = SeenTicket(
      isOpen: entry.int(1) == 1, owner: entry.textIfAny(2), isWaiting: entry.int(3) == 1,
      isAcknowledged: entry.int(4) == 1, episode: entry.int(5), item: entry.text(6) + " " + entry.text(7))
    if before == nil {
      step.opened.append(number)
      if !items.insert(after.item).inserted {
        broken("I8", "T-\(number) is a second ticket of \(after.item)")
      }
    }
    if let before, before.isAcknowledged, !after.isAcknowledged, after.isOpen, after.episode == before.episode,
      before.owner == after.owner, before.isOpen
    {
      broken("I4", "T-\(number) is no longer acknowledged, and nothing says why")
    }
    tickets[number] = after
    step.touched.insert(number)
  }

  mutating func checkTickets() {
    for number in step.touched.sorted() {
      guard let ticket = tickets[number] else { continue }
      let timer = timerOfTicket[number].flatMap { timers[$0] }
      if ticket.isOpen != (timer?.isArmed ?? false) {
        broken("I2", "T-\(number) is \(ticket.isOpen ? "open and has no" : "closed and has an") armed timer")
      }
      if ticket.isOpen, (ticket.owner != nil) == ticket.isWaiting {
        broken("I2", "T-\(number) has \(ticket.owner ?? "no owner") and \(ticket.isWaiting ? "a" : "no") stated wait")
      }
    }
  }

  /// The whole store against the model: what the log did not tell.
  mutating func scan() throws {
    let (count, bare, intake) = try database.read { database in
      (
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM tickets") ?? 0,
        try String.fetchAll(
          database,
          sql: """
            SELECT t.number FROM tickets t WHERE t.is_open = 1 AND ((t.owner IS NULL) <> (t.waiting = 1) OR 1 <> (
              SELECT COUNT(*) FROM timers w WHERE w.kind = 'ticket' AND w.entity = 'T-' || t.number AND w.state = 'armed'
                AND w.due_ms BETWEEN 0 AND 253402300799000))
            """),
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM intake") ?? 0
      )
    }
    for number in bare { broken("I2", "T-\(number) is open without an owner, a wait or a timer") }
    if count != tickets.count { broken("I1", "\(tickets.count) tickets were stored and \(count) are there") }
    if intake != intakeRows.count { broken("I1", "\(intakeRows.count) deliveries were noted and \(intake) are there") }
  }
}
