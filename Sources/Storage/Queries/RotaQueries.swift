import Scheduling
import Timekeeping

extension Snapshot {
  /// The publications that hold and share time with `overlapping`, by start and team; superseded ones left out.
  package func publishedPeriods(
    team: TeamID? = nil, overlapping: Interval? = nil
  ) throws(StoreError) -> [PublishedPeriod] {
    let bounds: [any Bindable] = [overlapping.from, overlapping.until, team]
    var periods = try connection.all(
      """
      SELECT id, team, week, start_ms, end_ms, draft, published_ms, published_by, superseded_ms FROM published_periods
      WHERE superseded_ms IS NULL AND end_ms > $1 AND start_ms < $2 AND (CAST($3 AS TEXT) IS NULL OR team = $3)
      ORDER BY start_ms, team, id
      """, bounds, as: PublishedPeriod.init)
    let shifts = try connection.all(
      """
      SELECT s.period, s.id, p.team, s.duty, s.member, s.start_ms, s.end_ms
      FROM published_periods p CROSS JOIN published_shifts s
      WHERE s.period = p.id AND p.superseded_ms IS NULL AND p.end_ms > $1 AND p.start_ms < $2
        AND (CAST($3 AS TEXT) IS NULL OR p.team = $3)
      ORDER BY s.period, s.ordinal
      """, bounds, as: PeriodShift.init)
    periods.take(shifts)
    return periods
  }

  /// Everything that was ever published for a team and week, oldest first; the last one holds.
  package func publications(team: TeamID, week: ISOWeek) throws(StoreError) -> [PublishedPeriod] {
    let key: [any Bindable] = [team, week.description]
    var periods = try connection.all(
      """
      SELECT id, team, week, start_ms, end_ms, draft, published_ms, published_by, superseded_ms FROM published_periods
      WHERE team = $1 AND week = $2 ORDER BY id
      """, key, as: PublishedPeriod.init)
    let shifts = try connection.all(
      """
      SELECT s.period, s.id, p.team, s.duty, s.member, s.start_ms, s.end_ms
      FROM published_shifts s JOIN published_periods p ON p.id = s.period
      WHERE p.team = $1 AND p.week = $2 ORDER BY s.period, s.ordinal
      """, key, as: PeriodShift.init)
    periods.take(shifts)
    return periods
  }
}

extension Transaction {
  /// Publishes the shifts of a stretch of a team's week; earlier publications that share time with it are superseded
  /// and kept. What they had outside of the stretch has to be published again.
  ///
  /// Throws when a shift is of another team or two shifts have one id.
  @discardableResult
  package func publish(
    team: TeamID, week: ISOWeek, interval: Interval, draft: String?, shifts: [Shift], by: String, at: Timestamp
  ) throws(StoreError) -> PublishedPeriod {
    if let stray = shifts.first(where: { $0.team != team }) {
      throw .failed("shift \(stray.id) is of team \(stray.team), not of \(team)")
    }
    try connection.run(
      """
      UPDATE published_periods SET superseded_ms = $4
      WHERE team = $1 AND start_ms < $3 AND end_ms > $2 AND superseded_ms IS NULL
      """, [team, interval.start, interval.end, at])
    let id = try nextNumber(.period)
    try connection.run(
      """
      INSERT INTO published_periods (id, team, week, start_ms, end_ms, draft, published_ms, published_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, [id, team, week.description, interval.start, interval.end, draft, at, by])
    for (ordinal, shift) in shifts.enumerated() { try add(shift, period: id, ordinal: ordinal) }
    try bump(.rota)
    return PublishedPeriod(
      id: id, team: team, week: week, interval: interval, draft: draft, at: at, by: by, superseded: nil,
      shifts: shifts)
  }

  private func add(_ shift: Shift, period: Int, ordinal: Int) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO published_shifts (period, ordinal, id, duty, member, start_ms, end_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, [period, ordinal, shift.id.text, shift.duty, shift.member, shift.interval.start, shift.interval.end])
  }
}

/// A shift with the number of its publication.
private struct PeriodShift {
  let period: Int
  let shift: Shift

  init(_ row: ResultRow) throws(StoreError) {
    period = try row.int("period")
    shift = Shift(
      id: ShiftID(text: try row.text("id")), team: try row.form("team"), duty: try row.form("duty"),
      member: try row.form("member"), interval: try row.interval("start_ms", "end_ms"))
  }
}

extension PublishedPeriod {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.int("id"), team: try row.form("team"), week: try row.form("week"),
      interval: try row.interval("start_ms", "end_ms"), draft: try row.textIfAny("draft"),
      at: try row.instant("published_ms"), by: try row.text("published_by"),
      superseded: try row.instantIfAny("superseded_ms"), shifts: [])
  }
}

extension [PublishedPeriod] {
  /// Gives each publication its shifts, in the order of `rows`.
  fileprivate mutating func take(_ rows: [PeriodShift]) {
    let byPeriod = Dictionary(grouping: rows, by: \.period)
    for index in indices { self[index].shifts = byPeriod[self[index].id, default: []].map(\.shift) }
  }
}
