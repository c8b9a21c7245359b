import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// What members wish, as instants (rule T3).
@Suite("Spans of wishes") struct WishSpanTests {
  private func spans(_ dates: String, _ hours: (String, String)? = nil) throws -> [String] {
    let zone = try SystemZones.tables.zone(ZoneID(text: "Europe/London"))
    let times = try hours.map {
      KeptWish.Hours(from: try CivilTime(text: $0.0), until: try CivilTime(text: $0.1))
    }
    let wish = try KeptWish(
      id: "W-1", member: MemberID(unchecked: "ana"), kind: .off, dates: DateRange(text: dates), hours: times,
      weight: 1, note: nil, interval: #require(Interval(.distantPast, .distantFuture)), at: .distantPast, by: "ana")
    return wish.spans(in: zone).map { "\($0)" }
  }

  @Test("whole days are one span, on the member's wall")
  func days() throws {
    #expect(try spans("2026-03-28..2026-03-29") == ["2026-03-28T00:00:00Z/2026-03-29T23:00:00Z"])
  }

  @Test("hours that end in a repeated hour last through both, and begin with the first; skipped hours are left out")
  func clockChanges() throws {
    #expect(try spans("2026-10-24", ("22:00", "01:30")) == ["2026-10-24T21:00:00Z/2026-10-25T01:30:00Z"])
    #expect(try spans("2026-10-25", ("01:30", "03:00")) == ["2026-10-25T00:30:00Z/2026-10-25T03:00:00Z"])
    #expect(
      try spans("2026-03-28..2026-03-30", ("01:15", "01:45")) == [
        "2026-03-28T01:15:00Z/2026-03-28T01:45:00Z", "2026-03-30T00:15:00Z/2026-03-30T00:45:00Z",
      ])
  }
}
