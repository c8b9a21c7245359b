import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Triage
import Workflows

/// A queue without targets has its weekly review (C69, E3): a reminder, a list, a mark.
@Suite(.ownThreads) struct QueueReviewDeskTests {
  private static func team(_ review: String = "weekly mon 10:00") -> [String: String] {
    [
      "alarm.yaml": """
      team: alarm
      name: Alarm
      zone: Europe/London
      lead: cy
      members: [{ id: ana, name: Ana Ferrow }, { id: cy, name: Cy Morandel }]
      duties: { desk: { layers: [{ id: day, members: [ana], hours: "mon-fri 09:00-17:00" }] } }
      priorities: [normal]
      queues:
        issues: { when: otherwise, review: \(review), overflow: [desk] }
      weekly summary: never

      """
    ]
  }

  /// On Tuesday two tickets come; Ana writes a note on the second on the Friday after the first review.
  private func desk() async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-10T10:00:00Z", schedules: Self.team())
    try await test.live(until: "2026-11-10T10:00:00Z", messages: true)
    for title in ["One", "Two"] { try await test.perform(OpenTicket(team: "alarm", title: title)) }
    return test
  }

  private func reminders(_ test: TestDesk, to member: String = "ana") throws -> [SeenMessage] {
    try test.messages(to: member).filter { $0.kinds.contains("queue-review") }
  }

  @Test("a private ticket that is not theirs stays for others, and all else is marked")
  func confidential() async throws {
    let more = Self.team().mapValues {
      $0.replacing("name: Ana Ferrow }", with: "name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }")
    }
    let test = try await TestDesk(at: "2026-11-10T10:00:00Z", schedules: more)
    for title in ["One", "Two"] { try await test.perform(OpenTicket(team: "alarm", title: title)) }
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .visibility(isPrivate: true)))
    let done = try await test.perform(ReviewQueue(queue: "issues", member: "bo"))
    #expect(done.done == ["T-2"] && done.review.lines.map(\.ticket.description) == ["T-1"])
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ReviewQueue(queue: "issues", member: "bo", tickets: ["T-1"]))
    }
  }

  @Test("at its time whoever is on is told what nobody looked at; the list and its marks are a command")
  func week() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-16T09:59:00Z", messages: true)
    #expect(try reminders(test).isEmpty)
    try await test.live(until: "2026-11-16T10:01:00Z", messages: true)
    let told = try #require(try reminders(test).first)
    #expect(told.title == "Review of queue issues of Alarm: 2 of 2 open tickets")
    #expect(told.text.contains("- T-1 \"One\", never looked at"), "\(told.text)")
    let done = try await test.perform(ReviewQueue(queue: "issues", member: "ana", tickets: ["T-2"]))
    #expect(done.done == ["T-2"] && done.review.lines.map(\.ticket.description) == ["T-1"])
    let rest = try await test.perform(ReviewQueue(queue: "issues", team: "alarm", member: "ana"))
    #expect(rest.done == ["T-1"] && rest.review.lines.isEmpty)
    try await test.live(until: "2026-11-23T10:01:00Z", messages: true)
    #expect(try reminders(test).count == 2, "what was only looked through is asked for every week")
    for ticket in ["T-1", "T-2"] {
      try await test.perform(ActOnTicket(id: ticket, member: "ana", act: .note(text: "I have asked for the model.")))
    }
    try await test.live(until: "2026-11-30T10:01:00Z", messages: true)
    #expect(try reminders(test).count == 2, "all were worked on since the review before")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test(
    "a review that fell into an outage is told once, and the next comes in its time; another time in the file moves it")
  func moves() async throws {
    let test = try await desk()
    test.clock.set("2026-11-24T11:00:00Z".instant)
    try await test.desk.recover()
    try await test.live(until: "2026-11-24T11:01:00Z", messages: true)
    #expect(try reminders(test).count == 1)
    try await test.apply(Self.team("weekly wed 15:00"))
    try await test.live(until: "2026-11-25T14:59:00Z", messages: true)
    #expect(try reminders(test).count == 1)
    try await test.live(until: "2026-11-25T15:01:00Z", messages: true)
    #expect(try reminders(test).count == 2)
    try await test.apply(Self.team("every 24 hours"))
    try await test.live(until: "2026-12-03T15:01:00Z", messages: true)
    #expect(try reminders(test).count == 2, "a rhythm reminds of each ticket by itself")
  }

  @Test("a queue that is not there has a suggestion, and a ticket that does not wait is refused")
  func refusals() async throws {
    let test = try await desk()
    let unknown = await #expect(throws: OperatorProblem.self) { try await test.perform(ReviewQueue(queue: "isues")) }
    #expect(unknown?.help == "did you mean 'issues'?")
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .note(text: "Seen.")))
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ReviewQueue(queue: "issues", member: "ana", tickets: ["T-1"]))
    }
  }
}
