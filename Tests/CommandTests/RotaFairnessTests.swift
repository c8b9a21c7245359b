import Foundation
import GRDB
import TestSupport
import Testing

/// The fairness table against the store's own tables, asked with SQL.
@Suite(.promptThreads) struct RotaFairnessTests {
  private static let team = """
    team: mole
    name: Mole
    zone: Europe/London
    members:
      - { id: ana, name: Ana Ferrow }
      - { id: bo, name: Bo Lindqvar }
      - { id: cy, name: Cy Morandel, share: 50% }
    office hours: { uk: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00", points: 1 per hour }
      night: { slots: "tue-wed 22:00-06:00", points: 3 per hour }
      weekend: { slots: "sat-sun 10:00-16:00", points: 2 per hour }

    """

  /// Every shift that a member has stood or would stand: London shows UTC in these weeks.
  private static let query = """
    WITH stood AS (
      SELECT s.member, s.duty, s.start_ms / 1000 AS start, s.end_ms / 1000 AS until
      FROM published_shifts s JOIN published_periods p ON p.id = s.period
      WHERE p.superseded_ms IS NULL AND p.team = 'mole'
      UNION ALL
      SELECT a.value ->> '$.member', a.value ->> '$.slot.duty',
        unixepoch(a.value ->> '$.slot.interval.start'), unixepoch(a.value ->> '$.slot.interval.end')
      FROM drafts d, json_each(CAST(d.bytes AS TEXT), '$.assignments') a WHERE d.id = ?)
    SELECT member, SUM(until - start) / 3600.0 AS hours,
      COUNT(DISTINCT CASE WHEN duty = 'night' THEN date(until, 'unixepoch') END) AS nights,
      COUNT(DISTINCT CASE WHEN duty = 'weekend' THEN strftime('%W', start, 'unixepoch') END) AS weekends,
      SUM((until - start) * CASE duty WHEN 'desk' THEN 1 WHEN 'night' THEN 3 ELSE 2 END) / 3600.0 AS points
    FROM stood WHERE member IS NOT NULL GROUP BY member ORDER BY member
    """

  private static func ask(_ place: Workplace, draft: String) throws -> [[String]] {
    var settings = Configuration()
    settings.readonly = true
    let store = try DatabaseQueue(
      path: place.url.appendingPathComponent("data/watchbill.db").path, configuration: settings)
    return try store.read { db in
      try Row.fetchAll(db, sql: query, arguments: [draft]).map { row in
        let counts: [Double] = [row["hours"], row["nights"], row["weekends"], row["points"]]
        return [row["member"]] + counts.map { String(format: "%.2f", $0) }
      }
    }
  }

  @Test("hours, nights, weekends and points, before a draft and with it, are what the store's tables add up to")
  func table() throws {
    let place = try Workplace(["schedules/mole.yaml": Self.team, "watchbill.yaml": "data: data\n"])
    try place.say("apply")
    for week in 10...12 {
      try place.say("rota draft mole 2036-W\(week)")
      if week < 12 { try place.say("rota publish D-\(week - 9)") }
    }
    let rows = try place.say("rota fairness D-3 --format csv").cells
    func columns(_ time: String) throws -> [[String]] {
      let places = try ["hours", "nights", "weekends", "points"].map { name in
        try #require(rows[0].firstIndex(of: "\(name)_\(time)"))
      }
      return rows.dropFirst().map { row in [row[0]] + places.map { row[$0] } }
    }
    #expect(try columns("after") == Self.ask(place, draft: "D-3"))
    #expect(try columns("before") == Self.ask(place, draft: "none"))
    let shares = try columns("share").map { Double($0[1]) ?? 0 }
    // Ana and Bo two parts each of five, Cy one, of 3 × 68 hours.
    #expect(shares == [81.6, 81.6, 40.8])
  }
}
