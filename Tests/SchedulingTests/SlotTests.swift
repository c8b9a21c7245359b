import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Slots: the dated places of a week (D30, D37)")
struct SlotTests {
  private func slots(_ hours: String, people: Int = 1, zone: String = "Etc/UTC", week: String) throws -> [Slot] {
    let pattern = SlotPattern(hours: try WeeklyHours(text: hours), zone: try ZoneID(text: zone), people: people)
    let schedule = try Sample.schedule([Duty(id: Sample.duty("desk"), filling: .slots(pattern))])
    return try schedule.slots(of: ISOWeek(text: week), zones: Sample.zones)
  }

  @Test("One per window, day and place, each with an id of its own")
  func places() throws {
    let slots = try slots("mon-fri 08:00-12:00, 12:00-16:00", people: 2, week: "2026-W48")
    #expect(slots.count == 20)
    #expect(Set(slots.map(\.id)).count == 20)
    #expect(
      slots.prefix(3).map(\.id.text) == [
        "field.desk.slot.20261123T0800.1", "field.desk.slot.20261123T0800.2", "field.desk.slot.20261123T1200.1",
      ])
  }

  @Test("Windows that begin together have places of their own")
  func together() throws {
    let slots = try slots("mon 08:00-12:00, 08:00-16:00", people: 2, week: "2026-W48")
    #expect(slots.map(\.place) == [1, 2, 3, 4])
    #expect(Set(slots.map(\.id)).count == 4 && Set(slots.map(\.line)).count == 4)
  }

  @Test("The same place of the same window is one line all week")
  func lines() throws {
    let slots = try slots("mon-fri 08:00-12:00, 12:00-16:00", people: 2, week: "2026-W48")
    #expect(Set(slots.map(\.line)).count == 4)
  }

  @Test("Nights over a change of the clock touch and do not overlap", arguments: ["2024-W10", "2024-W44"])
  func clockChange(week: String) throws {
    let slots = try slots(
      "01:30-09:30, 09:30-17:30, 17:30-01:30", zone: "America/Chicago", week: week
    ).sorted { $0.interval.start < $1.interval.start }
    #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.interval.end == $1.interval.start })
    #expect(slots.map(\.interval).covered == .hours(week == "2024-W10" ? 167 : 169))
  }

  @Test("A slot that the change of the clock swallows is left out (C20)")
  func swallowed() throws {
    #expect(try slots("sun 02:15-02:45", zone: "America/Chicago", week: "2024-W10").isEmpty)
  }
}
