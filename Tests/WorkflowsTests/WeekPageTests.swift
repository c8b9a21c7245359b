import FoundationEssentials
import Testing
import Timekeeping
import Workflows

/// The printable week, as the export writes it.
@Suite struct WeekPageTests {
  private func page(_ test: TestDesk) async throws -> String {
    let files = try await test.perform(ExportFiles(week: ISOWeek(text: "2026-W48"), weeks: 1))
    return try #require(files.first { $0.path == "alarm/2026-W48.html" }).text
  }

  @Test("people stand down and days across; a gap has a row of its own and the legend says what it is")
  func rows() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let whole = try await page(test)
    #expect(whole.contains("<h1>Alarm desk, 23–29 November 2026</h1>") && whole.contains("No gaps."))
    #expect(whole.components(separatedBy: "<tr class=\"person\">").count == 4, "three people")
    #expect(whole.contains("<th scope=\"col\" class=\"weekend\">Sat 28 Nov</th>"))
    #expect(
      whole.contains("<div><b>office</b> <span>09:00–17:00</span></div>")
        && whole.contains("<b>primary</b> <span>all day</span>"))
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T09:00:00Z".instant, until: "2026-11-25T12:00:00Z".instant))
    let open = try await page(test)
    #expect(open.contains("<tr class=\"gap\">") && open.contains("<b>office</b> <span>09:00–12:00</span>"))
    #expect(open.contains("<b>Nobody</b>: required time that nobody fills."))
    #expect(!open.contains("<script") && !open.contains("http"), "nothing from elsewhere")
  }

  @Test("names are text and never markup; the week of a clock change names both offsets")
  func hostile() async throws {
    let text = SmallTeam.text.replacing("name: Ana Ferrow", with: "name: \"<b>Ana</b> & 'Co'\"")
      .replacing("zone: Etc/UTC", with: "zone: Europe/London")
    let test = try await TestDesk(at: "2026-10-20T10:00:00Z", schedules: ["alarm.yaml": text])
    let files = try await test.perform(ExportFiles(week: ISOWeek(text: "2026-W43"), weeks: 1))
    let page = try #require(files.first { $0.path == "alarm/2026-W43.html" }).text
    #expect(page.contains("<bdi>&lt;b&gt;Ana&lt;/b&gt; &amp; &#39;Co&#39;</bdi>"), "\(page)")
    #expect(page.contains("Europe/London (BST, then GMT)"))
  }
}
