import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: wishes")
struct WishesTests {
  private let rule = Wishes(price: 5)

  private func sketch(_ wishes: Wish...) throws -> Sketch {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-wed 08:00-12:00, 12:00-16:00")])
    sketch.input.wishes = wishes
    return sketch
  }

  private func wish(_ kind: Wish.Kind, _ weight: Int = 1, _ from: String = "2026-01-13T00:00") throws -> Wish {
    Wish(id: "W-1", member: "ana".id(), kind: kind, interval: try span(from, "2026-01-14T00:00"), weight: weight)
  }

  @Test("A wish to be off is paid for once, whatever of the time is stood, and by nobody else")
  func off() throws {
    let sketch = try sketch(wish(.off, 3))
    let first = try sketch.judge(rule, "ana", "desk tue 08:00")
    #expect(first.points == 15 && first.sentence == "Ana asked to be off 13 Jan (W-1)")
    #expect(try sketch.judge(rule, "ana", "desk tue 12:00", holding: ["desk tue 08:00": "ana"]) == .fine)
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "desk tue 08:00") == .fine)
  }

  @Test("A wish to be on makes the first slot in its time cheaper, and no further one")
  func on() throws {
    let sketch = try sketch(wish(.on, 2))
    let first = try sketch.judge(rule, "ana", "desk tue 08:00")
    #expect(first.points == -10 && first.sentence == "Ana asked to be on 13 Jan (W-1)")
    #expect(try sketch.judge(rule, "ana", "desk tue 12:00", holding: ["desk tue 08:00": "ana"]) == .fine)
    let problem = try sketch.problem()
    let parts = try sketch.judge(problem, ["desk mon 08:00": "ana"]).parts
    #expect(parts.first { $0.rule == "wishes" }?.points == 10, "it costs until it is granted")
  }

  @Test("Part of a slot is enough, and a wish about time without slots costs nothing")
  func edges() throws {
    let late = try sketch(wish(.off, 1, "2026-01-13T15:00"))
    #expect(try late.judge(rule, "ana", "desk tue 12:00").points == 5)
    #expect(try late.judge(rule, "ana", "desk tue 08:00") == .fine)
    let nothing = try sketch(wish(.on, 1, "2026-01-13T16:00"))
    #expect(try nothing.draft().parts.allSatisfy { $0.rule != "wishes" })
  }

  @Test("A draft grants wishes as long as fairness does not outweigh them")
  func draft() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "tue 08:00-12:00")])
    #expect(try sketch.draft().holder(sketch, "desk tue 08:00") == "ana", "the first of the file")
    sketch.input.wishes = [try wish(.off, 2)]
    #expect(try sketch.draft().holder(sketch, "desk tue 08:00") == "bo")
    #expect(try sketch.earned(["ana": 0, "bo": 9000]).draft().holder(sketch, "desk tue 08:00") == "ana")
    sketch.input.rules.wish = 100
    #expect(try sketch.earned(["ana": 0, "bo": 9000]).draft().holder(sketch, "desk tue 08:00") == "bo")
  }
}
