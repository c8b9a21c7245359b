import Testing
import Timekeeping

@testable import Scheduling
@testable import Workflows

/// Shifts are looked for in what is at hand of a team's rota: the overview does so for each offer, whenever it is shown.
@Suite struct ShiftSearchTests {
  @Test("a rota is put together anew only where somebody's leave is to be left out")
  func atHand() async throws {
    let test = try await ChangeTeam.desk()
    try await test.perform(
      AddLeave(member: "bo", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-27T00:00:00Z".instant))
    let (desk, now) = (test.desk, test.clock.wall.now())
    let world = try await desk.world()
    let search = ShiftSearch(desk: desk, world: world, now: now)
    let team = TeamID(unchecked: "relay")
    let window = try #require(Interval(now, now + .hours(48)))
    let plan = try desk.worlds.plan(of: team, world: world, zones: desk.zones)
    let holders: [(String?, Bool)] = [(nil, true), ("ana", true), ("bo", false)]
    for (holder, isAtHand) in holders {
      let timeline = try search.timeline(of: team, window, holder: holder.map { MemberID(unchecked: $0) })
      #expect((timeline.plan === plan) == isAtHand, "\(holder ?? "nobody")")
    }
  }
}
