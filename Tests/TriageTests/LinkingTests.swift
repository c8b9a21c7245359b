import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Merge, split, link, group")
struct LinkingTests {
  private func desk(_ change: (inout Story) -> Void = { _ in }) throws -> Story {
    var story = try Story([Desks.staffed("desk always: ana ben")], Desks.policy([Desks.level("desk")], due: "4 hours"))
    change(&story)
    return story
  }

  private func two() throws -> (Story, Ticket, Ticket) {
    var (first, second) = (try desk(), try desk { $0.loads = [Desks.member("ana"): 1] })
    try first.opens("09:00", priority: "high", tags: ["printer"], number: 1)
    try second.opens("10:00", tags: ["paper", "printer"], number: 2)
    return (second, try #require(first.ticket), try #require(second.ticket))
  }

  @Test("A merged ticket keeps the earliest clock, the stricter promise and everybody's interest; the other is closed")
  func merge() throws {
    let (story, old, young) = try two()
    let (gone, kept) = try story.desk().merge(old, into: young, by: "Ana")
    #expect(kept.ticket.created == old.created && kept.ticket.due == old.due)
    #expect(kept.ticket.priority == old.priority && kept.ticket.tags == ["paper", "printer"])
    #expect(kept.ticket.owner == Desks.member("ben") && kept.ticket.custody.followers == [Desks.member("ana")])
    #expect(gone.ticket.state == .closed && gone.ticket.mergedInto == young.id && gone.timer == nil)
    #expect(gone.withdrawsPages && gone.ticket.because == "Ana merged it into T-2")
    #expect(kept.steps.map(\.because) == ["Ana merged T-1 into it"])
    #expect(kept.ticket.links == [TicketLink(.mergedFrom, old.id)])
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.desk().merge(gone.ticket, into: kept.ticket, by: "Ana")
    }
    #expect(refusal?.what == "T-1 is closed, merged into T-2")
  }

  @Test("Whose customer waits is ours to go on with, also where the other ticket waited for its customer")
  func mergedIntoPending() throws {
    var (first, second) = (try desk(), try desk())
    try first.opens("09:00", number: 1)
    try second.opens("09:30", number: 2)
    try second.does("10:00") { try $0.reply($1, by: Desks.member("ben"), text: "Try the other cable.") }
    let (old, young) = (try #require(first.ticket), try #require(second.ticket))
    #expect(young.state == .pending)
    var snapshot = try second.desk().snapshot
    snapshot.histories = [old.id: TicketHistory(first.facts), young.id: TicketHistory(second.facts)]
    let kept = try Desk(snapshot).merge(old, into: young, by: "Ben").kept
    #expect(kept.ticket.state == .open && kept.ticket.because == "the customer of T-1 waits for an answer")
    #expect(kept.timer != nil && kept.notices.map(\.kind) == ["ticket-returned"])
  }

  @Test("Whoever had the ticket that is no more hears where it goes on, and not of their own doing")
  func mergedOwner() throws {
    let (story, old, young) = try two()
    let tell = try story.desk().merge(old, into: young, by: "Cleo").kept.tells.first
    #expect(tell?.to == [Desks.member("ana")])
    #expect(tell?.text == "Cleo merged T-1, which was yours, into T-2, which is Ben's. You follow it.")
    #expect(try story.desk().merge(old, into: young, by: "Ana").kept.tells.isEmpty)
  }

  @Test("A merge shows what was private to nobody who followed the other ticket alone (E14)", arguments: [true, false])
  func mergedPrivate(goneIsPrivate: Bool) throws {
    let (story, first, second) = try two()
    var (old, young) = (first, second)
    old.custody.followers = [Desks.member(goneIsPrivate ? "eve" : "cleo")]
    young.custody.followers = [Desks.member(goneIsPrivate ? "cleo" : "eve")]
    if goneIsPrivate {
      old.classification.visibility = .confidential
    } else {
      young.classification.visibility = .confidential
    }
    let kept = try story.desk().merge(old, into: young, by: "Lena").kept
    #expect(kept.ticket.isPrivate && kept.ticket.owner == Desks.member("ben"))
    let followers = goneIsPrivate ? ["ana", "eve"] : ["eve"]
    #expect(kept.ticket.custody.followers.map(\.text).sorted() == followers)
    #expect(kept.warnings.contains { $0.contains("Cleo") && $0.hasSuffix("not follow it: it is private") })
    #expect(kept.tells.contains { $0.text.hasSuffix("You follow it.") } == goneIsPrivate)
  }

  @Test("Whoever was brought in on a private ticket sees it, and does not show it to everybody (E14)")
  func shown() throws {
    let (story, _, young) = try two()
    var ticket = young
    (ticket.classification.visibility, ticket.custody.followers) = (.confidential, [Desks.member("cleo")])
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.desk().setPrivate(ticket, false, by: Desks.member("cleo"))
    }
    #expect(refusal?.what == "Cleo follows T-2, and does not show it to others")
    #expect(try story.desk().note(ticket, by: Desks.member("cleo"), text: "I look.").ticket.isPrivate)
    for member in ["ben", "lena"] {
      #expect(try !story.desk().setPrivate(ticket, false, by: Desks.member(member)).ticket.isPrivate)
    }
  }

  @Test("The messages of a merged ticket come along, in their places; what waits there for an answer goes on waiting")
  func mergedMessages() throws {
    var (first, second) = (try desk(), try desk())
    try first.opens("09:00", number: 1)
    try second.opens("10:00", number: 2)
    let (old, young) = (try #require(first.ticket), try #require(second.ticket))
    var snapshot = try second.desk().snapshot
    snapshot.histories = [old.id: TicketHistory(first.facts), young.id: TicketHistory(second.facts)]
    let (gone, kept) = try Desk(snapshot).merge(old, into: young, by: "Ana")
    let course = TicketHistory(second.facts + kept.facts).course
    #expect(course.messages.map(\.message.id) == ["T-1/first", "first"])
    #expect(course.unanswered.map(\.id) == ["T-1/first", "first"])
    #expect(course.unanswered.first?.since == old.created && course.began == old.created)
    #expect(gone.facts.allSatisfy { if case .moved = $0.what { false } else { true } })
  }

  @Test("What cannot be merged or grouped is refused with what to do")
  func refusals() throws {
    let (story, a, b) = try two()
    let desk = try story.desk()
    var foreign = b
    foreign.team = TeamID(unchecked: "other")
    #expect(throws: DeskRefusal.self) { try desk.merge(a, into: a, by: "Ana") }
    #expect(throws: DeskRefusal.self) { try desk.merge(a, into: foreign, by: "Ana") }
    #expect(throws: DeskRefusal.self) { try desk.group(a, under: a, by: "Ana") }
    #expect(throws: DeskRefusal.self) { try desk.relate(a, to: a.id, by: "Ana") }
    let (part, incident) = try desk.group(a, under: b, by: "Ana")
    #expect(throws: DeskRefusal.self) { try desk.merge(incident.ticket, into: part.ticket, by: "Ana") }
    #expect(throws: DeskRefusal.self) { try desk.group(incident.ticket, under: part.ticket, by: "Ana") }
  }

  @Test("An incident knows its tickets, and a ticket its one incident; a second time changes nothing")
  func group() throws {
    let (story, a, b) = try two()
    let (part, incident) = try story.desk().group(a, under: b, by: "Ana")
    #expect(part.ticket.incident == b.id && incident.ticket.parts == [a.id])
    let again = try story.desk().group(part.ticket, under: incident.ticket, by: "Ana")
    #expect(again.part.isQuiet && again.incident.isQuiet)
    var third = b
    third = try story.desk().relate(third, to: a.id, by: "Ana").ticket
    #expect(third.links == [TicketLink(.related, a.id)])
  }

  @Test("A split ticket is new, of the same customer and as private, and each knows the other")
  func split() throws {
    var (story, _, ticket) = try two()
    ticket.classification.customer = CustomerID(unchecked: "larch")
    ticket.classification.visibility = .confidential
    try story.runs(to: "11:00")
    var event = TicketEvent(externalID: "e9", title: "Another thing")
    event.customer = ticket.classification.customer
    let (old, new) = try story.desk().split(
      ticket, as: event, id: TicketID(number: 9), queue: story.policy.queues[0], by: "Ana")
    #expect(
      new.ticket.links == [TicketLink(.splitFrom, ticket.id)]
        && old.ticket.links == [TicketLink(.splitInto, new.ticket.id)])
    #expect(new.ticket.classification.customer?.text == "larch" && new.ticket.isPrivate)
    #expect(new.ticket.created == story.now && old.ticket.created == ticket.created)
  }
}
