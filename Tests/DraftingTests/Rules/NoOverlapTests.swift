import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: no overlap")
struct NoOverlapTests {
  let rule = NoOverlap(settings: DraftingRules())
  let duties: [Duty]

  init() throws {
    duties = [try slots("desk", "mon 08:00-12:00, 12:00-16:00", people: 2), try slots("chat", "mon 10:00-14:00")]
  }

  @Test("Nobody stands two slots at once, not even two places of one duty")
  func inTheDraft() throws {
    let sketch = try Sketch(members("ana", "bo"), duties)
    #expect(try sketch.judge(rule, "ana", "chat mon 10:00", holding: ["desk mon 08:00": "bo"]) == .fine)
    #expect(
      try sketch.judge(rule, "ana", "chat mon 10:00", holding: ["desk mon 08:00": "ana"]).sentence
        == "Ana is on desk then, Mon 12 Jan 08:00-12:00 Europe/London")
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00 #2", holding: ["desk mon 08:00": "ana"]).isForbidden)
    #expect(try sketch.judge(rule, "ana", "desk mon 12:00", holding: ["desk mon 08:00": "ana"]) == .fine)
  }

  @Test("Fixed shifts count in every team (T14)")
  func acrossTeams() throws {
    let sketch = try Sketch(members("ana"), duties)
      .standing("ana", "primary", "2026-01-12T11:00", "2026-01-13T11:00", team: "night-team")
    #expect(
      try sketch.judge(rule, "ana", "desk mon 08:00").sentence
        == "Ana is on primary in night-team then, Mon 12 Jan 11:00 – Tue 13 Jan 11:00 Europe/London")
  }

  @Test("Duties that may be stood alongside do not stand in each other's way, in the same team only")
  func alongside() throws {
    let relaxed = NoOverlap(settings: DraftingRules(alongside: [["desk".id(), "primary".id()]]))
    let own = try Sketch(members("ana"), duties).standing("ana", "primary", "2026-01-12T00:00", "2026-01-19T00:00")
    #expect(try own.judge(relaxed, "ana", "desk mon 08:00") == .fine)
    #expect(try own.judge(relaxed, "ana", "chat mon 10:00").isForbidden)
    let other = try Sketch(members("ana"), duties)
      .standing("ana", "primary", "2026-01-12T00:00", "2026-01-19T00:00", team: "night-team")
    #expect(try other.judge(relaxed, "ana", "desk mon 08:00").isForbidden)
  }

  @Test("The published shift of a slot that is drafted again, or a part of it, does not stand in its own way")
  func ownPublishedShift() throws {
    var sketch = try Sketch(members("ana"), duties)
    let slot = try sketch.problem().slots[0].slot
    for id in [slot.id, slot.id.part("swap-7")] {
      sketch.input.standing = [
        Shift(id: id, team: "desk-team".id(), duty: slot.duty, member: "ana".id(), interval: slot.interval)
      ]
      #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
    }
  }
}
