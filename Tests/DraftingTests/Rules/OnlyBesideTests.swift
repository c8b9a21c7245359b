import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: only beside others")
struct OnlyBesideTests {
  private func sketch(until: String? = nil) throws -> Sketch {
    let duties = [try slots("desk", "mon-tue 08:00-16:00"), try slots("chat", "mon-tue 08:00-12:00, 12:00-16:00")]
    var sketch = try Sketch(members("ana", "bo", "dami"), duties)
    sketch.input.rules.companions = [
      Companions(
        member: "dami".id(), beside: ["ana".id(), "bo".id()], until: try until.map { try CivilDate(text: $0) })
    ]
    return sketch
  }

  private func judge(
    _ member: String, _ slot: String, _ holding: KeyValuePairs<String, String> = [:], _ sketch: Sketch? = nil
  ) throws -> Verdict {
    let sketch = try sketch ?? self.sketch()
    return try sketch.judge(OnlyBeside(companions: sketch.input.rules.companions ?? []), member, slot, holding: holding)
  }

  @Test("A newcomer stands while one of the others is on, for all of the slot's time")
  func beside() throws {
    #expect(try judge("dami", "chat mon 08:00").sentence == "Dami stands only while Ana or Bo is on")
    #expect(try judge("dami", "chat mon 08:00", ["desk mon 08:00": "ana"]) == .fine)
    #expect(try judge("dami", "desk mon 08:00", ["chat mon 08:00": "ana"]).isForbidden, "only half of the time")
    #expect(try judge("dami", "desk mon 08:00", ["chat mon 08:00": "ana", "chat mon 12:00": "bo"]) == .fine)
    #expect(try judge("dami", "chat tue 08:00", ["desk mon 08:00": "ana"]).isForbidden)
    #expect(try judge("bo", "chat mon 08:00") == .fine)
  }

  @Test("Being on a rotation of the team is enough, of another team it is not")
  func rotation() throws {
    let own = try sketch().standing("bo", "primary", "2026-01-12T00:00", "2026-01-13T00:00")
    #expect(try judge("dami", "desk mon 08:00", [:], own) == .fine)
    #expect(try judge("dami", "desk tue 08:00", [:], own).isForbidden)
    let away = try sketch().standing("bo", "primary", "2026-01-12T00:00", "2026-01-13T00:00", team: "away")
    #expect(try judge("dami", "desk mon 08:00", [:], away).isForbidden)
  }

  @Test("Nobody takes the slot whose holder the newcomer needs")
  func needed() throws {
    let alone: KeyValuePairs = ["chat mon 08:00": "dami"]
    #expect(try judge("ana", "desk mon 08:00", alone) == .fine)
    var four = try sketch()
    four.input.schedule.members.append(try member("cy"))
    #expect(
      try judge("cy", "desk mon 08:00", alone, four).sentence
        == "Dami, who is on then, stands only while Ana or Bo is on")
  }

  @Test("It holds until its last day")
  func until() throws {
    let sketch = try sketch(until: "2026-01-12")
    #expect(try judge("dami", "chat mon 08:00", [:], sketch).isForbidden)
    #expect(try judge("dami", "chat tue 08:00", [:], sketch) == .fine)
  }

  @Test("Drafts keep it, and the check finds a newcomer who was left alone")
  func draft() throws {
    let sketch = try sketch().earned(["ana": 4000, "bo": 4000, "dami": 0])
    let draft = try sketch.draft()
    #expect(draft.gaps.isEmpty && draft.assignments.contains { $0.member == "dami".id() }, "\(draft.grid())")
    #expect(try DraftCheck.violations(draft, sketch.input) == [])
    let alone = draft.assignments.map { next in
      DraftAssignment(
        slot: next.slot, title: next.title, window: next.window, zone: next.zone,
        member: next.member == "dami".id() ? next.member : nil)
    }
    let found = try DraftCheck.violations(
      Draft(team: draft.team, period: draft.period, assignments: alone), sketch.input)
    #expect(!found.isEmpty && found.allSatisfy { $0.rule == "only-beside" && $0.member == "dami".id() })
  }
}
