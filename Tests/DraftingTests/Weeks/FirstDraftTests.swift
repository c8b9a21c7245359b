import Scheduling
import Testing

@testable import Drafting

@Suite("Where a search begins")
struct FirstDraftTests {
  @Test("Who alone can stand a slot is kept for it, whatever the order of the file and the balances say")
  func hardnessFollows() throws {
    // Only Ana can have the first slot, so only Bo is left for the third; the second, before it in the file, has Cy.
    let duties = [
      try duty("first", ["ana"]), try duty("second", ["bo", "cy"]), try duty("third", ["ana", "bo"]),
    ]
    let draft = try Sketch(members("ana", "bo", "cy"), duties).earned(["ana": 0, "bo": 0, "cy": 5000]).draft()
    #expect(draft.assignments.map { $0.member?.text } == ["ana", "cy", "bo"])
  }

  @Test("A line goes to whoever may take the most of it, not to whoever is cheapest for a part")
  func mostOfALine() throws {
    let people = [try member("ana", hours: "mon-tue 08:00-12:00"), try member("bo", hours: "mon-fri 08:00-12:00")]
    let draft = try Sketch(people, [slots("desk", "mon-fri 08:00-12:00", sameMember: true)])
      .earned(["ana": 0, "bo": 3000]).draft()
    #expect(draft.assignments.map { $0.member?.text } == ["bo", "bo", "bo", "bo", "bo"])
  }

  @Test("What is published and no longer allowed is not where the search starts")
  func startsFromThePublished() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
      .published(["desk mon 08:00": "bo", "desk tue 08:00": "bo"])
      .onLeave("bo", "2026-01-13T00:00", "2026-01-14T00:00")
    let start = FirstDraft.make(try sketch.problem(), from: sketch.input.published)
    #expect((0...1).map(start.holder) == [1, 0])
  }
}

private func duty(_ id: String, _ who: [String]) throws -> Duty {
  try slots(id, "mon 08:00-12:00", eligible: .members(who.map { $0.id() }))
}
