import Timekeeping

extension Snapshot {
  /// The armed timer of an entity, if it has one.
  package func armedTimer(kind: String, entity: String) throws(StoreError) -> TimerRow? {
    try connection.first(
      """
      SELECT id, kind, entity, generation, purpose, state, due_ms, relative, boot_id, due_boot_ms FROM timers
      WHERE kind = $1 AND entity = $2 AND state = 'armed'
      """, [kind, entity], as: TimerRow.init)
  }

  /// Armed timers that are due, the longest overdue first: relative ones of this boot by its clock, all others by
  /// the wall clock.
  package func dueTimers(now: Timestamp, boot: BootClock, limit: Int) throws(StoreError) -> [TimerRow] {
    try connection.all(
      """
      SELECT id, kind, entity, generation, purpose, state, due_ms, relative, boot_id, due_boot_ms FROM timers
      WHERE state = 'armed' AND (relative = 0 OR boot_id <> $2) AND due_ms <= $1
      UNION ALL
      SELECT id, kind, entity, generation, purpose, state, due_ms, relative, boot_id, due_boot_ms FROM timers
      WHERE state = 'armed' AND relative = 1 AND boot_id = $2 AND due_boot_ms <= $3
      ORDER BY due_ms, id LIMIT $4
      """, [now, boot.id, boot.milliseconds, max(limit, 0)], as: TimerRow.init)
  }

  /// When the next timer is due, in wall time as it runs now; in the past when one is overdue, nil when none is armed.
  package func nextTimerDue(now: Timestamp, boot: BootClock) throws(StoreError) -> Timestamp? {
    let wall = try connection.first(
      "SELECT MIN(due_ms) AS next_ms FROM timers WHERE state = 'armed' AND (relative = 0 OR boot_id <> $1)", [boot.id]
    ) { row throws(StoreError) in try row.instantIfAny("next_ms") }
    let left = try connection.first(
      """
      SELECT MIN(due_boot_ms) AS next_ms FROM timers WHERE state = 'armed' AND relative = 1 AND boot_id = $1
      """, [boot.id]
    ) { row throws(StoreError) in try row.intIfAny("next_ms") }
    let relative = left.flatMap { $0 }.map { now + .milliseconds(Int64($0) - boot.milliseconds) }
    return [wall.flatMap { $0 }, relative].compactMap { $0 }.min()
  }
}

extension Transaction {
  /// Arms the timer of an entity in the place of the one before, with the next generation.
  ///
  /// `relative` says that `due` is a span from `now`: within this boot a change of the wall clock does not move it, and
  /// neither does arming it once more for the same time.
  @discardableResult
  package func arm(
    kind: String, entity: String, purpose: String, due: Timestamp, relative: Bool, clock: BootClock, now: Timestamp
  ) throws(StoreError) -> TimerRow {
    let dueBoot = clock.milliseconds + (due - now).wholeMilliseconds
    let armed = try connection.first(
      """
      INSERT INTO timers
        (id, kind, entity, generation, purpose, state, armed_ms, due_ms, relative, boot_id, due_boot_ms)
      VALUES ($1, $2, $3, 1, $4, 'armed', $5, $6, $7, $8, $9)
      ON CONFLICT (kind, entity) DO UPDATE SET
        generation = timers.generation + 1, purpose = excluded.purpose, state = 'armed', armed_ms = excluded.armed_ms,
        due_ms = excluded.due_ms, relative = excluded.relative, boot_id = excluded.boot_id,
        due_boot_ms = CASE WHEN timers.state = 'armed' AND timers.relative = 1 AND excluded.relative = 1
          AND timers.boot_id = excluded.boot_id AND timers.due_ms = excluded.due_ms
          THEN timers.due_boot_ms ELSE excluded.due_boot_ms END
      RETURNING id, kind, entity, generation, purpose, state, due_ms, relative, boot_id, due_boot_ms
      """,
      [
        try timerID(kind, entity), kind, entity, purpose, now, due, relative, relative ? clock.id : nil,
        relative ? dueBoot : nil,
      ], as: TimerRow.init)
    guard let armed else { throw .failed("the timer of \(kind) \(entity) was not stored") }
    return armed
  }

  /// False when no timer of the entity was armed.
  @discardableResult
  package func disarm(kind: String, entity: String) throws(StoreError) -> Bool {
    try connection.run(
      "UPDATE timers SET state = 'cancelled' WHERE kind = $1 AND entity = $2 AND state = 'armed'", [kind, entity]) > 0
  }

  /// Marks a timer as handled; false when it was armed anew, disarmed or handled by somebody else meanwhile.
  package func completeTimer(_ id: Int, generation: Int) throws(StoreError) -> Bool {
    try connection.run(
      "UPDATE timers SET state = 'done' WHERE id = $1 AND generation = $2 AND state = 'armed'", [id, generation]) > 0
  }

  /// Lets a timer that could not be handled fire later, where it is still armed in that generation.
  package func putOff(
    _ id: Int, generation: Int, by pause: Duration, clock: BootClock, now: Timestamp
  ) throws(StoreError) {
    try connection.run(
      """
      UPDATE timers SET
        due_ms = $3, due_boot_ms = CASE WHEN relative = 1 THEN $4 ELSE due_boot_ms END,
        boot_id = CASE WHEN relative = 1 THEN $5 ELSE boot_id END
      WHERE id = $1 AND generation = $2 AND state = 'armed'
      """, [id, generation, now + pause, clock.milliseconds + pause.wholeMilliseconds, clock.id])
  }

  /// Takes relative timers of earlier boots over into this one; returns how many.
  ///
  /// What was left of them by the wall clock is left still, but never more than their whole span: a clock that was
  /// put back while the machine was off delays nothing for longer than that (reliability notes, I13).
  package func adoptTimers(now: Timestamp, boot: BootClock) throws(StoreError) -> Int {
    try connection.run(
      """
      UPDATE timers SET
        due_boot_ms = $3 + CASE WHEN $1 < armed_ms THEN due_ms - armed_ms WHEN due_ms > $1 THEN due_ms - $1 ELSE 0 END,
        due_ms = CASE WHEN $1 < armed_ms THEN $1 + due_ms - armed_ms ELSE due_ms END,
        armed_ms = CASE WHEN $1 < armed_ms THEN $1 ELSE armed_ms END,
        boot_id = $2
      WHERE state = 'armed' AND relative = 1 AND boot_id <> $2
      """, [now, boot.id, boot.milliseconds])
  }

  /// The row of an entity keeps its number; only a new one takes the next.
  private func timerID(_ kind: String, _ entity: String) throws(StoreError) -> Int {
    let known = try connection.first(
      "SELECT id FROM timers WHERE kind = $1 AND entity = $2", [kind, entity]
    ) { row throws(StoreError) in try row.int("id") }
    if let known { return known }
    return try nextNumber(.timer)
  }
}

extension TimerRow {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.int("id"), kind: try row.text("kind"), entity: try row.text("entity"),
      generation: try row.int("generation"), due: try row.instant("due_ms"), relative: try row.flag("relative"),
      bootID: try row.textIfAny("boot_id"), dueBoot: try row.intIfAny("due_boot_ms").map(Int64.init),
      state: try row.choice("state"), purpose: try row.text("purpose"))
  }
}
