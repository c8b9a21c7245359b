import Scheduling
import Testing

@testable import Drafting

@Suite("The greedy search by itself")
struct GreedySearchTests {
  @Test("How hard a slot is to fill is looked at again after each choice")
  func hardnessFollows() throws {
    // Once Ana has the first slot, only Bo is left for the third; the second, before it in the file, can wait for Cy.
    let duties = [
      try duty("first", ["ana"]), try duty("second", ["bo", "cy"]), try duty("third", ["ana", "bo"]),
    ]
    let problem = try Sketch(members("ana", "bo", "cy"), duties).earned(["ana": 0, "bo": 0, "cy": 5000]).problem()
    #expect(GreedySearch.greedy(problem).holder == [0, 2, 1])
  }

  @Test("A line goes to whoever may take the most of it, not to whoever is cheapest for a part")
  func mostOfALine() throws {
    let people = [try member("ana", hours: "mon-tue 08:00-12:00"), try member("bo", hours: "mon-fri 08:00-12:00")]
    let problem = try Sketch(people, [slots("desk", "mon-fri 08:00-12:00", sameMember: true)])
      .earned(["ana": 0, "bo": 9000]).problem()
    #expect(GreedySearch.greedy(problem).holder == [1, 1, 1, 1, 1])
  }

  @Test("What is published and no longer allowed is not where the search starts")
  func startsFromThePublished() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
      .published(["desk mon 08:00": "bo", "desk tue 08:00": "bo"])
      .onLeave("bo", "2026-01-13T00:00", "2026-01-14T00:00")
    #expect(GreedySearch.greedy(try sketch.problem()).holder == [1, 0])
  }

  private func duty(_ id: String, _ who: [String]) throws -> Duty {
    try slots(id, "mon 08:00-12:00", eligible: .members(who.map { $0.id() }))
  }
}
