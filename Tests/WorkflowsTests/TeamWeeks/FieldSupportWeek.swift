import Drafting
import Foundation
import ProviderExchange
import Scheduling
import Testing
import TestSupport
import Timekeeping
import Triage
import Workflows

/// Handbook D: every engineer at the desk by slots of four hours, weekends by volunteers, promises for premium customers.
@Suite("A week at Field support", .ownThreads) struct FieldSupportWeek {
  private let support = "help@field.example.org"

  /// With the week's rota drafted and published, as the lead does on the Friday before.
  private func week(from begin: String = "mon 06:00", drafts: Bool = true) async throws -> TeamWeek {
    let week = try await TeamWeek(
      "field-support", zone: "Europe/London", monday: "2026-03-02", from: begin,
      sources: [
        WeekSource.mail("field-support", address: "Field support <\(support)>"), WeekSource.web("field-support"),
        WeekSource.chat("field-support"),
      ], room: "CTEAM")
    guard drafts else { return week }
    let draft = try await week.test.perform(
      DraftRota(team: "field-support", period: DraftPeriod(ISOWeek(text: "2026-W10")), rounds: 1))
    _ = try await week.test.perform(PublishRota(draft: draft.id))
    return week
  }

  private func on(_ duty: String, _ time: String, of week: TeamWeek) async throws -> String {
    let rows = try await week.test.perform(WhoIsOn(team: "field-support", duty: duty, at: week.wall(time))).rows
    return try #require(rows.first?.member, "nobody is on \(duty) at \(time)")
  }

  private func premium(_ number: Int, _ priority: String, of week: TeamWeek, more: String = "") async throws -> String {
    try await week.web(
      #""id":"case-\#(number)","title":"Device \#(number) is silent","priority":"\#(priority)","tags":["premium"],"#
        + #""requester":{"name":"Kim","address":"kim\#(number)@plover.example.com"}\#(more)"#)
  }

  @Test("Monday: whoever is at the desk gets it, each severity with its own promise, and the goal besides")
  func monday() async throws {
    let week = try await week()
    let early = try await on("desk", "mon 09:00", of: week)
    try await week.at("mon 09:00", "D4 D13 D30 D46 D47 D48 D49", "severities of premium customers, by the tag")
    for (place, (priority, due)) in [
      ("urgent", "mon 10:00"), ("high", "mon 12:00"), ("normal", "tue 09:00"),
    ].enumerated() {
      let id = try await premium(place, priority, of: week)
      #expect(try await week.isOwned(id, by: early), "\(priority)")
      #expect(try await week.clock(id, "first response").due == week.wall(due))
      _ = try await week.reply(id, early)
    }
    let fourth = try await premium(4, "low", of: week)
    #expect(try await !week.clocks(fourth).contains("first response"))
    _ = try await week.reply(fourth, early)
    try await week.at("mon 09:20", "D8", "the premium tickets by what happened last")
    let list = try await week.test.perform(ListTickets(team: "field-support", tag: "premium", byChange: true))
    #expect(list.map(\.id) == [fourth, "T-3", "T-2", "T-1"])

    try await week.at(
      "mon 09:30", "D31 D33 D40 D58", "without the tag there is only the goal, and the same queue for all")
    let plain = try await week.mail(from: "lu@tern.example.com", to: support, "How do I update?")
    let asked = try await week.chat("CPUBLIC", "ULU", "Does the gateway work with IPv6?").ticket
    for id in [plain, asked] {
      #expect(try await week.isOwned(id, by: early))
      #expect(try await week.clocks(id) == ["goal"], "\(id)")
    }
    #expect(try await week.clock(plain, "goal").due == week.wall("mon 09:50"))

    try await week.at("mon 09:51", "D31", "the goal that passed is seen, and wakes nobody")
    #expect(try await week.clock(plain, "goal").isLate)
    #expect(try await week.paged(plain).isEmpty)
    _ = try await week.reply(plain, early)
    _ = try await week.reply(asked, early)

    try await week.at("mon 10:00", "D41", "an answer to an automatic message is read and answered like any other")
    let answered = try await week.mail(
      from: "lu@tern.example.com", to: support, "Re: Your devices this week", "Why is one missing?",
      headers: ["In-Reply-To": "<weekly-7@news.field.example.org>"])
    #expect(try await week.ticket(answered).isOpen && answered != plain)

    try await week.at("mon 10:10", "D54", "a goodbye needs no reply and opens nothing; what else needs none is said")
    _ = try await week.mail(from: "lu@tern.example.com", to: support, "Re: [\(plain)] How do I update?", "Thanks!")
    #expect(try await week.ticket(plain).state == "pending")
    _ = try await week.mail(
      from: "lu@tern.example.com", to: support, "Re: [\(plain)] How do I update?", "I will try it on Friday then.")
    #expect(try await week.ticket(plain).state == "open")
    _ = try await week.act(plain, early, .noReplyNeeded(because: "she tells us when"))
    #expect(try await week.test.perform(ShowClocks(id: plain)).unansweredSince == nil)

    try await week.at("mon 10:20", "D5 D34 D56", "paid goes first, the discussion is linked, sales is elsewhere")
    let paid = try await week.web(
      #""id":"paid-1","title":"Slow","tags":["paid"],"requester":{"name":"Jo","address":"jo@wren.example.com"}"#)
    #expect(try await week.ticket(paid).priority == "high")
    _ = try await week.act(paid, early, .link(url: "https://chat.example.org/discussions/7", kind: "help"))
    let sales = try await week.mail(from: "bo@rook.example.com", to: support, "A partnership?")
    #expect(try await week.ticket(sales).state == "closed")
    try await week.at("mon 10:21", "D56", "the set text has left")
    #expect(week.test.sent.mails.last?.text.contains("hello@field.example.org") == true)
    try await week.end()
  }

  @Test(
    "From slot to slot: the digest to whoever is next, three lists at the start, and messages to people who are off")
  func handoff() async throws {
    let week = try await week()
    let dusk = try await on("desk", "mon 19:00", of: week)
    let early = try await on("desk", "tue 09:00", of: week)
    let late = try await on("desk", "tue 13:00", of: week)
    try await week.at("mon 19:00", "D51", "a conversation of the evening waits for its customer")
    let old = try await premium(1, "normal", of: week)
    _ = try await week.reply(old, dusk, "Which firmware?")
    #expect(try await week.ticket(old).state == "pending")

    try await week.at("tue 08:30", "D45 D53", "she answers while its owner is off: whoever is on has to decide")
    let new = try await premium(2, "normal", of: week)
    _ = try await week.web(
      #""id":"case-1","event":"message","message":"m2","body":"2.1","author":{"address":"kim1@plover.example.com"}"#)
    #expect(try await week.isOwned(old, by: dusk))
    let lists = try await week.test.perform(ShowStartLists(team: "field-support", member: early)).lists
    #expect(lists.ofPeopleWhoAreOff.map { "\($0.ticket)" } == [old])
    #expect(lists.new.map { "\($0.ticket)" } == [new])
    #expect(try await week.told(early).contains { $0.contains(old) && $0.contains("Step in") })

    try await week.at("tue 08:35", "D44 D50 D52 D55", "the morning steps in; whoever had it is told and can be asked")
    #expect(try await week.test.perform(DecideTicket(id: old, member: early, choice: .stepIn)).ticket.owner == early)
    #expect(try await week.told(dusk).contains { $0.contains(old) })
    #expect(try await week.test.perform(ExplainTicket(id: old)).followers.contains { $0.contains(dusk) })
    let mine = try await week.test.perform(ShowStartLists(team: "field-support", member: early)).lists
    #expect(mine.repliesToYou.map { "\($0.ticket)" } == [old])

    try await week.at("tue 11:46", "D6 D38 D39", "a quarter of an hour before the end the next one reads what is open")
    let digest = try #require(
      try await week.test.perform(ShowWorkDigest(team: "field-support", member: early)).digest)
    #expect("\(digest)".contains(new) && "\(digest)".contains(old))
    let told = try await week.told(late)
    #expect(told.contains { $0.contains(new) && $0.contains(old) }, "\(told)")
    let post = week.sent("chat.postMessage").last ?? ""
    #expect(post.contains(new) && post.contains("CTEAM"), "\(post)")

    try await week.at("tue 12:05", "D39 D44", "it is accepted whole, and the lists of the start came by themselves")
    _ = try await week.test.perform(AcceptHandoff(team: "field-support", from: early, member: late, duty: "desk"))
    #expect(try await week.isOwned(old, by: late))
    #expect(try await week.isOwned(new, by: late))
    try await week.end()
  }

  @Test("What waited for the morning is dealt out by the rank of the channels where nothing else tells it apart")
  func ranks() async throws {
    let week = try await week()
    let early = try await on("desk", "tue 09:00", of: week)
    try await week.at("mon 22:00", "D3", "at night the chat was first, then a mail")
    let asked = try await week.chat("CPUBLIC", "ULU", "Does it work with IPv6?").ticket
    let mailed = try await week.mail(from: "jo@wren.example.com", to: support, "No data")
    try await week.at("tue 08:10", "D3 D44", "mail is more important")
    let lists = try await week.test.perform(ShowStartLists(team: "field-support", member: early)).lists
    #expect(lists.new.map { "\($0.ticket)" } == [mailed, asked])
    try await week.end()
  }

  @Test("At night what is urgent for a premium customer rings; on the weekend volunteers look in and earn")
  func weekend() async throws {
    let week = try await week()
    let night = try await on("primary", "tue 23:00", of: week)
    try await week.at("tue 23:00", "D18 D46", "sixty minutes are sixty minutes at night")
    let urgent = try await premium(7, "urgent", of: week)
    let normal = try await premium(8, "normal", of: week)
    try await week.at("tue 23:01", "D18", "only the urgent one rings")
    #expect(try await week.paged(urgent).contains(night))
    #expect(try await week.paged(normal).isEmpty)
    _ = try await week.test.perform(AcknowledgeTicket(id: urgent, member: night))

    let volunteer = try await on("weekend", "sat 13:00", of: week)
    try await week.at(
      "sat 13:00", "D14 D17 D18", "a volunteer is on, is asked to look in each hour, and gets what cannot wait")
    let saturday = try await premium(9, "urgent", of: week)
    #expect(try await week.isOwned(saturday, by: volunteer))
    let question = try await week.mail(from: "lu@tern.example.com", to: support, "No hurry")
    #expect(try await week.ticket(question).owner == nil)
    #expect(try await week.ticket(question).heldUntil != nil)
    try await week.at("sat 14:30", "D17", "she looked in")
    _ = try await week.reply(saturday, volunteer)
    let reminders = try await week.told(volunteer).filter { $0.hasPrefix("Time to look: ") }
    #expect(reminders.contains { $0.contains("check-in") }, "\(reminders)")

    try await week.at("next mon 08:10", "D15 D16 D18", "what waited is somebody's, and the weekend is on her account")
    #expect(try await week.ticket(question).owner != nil)
    let days = try await [on("weekend", "sat 13:00", of: week), on("weekend", "sun 13:00", of: week)]
    let covered = days.count { $0 == volunteer }
    let credits = try await week.test.perform(ShowCredits(member: volunteer))
    #expect(credits.map(\.leave) == [covered == 2 ? "0.50" : "0.25"])
    let earned = try await week.test.perform(CreditStatement(member: volunteer)).filter { row in
      row.unit == "points" && row.earned >= week.wall("sat 12:00")
    }
    #expect(earned.map(\.amount) == Array(repeating: "16.00", count: covered))
    try await week.end()
  }

  @Test("Points are for what is recorded, the league counts them, the lead is who is called")
  func points() async throws {
    let week = try await week()
    let early = try await on("desk", "mon 09:00", of: week)
    try await week.at("mon 09:00", "D35 D36", "help without a link earns nothing, help with one does")
    let id = try await premium(1, "normal", of: week)
    _ = try await week.act(id, "finn", .note(text: "I know it."))
    _ = try await week.reply(id, early)
    _ = try await week.act(id, "finn", .link(url: "https://chat.example.org/discussions/9", kind: "help"))
    try await week.at("mon 10:00", "D10 D36", "the report is a league")
    let people = try await week.report().people
    let finn = try #require(people.first { $0.member == "finn" })
    #expect(finn.linkedHelp == 1 && finn.points > 0)
    #expect(try #require(people.first { $0.member == early }).replies == 1)
    #expect(!people.contains { $0.member == "hana" && $0.points > 0 })

    try await week.at("mon 10:05", "D23", "trouble goes to the lead")
    let ring = try await week.test.perform(
      RingOnCall(team: "field-support", who: "lead", reason: "no access to the admin", caller: early))
    #expect(ring.paged == ["Bo Lindqvar"])
    try await week.end()
  }

  @Test("The yearly meeting is a week of limited support: hours, and what customers are told")
  func meeting() async throws {
    let week = try await TeamWeek(
      "field-support", zone: "Europe/London", monday: "2026-10-12",
      sources: [
        WeekSource.mail("field-support", address: "Field support <\(support)>"), WeekSource.web("field-support"),
      ])
    try await week.at("mon 15:00", "D57", "the office is closed at three, and the answer says why")
    let id = try await week.mail(from: "lu@tern.example.com", to: support, "How do I update?")
    #expect(try await week.ticket(id).owner == nil)
    try await week.at("mon 15:01", "D57", "the text of the period has left")
    #expect(week.test.sent.mails.last?.text.contains("yearly meeting") == true)
    try await week.end()
  }
}
