import Testing
import Timekeeping

@testable import Drafting

@Suite("The period of a draft")
struct DraftPeriodTests {
  @Test(
    "What is printed is what was read, and says which days are meant",
    arguments: [
      ("2026-W48", "2026-11-23", 7), ("2026-12", "2026-12-01", 31), ("2026-Q4", "2026-10-01", 92),
      ("2026", "2026-01-01", 365), ("2026-12-24", "2026-12-24", 1), ("2026-12-01..2026-12-14", "2026-12-01", 14),
    ])
  func roundTrip(text: String, first: String, days: Int) throws {
    let period = try DraftPeriod(text: text)
    #expect("\(period)" == text && "\(period.from)" == first && period.days == days)
  }

  @Test("A range that is a week, a month or a day is printed as one")
  func canonical() throws {
    #expect("\(try DraftPeriod(text: "2026-11-23..2026-11-29"))" == "2026-W48")
    #expect("\(try DraftPeriod(text: "2026-12-01..2026-12-31"))" == "2026-12")
    #expect("\(try DraftPeriod(text: "2026-12-24..2026-12-24"))" == "2026-12-24")
    #expect("\(try DraftPeriod(text: "2026-q1"))" == "2026-Q1")
  }

  @Test("A period touches each week that has a day of it, and holds each of its days")
  func weeks() throws {
    let december = try DraftPeriod(text: "2026-12")
    #expect(december.weeks.map(\.description) == ["2026-W49", "2026-W50", "2026-W51", "2026-W52", "2026-W53"])
    #expect(december.week == nil)
    #expect(try december.contains(CivilDate(text: "2026-12-31")) && !december.contains(CivilDate(text: "2027-01-01")))
  }

  @Test(
    "What is no period is refused with what was expected",
    arguments: ["2026-Q5", "2026-13", "2026-W54", "26", "soon", "", "2026-12-14..2026-12-01", "2026-01-01..2028-01-01"])
  func refused(text: String) {
    #expect(throws: TextProblem.self) { try DraftPeriod(text: text) }
  }
}
