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
}
