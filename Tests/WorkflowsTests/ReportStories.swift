import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Reports over a month's end, and over what is merged, split, opened again or no ticket at all (C42, C73, E20 to E23).
@Suite struct ReportStories {
  private let november = ("2026-11-01T00:00:00Z".instant, "2026-12-01T00:00:00Z".instant)
  private let december = ("2026-12-01T00:00:00Z".instant, "2027-01-01T00:00:00Z".instant)

  /// Cy's desk at 16:00 on the last day of November, with one ticket of 15:00.
  private func desk(_ tickets: [String] = ["The door"]) async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-30T15:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    for title in tickets { try await test.perform(OpenTicket(team: "alarm", title: title, body: "About \(title).")) }
    try await test.move(to: "2026-11-30T16:00:00Z")
    return test
  }

  private func report(_ month: (Timestamp, Timestamp), on test: TestDesk) async throws -> ReportDesk.Reply {
    try await test.perform(ReportDesk(team: "alarm", from: month.0, until: month.1))
  }

  private func reply(_ id: String, on test: TestDesk, then: String? = nil) async throws {
    try await test.perform(ActOnTicket(id: id, member: "cy", act: .reply(text: "Try it now.", then: then)))
  }

  @Test("a ticket that is split after the month's end counts where its customer wrote, with its answer")
  func split() async throws {
    let test = try await desk()
    try await test.move(to: "2026-12-01T09:10:00Z")
    let split = try await test.perform(SplitTicket(id: "T-1", title: "The invoice", member: "cy"))
    try await reply(split.other.id, on: test)
    let before = try await report(november, on: test)
    #expect(before.volume.map(\.tickets) == [2])
    #expect(before.firstResponse.count == 1 && before.firstResponse.medianSeconds == 18 * 3600 + 600)
    #expect(try await report(december, on: test).volume.isEmpty)
  }

  @Test(
    "a ticket of the month before that is merged into a new one counts there once, with its answer; so does work on it")
  func merged() async throws {
    let test = try await desk()
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .note(text: "Seen that.")))
    try await test.move(to: "2026-12-01T09:00:00Z")
    let other = try await test.perform(OpenTicket(team: "alarm", title: "The door again"))
    try await test.perform(TieTickets(id: "T-1", other: other.id, tie: .merge, member: "cy"))
    try await reply(other.id, on: test)
    let before = try await report(november, on: test)
    #expect(before.volume.map(\.tickets) == [1])
    #expect(before.firstResponse.count == 1 && before.firstResponse.medianSeconds == 18 * 3600)
    #expect(before.people.map(\.notes) == [1])
    let after = try await report(december, on: test)
    #expect(after.volume.isEmpty && after.people.map(\.replies) == [1])
  }

  @Test("what came to an end in a month did so, whatever came afterwards; an answer that came later is found")
  func later() async throws {
    let test = try await desk(["The door", "The lamp"])
    try await reply("T-1", on: test, then: "resolved")
    let then = try await report(november, on: test)
    #expect(then.ended == 1 && then.resolution.count == 1 && then.resolution.medianSeconds == 3600)
    try await test.move(to: "2026-12-01T09:00:00Z")
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reopen(because: "it is back")))
    try await reply("T-2", on: test)
    try await test.move(to: "2026-12-03T09:00:00Z")
    let now = try await report(november, on: test)
    #expect(now.ended == 1 && now.resolution.count == 1 && now.resolution.medianSeconds == 3600)
    #expect(now.people.map(\.resolved) == [1])
    #expect(now.firstResponse.count == 2)
    #expect(try await report(december, on: test).ended == 0)
  }

  @Test("a ring among colleagues is no request: it counts in no figure, and what was done on it is work all the same")
  func rings() async throws {
    let test = try await desk()
    let ring = try await test.perform(RingOnCall(team: "alarm", who: "primary", reason: "dark", caller: "cy")).ticket
    try await test.perform(ActOnTicket(id: ring.id, member: "ana", act: .note(text: "Looking.")))
    try await test.perform(ResolveTicket(id: ring.id, member: "ana"))
    try await reply("T-1", on: test, then: "resolved")
    let then = try await report(november, on: test)
    #expect(then.volume.map(\.source) == ["manual"] && then.ended == 1 && then.resolution.count == 1)
    #expect(then.people.first { $0.member == "ana" }?.notes == 1)
  }

  @Test("that somebody rang about a ticket stands on it, and is no note of theirs")
  func rang() async throws {
    let test = try await desk()
    try await test.perform(RingOnCall(team: "alarm", who: "primary", reason: "dark", caller: "cy", about: "T-1"))
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.last?.text == "Rang primary of alarm (T-2): dark")
    let cy = try await report(november, on: test).people.first { $0.member == "cy" }
    #expect(cy?.owned == 1 && cy?.notes == 0 && cy?.points == 0)
  }

  @Test("a person says that it is no ticket, whatever its queue asks for, and it is in no report until it is opened")
  func noTicket() async throws {
    let test = try await desk(["The door", "Win a prize"])
    let strict = SmallTeam.text.replacing(
      "    targets: { first response: 4 business hours }",
      with:
        "    targets: { first response: 4 business hours }\n    closing: { reasons: [fixed], improvement: required }")
    try await test.apply(["alarm.yaml": strict])
    let words = TicketEndingWords(reason: "not a ticket")
    let refusal = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ActOnTicket(id: "T-2", member: "cy", act: .resolve(words)))
    }
    #expect(refusal?.description == "what is not a ticket is closed, and not resolved. help: watchbill ticket close")
    #expect(try await test.perform(ActOnTicket(id: "T-2", member: "cy", act: .close(words))).state == "closed")
    let without = try await report(november, on: test)
    #expect(without.volume.map(\.tickets) == [1] && without.ended == 0 && without.people.isEmpty == false)
    try await test.perform(ActOnTicket(id: "T-2", member: "cy", act: .reopen(because: "it is a customer")))
    #expect(try await report(november, on: test).volume.map(\.tickets) == [2])
  }

  @Test("what is said on an incident and all its parts is one reply")
  func incident() async throws {
    let test = try await desk(["The outage", "No light", "No heat"])
    for part in ["T-2", "T-3"] {
      try await test.perform(TieTickets(id: part, other: "T-1", tie: .group, member: "cy"))
    }
    _ = try await test.perform(ReplyToIncident(id: "T-1", member: "cy", text: "It works.", then: "resolved"))
    let people = try await report(november, on: test).people
    #expect(people.map(\.replies) == [1] && people.map(\.points) == [2] && people.map(\.resolved) == [3])
  }
}
