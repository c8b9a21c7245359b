import Drafting
import Foundation
import ProviderExchange
import Scheduling
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Handbook C: large customers in channels of their own; a person takes a request and keeps it; engineering is paged first.
@Suite("A week at Orchard care", .ownThreads) struct OrchardCareWeek {
  private let support = "support@orchard.example.org"

  private func week(from begin: String = "mon 06:00") async throws -> TeamWeek {
    let week = try await TeamWeek(
      "orchard-care", zone: "America/Denver", monday: "2026-02-23", from: begin,
      sources: [
        WeekSource.mail("orchard-care", address: "Orchard care <\(support)>"), WeekSource.hub("orchard-care"),
        WeekSource.chat("orchard-care") { $0.channelNames = [PlaceName(id: "CMAPLE", name: "#support-maple")] },
        WeekSource.chat("orchard-care", named: "guest"),
        WeekSource.web("orchard-care"),
      ])
    let draft = try await week.test.perform(
      DraftRota(team: "orchard-care", period: DraftPeriod(ISOWeek(text: "2026-W09")), rounds: 1))
    _ = try await week.test.perform(PublishRota(draft: draft.id))
    return week
  }

  private func on(_ duty: String, _ time: String, of week: TeamWeek) async throws -> [String] {
    try await week.test.perform(WhoIsOn(team: "orchard-care", duty: duty, at: week.wall(time))).rows.flatMap {
      $0.members.map(\.member)
    }
  }

  @Test("Monday: it is posted, the first who takes it owns it to the end, with as much as each can bear")
  func owning() async throws {
    let week = try await week()
    let people = try await on("support", "mon 09:00", of: week)
    #expect(people.count == 2)
    try await week.at("mon 09:00", "C1 C2 C3 C27 C53 C54", "a mail is new: nobody owns it, both on shift read of it")
    let id = try await week.mail(from: "jo@ash.example.com", to: support, "Search is slow")
    #expect(try await week.ticket(id).state == "new")
    #expect(try await week.ticket(id).owner == nil)
    for member in people { #expect(try await week.told(member).contains { $0.contains(id) }) }

    try await week.at("mon 09:05", "C6 C28", "one of them takes it: open, and theirs also after the shift")
    #expect(try await week.test.perform(ClaimTicket(id: id, member: people[0])).ticket.state == "open")
    try await week.at("mon 09:30", "C9 C29 C31", "answered where the customer is; the next step is theirs")
    #expect(try await week.reply(id, people[0], "Which query?").state == "pending")
    try await week.at("mon 09:31", "C9", "the mail has left")
    #expect(week.test.sent.mails.last?.to.first?.address == "jo@ash.example.com")
    try await week.at("tue 18:00", "C6", "in the evening she answers: it is still the same person's")
    _ = try await week.mail(from: "jo@ash.example.com", to: support, "Re: [\(id)] Search is slow", "All of them.")
    #expect(try await week.isOwned(id, by: people[0]))

    try await week.at(
      "wed 09:00", "C7 C8", "whoever has enough says so; the lead sees the load and moves what is not begun")
    _ = try await week.test.perform(SetMemberCapacity(member: people[0], capacity: 1))
    _ = try await week.test.perform(PauseMember(member: people[1], reason: "three outages at once"))
    let load = try await week.test.perform(ShowLoad(team: "orchard-care")).rows
    #expect(load.first { $0.member.member == people[1] }?.member.reason == "three outages at once")
    #expect(load.first { $0.member.member == people[0] }?.isFull == true)
    _ = try await week.test.perform(RebalanceDesk(team: "orchard-care", speaker: "tove", dryRun: true))

    try await week.at("wed 10:00", "C11 C13 C14 C15", "what is known of the customer, notes, and a defect filed")
    _ = try await week.act(id, people[0], .note(text: "Seen at another one as well."))
    _ = try await week.test.perform(
      FileTicket(id: id, member: people[0], source: "hub", text: "Search is slow with joins."))
    try await week.at("wed 10:01", "C15", "filed")
    #expect(week.sent("/repos/kestrel/reader/issues").count == 1)

    try await week.at(
      "wed 10:05", "C23 C30", "on hold while engineering has it; fixed, it wakes to open and not to closed")
    #expect(try await week.act(id, people[0], .hold(because: "the defect", until: nil)).state == "on hold")
    _ = try await week.hub(
      "issues", "closed",
      #""number":12,"title":"Slow","state":"closed","user":{"login":"dev"},"#
        + #""html_url":"https://github.com/kestrel/reader/issues/12""#, by: "dev")
    #expect(try await week.ticket(id).state == "open")
    let early = await week.refusal {
      _ = try await week.act(id, people[0], .close(TicketEndingWords(reason: "defect fixed")))
    }
    #expect(early.contains("confirm"), "\(early)")
    let done = TicketEndingWords(reason: "defect fixed", confirmed: true)
    #expect(try await week.act(id, people[0], .close(done)).state == "closed")
    try await week.end()
  }

  @Test(
    "Customers' channels: every post is a ticket of theirs, the account's engineer is asked first, trials become customers"
  )
  func channels() async throws {
    let week = try await week()
    try await week.at("mon 09:00", "C38 C40 C62", "a trial's channel is told by its name; the customer is known")
    try await week.chatEvent(#""type":"channel_created","channel":{"id":"CLARCH","name":"trial-larch"}"#)
    let (trial, stamp) = try await week.chat("CLARCH", "ULARCH", "How do we sign in?")
    let known = try await week.test.perform(ExplainTicket(id: trial))
    #expect(known.customer == "larch" && known.tier == "enterprise", "\(known)")
    #expect(known.route.contains { $0.rule == "trial" && $0.holds })
    #expect(known.ticket.queue == "larch")

    try await week.at("mon 09:10", "C38", "after the sale it has another name, and what was said stays")
    try await week.chatEvent(#""type":"channel_rename","channel":{"id":"CLARCH","name":"support-larch"}"#)
    #expect(try await week.chat("CLARCH", "ULARCH", "With a password?", thread: stamp).ticket == trial)
    let (after, second) = try await week.chat("CLARCH", "ULARCH", "Our numbers are late")
    #expect(try await !week.test.perform(ExplainTicket(id: after)).route.contains { $0.rule == "trial" && $0.holds })

    try await week.at("mon 09:15", "C16 C39 C43 C45 C46", "its account engineers are asked for two hours of the office")
    let asked = try await week.test.perform(ExplainTicket(id: after))
    #expect(Set(asked.asked) == ["zelda", "abel"], "\(asked.asked)")
    #expect(asked.askedUntil == week.wall("mon 11:10"))
    try await week.at(
      "mon 11:11", "C45 C46 C47 C62", "without an answer the pair has it, and who was asked reads of it")
    let owner = try #require(try await week.ticket(after).owner)
    #expect(["ulla", "viggo"].contains(owner))
    #expect(try await week.told("zelda").contains { $0.contains(after) && $0.contains("has") })

    try await week.at("mon 11:20", "C41", "two records of one thing become one")
    let third = try await week.chat("CLARCH", "ULARCH", "The numbers again").ticket
    _ = try await week.test.perform(TieTickets(id: third, other: after, tie: .merge, member: owner))
    #expect(try await week.ticket(third).state == "closed")
    #expect(try await week.chat("CLARCH", "ULARCH", "Better now", thread: second).ticket == after)

    try await week.at("mon 11:30", "C42", "what is no issue goes away, and into no report")
    let spam = try await week.mail(from: "x@spam.example.com", to: support, "You won the lottery")
    #expect(try await week.ticket(spam).state == "closed")
    #expect(try await week.report().ended == 0)

    try await week.at("mon 11:40", "C60", "a customer's own workspace is a connection of its own, and answered there")
    let (guest, _) = try await week.chat("CTHEIRS", "UTHEIRS", "May we upgrade?", through: "guest")
    #expect(try await week.ticket(guest).source == "guest")
    _ = try await week.test.perform(ClaimTicket(id: guest, member: owner))
    _ = try await week.reply(guest, owner, "You may.")
    try await week.at("mon 11:41", "C60", "it has left")
    #expect(week.sent("chat.postMessage").last?.contains("CTHEIRS") == true)

    try await week.at("mon 12:00", "C62 C64", "both of a pair are off: the lead is warned when their customer writes")
    for member in ["ulla", "viggo"] {
      _ = try await week.test.perform(
        AddLeave(member: member, from: week.wall("tue 00:00"), until: week.wall("wed 00:00")))
    }
    try await week.at("tue 09:00", "C62 C64", "it is told at once")
    _ = try await week.mail(from: "kim@larch.example.com", to: support, "Down to one site")
    #expect(try await week.told("tove").contains { $0.contains("are both off") })
    try await week.end()
  }

  @Test("A step of the ladder ends on its day: from January nobody is asked first")
  func january() async throws {
    let week = try await TeamWeek(
      "orchard-care", zone: "America/Denver", monday: "2027-01-04",
      sources: [WeekSource.mail("orchard-care", address: "Orchard care <\(support)>")])
    try await week.at("mon 10:00", "C18 C62", "the customer's pair has it at once")
    let id = try await week.mail(from: "kim@larch.example.com", to: support, "Our numbers are late")
    let owner = try #require(try await week.ticket(id).owner)
    #expect(["ulla", "viggo"].contains(owner))
    #expect(try await week.test.perform(ExplainTicket(id: id)).asked.isEmpty)
    try await week.end()
  }

  @Test("Colleagues: a thread is pulled in by a mention or the menu, mails are forwarded, and queues are changed")
  func colleagues() async throws {
    let week = try await week()
    let people = try await on("support", "mon 09:00", of: week)
    try await week.at("mon 09:00", "C4 C44 C49", "a mention pulls support in")
    let mention = try await week.chat("CANY", "UCOLLEAGUE", "<@UAPP> can you look?", type: "app_mention").ticket
    #expect(try await week.ticket(mention).queue == "general")

    try await week.at("mon 09:05", "C50", "a thread of others is made a ticket from the message's menu")
    let made = try await week.shortcut("CANY", "UCUSTOMER", "The export is empty")
    #expect(try await week.ticket(made).title == "The export is empty")

    try await week.at("mon 09:10", "C52", "a forwarded mail is about the customer who wrote it first")
    let forwarded = try await week.mail(
      from: "Sam <sam@desk.example.org>", to: support, "Fwd: Broken import",
      "Can you take this?\n\n---------- Forwarded message ---------\nFrom: Ira Elm <ira@elm.example.com>\nDate: today\n\nIt breaks."
    )
    #expect(try await week.test.perform(ShowTicket(id: forwarded)).requester == "Ira Elm")
    let copied = try await week.mail(
      from: "Sam <sam@desk.example.org>", to: "Ira Elm <ira@elm.example.com>", "Your import", "Support helps you.",
      headers: ["Cc": support])
    #expect(try await week.test.perform(ShowTicket(id: copied)).requester == "Ira Elm")

    try await week.at("mon 09:20", "C55 C70", "what is others' to answer moves to their queue, and they read of it")
    _ = try await week.test.perform(ClaimTicket(id: made, member: people[0]))
    let moved = try await week.test.perform(
      MoveTicket(id: made, queue: "feedback", member: people[0], note: "a wish, for product"))
    #expect(moved.ticket.queue == "feedback")
    let wish = try await week.mail(from: "jo@ash.example.com", to: support, "Feature request: dark mode")
    #expect(try await week.test.perform(ExplainTicket(id: wish)).route.contains { $0.rule == "wish" && $0.holds })

    try await week.at("mon 09:30", "C57 C58", "rare addresses fall through nowhere, without a promise")
    for (address, queue) in [("feedback@orchard.example.org", "feedback"), ("hi@orchard.example.org", "greetings")] {
      let id = try await week.mail(from: "lu@fir.example.com", to: address, "Hello there")
      #expect(try await week.ticket(id).queue == queue)
      #expect(try await week.clocks(id).isEmpty)
    }

    try await week.at("mon 09:40", "C63 C71 C72", "by hand, also from a link, for what has no connection")
    let byHand = try await week.test.perform(
      OpenTicket(
        team: "orchard-care", title: "Asked at the gophers", body: "https://chat.example.org/gophers/1",
        tags: ["community"]))
    #expect(byHand.source == "manual")
    try await week.end()
  }

  @Test("The public tracker is looked through once a week; volumes are counted by where they come from")
  func tracker() async throws {
    let week = try await week()
    try await week.at("mon 11:00", "C65 C66 C67 C69", "each issue is a ticket without a promise")
    let id = try await week.hub(
      "issues", "opened",
      #""number":3,"title":"Typo","body":"x","state":"open","user":{"login":"lin"},"author_association":"NONE","#
        + #""html_url":"https://github.com/kestrel/reader/issues/3""#, by: "lin")
    #expect(try await week.ticket(id).queue == "tracker")
    #expect(try await week.clocks(id).isEmpty)
    try await week.at("mon 11:10", "C68", "whoever triages may end what is an engineer's own")
    let own = try await week.hub(
      "issues", "opened",
      #""number":4,"title":"Refactor","body":"x","state":"open","user":{"login":"dev"},"author_association":"MEMBER","#
        + #""html_url":"https://github.com/kestrel/reader/issues/4""#, by: "dev")
    _ = try await week.act(own, "tove", .close(TicketEndingWords(note: "an engineer's own")))
    try await week.at("next mon 10:01", "C69", "a week later the list of what nobody has looked at is there")
    let review = try await week.test.perform(ReviewQueue(queue: "tracker", team: "orchard-care", member: "tove"))
    #expect(review.done == [id])
    #expect(try await week.test.perform(ReviewQueue(queue: "tracker", team: "orchard-care")).review.lines.isEmpty)
    let reminders = try await week.test.perform(ListNotices()).filter { $0.kind.contains("review") }
    #expect(reminders.contains { "\($0.title) \($0.text)".contains("tracker") }, "\(reminders.map(\.text))")
    try await week.at("next mon 12:00", "C73", "the report counts by channel")
    let volume = try await week.report().volume
    #expect(volume.contains { $0.channels?.contains { $0.channel.hasPrefix("kestrel/") } ?? false }, "\(volume)")
    try await week.end()
  }

  @Test("An outage wakes engineering first, who pull support in; many tickets are one incident")
  func outage() async throws {
    let week = try await week()
    let engineer = try #require(try await on("engineering", "tue 02:00", of: week).first)
    try await week.at("tue 02:00", "C5 C33 C34 C35", "an alert pages the engineer on call")
    let id = try await week.web(#""id":"outage-1","title":"Search is unreachable","priority":"urgent""#)
    try await week.at("tue 02:01", "C35", "and nobody else yet")
    #expect(try await week.paged(id) == [engineer])
    _ = try await week.test.perform(AcknowledgeTicket(id: id, member: engineer))

    try await week.at(
      "tue 08:30", "C5 C17 C36 C48", "it is an outage of the system: support is pulled in, with the reason")
    let ring = try await week.test.perform(
      RingOnCall(
        team: "orchard-care", who: "support", reason: "customers will write", caller: engineer, about: id))
    #expect(!ring.paged.isEmpty)

    try await week.at("tue 09:00", "C37", "what customers write is one incident, answered at once")
    let one = try await week.mail(from: "jo@ash.example.com", to: support, "Nothing is found")
    let two = try await week.mail(from: "lu@fir.example.com", to: support, "Search gives an error")
    for part in [one, two] {
      _ = try await week.test.perform(TieTickets(id: part, other: id, tie: .group, member: "tove"))
    }
    _ = try await week.test.perform(ReplyToIncident(id: id, member: "tove", text: "We know, and are on it."))
    try await week.at("tue 09:01", "C37", "both have their answer")
    #expect(week.test.sent.mails.suffix(2).allSatisfy { $0.text.contains("We know") })
    try await week.end()
  }

  @Test("Endings: the customer confirms, or is asked twice and silent; a wish is filed")
  func endings() async throws {
    let week = try await week()
    let people = try await on("support", "mon 09:00", of: week)
    try await week.at("mon 09:00", "C19 C20", "without the customer's word it is not confirmed")
    let first = try await week.mail(from: "jo@ash.example.com", to: support, "One")
    _ = try await week.test.perform(ClaimTicket(id: first, member: people[0]))
    _ = try await week.reply(first, people[0])
    let refusal = await week.refusal {
      _ = try await week.act(first, people[0], .close(TicketEndingWords(reason: "confirmed")))
    }
    #expect(refusal.contains("confirm"))

    try await week.at("mon 09:10", "C24 C25", "a wish needs the place where it is filed, and says what it improves")
    let wish = try await week.mail(from: "lu@fir.example.com", to: support, "Feature request: export")
    _ = try await week.test.perform(ClaimTicket(id: wish, member: people[0]))
    let bare = await week.refusal {
      _ = try await week.act(wish, people[0], .close(TicketEndingWords(reason: "feature filed")))
    }
    #expect(bare.contains("link"), "\(bare)")
    let filed = TicketEndingWords(
      reason: "feature filed", link: "https://ideas.example.org/7", improvement: "docs",
      improvementLink: "https://docs.example.org/pull/3")
    #expect(try await week.act(wish, people[0], .close(filed)).state == "closed")

    try await week.at("mon 09:20", "C32", "and is asked how it was, where the ticket came from")
    #expect(
      week.test.sent.mails.contains { $0.to.first?.address == "lu@fir.example.com" && $0.text.contains("/survey/") })

    try await week.at("next thu 09:00", "C21 C22", "asked twice without an answer: the lead has a word, and it ends")
    #expect(try await week.test.perform(ShowClocks(id: first)).messages.count { $0.kind == "automatic" } == 2)
    #expect(try await week.told("tove").contains { $0.contains(first) })
    try await week.at("next fri 17:00", "C21", "no answer")
    #expect(try await !week.ticket(first).isOpen)
    try await week.end()
  }
}
