import Scheduling
import TestSupport
import Testing
import Timekeeping
import Workflows

/// What was arranged for a rotation before it is published stands on what is published (rules T8, T9, T12).
@Suite(.ownThreads) struct PublishedChangesTests {
  private static let noon = "2026-11-26T12:00:00Z"

  /// The relay team with a duty to draft besides; on the 26th it is ana's turn, and she is away from eleven to eight.
  private func desk(isAway: Bool = true) async throws -> TestDesk {
    let text = ChangeTeam.text().replacing(
      "  secondary: {", with: "  desk: { slots: \"mon-fri 09:00-17:00\" }\n  secondary: {")
    let test = try await TestDesk(at: "2026-11-23T06:00:00Z", schedules: ["relay.yaml": text])
    guard isAway else { return test }
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T11:00:00Z".instant, until: "2026-11-26T20:00:00Z".instant))
    return test
  }

  private func publish(_ test: TestDesk) async throws {
    let draft = try await test.perform(DraftRota(team: "relay", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
  }

  @Test("a cover that was taken during leave holds once the week is published, and once it is published again")
  func taken() async throws {
    let test = try await desk()
    try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    #expect(try await test.who(Self.noon) == "bo")
    for _ in 1...2 {
      try await publish(test)
      #expect(try await test.who(Self.noon) == "bo")
      #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
      #expect(try await test.who("2026-11-26T21:00:00Z") == "ana")
    }
  }

  @Test("what is offered because of leave can still be taken, and is the member's again where the leave is taken back")
  func offered() async throws {
    for takesLeaveBack in [false, true] {
      let test = try await desk()
      try await publish(test)
      #expect(try await test.request("S-1").state == .open)
      if takesLeaveBack {
        try await test.perform(RemoveLeave(id: "L-1"))
      } else {
        try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
      }
      #expect(try await test.who(Self.noon) == (takesLeaveBack ? "ana" : "bo"))
    }
  }

  /// Gives ana's turn of the 26th to cy.
  private func temporary(_ test: TestDesk) async throws -> String {
    let (from, until) = ("2026-11-26T09:00:00Z".instant, "2026-11-27T09:00:00Z".instant)
    return try await test.perform(
      AddTemporary(
        team: "relay", from: from, until: until, duties: ["primary"],
        shifts: [AddTemporary.Entry(member: "cy", from: from, until: until)], reason: "launch", force: true)
    ).schedule.id
  }

  @Test("a temporary schedule lies above what is published, and shows it again when it goes")
  func below() async throws {
    let test = try await desk(isAway: false)
    let id = try await temporary(test)
    try await publish(test)
    #expect(try await test.who(Self.noon) == "cy")
    _ = try await test.perform(RemoveTemporary(id: id))
    #expect(try await test.who(Self.noon) == "ana")
  }

  @Test("leave that was booked under a temporary schedule lands on the shift that is back without it")
  func leaveUnder() async throws {
    let test = try await desk(isAway: false)
    try await publish(test)
    let id = try await temporary(test)
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T11:00:00Z".instant, until: "2026-11-26T20:00:00Z".instant))
    #expect(try await test.perform(ListRequests()).isEmpty)
    _ = try await test.perform(RemoveTemporary(id: id))
    let open = try await test.perform(ListRequests())
    #expect(open.map(\.request.requester.text) == ["ana"] && open.map(\.request.leave) == ["L-1"])
    #expect(try await test.told("ana").contains("leave-conflict"))
  }
}
