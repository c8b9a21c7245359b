import Scheduling
import Testing
import Timekeeping

@testable import HTTPServer
@testable import Workflows

@Suite("Leave in the rota at /")
struct ViewsLeaveTests {
  private let samples = ViewsSamples()

  private func page(_ overview: Overview) -> ViewsMarkup { ViewsMarkup(OverviewView.html(overview)) }

  private func span(_ from: String, _ to: String) throws -> Interval {
    let (start, end) = try (Timestamp(text: from), Timestamp(text: to))
    return try #require(Interval(start, end))
  }

  private func leave(_ member: String, _ from: String, _ to: String) throws -> Leave {
    Leave(id: "L-1", member: MemberID(unchecked: member), interval: try span(from, to), kind: .planned)
  }

  /// Somebody takes over a turn of the duty Primary, whose shift then lasts from Thursday to Saturday.
  private func turn(of member: String) throws -> Override {
    Override(
      id: "o1", team: TeamID(unchecked: "field"), duty: DutyID(unchecked: "primary"),
      interval: try span("2026-11-26T00:00:00Z", "2026-11-29T00:00:00Z"),
      change: .replace(out: MemberID(unchecked: "ana"), in: MemberID(unchecked: member)), by: "lead")
  }

  @Test("Of a shift of several days only the time of the leave is marked, and only its days are counted")
  func partOfAShift() throws {
    let away = try leave("esme", "2026-11-27T12:00:00Z", "2026-11-27T18:00:00Z")
    let overview = try samples.overview(leave: [away], overrides: [try turn(of: "esme")])
    let marked = overview.teams[0].grid.rows.flatMap { row in
      row.days.indices.filter { row.days[$0].contains(where: \.isConflict) }.map { "\(row.duty) \($0) \(row.hours)" }
    }
    #expect(marked == ["Primary 4 12:00–18:00"])
    let page = page(overview)
    #expect(page.findings == [] && page.count(class: "clash") == 2, "in the grid and in the list")
    #expect(page.text.contains("Esme Roux 12:00–18:00 on leave"), "\(page.text)")
    #expect(page.text.contains("1 leave day on the rota."))
  }

  @Test("A day of leave that touches two duties is counted once")
  func oneDay() throws {
    let away = try leave("dami", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z")
    let overview = try samples.overview(leave: [away], overrides: [try turn(of: "dami")])
    #expect(overview.teams[0].grid.rows.flatMap(\.days).joined().count { $0.isConflict } == 2, "Desk and Primary")
    #expect(page(overview).text.contains("1 leave day on the rota."))
  }

  /// The whole of Thursday, on which Bo has the desk's morning and Ana the duty Primary.
  private func thursday() throws -> Leave {
    try leave("bo", "2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z")
  }

  @Test("Beside somebody on leave stands who answers, from which duty, and that is no gap")
  func standIn() throws {
    let samples = ViewsSamples(fallback: "primary")
    let overview = try samples.overview(leave: [try thursday()])
    let answer = try samples.timeline(leave: [try thursday()])
      .who(DutyID(unchecked: "desk"), at: Timestamp(text: "2026-11-26T09:00:00Z"))
    #expect(answer.holders.map { "\($0.member) \($0.duty)" } == ["ana primary"])
    let page = page(overview)
    #expect(page.findings == [] && page.count(class: "chip-stand") == 2, "in the grid and in the list")
    #expect(page.text.contains("Bo Lind on leave Ana Brook standing in from Primary"), "\(page.text)")
    #expect(page.text.contains("1 gap.") && page.count(class: "chip-open") == 0)
    #expect(overview.teams[0].grid.text.contains("Bo Lind (!), Ana Brook from Primary"))
  }

  @Test("Where nobody answers for somebody on leave the cell says so, and the time is a gap")
  func nobodyStandsIn() throws {
    let overview = try samples.overview(leave: [try thursday()])
    let page = page(overview)
    #expect(page.count(class: "chip-open") == 2 && page.count(class: "chip-stand") == 0)
    #expect(page.text.contains("Bo Lind on leave nobody stands in"), "\(page.text)")
    #expect(page.text.contains("2 gaps.") && page.text.contains("Desk: Thu 26 Nov 08:00 – 12:00"))
    #expect(page.text.contains("2 gaps this week"))
  }

  @Test("The time is cut where others come to answer; a colleague on the same duty leaves no gap")
  func cuts() throws {
    let samples = ViewsSamples(fallback: "primary")
    let turn = try turn(of: "dami")
    let from = try span("2026-11-26T10:00:00Z", "2026-11-29T00:00:00Z")
    let later = Override(
      id: "o2", team: turn.team, duty: turn.duty, interval: from, change: turn.change, by: "lead")
    let row = try samples.grid(leave: [try thursday()], overrides: [later]).rows.flatMap { row in
      row.days[3].filter(\.isConflict).map { "\(row.hours) \($0.label)" }
    }
    #expect(
      row == ["08:00–10:00 Bo Lind (!), Ana Brook from Primary", "10:00–12:00 Bo Lind (!), Dami Adeyo from Primary"])
    let beside = Override(
      id: "o3", team: turn.team, duty: DutyID(unchecked: "desk"),
      interval: try span("2026-11-26T08:00:00Z", "2026-11-26T12:00:00Z"),
      change: .add(MemberID(unchecked: "dami")), by: "lead")
    let grid = try self.samples.grid(leave: [try thursday()], overrides: [beside])
    #expect(grid.rows.flatMap { $0.days[3] }.filter(\.isConflict).map(\.label) == ["Bo Lind (!)"])
    #expect(grid.gaps.count == 1, "only Friday's")
  }
}
