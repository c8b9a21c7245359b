import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Somebody rings for a person")
struct RingTests {
  private func desk(_ duties: [String], pageFrom: String? = nil) throws -> Desk {
    let schedule = try Desks.schedule(duties.map { try Desks.staffed($0) })
    let now = try Desks.at("2026-11-17 03:00")
    let window = try #require(Interval(now - .hours(48), now + .hours(24 * 35)))
    let timeline = try OnCallTimeline(
      TimelineInput(versions: [ScheduleVersion(from: .distantPast, schedule: schedule)]), window: window,
      zones: Desks.zones)
    return Desk(
      DeskSnapshot(now: now, policy: try Desks.policy([Desks.level("desk")], pageFrom: pageFrom), timeline: timeline))
  }

  private func ring(_ desk: Desk, _ who: String) throws -> Decision {
    let queue = try #require(desk.snapshot.policy.queues.first)
    let event = TicketEvent(externalID: "x", title: "Bo rings: the depot stands still", priority: "low")
    return try desk.ring(Desks.recipient(who), for: event, id: TicketID(number: 1), queue: queue, by: "Bo")
  }

  @Test("Whoever is on is paged at once, whatever the priority and the hour, and nobody else is looked for")
  func pages() throws {
    let decision = try ring(try desk(["primary always: ana", "desk always: ben"]), "primary")
    #expect(decision.pages.map(\.recipient.text) == ["ana"])
    #expect(decision.pages.first?.why == "You are on primary. Next is Lena (lead).")
    let named = [
      "lena": "You are rung by Bo. Next is you, once more.",
      "lead": "You are the team's lead. Then it begins again with you.",
    ]
    for (who, why) in named {
      #expect(try ring(try desk(["primary always: ana"]), who).pages.map(\.why) == [why])
    }
    #expect(decision.ticket.owner == nil && decision.ticket.isOpen)
    let timer = try #require(decision.timer)
    #expect(timer.purpose == .escalate && timer.due == decision.ticket.created + .minutes(5))
  }

  @Test("Who answers owns it")
  func answered() throws {
    let desk = try desk(["primary always: ana", "desk always: ben"])
    let rung = try ring(desk, "primary")
    let taken = try desk.acknowledge(rung.ticket, by: Desks.member("ana"), via: "link")
    #expect(taken.ticket.owner == Desks.member("ana") && taken.withdrawsPages)
  }

  @Test("After five minutes it is the lead's, and then it begins again")
  func lead() throws {
    var desk = try desk(["primary always: ana"])
    var ticket = try ring(desk, "primary").ticket
    var paged: [String] = []
    for _ in 0..<2 {
      var snapshot = desk.snapshot
      snapshot.now = snapshot.now + .minutes(5)
      desk = Desk(snapshot)
      let next = try desk.advance(ticket)
      ticket = next.ticket
      paged += next.pages.map(\.recipient.text)
    }
    #expect(paged == ["lena", "ana"])
  }

  @Test("One person may be rung, on duty or not; a duty that nobody is on goes to the lead at once")
  func others() throws {
    let desk = try desk(["primary always: ana", "late 20:00-21:00: ben"])
    #expect(try ring(desk, "cleo").pages.map(\.recipient.text) == ["cleo"])
    #expect(try ring(desk, "late").pages.map(\.recipient.text) == ["lena"])
  }
}
