import Scheduling
import Testing
import Timekeeping

/// What may be done to a request and what becomes of it, as values (case E42, rule T12).
@Suite struct ShiftRequestTests {
  private func part(_ from: String = "2026-11-25 09:00", _ to: String = "2026-11-25 17:00") throws -> ShiftPart {
    ShiftPart(
      Shift(
        id: ShiftID(text: "field.desk.slot.20261125T0900.1"), team: Sample.team, duty: Sample.duty("desk"),
        member: Sample.member("ana"), interval: try Sample.span(from, to)))
  }

  private func request(
    _ kind: ShiftRequest.Kind = .cover, asked: String? = nil, leave: String? = nil
  ) throws -> ShiftRequest {
    ShiftRequest(
      id: "S-1", kind: kind, team: Sample.team, requester: Sample.member("ana"), asked: asked.map(Sample.member),
      given: [try part()], leave: leave, made: try Sample.at("2026-11-20 09:00"), by: "ana")
  }

  private func taking(_ part: ShiftPart, by taker: String) throws -> ShiftRequest.Taking {
    ShiftRequest.Taking(
      part: part, taker: Sample.member(taker), at: try Sample.at("2026-11-21 09:00"), by: taker, override: "O-1")
  }

  @Test("only an open one can be taken, by whom it asks, and never by its requester")
  func takers() throws {
    let now = try Sample.at("2026-11-21 09:00")
    let open = try request()
    #expect(open.refusal(toTaker: Sample.member("ben"), at: now) == nil)
    #expect(open.refusal(toTaker: Sample.member("ana"), at: now) != nil)
    #expect(try request(asked: "cleo").refusal(toTaker: Sample.member("ben"), at: now) == "S-1 asks cleo, not ben")
    #expect(open.refusal(toTaker: Sample.member("ben"), at: try Sample.at("2026-11-25 09:00")) != nil, "past due")
    for state in ShiftRequest.State.allCases where state != .open {
      #expect(open.settled(state, at: now, by: "ana").refusal(toTaker: Sample.member("ben"), at: now) != nil)
    }
  }

  @Test("it lapses at its start; the time of somebody who is away stays open to its end")
  func lapse() throws {
    #expect(try request().lapses == Sample.at("2026-11-25 09:00"))
    let away = try request(leave: "L-1")
    #expect(try away.lapses == Sample.at("2026-11-25 17:00"))
    #expect(try away.nextLook(after: Sample.at("2026-11-24 09:00")) == Sample.at("2026-11-25 09:00"))
    #expect(try away.nextLook(after: Sample.at("2026-11-25 09:00")) == Sample.at("2026-11-25 17:00"))
  }

  @Test("a part that is taken leaves the rest open, before and after it; with nothing left it is taken")
  func parts() throws {
    let now = try Sample.at("2026-11-21 09:00")
    let middle = try #require(try part().clipped(to: try Sample.span("2026-11-25 11:00", "2026-11-25 13:00")))
    let rest = try request().taking([try taking(middle, by: "ben")], now: now)
    #expect(rest.state == .open && rest.given.count == 2)
    #expect(try rest.given.map(\.interval.start) == [Sample.at("2026-11-25 09:00"), Sample.at("2026-11-25 13:00")])
    let all = try rest.taking(rest.given.map { try taking($0, by: "cleo") }, now: now)
    #expect(all.state == .taken && all.given.isEmpty && all.takings.count == 3)
  }

  @Test("a part follows its shift: an end on the shift's end moves with it, another keeps its time")
  func follows() throws {
    var moved = Shift(
      id: try part().shift, team: Sample.team, duty: Sample.duty("desk"), member: Sample.member("ana"),
      interval: try Sample.span("2026-11-25 10:00", "2026-11-25 18:00"))
    #expect(try part().following(moved)?.interval == moved.interval)
    let second = try #require(try part().clipped(to: try Sample.span("2026-11-25 13:00", "2026-11-25 17:00")))
    #expect(try second.following(moved)?.interval == Sample.span("2026-11-25 13:00", "2026-11-25 18:00"))
    moved.member = Sample.member("ben")
    #expect(try part().following(moved) == nil, "it is somebody else's now")
  }

  @Test("two open requests collide where they are of the same person's time, also on the other side of a swap")
  func collisions() throws {
    let first = try request()
    var swap = ShiftRequest(
      id: "S-2", kind: .swap, team: Sample.team, requester: Sample.member("ben"), asked: Sample.member("ana"),
      given: [], wanted: [try part("2026-11-25 16:00", "2026-11-25 20:00")], made: first.made, by: "ben")
    #expect(swap.collision(among: [first])?.id == "S-1")
    swap.wanted = [try part("2026-11-25 17:00", "2026-11-25 20:00")]
    #expect(swap.collision(among: [first]) == nil, "touching is not overlapping")
    #expect(try request(.swap).settled(.taken, at: first.made, by: "ben").collision(among: [first]) == nil)
  }
}
