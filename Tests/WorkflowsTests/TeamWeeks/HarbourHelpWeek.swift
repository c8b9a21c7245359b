import Foundation
import ProviderExchange
import Testing
import Timekeeping
import Triage
import Workflows

/// Handbook A: one answers first, anyone steps in, office hours only.
@Suite("A week at Harbour help") struct HarbourHelpWeek {
  private let support = "help@harbour.example.org"

  private func week() async throws -> TeamWeek {
    try await TeamWeek(
      "harbour-help", zone: "Europe/London", monday: "2026-03-02",
      sources: [
        WeekSource.mail("harbour-help", address: "Harbour help <\(support)>"), WeekSource.hub("harbour-help"),
        WeekSource.chat("harbour-help"), WeekSource.web("harbour-help"),
      ], room: "CTEAM")
  }

  @Test("Monday: a customer's mail is the product manager's, with four hours of the office for the first answer")
  func monday() async throws {
    let week = try await week()
    try await week.at("mon 09:10", "A1 A2 A16 A21 A23 A24", "a cloud customer's mail opens a ticket for Iris")
    let id = try await week.mail(from: "Rosa <rosa@gull.example.com>", to: support, "The editor does not start")
    #expect(try await week.isOwned(id, by: "iris"))
    #expect(try await week.ticket(id).queue == "cloud")
    #expect(try await week.ticket(id).due == week.wall("mon 13:10"))
    #expect(try await week.clocks(id) == ["first response"])

    try await week.at("mon 09:11", "A7 A9", "the whole team reads of it in its channel, once")
    let posts = week.sent("chat.postMessage")
    #expect(posts.count == 1)
    for part in ["T-1 The editor does not start", "/tickets/T-1", "normal", "13:10"] {
      #expect(posts[0].contains(part), "\(part): \(posts[0])")
    }

    _ = try await week.test.perform(AddContact(member: "jory", channel: "pager", address: "U0JORY"))
    let code = String(try #require(try week.test.messages.last { $0.type == "test" }?.title).suffix(6))
    _ = try await week.test.perform(VerifyContact(id: "CT-1", code: code))
    try await week.at(
      "mon 09:20", "A10 A11 A15", "what Jory says in that thread is a note of Jory's; the clock runs on")
    try await week.chat("CTEAM", "U0JORY", "It is the new font.", thread: "1772000000.000001")
    let note = try #require(try await week.test.perform(ShowClocks(id: id)).messages.last)
    #expect(note.kind == "note" && note.author == "Jory Penhallam")
    #expect(try await week.clock(id, "first response").state == "running")

    try await week.at("mon 10:00", "A12", "an answer stops the clock and resolves the ticket")
    #expect(try await week.reply(id, "iris", "Choose another font.").state == "resolved")
    #expect(try await week.clock(id, "first response").state == "met")

    try await week.at(
      "mon 10:30", "A8 A13", "she writes again: it is open again, still Iris's, and the channel says so")
    #expect(week.test.sent.mails.last?.to.first?.address == "rosa@gull.example.com")
    let again = try await week.mail(
      from: "Rosa <rosa@gull.example.com>", to: support, "Re: [\(id)] The editor does not start", "Which one?")
    #expect(again == id)
    #expect(try await week.ticket(id).state == "open")
    #expect(try await week.isOwned(id, by: "iris"))
    try await week.at("mon 10:31", "A8", "in the same thread")
    let last = try #require(week.sent("chat.postMessage").last)
    #expect(last.contains("Which one?") && last.contains(#""thread_ts":"1772000000.000001""#))

    try await week.at("mon 11:00", "A13", "an out-of-office reply opens nothing")
    try await week.reply(id, "iris", "The plain one.")
    _ = try await week.mail(
      from: "Rosa <rosa@gull.example.com>", to: support, "Re: [\(id)] The editor does not start", "I am away.",
      headers: ["Auto-Submitted": "auto-replied"])
    #expect(try await week.ticket(id).state == "resolved")
    try await week.end()
  }

  @Test("Monday: without a reply it is resolved by hand, which is no answer; tiers, redirects and kinds are rules")
  func rules() async throws {
    let week = try await week()
    try await week.at("mon 09:30", "A14", "resolving without a word does not count as a first response")
    let done = try await week.mail(from: "rosa@gull.example.com", to: support, "Thanks for yesterday")
    _ = try await week.act(done, "iris", .resolve(TicketEndingWords()))
    #expect(try await week.clock(done, "first response").state != "met")

    try await week.at("mon 09:40", "A3", "a community user is sent to the public tracker, politely and at once")
    let sent = try await week.mail(from: "lin@heron.example.com", to: support, "A question")
    #expect(try await week.ticket(sent).state == "closed")
    try await week.at("mon 09:41", "A3", "the text has left")
    let redirect = try #require(week.test.sent.mails.last)
    #expect(redirect.to.first?.address == "lin@heron.example.com" && redirect.text.contains("public tracker"))
    let issue = try await week.hub(
      "issues", "opened",
      #""number":3,"title":"Crash at start","body":"It crashes.","state":"open","user":{"login":"lin"},"#
        + #""html_url":"https://github.com/kestrel/reader/issues/3","author_association":"NONE""#, by: "lin")
    #expect(try await week.ticket(issue).queue == "tracker")
    #expect(try await week.clocks(issue).isEmpty)

    try await week.at("mon 09:50", "A4", "what was agreed with an enterprise customer is another promise")
    let enterprise = try await week.mail(from: "kai@osprey.example.com", to: support, "Slow")
    #expect(try await week.ticket(enterprise).due == week.wall("mon 11:50"))

    try await week.at("mon 10:00", "A18", "account and billing are kinds of their own")
    let billing = try await week.mail(from: "rosa@gull.example.com", to: support, "Wrong invoice")
    let route = try await week.test.perform(ExplainTicket(id: billing)).route
    #expect(route.contains { "\($0)".contains("billing") })

    try await week.at("mon 10:10", "A19", "flows are for the forum, and reports count such tickets apart")
    let flow = try await week.mail(from: "rosa@gull.example.com", to: support, "My flow does nothing")
    #expect(try await week.ticket(flow).because.contains("redirected"))
    #expect(try await week.ticket(flow).state == "closed")
    try await week.end()
  }

  @Test("Tuesday: Iris is out, and anyone takes over; at night it waits without a clock")
  func tuesday() async throws {
    let week = try await week()
    try await week.at("mon 16:00", "A17", "Iris books her leave for Tuesday")
    let hers = try await week.mail(from: "rosa@gull.example.com", to: support, "The editor is slow")
    #expect(try await week.isOwned(hers, by: "iris"))
    try await week.test.perform(
      AddLeave(member: "iris", from: week.wall("tue 00:00"), until: week.wall("wed 00:00")))
    try await week.at("tue 09:30", "A17", "the next ticket is the pool's, and what is hers is taken over by a claim")
    let id = try await week.mail(from: "rosa@gull.example.com", to: support, "No sound")
    let owner = try #require(try await week.ticket(id).owner)
    #expect(["jory", "kit", "lena"].contains(owner))
    #expect(try await week.test.perform(ClaimTicket(id: hers, member: owner)).ticket.owner == owner)

    try await week.at("tue 20:00", "A22", "in the evening it is for whoever is there; the clock starts at nine")
    let late = try await week.mail(from: "rosa@gull.example.com", to: support, "Still no sound at all")
    #expect(try await week.ticket(late).due == week.wall("wed 13:00"))
    #expect(try await week.paged(late).isEmpty)
    try await week.at("tue 20:01", "A22", "the customer reads when that is")
    let text = week.test.sent.mails.last?.text ?? ""
    #expect(text.contains("We are back") && text.contains("09:00"), "\(text)")
    try await week.at("wed 09:10", "A22", "in the morning it is somebody's")
    #expect(try await week.ticket(late).owner != nil)

    try await week.at("fri 16:00", "A21 A23", "four hours from Friday at four end on Monday at noon")
    let weekend = try await week.mail(from: "rosa@gull.example.com", to: support, "The sound again")
    #expect(try await week.ticket(weekend).due == week.wall("next mon 12:00"))
    try await week.at("fri 16:10", "A23", "an acknowledgement will do")
    _ = try await week.test.perform(
      AcknowledgeTicket(id: weekend, member: try #require(try await week.ticket(weekend).owner)))
    #expect(try await week.clock(weekend, "first response").state == "met")
    try await week.end()
  }

  @Test("Wednesday: a bug is filed without the customer's name, keeps the ticket and wakes it")
  func wednesday() async throws {
    let week = try await week()
    try await week.at("wed 10:00", "A26 A27", "the filing is refused while it names the customer")
    let id = try await week.mail(from: "Rosa Gull <rosa@gull.example.com>", to: support, "The editor loses words")
    let refusal = await week.refusal {
      _ = try await week.test.perform(
        FileTicket(id: id, member: "iris", source: "hub", text: "rosa@gull.example.com loses words"))
    }
    #expect(refusal.contains("gull.example.com"))
    let filed = try await week.test.perform(
      FileTicket(id: id, member: "iris", source: "hub", text: "The editor loses words on undo.", shares: true))
    #expect(filed.text.contains(id))

    try await week.at("wed 10:01", "A26 A28", "its address is on the ticket and with the customer")
    let issue = try #require(week.sent("/repos/kestrel/reader/issues").first)
    #expect(!issue.lowercased().contains("gull") && !issue.contains("Rosa"))
    #expect(week.test.sent.mails.last?.text.contains("https://github.com/kestrel/reader/issues/12") == true)

    try await week.at("wed 10:05", "A29", "it cannot be closed before the bug is; a reply does not resolve it either")
    let closing = await week.refusal { _ = try await week.act(id, "iris", .close(TicketEndingWords())) }
    #expect(closing.contains("kestrel/reader#12"))
    _ = try await week.act(id, "iris", .hold(because: "the bug", until: nil))
    #expect(try await week.reply(id, "iris", "We know why now.").state == "on hold")

    try await week.at("thu 15:00", "A29", "the bug is closed, and the ticket wakes")
    _ = try await week.hub(
      "issues", "closed",
      #""number":12,"title":"Loses words","state":"closed","user":{"login":"dev"},"#
        + #""html_url":"https://github.com/kestrel/reader/issues/12""#, by: "dev")
    #expect(try await week.ticket(id).state == "open")
    #expect(try await week.act(id, "iris", .close(TicketEndingWords(note: "in 2.1"))).state == "closed")
    try await week.end()
  }
}
