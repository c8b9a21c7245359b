import Foundation
import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("What a draft says")
struct DraftTests {
  @Test("A draft survives being stored as JSON")
  func json() throws {
    let draft = try SampleWeek.sketch().onLeave("cy", "2026-01-14T00:00", "2026-01-15T00:00").draft()
    let stored = try JSONEncoder().encode(draft)
    #expect(try JSONDecoder().decode(Draft.self, from: stored) == draft)
  }

  @Test("Each assignment says why, and what stands against every other member")
  func reasons() throws {
    let sketch = try Sketch(
      [member("ana"), member("bo"), member("cy", skills: ["none"])],
      [slots("desk", "mon 08:00-12:00"), slots("chat", "mon 13:00-14:00", eligible: .members(["cy".id()]))]
    ).earned(["ana": 0, "bo": 1000]).onLeave("cy", "2026-01-12T09:00", "2026-01-12T10:00")
    let draft = try sketch.draft()
    #expect(
      draft.assignments[0].because.map(\.sentence) == [
        "of 2 who may take it, Ana costs least; Bo would cost 8 points more", "Ana has 5.0 h less than a fair share",
      ])
    #expect(draft.assignments[0].others.map(\.member.text) == ["bo", "cy"])
    #expect(
      draft.assignments[0].others.map(\.text) == [
        "may take it, 8 points more (Bo has 5.0 h more than a fair share)",
        "Cy is on leave Mon 12 Jan 09:00-10:00 Europe/London",
      ])
    #expect(draft.assignments[1].because.map(\.sentence).first == "only Cy may take it")
  }

  @Test("The balance sheet counts hours, weekend hours, points, and where that leaves everybody")
  func balance() throws {
    let sketch = try Sketch(
      [member("ana"), member("bo", weekends: .volunteer)],
      [
        slots("desk", "mon-tue 08:00-12:00", eligible: .members(["ana".id()]), points: 100),
        slots("weekend", "sat 10:00-18:00", eligible: .volunteers, points: 200),
      ]
    ).earned(["ana": 1000, "bo": 600])
    #expect(
      try sketch.draft().balance == [
        MemberBalance(
          member: "ana".id(), name: "Ana", minutes: 480, weekendMinutes: 0, points: 800, before: 1000, after: 1800,
          share: 2000),
        MemberBalance(
          member: "bo".id(), name: "Bo", minutes: 480, weekendMinutes: 480, points: 1600, before: 600, after: 2200,
          share: 2000),
      ])
    let draft = try sketch.draft()
    #expect(
      draft.balance[1].text(in: draft.period) == "Bo: 8.0 h this week (8.0 h weekend), 2.0 h more than a fair share")
  }

  @Test("The objective is what the pieces cost: open slots, changes, broken lines and distance from a fair share")
  func objective() throws {
    let sketch = try Sketch(
      members("ana"), [slots("desk", "mon-tue 08:00-12:00", sameMember: true)], rules: DraftingRules(keepPublished: 30)
    ).published(["desk mon 08:00": "zed"]).onLeave("ana", "2026-01-13T00:00", "2026-01-14T00:00")
    // Tuesday is open, Monday's published member has gone, and Ana has 4 of the 8 hours: 10000 + 30 + 4²/10 rounded.
    #expect(try sketch.draft().objective == 10_000 + 30 + 2)
  }

  @Test("A large draft names only who would cost least besides, and gives the same reasons otherwise")
  func brief() throws {
    let sketch = try SampleWeek.sketch().onLeave("cy", "2026-01-14T00:00", "2026-01-15T00:00")
    let judge = FirstDraft.make(try sketch.problem(), from: [:])
    var (whole, brief) = (DraftWriter(judge, input: sketch.input), DraftWriter(judge, input: sketch.input, fullest: 0))
    let (all, few) = (whole.write(fingerprint: "", search: nil), brief.write(fingerprint: "", search: nil))
    for (a, b) in zip(all.assignments, few.assignments) {
      #expect(a.member == b.member && a.because == b.because && a.charges == b.charges)
      #expect(a.others.count > 1 && b.others.count <= 1)
      let least = a.others.filter { $0.obstacle == nil }.compactMap(\.extra).min()
      #expect(b.others.first?.extra == least && b.others.allSatisfy(a.others.contains))
    }
  }

  @Test("What is known of better drafts is said, and so is a clock that ended the search")
  func account() throws {
    func text(_ bound: Int?, _ isProved: Bool = false, cut: Bool = false) -> String {
      SearchAccount(seed: 3, rounds: 60, bound: bound, isProved: isProved, isCutShort: cut).text(objective: 1000)
    }
    #expect(text(1000, true) == "No draft of these facts costs less (1000 points, seed 3)")
    #expect(text(989) == "The best draft of these facts costs at most 1.1 % less (1000 points, seed 3)")
    #expect(text(nil) == "How far it is from the best draft of these facts is not known (1000 points, seed 3)")
    #expect(text(989, cut: true).hasSuffix("; the time was up, so that the same seed may give another one"))
    var search = DraftSearch.small
    let sketch = try SampleWeek.sketch()
    #expect(try Drafter.draft(sketch.input, by: search).search?.isCutShort == false)
    search.wasCutShort = { true }
    #expect(try Drafter.draft(sketch.input, by: search).search?.isCutShort == true)
  }

  @Test("A published slot that the schedule lost is mentioned")
  func lostSlot() throws {
    var sketch = try Sketch(members("ana"), [slots("desk", "mon 08:00-12:00")])
    sketch.input.published[ShiftID(text: "desk-team.desk.slot.20260113T0800.1")] = "ana".id()
    #expect(
      try sketch.draft().notes == [
        "slot desk-team.desk.slot.20260113T0800.1 is published but no longer in the schedule; publishing this draft takes "
          + "it away"
      ])
  }
}
