import Foundation
import ProviderExchange
import Scheduling
import Storage
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Surveys, improvements, closes by themselves and newer versions, with a real store (C32, E11, E22, E23, K5, K9, O9).
@Suite(.ownThreads) struct EndingDeskTests {
  private static func team(_ closing: String, hours: String = "4 hours") -> [String: String] {
    [
      "alarm.yaml": """
      team: alarm
      name: Alarm
      zone: Etc/UTC
      lead: cy
      members: [{ id: ana, name: Ana Ferrow }, { id: cy, name: Cy Morandel }]
      duties: { desk: { layers: [{ id: always, members: [ana] }] } }
      priorities: [normal]
      queues:
        letters:
          when: otherwise
          targets: { first response: \(hours) }
          overflow: [desk]
          states: { reopen within: 24 hours }
          closing: \(closing)
      weekly summary: never

      """
    ]
  }

  private func desk(_ closing: String) async throws -> TestDesk {
    var options = SourceOptions()
    options.replies = "https://forms.example.org/replies"
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: Self.team(closing), answering: options)
    try await test.live(until: "2026-11-24T10:00:00Z", messages: true)
    let body = #"{"id":"form-7","title":"The reader is dark","requester":{"name":"Kim","address":"kim@example.org"}}"#
    let reply = try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
    #expect(reply.status == 202)
    return test
  }

  private func answers(_ test: TestDesk) -> [String] {
    test.sent.all.filter { $0.url == "https://forms.example.org/replies" }.map {
      String(decoding: $0.body, as: UTF8.self)
    }
  }

  /// The token of the link that left.
  private func token(_ test: TestDesk) throws -> String {
    let text = try #require(answers(test).last { $0.contains("/survey/") })
    return String(try #require(text.firstMatch(of: /survey\/([A-Za-z0-9._-]+)/)).1)
  }

  @Test("the customer is asked through the ticket's source, answers once, and the report has it")
  func survey() async throws {
    let test = try await desk("{ effort scale: 5, survey: { after: closed, text: Was it easy? } }")
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords())))
    try await test.live(until: "2026-11-24T10:01:00Z")
    let question = try #require(answers(test).first { $0.contains("Was it easy?") })
    #expect(question.contains("https://watch.example.com/survey/T-1.") && question.contains(#""automatic":true"#))
    let token = try token(test)
    let letters = try await test.perform(ShowTicket(id: "T-1")).letters ?? []
    #expect(letters.contains { $0.text.hasSuffix("/survey/…") }, "\(letters)")
    #expect(letters.allSatisfy { !$0.text.contains(token) }, "nobody on the team answers as the customer")
    let link = try #require(try await test.desk.surveyLink(token))
    #expect(link.scale == 5 && link.score == nil && link.title == "The reader is dark" && link.isOver)
    #expect(try await test.desk.surveyLink("T-2." + token.dropFirst(4)) == nil, "each ticket has a link of its own")
    #expect(try await test.desk.surveyLink(token.dropLast() + "x") == nil)
    await #expect(throws: OperatorProblem.self) { try await test.desk.answerSurvey(token, score: 6, comment: nil) }
    let answered = try await test.desk.answerSurvey(token, score: 4, comment: "Quick.")
    #expect(answered?.score == 4)
    let lines = try await test.perform(ShowTicket(id: "T-1")).history.map(\.because)
    #expect(lines.contains("the customer gives 4 of 5: Quick."), "\(lines)")
    let again = try await test.desk.answerSurvey(token, score: 1, comment: "No!")
    #expect(again?.score == 4, "once")
    let report = try await test.perform(
      ReportDesk(team: "alarm", from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T00:00:00Z".instant))
    #expect(report.effort.map { [$0.scale, $0.answers, $0.median, $0.percentOfBest] } == [[5, 1, 4, 80]])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("a ticket that was opened again is not rated")
  func reopened() async throws {
    let test = try await desk("{ survey: resolved }")
    try await test.perform(ResolveTicket(id: "T-1", member: "ana"))
    try await test.live(until: "2026-11-24T10:01:00Z")
    let token = try token(test)
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .reopen(because: nil)))
    let link = try #require(try await test.desk.surveyLink(token))
    #expect(!link.isOver && link.scale == 7)
    await #expect(throws: OperatorProblem.self) { try await test.desk.answerSurvey(token, score: 7, comment: nil) }
  }

  @Test("a close asks what the ticket taught us; kinds are the queue's; the report counts what is done")
  func improvements() async throws {
    let test = try await desk("{ improvement: required, improvement kinds: [docs, api-response] }")
    func close(_ improvement: String?) async throws -> TicketRow {
      try await test.perform(
        ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(improvement: improvement))))
    }
    for wrong in [nil, "docs", "docz=https://docs.example.com/1", "product=https://x.example.com/1"] {
      await #expect(throws: OperatorProblem.self, "\(wrong ?? "nothing")") { try await close(wrong) }
    }
    #expect(try await close("api-response=https://docs.example.com/1").state == "closed")
    func report() async throws -> ReportDesk.Reply {
      try await test.perform(
        ReportDesk(team: "alarm", from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T00:00:00Z".instant))
    }
    #expect(try await report().improved == 0)
    try await test.perform(
      ActOnTicket(
        id: "T-1", member: "ana", act: .improve(kind: "api-response=https://docs.example.com/1", link: nil, done: true))
    )
    let after = try await report()
    #expect(after.improved == 1 && after.ended == 1)
  }

  @Test(
    "what is resolved is closed by a timer, which survives a restart; a late message begins a new ticket in any case")
  func closes() async throws {
    let test = try await desk("{ by itself: yes }")
    try await test.perform(ResolveTicket(id: "T-1", member: "ana"))
    try await test.live(until: "2026-11-25T09:59:00Z")
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "resolved")
    test.clock.set("2026-11-26T10:00:00Z".instant)
    try await test.desk.recover()
    try await test.live(until: "2026-11-26T10:01:00Z")
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.state == "closed" && shown.timer == nil)
    #expect(shown.history.filter { $0.action == "closed" }.map(\.actor) == ["engine"])
    let late =
      #"{"id":"form-7","event":"message","message":"m2","body":"Again","author":{"address":"kim@example.org"}}"#
    let reply = try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(late.utf8)))
    #expect(reply.answer.ticket == "T-2")
    #expect(try await linked("T-1", on: test) == ["json related it to T-2"])
    #expect(try await linked("T-2", on: test) == ["json related it to T-1"], "they name each other")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  private func linked(_ id: String, on test: TestDesk) async throws -> [String] {
    try await test.perform(ShowTicket(id: id)).history.filter { $0.action == "linked" }.map(\.because)
  }

  @Test("open tickets keep the version they began with until the lead applies the newer one; nobody else may")
  func adopts() async throws {
    let test = try await desk("{ }".replacing("{ }", with: "{ by itself: no }"))
    try await test.apply(Self.team("{ by itself: no }", hours: "8 hours"))
    try await test.live(until: "2026-11-24T10:01:00Z")
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.due == "2026-11-24T14:00:00Z".instant)
    await #expect(throws: OperatorProblem.self) { try await test.perform(AdoptVersion(team: "alarm", member: "ana")) }
    let dry = try await test.perform(AdoptVersion(team: "alarm", member: "cy", dryRun: true))
    #expect(dry.map(\.ticket) == ["T-1"] && dry.first?.dueAfter == "2026-11-24T18:00:00Z".instant)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.due == "2026-11-24T14:00:00Z".instant)
    #expect(try await test.perform(AdoptVersion(team: "alarm", member: "cy")) == dry)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.due == "2026-11-24T18:00:00Z".instant)
    #expect(try await test.perform(AdoptVersion(team: "alarm", member: "cy")).isEmpty, "once")
  }
}

/// Whoever has a weekend with check-ins is reminded in each hour in which they have not looked yet (D17).
@Suite(.ownThreads) struct CheckInReminderTests {
  private static let team = """
    team: alarm
    name: Alarm
    zone: Etc/UTC
    lead: cy
    members: [{ id: ana, name: Ana Ferrow }, { id: cy, name: Cy Morandel }]
    duties:
      weekend: { slots: [sat 10:00-14:00], check-in: { every: 1 hour, required: yes } }
    weekly summary: never

    """

  @Test("in the middle of each stretch without a check-in, and in no other")
  func reminds() async throws {
    let test = try await TestDesk(at: "2026-11-16T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    try await test.live(until: "2026-11-16T10:00:00Z", messages: true)
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "weekend", from: "2026-11-21T10:00:00Z".instant, until: "2026-11-21T14:00:00Z".instant,
        member: "ana", reason: "weekend"))
    func reminders() throws -> Int {
      try test.messages(to: "ana").filter { $0.kinds.contains("reminder-check-in") }.count
    }
    try await test.live(until: "2026-11-21T10:29:00Z", messages: true)
    #expect(try reminders() == 0)
    try await test.live(until: "2026-11-21T10:31:00Z", messages: true)
    #expect(try reminders() == 1)
    #expect(try test.messages(to: "ana").contains { $0.text.contains("watchbill check-in --as ana") })
    test.clock.set("2026-11-21T11:10:00Z".instant)
    try await test.perform(CheckInOnShift(member: "ana"))
    try await test.live(until: "2026-11-21T12:20:00Z", messages: true)
    #expect(try reminders() == 1, "she had looked in the second hour")
    test.clock.set("2026-11-21T13:45:00Z".instant)
    try await test.live(until: "2026-11-21T18:00:00Z", messages: true)
    #expect(try reminders() == 2, "after an outage one, of the stretch that runs")
  }
}
