import Foundation
import ProviderExchange
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Handbook E: engineers answer for what they build; the channel says how soon, and what is down cuts across all of it.
@Suite("A week at Quarry line") struct QuarryLineWeek {
  private let support = "help@quarry.example.org"

  private func week(from begin: String = "mon 07:00") async throws -> TeamWeek {
    try await TeamWeek(
      "quarry-line", zone: "Europe/Stockholm", monday: "2026-03-02", from: begin,
      sources: [
        WeekSource.mail("quarry-line", address: "Quarry line <\(support)>"), WeekSource.hub("quarry-line"),
        WeekSource.chat("quarry-line"), WeekSource.web("quarry-line"),
      ])
  }

  private func issue(_ number: Int, _ title: String, association: String = "NONE") -> String {
    #""number":\#(number),"title":"\#(title)","body":"As said.","state":"open","user":{"login":"lin"},"#
      + #""html_url":"https://github.com/kestrel/reader/issues/\#(number)","author_association":"\#(association)""#
  }

  private func on(_ duty: String, of week: TeamWeek) async throws -> String {
    let rows = try await week.test.perform(WhoIsOn(team: "quarry-line", duty: duty, at: week.test.clock.wall.now()))
      .rows
    return try #require(rows.first?.member)
  }

  @Test("Monday: each channel has its own promise, and the first engineer solves it or loops somebody in")
  func channels() async throws {
    let week = try await week()
    try await week.at("mon 10:00", "E3 E5 E7 E16 E17", "the tracker and mail: 24 real hours, to the day's engineer")
    let day = try await on("answers", of: week)
    let tracked = try await week.hub("issues", "opened", issue(3, "Wrong unit"), by: "lin")
    let mailed = try await week.mail(from: "jo@slate.example.com", to: support, "A question on units")
    for id in [tracked, mailed] {
      #expect(try await week.isOwned(id, by: day))
      #expect(try await week.clock(id, "first response").due == week.wall("tue 10:00"))
    }
    #expect(try await week.ticket(tracked).url == "https://github.com/kestrel/reader/issues/3")

    try await week.at("mon 10:05", "E4 E7 E13", "chat: the same day, in public, where the community may answer")
    let (asked, stamp) = try await week.chat("CPUBLIC", "ULU", "How do I export?")
    #expect(try await week.clock(asked, "first response").due == week.wall("mon 18:00"))
    try await week.at("mon 10:20", "E4", "somebody of the community does")
    try await week.chat("CPUBLIC", "UKNOWS", "With the second button.", thread: stamp)
    #expect(try await week.clock(asked, "first response").state == "met")

    try await week.at("mon 10:30", "E6 E7", "an enterprise customer's message is its account engineer's: four hours")
    let enterprise = try await week.mail(from: "kai@basalt.example.com", to: support, "Licence of the second site")
    #expect(try await week.isOwned(enterprise, by: "fleur"))
    #expect(try await week.clock(enterprise, "first response").due == week.wall("mon 14:30"))

    try await week.at("mon 10:40", "E15", "no first level: the owner stays, and somebody who can help is looped in")
    _ = try await week.act(mailed, "emil", .link(url: "https://chat.example.org/d/9", kind: "help"))
    _ = try await week.act(mailed, "emil", .note(text: "It is the locale."))
    #expect(try await week.isOwned(mailed, by: day))

    try await week.at("mon 11:00", "E10", "not solvable now: it is said, with a date")
    _ = try await week.act(mailed, day, .promise(until: week.wall("wed 12:00")))
    #expect(try await week.clock(mailed, "promised update").due == week.wall("wed 12:00"))
    try await week.at("wed 12:01", "E10", "the promise that passed is a breach that its owner reads of")
    #expect(try await week.clock(mailed, "promised update").isLate)
    try await week.end()
  }

  @Test("Monday: an account engineer who is off has a stand-in, and old tickets stay")
  func standIn() async throws {
    let week = try await week()
    try await week.at("mon 07:30", "E6", "Fleur is on leave until Wednesday")
    try await week.test.perform(
      AddLeave(member: "fleur", from: week.wall("mon 08:00"), until: week.wall("wed 00:00")))
    try await week.at("mon 10:00", "E6", "the roster of the day stands in")
    let id = try await week.mail(from: "kai@basalt.example.com", to: support, "Another site")
    #expect(try await week.isOwned(id, by: on("answers", of: week)))
    let old = try await week.mail(from: "jo@slate.example.com", to: support, "A wish")
    _ = try await week.reply(old, on("answers", of: week), "We thought about it.")
    #expect(try await week.ticket(old).state == "open")
    try await week.at("next sun 12:00", "E9", "nothing is closed for its age")
    #expect(try await week.ticket(old).isOpen)
    try await week.end()
  }

  @Test("Night: what is down pages at once, whoever writes, while an owner is looked for")
  func critical() async throws {
    let week = try await week()
    try await week.at("tue 02:00", "E2 E7", "the word in the mail is enough to be looked at by night")
    let id = try await week.mail(from: "jo@slate.example.com", to: support, "Production is down")
    let primary = try await on("primary", of: week)
    #expect(try await week.ticket(id).priority == "critical")
    #expect(try await week.clock(id, "first response").due == week.wall("tue 03:00"))
    try await week.at("tue 02:01", "E2", "primary was paged and owns it")
    #expect(try await week.paged(id) == [primary])
    #expect(try await week.isOwned(id, by: primary))
    try await week.at("tue 02:06", "E2", "nobody acknowledged: secondary is next")
    #expect(try await week.paged(id).count == 2)
    let second = try await on("secondary", of: week)
    _ = try await week.test.perform(AcknowledgeTicket(id: id, member: second))
    try await week.at("tue 02:20", "E2", "and nobody else")
    #expect(try await week.paged(id).count == 2)
    try await week.end()
  }

  @Test("Security is for a few: others see an id, digests and channels no more than that")
  func security() async throws {
    let week = try await week()
    try await week.at("mon 10:00", "E14", "a mail about a vulnerability is private from its first second")
    let id = try await week.mail(from: "sec@slate.example.com", to: support, "A vulnerability in the parser")
    #expect(try await week.ticket(id).queue == "security")
    #expect(try await week.isOwned(id, by: "caspar"))
    #expect(try await week.test.perform(ExplainTicket(id: id)).visibility == "private")
    let lists = try await week.test.perform(ShowStartLists(team: "quarry-line", member: "dagny")).lists
    #expect(!"\(lists)".contains("parser"))

    try await week.at(
      "mon 11:00", "E14", "what turns out to be sensitive is made private by whoever reads it, and back")
    let day = try await on("answers", of: week)
    let other = try await week.mail(from: "jo@slate.example.com", to: support, "Odd log lines")
    _ = try await week.act(other, day, .visibility(isPrivate: true))
    #expect(try await week.test.perform(ExplainTicket(id: other)).visibility == "private")
    let board = try await week.test.desk.overview().teams.flatMap(\.tickets)
    #expect(board.allSatisfy { $0.id != other || $0.title == "(private)" })
    await #expect(throws: OperatorProblem.self) { _ = try await week.act(other, day, .visibility(isPrivate: true)) }
    _ = try await week.act(other, day, .visibility(isPrivate: false))
    #expect(try await week.test.perform(ExplainTicket(id: other)).visibility == "team")
    try await week.end()
  }

  @Test("Every ticket says what could be better, bugs go straight to the tracker, and the report counts all of it")
  func signals() async throws {
    let week = try await week()
    try await week.at("mon 10:00", "E18", "a bug is filed from the ticket, engineer to engineer")
    let day = try await on("answers", of: week)
    let id = try await week.mail(from: "jo@slate.example.com", to: support, "Wrong sums")
    _ = try await week.test.perform(
      FileTicket(id: id, member: day, source: "hub", text: "Sums are rounded twice."))
    try await week.at("mon 10:10", "E18", "it has left")
    #expect(week.sent("/repos/kestrel/reader/issues").count == 1)
    _ = try await week.reply(id, day, "We round twice; a bug is filed.")

    try await week.at("mon 12:00", "E11 E12", "closing asks what could be better, by its kind, or for a plain none")
    _ = try await week.hub(
      "issues", "closed",
      #""number":12,"title":"Sums","state":"closed","user":{"login":"dev"},"#
        + #""html_url":"https://github.com/kestrel/reader/issues/12""#, by: "dev")
    let refusal = await week.refusal { _ = try await week.act(id, day, .close(TicketEndingWords(note: "done"))) }
    #expect(refusal.contains("improve") || refusal.contains("better"), "\(refusal)")
    let closed = try await week.act(
      id, day,
      .close(
        TicketEndingWords(
          note: "done", improvement: "product", improvementLink: "https://github.com/kestrel/reader/pull/13")))
    #expect(closed.state == "closed")
    let plain = try await week.mail(from: "jo@slate.example.com", to: support, "Which port?")
    try await week.at("mon 13:00", "E8 E1", "an engineer answers, in a first response that a person wrote")
    _ = try await week.reply(plain, day, "443.")
    _ = try await week.act(plain, day, .close(TicketEndingWords(note: "told", improvement: "none")))

    try await week.at("tue 09:00", "E22", "the customer was asked how easy it was, once, on a scale of seven")
    let question = try #require(week.test.sent.mails.last { $0.text.contains("/survey/") })
    #expect(question.to.first?.address == "jo@slate.example.com")
    let token = String(try #require(question.text.firstMatch(of: /survey\/([A-Za-z0-9._-]+)/)).1)
    #expect(try await week.test.desk.answerSurvey(token, score: 6, comment: "Quick.")?.score == 6)
    try await week.at("wed 12:00", "E11", "the improvement itself is done")
    _ = try await week.act(
      id, day, .improve(kind: "product", link: "https://github.com/kestrel/reader/pull/13", done: true))

    try await week.at("fri 17:00", "E20 E21 E22 E23", "first responses, resolutions and what they improved")
    let report = try await week.report()
    #expect(report.firstResponse.count == 2 && report.firstResponse.kept == 2)
    #expect(report.firstResponse.medianSeconds != nil && report.firstResponse.businessMedianSeconds != nil)
    #expect(report.resolution.count == 2)
    #expect(report.ended == 2 && report.improved == 1)
    #expect(report.effort.map { [$0.scale, $0.answers, $0.median] } == [[7, 1, 6]])
    try await week.end()
  }
}
