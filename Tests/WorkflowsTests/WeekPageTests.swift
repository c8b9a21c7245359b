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

  @Test("weeks that were over before the first apply are refused in words, until who stood them is imported")
  func beforeTheFirst() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let old = try ISOWeek(text: "2026-W46")
    for (weeks, word) in [(1, "2026-W46 was over before the"), (2, "2026-W46 to 2026-W47 were over before the")] {
      await #expect("\(word)") {
        try await test.perform(ExportFiles(week: old, weeks: weeks))
      } throws: {
        "\($0)".contains(word)
      }
    }
    let some = try await test.perform(ExportFiles(week: old, weeks: 3)).map(\.path)
    #expect(some.contains("alarm/2026-W48.txt") && !some.contains("alarm/2026-W47.txt"))
    let rows = "date,start,end,duty,member\n2026-11-10,09:00,17:00,primary,ana\n"
    try await test.perform(ImportHistory(team: "alarm", text: rows, file: "old.csv"))
    let grid = try await test.perform(ExportFiles(week: old, weeks: 1)).first { $0.path == "alarm/2026-W46.txt" }
    #expect(grid?.text.contains("Ana Ferrow") == true)
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
