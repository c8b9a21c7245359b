import Foundation
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Handbook B: everything comes into one place, is triaged first, and its priority says what is promised.
@Suite("A week at Lantern desk") struct LanternDeskWeek {
  private let support = "help@lantern.example.org"

  private func week(from begin: String = "mon 07:00") async throws -> TeamWeek {
    try await TeamWeek(
      "lantern-desk", zone: "Europe/Berlin", monday: "2026-03-02", from: begin,
      sources: [
        WeekSource.mail("lantern-desk", address: "Lantern desk <\(support)>"),
        WeekSource.hub("lantern-desk") { $0.labels = ["support"] }, WeekSource.chat("lantern-desk"),
        WeekSource.web("lantern-desk"),
      ])
  }

  private func issue(_ number: Int, labels: String) -> String {
    #""number":\#(number),"title":"Where is the log?","body":"?","state":"open","user":{"login":"lin"},"#
      + #""labels":[\#(labels)],"html_url":"https://github.com/kestrel/reader/issues/\#(number)""#
  }

  @Test("Monday: one inbox, triage within four business hours, then by priority in mixed units")
  func monday() async throws {
    let week = try await week()
    try await week.at("mon 10:00", "B3 B4 B7 B8", "mail, chat and the tracker come to one triager")
    let mailed = try await week.mail(from: "jo@elm.example.com", to: support, "The lamp flickers")
    let asked = try await week.chat("CSUPPORT", "UJO", "How do I dim it?").ticket
    let tracked = try await week.hub("issues", "labeled", issue(3, labels: #"{"name":"support"}"#), by: "lin")
    for id in [mailed, asked, tracked] {
      #expect(try await week.isOwned(id, by: "otis"), "\(id)")
      #expect(try await week.clock(id, "triage").due == week.wall("mon 14:00"))
    }

    try await week.at("mon 10:05", "B6", "an issue that is no support request is nobody's ticket")
    #expect(try await week.hub("issues", "opened", issue(4, labels: #"{"name":"bug"}"#), by: "lin") == "")

    try await week.at(
      "mon 10:30", "B9 B10 B22 B24 B26", "triage says kind and priority: p1 is four hours and three days")
    _ = try await week.act(mailed, "otis", .triage(kind: "bug", priority: "p1"))
    #expect(try await week.clock(mailed, "triage").state == "met")
    #expect(try await week.clock(mailed, "first response").due == week.wall("mon 14:00"))
    #expect(try await week.clock(mailed, "resolution").due == week.wall("thu 10:00"))

    try await week.at("mon 10:40", "B9 B11 B23", "a usage question is p2: one business day, five to the end")
    #expect(try await week.test.perform(ExplainTicket(id: asked)).route.contains { $0.rule == "question" && $0.holds })
    _ = try await week.act(asked, "otis", .triage(kind: "usage question", priority: "p2"))
    #expect(try await week.clock(asked, "first response").due == week.wall("tue 10:00"))
    #expect(try await week.clock(asked, "resolution").due == week.wall("next mon 10:00"))

    try await week.at("mon 11:00", "B12", "the one who answers gets it, acknowledges and writes")
    _ = try await week.test.perform(HandOverTicket(id: asked, owner: "otis", to: "pia"))
    _ = try await week.test.perform(AcknowledgeTicket(id: asked, member: "pia"))
    #expect(try await week.reply(asked, "pia", "Turn the upper knob.").state == "pending")
    #expect(try await week.clock(asked, "first response").state == "met")

    try await week.at("mon 15:00", "B15", "it ends when the customer confirms, and not before")
    let refusal = await week.refusal {
      _ = try await week.act(asked, "pia", .close(TicketEndingWords(reason: "confirmed")))
    }
    #expect(refusal.contains("confirm"), "\(refusal)")
    #expect(
      try await week.act(asked, "pia", .close(TicketEndingWords(reason: "confirmed", confirmed: true))).state
        == "closed")
    try await week.end()
  }

  @Test("A bug is logged, waits for an engineer, and the customer knows when; gaps become improvements")
  func bugs() async throws {
    let week = try await week()
    try await week.at("mon 10:00", "B5", "somebody tells of it in a place without a connection: a ticket from its link")
    let row = try await week.test.perform(
      OpenTicket(
        team: "lantern-desk", title: "Flickers at night", body: "https://matrix.example.org/#/room/1", requester: "jo"))
    let id = row.id
    #expect(row.owner == "otis")
    _ = try await week.act(id, "otis", .triage(kind: "bug", priority: "p1"))

    try await week.at("mon 10:30", "B14 B16", "logged in the tracker, with an engineer, on hold")
    _ = try await week.test.perform(FileTicket(id: id, member: "otis", source: "hub", text: "Flickers below 10 %."))
    let engineer = try #require(
      try await week.test.perform(WhoIsOn(team: "lantern-desk", duty: "fixes", at: week.wall("mon 10:30"))).rows.first?
        .member)
    _ = try await week.test.perform(HandOverTicket(id: id, owner: "otis", to: engineer, note: "seen here as well"))
    #expect(try await week.isOwned(id, by: engineer))
    try await week.at("mon 10:31", "B14", "and the issue exists")
    #expect(week.sent("/repos/kestrel/reader/issues").count == 1)
    _ = try await week.act(id, engineer, .hold(because: "the fix", until: nil))

    try await week.at("mon 11:00", "B17", "the customer is told when to expect the fix, and the promise has a clock")
    _ = try await week.reply(id, engineer, "It will be in Thursday's release.")
    _ = try await week.act(id, engineer, .promise(until: week.wall("thu 16:00")))
    #expect(try await week.clock(id, "promised update").due == week.wall("thu 16:00"))

    try await week.at("thu 12:00", "B19 B20", "it is done: resolved, with what should be better")
    _ = try await week.hub(
      "issues", "closed",
      #""number":12,"title":"Flickers","state":"closed","user":{"login":"dev"},"#
        + #""html_url":"https://github.com/kestrel/reader/issues/12""#, by: "dev")
    #expect(try await week.ticket(id).state == "open")
    let done = try await week.act(
      id, engineer,
      .resolve(
        TicketEndingWords(
          reason: "fixed", improvement: "docs", improvementLink: "https://tasks.example.org/work_packages/7")))
    #expect(done.state == "resolved")
    _ = try await week.act(
      id, engineer, .improve(kind: "docs", link: "https://tasks.example.org/work_packages/7", done: true))
    try await week.at("fri 17:00", "B20", "the report counts it")
    #expect(try await week.report().improved == 1)
    try await week.end()
  }

  @Test("An outage at night: proposed at once, two real hours, the engineer is paged, then the owner of the process")
  func outage() async throws {
    let week = try await week()
    try await week.at("sat 02:00", "B21 B25 B28", "before anybody has triaged it the strictest promise runs")
    let id = try await week.mail(from: "jo@elm.example.com", to: support, "We cannot sign in")
    #expect(try await week.ticket(id).priority == "p0")
    #expect(try await week.clock(id, "first response").due == week.wall("sat 04:00"))
    #expect(try await week.clock(id, "resolution").due == week.wall("sun 02:00"))
    try await week.at("sat 02:11", "B2 B28", "the engineer of the week was paged, ten minutes later the lead")
    #expect(try await week.paged(id).last == "noor")
    #expect(try await week.paged(id).count == 2)

    try await week.at("sat 02:15", "B25", "a question at the same hour waits for Monday")
    let question = try await week.mail(from: "jo@elm.example.com", to: support, "How do I dim it?")
    #expect(try await week.ticket(question).heldUntil == week.wall("next mon 09:00"))
    #expect(try await week.paged(question).isEmpty)
    try await week.end()
  }
}
