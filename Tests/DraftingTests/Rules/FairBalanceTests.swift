import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: fair balance")
struct FairBalanceTests {
  let rule = FairBalance()

  func sketch() throws -> Sketch {
    try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")]).earned(["ana": 4000, "bo": 2000])
  }

  @Test("Who is behind is cheaper; the price is the change of the squared distance")
  func prices() throws {
    // Together 60 h and 8 h to draft: a fair share is 34 h. Ana is 6 h over, Bo 14 h under.
    let ana = try sketch().judge(rule, "ana", "desk mon 08:00")
    #expect(ana.points == 10 - 4, "from 6² to 10² tenths, each rounded")
    #expect(ana.sentence == "Ana has 6.0 h more than a fair share")
    let bo = try sketch().judge(rule, "bo", "desk mon 08:00")
    #expect(bo.points == 10 - 20, "from 14² to 10² tenths")
    #expect(bo.sentence == "Bo has 14.0 h less than a fair share")
  }

  @Test("However much fairness counts, by one slot it costs less than an open one")
  func belowOpen() throws {
    for weight in [2000, 100_000, 999_999] {
      let rule = FairBalance(weight: weight)
      let far = try sketch().earned(["ana": 90_000])
      #expect(try #require(far.judge(rule, "ana", "desk mon 08:00").points) <= 9001, "\(weight)")
      #expect(try #require(far.judge(rule, "ana", "desk tue 08:00", holding: ["desk mon 08:00": "ana"]).points) <= 9001)
      #expect(try #require(far.judge(rule, "bo", "desk mon 08:00").points) <= 0, "who is behind is the cheaper for it")
    }
    let (far, further) = (try sketch().earned(["ana": 150_000]), try sketch().earned(["ana": 250_000]))
    let rule = FairBalance(weight: 2000)
    let prices = try [far, further].map { try #require($0.judge(rule, "ana", "desk mon 08:00").points) }
    #expect(prices[0] < prices[1], "who is further ahead is the dearer for it")
    #expect(try sketch().judge(FairBalance(weight: 2000), "ana", "desk mon 08:00").points == 20 * (10 - 4))
  }

  @Test("A half share is half as much")
  func shares() throws {
    let sketch = try Sketch(
      [member("ana"), member("bo", share: 50)], [slots("desk", "mon-tue 08:00-12:00, 12:00-14:00")])
    #expect(try sketch.problem().fairness.fair == [800, 400])
  }

  @Test("What is left open is nobody's to owe, but for what somebody was given or has")
  func leftOpen() throws {
    var sketch = try Sketch(
      members("ana", "bo"), [slots("weekend", "sat-sun 10:00-18:00"), slots("desk", "mon-wed 08:00-12:00")])
    sketch.leaveOpen()
    #expect(try sketch.problem().fairness.fair == [600, 600], "half of 12 h")
    #expect(try sketch.decided(.assign, "desk mon 08:00", "open").problem().fairness.fair == [400, 400])
    let weekends = try sketch.decided(.assign, "weekend sun 10:00", "bo").published(["weekend sat 10:00": "ana"])
    let all = try Sketch(
      members("ana", "bo"), [slots("weekend", "sat-sun 10:00-18:00"), slots("desk", "mon-wed 08:00-12:00")])
    #expect(try weekends.problem().fairness.fair == all.problem().fairness.fair)
  }

  @Test("Who joined late owes only the days since")
  func joiners() throws {
    // 14 weeks are 98 days; Bo is there for 7 of them.
    let sketch = try Sketch([member("ana"), member("bo", from: "2026-01-12")], [slots("desk", "mon-fri 08:00-12:00")])
      .earned(["ana": 8500])
    #expect(try sketch.problem().fairness.fair == [9800, 700])
  }

  @Test("Who leaves owes the days until then, the last one included")
  func leavers() throws {
    // Of the 98 days Bo is there for 92, until the Monday of the week.
    let sketch = try Sketch([member("ana"), member("bo", until: "2026-01-12")], [slots("desk", "mon-fri 08:00-12:00")])
      .earned(["ana": 17_000])
    #expect(try sketch.problem().fairness.fair == [9800, 9200])
  }

  @Test("Who can stand none of the slots, whatever the week, has no part in them")
  func noPart() throws {
    let sketch = try Sketch(
      [member("ana"), member("bo"), member("cy", hours: "mon-fri 13:00-17:00")],
      [slots("desk", "mon-tue 08:00-12:00", eligible: .members(["ana".id(), "cy".id()]))]
    ).earned(["bo": 9900, "cy": 400])
    let fairness = try sketch.problem().fairness
    #expect(fairness.takesPart == [true, false, false])
    #expect(fairness.fair == [800, 0, 0])
  }

  /// Ana and Bo share 98 days and, together, 98 hours; Bo is away for seven whole days of them, half a year before too.
  func away(_ leave: LeaveInFairness?, earned: LeaveInFairness? = nil, isEarned: Bool = false) throws -> FairShares {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-fri 08:00-12:00")]).earned(["ana": 7800])
      .onLeave("bo", "2025-12-01T00:00", "2025-12-08T00:00").onLeave("bo", "2025-06-01T00:00", "2025-07-01T00:00")
    (sketch.input.rules.leave, sketch.input.rules.earnedLeave) = (leave, earned)
    if isEarned { sketch.input.earnedLeave = sketch.input.leave.map(\.id) }
    return try sketch.problem().fairness
  }

  @Test("Excused leave lowers a share by its days, leave that is owed does not, and earned leave has its own word")
  func leave() throws {
    #expect(try away(nil).fair == [4900, 4900] && away(.owed).fair == [4900, 4900])
    // 98 and 91 of 189 days.
    #expect(try away(.excused).fair == [5081, 4719])
    #expect(try away(.excused).leave == [SharedLeave(), SharedLeave(excused: 7 * 1440)])
    #expect(try away(.excused, earned: .owed, isEarned: true).fair == [4900, 4900])
    #expect(try away(nil, earned: .excused, isEarned: true).fair == [5081, 4719])
    #expect(try away(nil, earned: .excused).leave == [SharedLeave(), SharedLeave()])
    #expect(try away(.owed).leave == [SharedLeave(), SharedLeave(owed: 7 * 1440)])
  }

  @Test("Leave before a member joined is no matter of theirs, and overlapping leave counts once")
  func leaveOfJoiner() throws {
    var sketch = try Sketch([member("ana"), member("bo", from: "2026-01-12")], [slots("desk", "mon-fri 08:00-12:00")])
      .onLeave("bo", "2026-01-01T00:00", "2026-01-13T00:00").onLeave("bo", "2026-01-12T12:00", "2026-01-13T12:00")
    sketch.input.rules.leave = .excused
    #expect(try sketch.problem().fairness.leave[1] == SharedLeave(excused: 2160))
    #expect(try sketch.problem().fairness.parts == [98 * 144_000, 7 * 144_000 - 216_000])
  }

  @Test("A week of leave does not end a member's part")
  func onLeave() throws {
    let sketch = try sketch().onLeave("bo", "2026-01-12T00:00", "2026-01-19T00:00")
    #expect(try sketch.problem().fairness.takesPart == [true, true])
  }

  @Test("Weekend hours weigh as the file says, holidays too, and never both at once")
  func weights() throws {
    var sketch = try Sketch(
      members("ana"), [slots("desk", "fri-sun 10:00-14:00")],
      rules: DraftingRules(weekendWeight: 150, holidayWeight: 300))
    sketch.input.holidays = [.init(date: try .init(text: "2026-01-18"), name: "Sunday off")]
    #expect(try sketch.problem().slots.map(\.weighted) == [400, 600, 1200])
  }
}
