import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("Wording")
struct WordingTests {
  @Test(
    "Days run together within a month",
    arguments: [
      ("2026-01-12", "2026-01-12", "12 Jan"), ("2026-01-12", "2026-01-16", "12–16 Jan"),
      ("2026-01-30", "2026-02-02", "30 Jan – 2 Feb"), ("2025-12-24", "2026-12-24", "24 Dec – 24 Dec"),
    ])
  func days(first: String, last: String, text: String) throws {
    #expect(try Wording.days(CivilDate(text: first), CivilDate(text: last)) == text)
  }

  @Test("A window that ends at midnight ends at 24:00, one that ends later names the day")
  func windows() throws {
    let london = try SystemZones.zone("Europe/London")
    #expect(
      try Wording.window(span("2026-01-12T18:00", "2026-01-13T00:00"), in: london)
        == "Mon 12 Jan 18:00-24:00 Europe/London")
    #expect(
      try Wording.window(span("2026-01-12T22:00", "2026-01-13T06:00"), in: london)
        == "Mon 12 Jan 22:00 – Tue 13 Jan 06:00 Europe/London")
  }

  @Test("Amounts of time are rounded half away from zero where shown (T10)")
  func amounts() {
    #expect(Wording.tenths(125) == "1.3" && Wording.tenths(-125) == "-1.3" && Wording.tenths(-4) == "0.0")
    #expect(Wording.hours(.minutes(390)) == "6 h 30 min" && Wording.hours(.minutes(45)) == "45 min")
    #expect(Wording.deviation(4) == "just a fair share" && Wording.deviation(-250) == "2.5 h less than a fair share")
  }

  @Test("Lists read as sentences")
  func lists() {
    #expect(Wording.list([]) == "" && Wording.list(["a"]) == "a" && Wording.list(["a", "b", "c"]) == "a, b and c")
  }
}
