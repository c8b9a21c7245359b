import Foundation
import TestSupport
import Testing
import Timekeeping
import Triage

@testable import HTTPServer
@testable import Workflows

@Suite("The views of a ticket and of a page's link")
struct ViewsTicketTests {
  private let samples = ViewsSamples()

  @Test("A ticket shows its facts, next action, history with candidates, and pages")
  func ticket() throws {
    let page = ViewsMarkup(
      TicketView.html(try samples.reply(), now: samples.now, zone: try SystemZones.zone("Europe/London")))
    #expect(page.findings == [])
    for part in [
      "T-12", "Gate sensor silent", "Bo Lind: respond", "rita@example.com", "Power is on.", "Assigned",
      "Cleo: not on shift", "2 attempts", "You are on primary.", "due today 10:40, in 40 min",
      "The next step of the escalation comes", "until today 12:00", "Times in Europe/London",
      "Field support", "· Bo Lind", "Bo Lind by pager", "Larch Rooms", "enterprise", "Eve Holm, Finn Roe",
    ] {
      #expect(page.text.contains(part), "\(part) is missing")
    }
  }

  @Test("A merged ticket leads to the one that goes on, and does not say that nothing is left to do (K7)")
  func merged() throws {
    var reply = try samples.reply(open: false)
    reply.ties = [TicketLink(.mergedInto, TicketID(number: 13))]
    let page = ViewsMarkup(TicketView.html(reply, now: samples.now))
    #expect(page.findings == [] && page.text.contains("It goes on as T-13"))
    #expect(!page.text.contains("Nothing is left") && page.values(of: "href").contains("/tickets/T-13"))
  }

  @Test("Each level of the overflow is folded under its step, with its people or why it had none, in why's words (K1)")
  func levels() throws {
    let page = ViewsMarkup(TicketView.html(try samples.reply(), now: samples.now))
    #expect(page.all("details").count == 2 && page.all("details").allSatisfy { $0.attributes["open"] == nil })
    let words = page.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let told = "level 1, desk: nobody is on until today 12:00 level 3, spare Dami has 1 of 1 tickets"
    #expect(words.contains(told), "\(words)")
    #expect(!words.contains("spare has no room") && !words.contains("spare: Dami"), "told once")
  }

  @Test("What is waited for has until when beside it", arguments: [TimerOrder.Purpose.answer, .card])
  func waiting(purpose: TimerOrder.Purpose) throws {
    var reply = try samples.reply()
    reply.timer = TimerOrder(due: samples.now + .minutes(10), purpose: purpose, isRelative: true)
    let text = ViewsMarkup(TicketView.html(reply, now: samples.now)).text
    #expect(text.contains("is waited for until today 10:10 (in 10 min)"), "\(text)")
  }

  @Test(
    "What the clock will do is told as something still to come",
    arguments: [
      (.review, "To be reviewed today 10:10 (in 10 min)"), (.hold, "Held; to be looked at again today 10:10"),
      (.claim, "If nobody claims it, the next level is tried today 10:10"),
    ] as [(TimerOrder.Purpose, String)])
  func toCome(purpose: TimerOrder.Purpose, words: String) throws {
    var reply = try samples.reply()
    reply.timer = TimerOrder(due: samples.now + .minutes(10), purpose: purpose, isRelative: true)
    let text = ViewsMarkup(TicketView.html(reply, now: samples.now)).text
    #expect(text.contains(words), "\(text)")
  }

  @Test("A due time stands under the name of its clock, and so does the one that is checked next")
  func clocks() throws {
    var reply = try samples.reply()
    reply.ticket.due = samples.now - .minutes(3)
    reply.ticket.dueClock = "promised update"
    reply.timer = TimerOrder(due: samples.now + .hours(4), purpose: .due, isRelative: false)
    reply.timerClock = "first response"
    let page = ViewsMarkup(TicketView.html(reply, now: samples.now))
    #expect(page.findings == [] && page.text.contains("Overdue promised update due today 09:57, by 3 min"))
    #expect(page.text.contains("The due time of the first response is checked today 14:00 (in 4 h)"), "\(page.text)")
  }

  @Test("On hold or pending, its box says who has it and why, and when it wakes on the reader's wall")
  func waits() throws {
    var reply = try samples.waiting()
    let held = ViewsMarkup(TicketView.html(reply, now: samples.now, zone: try SystemZones.zone("Europe/London")))
    #expect(held.findings == [] && held.text.contains("bo has it on hold: vendor; wakes Fri 27 Nov 01:00"))
    reply.wait = ShowTicket.WaitRow(state: "pending", because: "we asked for a log")
    let pending = ViewsMarkup(TicketView.html(reply, now: samples.now)).text
    #expect(pending.contains("bo waits for the customer: we asked for a log"), "\(pending)")
  }

  @Test("What was said stands with when it was written, and an answer that never left says so, and why")
  func conversation() throws {
    let page = ViewsMarkup(TicketView.html(try samples.conversation(), now: samples.now))
    #expect(page.findings == [] && page.count(class: "said-head") == 2)
    for part in [
      "Rita customer, edited · today 09:00, written today 08:00", "reply · today 09:30 not sent: no address is known",
      "It is dark", "Try the other cable",
    ] {
      #expect(page.text.contains(part), "\(part) is missing: \(page.text)")
    }
    #expect(page.text.components(separatedBy: "not sent").count == 2, "only of what did not leave")
  }

  @Test(
    "What left it for others says how far it came and why, and what it has to do with stands there, each under a name")
  func belongings() throws {
    let page = ViewsMarkup(TicketView.html(try samples.belongings(), now: samples.now))
    #expect(page.findings == [])
    let words = page.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in [
      "Answer to the customer by Bo Lind through hub waiting today 09:30 · 1 attempt no answer until today 09:55",
      "refused today 09:30 · 1 attempt it does not accept the token", "Post in the team's channel by Bo Lind",
      "cancelled today 09:30 · 1 attempt T-12 became private", "Filing by Bo Lind through hub sent",
      "The words of a filing", "Part of T-3", "Merged from T-9", "Task DESK-7 done",
      "Bug https://x.example.org/12 open, the ticket stays open until it is done", "photo.jpg 2 kB",
    ] {
      #expect(words.contains(part), "\(part) is missing: \(words)")
    }
    #expect(!words.contains("The words of a reply"), "it stands in the conversation")
    #expect(!words.contains("/var/mail"), "where the server keeps a file is not told")
    #expect(Set(["/tickets/T-3", "/tickets/T-9", "https://x.example.org/12"]).isSubset(of: page.values(of: "href")))
    #expect(page.all("section").compactMap { $0.attributes["aria-labelledby"] } == ["files", "letters", "links"])
    let ids = ["said", "files", "letters", "links", "history", "pages"]
    #expect(page.all("h2").compactMap { $0.attributes["id"] } == ids)
    let bare = ViewsMarkup(TicketView.html(try samples.reply(), now: samples.now))
    #expect(!bare.values(of: "id").contains { ["files", "letters", "links"].contains($0) }, "nothing, no heading")
  }

  @Test("A long ticket has links to its parts at its top, to each that there is; a short one has none")
  func parts() throws {
    var reply = try samples.belongings()
    #expect(ViewsMarkup(TicketView.html(reply, now: samples.now)).all("nav").isEmpty)
    reply.history = Array(repeating: reply.history[0], count: 20)
    let page = ViewsMarkup(TicketView.html(reply, now: samples.now))
    let anchors = page.values(of: "href").filter { $0.hasPrefix("#") && $0 != "#main" }.map { $0.dropFirst() }
    #expect(page.findings == [] && page.all("nav").count == 1)
    #expect(anchors == ["said", "files", "letters", "links", "history", "pages"], "\(anchors)")
    #expect(anchors.allSatisfy { page.values(of: "id").contains(String($0)) })
    reply.ticket.isPrivate = true
    #expect(ViewsMarkup(TicketView.html(reply.forAnybody, now: samples.now)).all("nav").isEmpty)
  }

  @Test("A message's files stand with their type and size, as a link only where their address is of the web")
  func attachments() throws {
    var reply = try samples.conversation()
    reply.messages?[0].attachments = [
      MessageAttachment(name: "photo.jpg", type: "image/jpeg", size: 1234, url: "https://files.example.com/p"),
      MessageAttachment(name: "log.txt", type: "text/plain", size: 0, url: "javascript:alert(1)"),
    ]
    let page = ViewsMarkup(TicketView.html(reply, now: samples.now))
    #expect(page.findings == [])
    let words = page.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("photo.jpg image/jpeg, 1.2 kB") && words.contains("log.txt text/plain"))
    #expect(page.values(of: "title") == ["1234 bytes"], "the exact size is at hand where there is one")
    let links = page.values(of: "href")
    #expect(links.contains("https://files.example.com/p") && !links.contains { $0.contains("javascript") })
    reply.ticket.isPrivate = true
    #expect(!TicketView.html(reply.forAnybody, now: samples.now).contains("photo.jpg"))
  }

  @Test("Of a private ticket nothing that left it, and nothing that it has to do with, is told")
  func privateBelongings() throws {
    var reply = try samples.belongings()
    reply.ticket.isPrivate = true
    let page = ViewsMarkup(TicketView.html(reply.forAnybody, now: samples.now))
    #expect(page.findings == [] && page.all("section").isEmpty)
    for part in ["hub", "T-3", "DESK-7", "x.example.org", "photo.jpg", "words of"] {
      #expect(!page.text.contains(part), "\(part) is told")
    }
  }

  @Test("A resolved ticket has nothing left to do, is not late and not due")
  func resolved() throws {
    let early = ViewsMarkup(TicketView.html(try samples.reply(open: false), now: samples.now)).text
    #expect(early.contains("Nothing is left to do.") && !early.contains("due today") && !early.contains("in 40 min"))
    let page = ViewsMarkup(TicketView.html(try samples.reply(open: false), now: samples.now + .hours(9)))
    #expect(page.findings == [])
    #expect(page.text.contains("Nothing is left to do.") && page.count(class: "late") == 0)
    #expect(page.text.contains("Times in UTC"))
  }

  @Test("Nobody has it yet while it is open, and nobody at all once it is over")
  func ownerless() throws {
    var reply = try samples.reply()
    reply.ticket.owner = nil
    reply.ticket.ownerName = nil
    #expect(ViewsMarkup(TicketView.html(reply, now: samples.now)).text.contains("nobody yet"))
    reply.ticket.isOpen = false
    let over = ViewsMarkup(TicketView.html(reply, now: samples.now)).text
    #expect(over.contains("nobody") && !over.contains("nobody yet"), "\(over)")
  }

  @Test("What a list's link could not acknowledge stands beside what it did")
  func refused() throws {
    let some = ViewsMarkup(AcknowledgeAllView.done(try samples.listLink([samples.ticket("T-1")])))
    #expect(some.findings == [] && some.text.contains("You have them") && some.text.contains("T-1 Gate sensor"))
    #expect(some.text.contains("T-3 is not acknowledged: bo is not a member of depot."))
    var again = try samples.listLink([])
    again.refused = []
    again.held = [try samples.ticket("T-1")]
    for document in [AcknowledgeAllView.done(again), AcknowledgeAllView.ask(again, token: "x")] {
      let page = ViewsMarkup(document)
      #expect(page.findings == [] && page.text.contains("You have them") && page.text.contains("T-1"))
      #expect(!page.text.contains("go back to what you were doing"))
    }
    let none = ViewsMarkup(AcknowledgeAllView.done(try samples.listLink([])))
    #expect(none.text.contains("Nothing was acknowledged") && none.text.contains("T-3 is not acknowledged"))
  }

  @Test("What its reader has stands ticket by ticket, each with the way to its view where that tells of it")
  func acknowledgedList() throws {
    var secret = try samples.ticket("T-2", title: "Somebody is unwell")
    secret.isPrivate = true
    var link = try samples.listLink([samples.ticket("T-1"), secret.forAnybody])
    let now = AcknowledgeAllView.done(link)
    (link.tickets, link.held) = ([], link.tickets)
    for document in [now, AcknowledgeAllView.ask(link, token: "x")] {
      let page = ViewsMarkup(document)
      #expect(page.findings == [] && page.all("li").count == 2)
      #expect(page.values(of: "href").filter { $0.hasPrefix("/tickets/") } == ["/tickets/T-1"])
      #expect(page.text.contains("T-2 (private) (high)") && !page.text.contains("; "), "\(page.text)")
    }
    link.refused = []
    link.held = try (1...23).map { try samples.ticket("T-\($0)") }
    let long = ViewsMarkup(AcknowledgeAllView.done(link))
    #expect(long.all("li").count == 21 && long.text.contains("and 3 more"))
  }

  @Test("A list's link names each ticket's priority, and what paged its reader later, which it leaves alone")
  func cameLater() throws {
    var link = try samples.listLink([samples.ticket("T-1")], later: [samples.ticket("T-2")])
    link.refused = []
    let left = "Not among them, as they paged you later, and still waiting: T-2 Gate sensor silent since noon (high)."
    for document in [AcknowledgeAllView.ask(link, token: "x"), AcknowledgeAllView.done(link)] {
      let page = ViewsMarkup(document)
      #expect(page.findings == [] && page.text.contains("T-1 Gate sensor silent since noon (high)"), "\(page.text)")
      #expect(page.text.contains(left), "\(page.text)")
    }
    let ask = ViewsMarkup(AcknowledgeAllView.ask(link, token: "x")).text
    #expect(ask.contains("What this list paged you about") && !ask.contains("Everything"), "it is not everything")
    link.tickets = []
    for document in [AcknowledgeAllView.ask(link, token: "x"), AcknowledgeAllView.done(link)] {
      let page = ViewsMarkup(document)
      #expect(page.text.contains("Nothing left to acknowledge") && page.text.contains(left), "\(page.text)")
      #expect(!page.text.contains("before you"), "it may have been the reader")
    }
  }

  @Test("Of a private ticket the view says whose it is and when it is due, and nothing of what it is about")
  func confidential() throws {
    var reply = try samples.reply(url: "https://desk.example.org/t/12")
    reply.ticket.isPrivate = true
    reply.names?["cleo"] = "Cleo Marsh"
    #expect(reply.forAnybody.names == ["bo": "Bo Lind"], "who else was brought in tells of it, too")
    let page = ViewsMarkup(TicketView.html(reply.forAnybody, now: samples.now))
    #expect(page.findings == [])
    for part in ["T-12", "(private)", "bo", "due today", "watchbill ticket show T-12"] {
      #expect(page.text.contains(part), "\(part) is missing")
    }
    for part in [
      "Gate sensor", "rita", "Power is on", "desk.example.org", "on the desk", "Why you", "Nothing has happened",
    ] {
      #expect(!page.text.contains(part), "\(part) is told")
    }
  }

  @Test(
    "Only addresses of the web become links",
    arguments: [
      ("https://desk.example.org/t/12", true), ("HTTP://desk.example.org/", true), ("javascript:alert(1)", false),
      (" javascript:alert(1)", false), ("https://a b", false), ("data:text/html,<script>", false), ("//evil", false),
    ])
  func addresses(url: String, isLink: Bool) throws {
    let page = ViewsMarkup(TicketView.html(try samples.reply(url: url), now: samples.now))
    #expect(page.findings == [])
    #expect(page.values(of: "href").contains(url) == isLink)
    #expect(page.text.contains(url))
  }

  @Test("The link of a page asks with one button that posts; looking changes nothing")
  func ask() throws {
    let page = ViewsMarkup(AcknowledgeView.ask(try samples.link(), token: "T-12-1-r0-s1-bo_pager.c2ln"))
    #expect(page.findings == [])
    #expect(page.all("form").map { $0.attributes["method"] } == ["post"])
    #expect(page.all("form").map { $0.attributes["action"] } == ["/ack/T-12-1-r0-s1-bo_pager.c2ln"])
    #expect(page.all("button").count == 1)
    for part in ["Gate sensor silent", "Bo Lind", "Cleo Marsh is next at Tue 24 Nov 2026 10:15 UTC", "Why you"] {
      #expect(page.text.contains(part), "\(part) is missing")
    }
  }

  @Test("A title of several hundred characters is cut to five lines above the button, and stands whole below it")
  func longTitle() throws {
    var link = try samples.link()
    link.ticket.title = String(repeating: "The gate does not close. ", count: 20)
    let document = AcknowledgeView.ask(link, token: "t")
    let page = ViewsMarkup(document)
    #expect(page.findings == [] && page.all("h1").first?.attributes["class"] == "ack-title")
    #expect(StyleSheet.css.contains(".ack-title {") && StyleSheet.css.contains("-webkit-line-clamp: 5;"))
    let parts = document.components(separatedBy: "<button")
    #expect(parts.count == 2 && parts.allSatisfy { $0.contains(link.ticket.title) }, "\(document)")
    #expect(!ViewsMarkup(AcknowledgeView.ask(try samples.link(), token: "t")).text.contains("Whole title"))
  }

  @Test("Behind a page's link a time says its day and zone, and may wrap in the card of a phone")
  func wrappingTimes() throws {
    let page = ViewsMarkup(AcknowledgeView.ask(try samples.link(), token: "t"))
    #expect(page.text.contains("Tue 24 Nov 2026 10:40 UTC") && page.count(class: "ack") == 1)
    #expect(StyleSheet.css.contains(".ack time { white-space: normal; }"))
  }

  @Test("Whoever has it in hand reads since when, with the way to the ticket, and is not asked again")
  func held() throws {
    var link = try samples.link()
    link.heldSince = samples.now - .minutes(5)
    let page = ViewsMarkup(AcknowledgeView.ask(link, token: "t"))
    #expect(page.findings == [] && page.all("form").isEmpty && page.all("h1").count == 1)
    #expect(page.text.contains("You have it since Tue 24 Nov 2026 09:55 UTC."), "\(page.text)")
    #expect(!page.text.contains("Not you?") && page.values(of: "href").contains("/tickets/T-12"))
  }

  @Test("A merged ticket's link leads to its reader's own link of the one that goes on, else to that one's view (K7)")
  func mergedLink() throws {
    var link = try samples.link(over: "T-12 goes on as T-13, and this acknowledges nothing there.")
    link.goesOnAs = TicketID(number: 13)
    let read = ViewsMarkup(AcknowledgeView.done(link))
    #expect(read.findings == [] && read.values(of: "href").contains("/tickets/T-13"))
    link.goesOnToken = "T-13-1-r0-s0-bo_pager.c2ln"
    for document in [AcknowledgeView.done(link), AcknowledgeView.ask(link, token: "t")] {
      let page = ViewsMarkup(document)
      #expect(page.findings == [] && page.text.contains("Open T-13"), "\(page.text)")
      #expect(page.values(of: "href").contains("/ack/T-13-1-r0-s0-bo_pager.c2ln"))
      #expect(!page.values(of: "href").contains("/tickets/T-13"), "it cannot be acknowledged there")
    }
  }

  @Test("Priority, queue and team stand under their names, since one word may be each of them")
  func labels() throws {
    var link = try samples.link()
    link.ticket.priority = "critical"
    link.ticket.queue = "critical"
    let one = ViewsMarkup(AcknowledgeView.ask(link, token: "x")).text
    #expect(one.contains("T-12 · critical priority · queue critical"), "\(one)")
    var list = try samples.listLink([samples.ticket("T-1"), samples.ticket("T-2")])
    let all = ViewsMarkup(AcknowledgeAllView.ask(list, token: "x")).text
    #expect(all.contains("2 tickets · high priority · team field"), "\(all)")
    list.tickets[1].team = "gate"
    #expect(ViewsMarkup(AcknowledgeAllView.ask(list, token: "x")).text.contains("· teams field, gate"))
  }

  @Test("A survey that has to be asked again keeps what was written; the first time it is empty")
  func survey() {
    let link = SurveyLink(ticket: "T-1", title: "Gate", team: "Field", scale: 7, score: nil, isOver: true)
    let again = SurveyView.ask(link, token: "t", problem: "Please choose.", comment: "Quick & <kind>")
    #expect(again.contains(">Quick &amp; &lt;kind&gt;</textarea>") && ViewsMarkup(again).findings == [])
    let first = SurveyView.ask(link, token: "t")
    #expect(first.contains("></textarea>"))
    let names = ViewsMarkup(first).all("input").compactMap { $0.attributes["aria-label"] }
    #expect(names.first == "1 of 7, very hard" && names[3] == "4 of 7" && names.last == "7 of 7, very easy", "\(names)")
  }

  @Test("The numbers of a survey are a group that is named by the question and who asks it")
  func question() throws {
    let link = SurveyLink(ticket: "T-1", title: "Gate", team: "Field", scale: 7, score: nil, isOver: true)
    let page = ViewsMarkup(SurveyView.ask(link, token: "t"))
    let named = try #require(page.all("fieldset").first?.attributes["aria-labelledby"]).split(separator: " ")
    let names = named.compactMap { id in page.tags.first { $0.attributes["id"] == String(id) }?.name }
    #expect(page.findings == [] && names == ["h1", "legend"], "\(named)")
  }

  @Test("No link of a customer's views leads to the team's board; the name stands there without one")
  func outsiders() {
    var link = SurveyLink(ticket: "T-1", title: "Gate", team: "Field", scale: 7, score: nil, isOver: true)
    var documents = [SurveyView.ask(link, token: "t"), SurveyView.unknown]
    link.score = 6
    documents.append(SurveyView.ask(link, token: "t"))
    documents.append(ErrorView.html(.notFound, isMissing: true, isForOutsiders: true))
    for page in documents.map({ ViewsMarkup($0) }) {
      #expect(page.findings == [] && page.count(class: "brand") == 1 && page.text.contains("Watchbill"))
      #expect(page.all("a").compactMap { $0.attributes["href"] } == ["#main"])
    }
    let own = ViewsMarkup(AcknowledgeView.unknown)
    #expect(own.count(class: "brand") == 1 && own.values(of: "href").contains("/"), "members are led there")
  }

  @Test("Done, over and unknown have no button and say what happened")
  func messages() throws {
    let done = ViewsMarkup(AcknowledgeView.done(try samples.link()))
    let over = ViewsMarkup(AcknowledgeView.ask(try samples.link(over: "T-12 is resolved."), token: "t"))
    let late = ViewsMarkup(AcknowledgeView.done(try samples.link(over: "Ana acknowledged it at 2026-11-24T09:00:00Z.")))
    let unknown = ViewsMarkup(AcknowledgeView.unknown)
    for page in [done, over, late, unknown] {
      #expect(page.findings == [] && page.all("form").isEmpty && page.all("h1").count == 1)
    }
    #expect(done.text.contains("You have it") && done.text.contains("Thank you, Bo Lind"))
    #expect(over.text.contains("T-12 is resolved."))
    #expect(late.text.contains("Ana acknowledged it at Tue 24 Nov 2026 09:00 UTC."))
    #expect(unknown.text.contains("This link is not known here"))
  }
}
