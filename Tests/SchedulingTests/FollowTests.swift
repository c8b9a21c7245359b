import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Swaps and take-overs stand on top, and follow their shift (rules T8 and T12)")
struct FollowTests {
  private let whole = "field.primary.day.20261123T0900.1"

  private func schedule(
    _ people: String = "ana", handoff: String = "09:00", hours: String = "09:00-17:00"
  ) throws -> Schedule {
    let layer = try Sample.layer(
      "day", people, every: "1 day", handoff: handoff, from: "2026-11-01", hours: hours)
    return try Sample.schedule([Sample.duty("primary", [layer])])
  }

  private func agreed(
    _ from: Int, _ to: Int, id: String = "S-1", _ out: String = "ana", _ into: String = "ben", of shift: String? = nil,
    at followed: (Int, Int)? = (9, 17), kind: Override.Kind = .swap
  ) throws -> Override {
    Override(
      id: id, team: Sample.team, duty: Sample.duty("primary"), interval: try hours(from, to),
      change: .replace(out, into), by: "ana", kind: kind, follows: ShiftID(text: shift ?? whole),
      followed: try followed.map { try hours($0.0, $0.1) })
  }

  private func hours(_ from: Int, _ to: Int) throws -> Interval {
    try Sample.span("2026-11-23 \(padded(from)):00", "2026-11-23 \(padded(to)):00")
  }

  private func day(_ schedule: Schedule, _ changes: [Override]) throws -> OnCallTimeline {
    try OnCallTimeline(Sample.input(schedule, overrides: changes), "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("It stands on top of direct overrides, whichever was made first (E45, E46)")
  func onTop() throws {
    let direct = try Sample.change("o-9", .replace("ana", "cleo"), "2026-11-23 12:00", "2026-11-23 15:00")
    let onOverride = try agreed(13, 14, id: "S-2", "cleo", "dora", of: "\(whole)_o-9", at: (12, 15))
    for changes in [[direct, try agreed(10, 16), onOverride], [onOverride, try agreed(10, 16), direct]] {
      expectPicture(
        Drawing(timeline: try day(schedule(), changes)).text,
        """
        ana  .........#......#.......
        ben  ..........##...#........
        cleo ............#.#.........
        dora .............#..........
        """)
    }
  }

  @Test("A swap of a swapped shift applies, in the order they were agreed")
  func chain() throws {
    let changes = [try agreed(9, 12, id: "S-10", "ben", "cleo", at: nil), try agreed(9, 17, id: "S-9")]
    let timeline = try day(schedule(), changes)
    expectPicture(
      Drawing(timeline: timeline).text, "ben  ............#####.......\ncleo .........###............")
    #expect(
      timeline.shifts.map { $0.cause.sentence(zone: timeline.zone) { timeline.name($0) } }.sorted() == [
        "swapped with Ana, by ana (S-9)", "swapped with Ben, by ana (S-10)",
      ])
  }

  @Test("Where an edit moves the shift's end or its start, a change of the whole moves with it")
  func moves() throws {
    let change = try agreed(9, 17)
    expectPicture(
      Drawing(timeline: try day(schedule(hours: "09:00-20:00"), [change])).text, "ben .........###########....")
    let earlier = try day(schedule(handoff: "07:00", hours: "07:00-12:00"), [change])
    expectPicture(Drawing(timeline: earlier).text, "ben .......#####............")
    #expect(earlier.idle == [])
    #expect(earlier.shifts.map(\.shift.id.text) == ["field.primary.day.20261123T0700.1"])
  }

  @Test("A change of a part keeps its own ends, and is clipped to the shift; without the old shift it is only clipped")
  func clipped() throws {
    expectPicture(
      Drawing(timeline: try day(schedule(hours: "09:00-15:00"), [agreed(12, 17)])).text,
      "ana .........###............\nben ............###.........")
    expectPicture(
      Drawing(timeline: try day(schedule(hours: "09:00-20:00"), [agreed(12, 15)])).text,
      "ana .........###...#####....\nben ............###.........")
    expectPicture(
      Drawing(timeline: try day(schedule(hours: "09:00-20:00"), [agreed(9, 17, at: nil)])).text,
      "ana .................###....\nben .........########.......")
  }

  @Test("A swap of what an override left of a shift stays that time when the override is taken back or the shift grows")
  func besideCut() throws {
    let cut = try Sample.change("o-1", .nobody, "2026-11-23 12:00", "2026-11-23 14:00")
    // Without the override it is one shift, from 9 to 17.
    var first = try agreed(9, 12, at: (9, 12))
    first.base = try hours(9, 17)
    let rest = try agreed(14, 17, id: "S-2", of: "\(whole)_after-o-1", at: (14, 17))
    for (swap, beside, alone) in [
      (
        first, "ana ..............###.......\nben .........###............",
        "ana ............#####.......\nben .........###............"
      ),
      (
        rest, "ana .........###............\nben ..............###.......",
        "ana .........#####..........\nben ..............###......."
      ),
    ] {
      let timeline = try day(schedule(), [cut, swap])
      let seen = Drawing(timeline: timeline).text.split(separator: "\n").filter { !$0.hasPrefix("gap") }
      expectPicture(seen.joined(separator: "\n"), beside)
      expectPicture(Drawing(timeline: try day(schedule(), [swap])).text, alone)
    }
    let mine = try day(schedule(), [cut, first]).shifts.first { $0.member == Sample.member("ben") }
    #expect(try mine?.id == day(schedule(), [first]).shifts.first { $0.member == Sample.member("ben") }?.id)
    // The start lay on the shift's own start, so it moves with it; the end was the override's.
    let earlier = try day(schedule(handoff: "07:00", hours: "07:00-17:00"), [first])
    expectPicture(Drawing(timeline: earlier).text, "ana ............#####.......\nben .......#####............")
  }

  @Test("Only the shift it follows changes hands, though the member has others then")
  func onlyIts() throws {
    var two = try schedule()
    let other = try Sample.layer(
      "late", "cleo", every: "1 day", handoff: "15:00", from: "2026-11-01", hours: "15:00-19:00")
    two.duties[0].filling = .layers(two.duties[0].layers + [other])
    let follows = try agreed(15, 19, "cleo", "ben", of: "field.primary.late.20261123T1500.1", at: (15, 19))
    expectPicture(
      Drawing(timeline: try day(two, [follows])).text,
      "ana .........########.......\nben ...............####.....")
    let wrong = try agreed(9, 17, "cleo", "ben")
    #expect(try day(two, [wrong]).idle.map(\.reason) == [.notOn(Sample.member("cleo"))])
  }

  @Test("A change whose shift is gone has no effect, and that is said (T12)")
  func gone() throws {
    let timeline = try day(schedule(hours: "tue 09:00-17:00"), [agreed(9, 17)])
    #expect(timeline.shifts.isEmpty)
    #expect(timeline.idle.map(\.reason) == [.shiftGone(ShiftID(text: whole))])
    #expect(
      timeline.idle.map { $0.sentence { timeline.name($0) } }
        == ["S-1 has no effect: its shift \(whole) is no longer in the schedule"])
  }

  @Test("An override of somebody who is not on says so, and so does one that adds a holder (D14)")
  func idle() throws {
    let timeline = try day(
      schedule(),
      [
        Sample.change("o1", .replace("cleo", "ben"), "2026-11-23 10:00", "2026-11-23 11:00"),
        Sample.change("o2", .add("ana"), "2026-11-23 12:00", "2026-11-23 13:00"),
        Sample.change("o3", .nobody, "2026-11-23 20:00", "2026-11-23 21:00"),
        Sample.change("o4", .remove("ana"), "2026-11-23 14:00", "2026-11-23 15:00"),
      ])
    #expect(
      timeline.idle.map { $0.sentence { timeline.name($0) } }.sorted() == [
        "o1 has no effect: Cleo is not on then", "o2 has no effect: Ana is on already",
        "o3 has no effect: nobody is on then",
      ])
  }

  @Test("Whoever took a shift for the time of its holder's leave stands that time (rules T9 and T12)")
  func inLeave() throws {
    let leave = try Sample.leave("L-1", "ana", "2026-11-23 12:00", "2026-11-23 15:00", .unavailable)
    let taken = try agreed(12, 15, id: "O-1", kind: .takeOver)
    let input = Sample.input(try schedule(), overrides: [taken], leave: [leave])
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana .........###...##.......
      ben ............###.........
      """)
    #expect(timeline.idle.isEmpty)
  }

  @Test("A take-over says who asked for it")
  func takeOver() throws {
    let timeline = try day(schedule(), [agreed(13, 17, id: "K-1", kind: .takeOver)])
    #expect(
      timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 14:00")).holders.map(\.because)
        == ["taken over from Ana, by ana (K-1)"])
  }
}
