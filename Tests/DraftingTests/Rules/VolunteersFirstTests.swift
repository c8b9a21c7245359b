import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: weekend volunteers first")
struct VolunteersFirstTests {
  @Test("A weekend slot costs with whoever is no volunteer; weekdays and volunteers cost nothing")
  func price() throws {
    let rule = VolunteersFirst(price: 60)
    let sketch = try Sketch(
      [member("ana", weekends: .volunteer), member("bo")], [slots("desk", "fri-sat 10:00-14:00")])
    #expect(try sketch.judge(rule, "ana", "desk sat 10:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "desk fri 10:00") == .fine)
    let bo = try sketch.judge(rule, "bo", "desk sat 10:00")
    #expect(bo.points == 60 && bo.sentence == "Bo is no volunteer for weekends")
  }

  @Test("The volunteer stands the weekend though further ahead, until fairness outweighs it; without one others do")
  func draft() throws {
    func holder(_ ana: Int, _ price: Int?, volunteer: Bool = true) throws -> String? {
      let people = [try member("ana", weekends: volunteer ? .volunteer : .rotation), try member("bo")]
      var sketch = try Sketch(people, [slots("desk", "sat 10:00-14:00")]).earned(["ana": ana, "bo": 0])
      sketch.input.rules.volunteersFirst = price
      return try sketch.draft().holder(sketch, "desk sat 10:00")
    }
    #expect(try holder(2000, 60) == "ana" && holder(2000, nil) == "bo" && holder(9000, 60) == "bo")
    #expect(try holder(2000, 60, volunteer: false) == "bo")
  }
}
