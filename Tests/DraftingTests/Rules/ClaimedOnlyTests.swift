import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: claimed only")
struct ClaimedOnlyTests {
  let rule = ClaimedOnly()

  private func sketch() throws -> Sketch {
    var sketch = try Sketch(members("ana", "bo"), [slots("weekend", "sat-sun 10:00-18:00")])
    sketch.leaveOpen()
    return sketch
  }

  @Test("what nobody claimed stays open in a draft, and what was claimed is its claimant's (D14)")
  func drafted() throws {
    let sketch = try sketch().decided(.assign, "weekend sun 10:00", "bo")
    #expect(try sketch.judge(rule, "ana", "weekend sat 10:00").isForbidden)
    #expect(try sketch.judge(rule, "bo", "weekend sun 10:00") == .fine)
    let draft = try sketch.draft()
    #expect(draft.assignments.map(\.member?.text) == [nil, "bo"])
    #expect(draft.gaps.first?.because.map(\.sentence) == ["it is left open for whoever claims it"])
    #expect(draft.unfilled.isEmpty)
  }

  @Test("whoever has it in the published rota keeps it")
  func published() throws {
    let sketch = try sketch().published(["weekend sat 10:00": "ana"])
    #expect(try sketch.judge(rule, "ana", "weekend sat 10:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "weekend sat 10:00").isForbidden)
    let away = try sketch.onLeave("ana", "2026-01-17T00:00", "2026-01-18T00:00").draft()
    #expect(away.unfilled.count == 1, "it was hers")
  }

  @Test("where it is asked who may claim, slots are like all others")
  func asked() throws {
    var sketch = try sketch()
    sketch.input = sketch.input.askingWhoMayClaim
    #expect(try sketch.judge(rule, "ana", "weekend sat 10:00") == .fine)
  }
}
