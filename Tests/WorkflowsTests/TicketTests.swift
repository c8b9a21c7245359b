import Foundation
import PagingChannels
import ProviderExchange
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Tickets from the door to a page that somebody acknowledges, with the clock in the test's hand.
@Suite struct TicketTests {
  private func desk(at now: String = "2026-11-24T10:00:00Z") async throws -> TestDesk {
    try await TestDesk(at: now, schedules: ["alarm.yaml": SmallTeam.text])
  }

  private func send(_ json: String, to test: TestDesk) async throws -> (status: Int, reply: IntakeReply) {
    let headers = [("authorization", "Bearer \(TestDesk.secret)"), ("content-type", "application/json")]
    let delivery = Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(json.utf8))
    let answer = try await test.desk.receive(delivery, from: "json")
    return (answer.status, try JSONDecoder().decode(IntakeReply.self, from: Data(answer.body)))
  }

  @Test("10:00 an urgent ticket pages at once; 10:05 the next, 10:15 the lead; an acknowledgement ends it")
  func escalation() async throws {
    let test = try await desk()
    let (status, reply) = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    #expect(status == 202 && reply.owner == "ana" && reply.due == "2026-11-24T11:00:00Z".instant)
    try await test.live(until: "2026-11-24T10:00:01Z")
    #expect(test.sent.ids == ["T-1-1-r0-s0-ana_pager"])
    try await test.live(until: "2026-11-24T10:16:00Z")
    #expect(test.sent.ids == ["T-1-1-r0-s0-ana_pager", "T-1-1-r0-s1-bo_pager", "T-1-1-r0-s2-cy_pager"])
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo"))
    try await test.live(until: "2026-11-24T10:40:00Z")
    #expect(test.sent.ids.count == 3, "nothing leaves after the acknowledgement")
    let violations = try await test.perform(VerifyStore())
    #expect(violations.isEmpty, "\(violations)")
  }

  @Test("what the store cannot take is refused as to be sent again, and written down once")
  func refusedByStore() async throws {
    let test = try await desk()
    try await test.desk.store.close()
    let refusal = OperatorProblem(
      .unavailable, "the store cannot take this now", help: "send it again in a few seconds")
    await #expect(throws: refusal) { try await send(#"{"id":"a","title":"Down"}"#, to: test) }
  }

  @Test("a letter on Saturday is held until Monday's opening and then has an owner")
  func held() async throws {
    let test = try await desk(at: "2026-11-21T12:00:00Z")
    let (_, reply) = try await send(#"{"id":"a","title":"A question"}"#, to: test)
    #expect(reply.owner == nil && reply.heldUntil == "2026-11-23T09:00:00Z".instant)
    #expect(reply.due == "2026-11-23T13:00:00Z".instant)
    try await test.live(until: "2026-11-23T09:00:00Z")
    let rows = try await test.perform(ListTickets())
    #expect(rows.first?.owner == "cy")
    #expect(test.sent.ids.isEmpty, "below the paging line nobody is woken")
  }

  @Test("the same delivery gets the same answer for ever, another body under its id a conflict")
  func idempotent() async throws {
    let test = try await desk()
    let first = try await send(#"{"id":"a","title":"One"}"#, to: test)
    try await test.move(to: "2027-03-01T10:00:00Z")
    let again = try await send(#"{"id":"a","title":"One"}"#, to: test)
    #expect(again.status == 202 && again.reply == first.reply)
    let other = try await send(#"{"id":"a","title":"Two"}"#, to: test)
    #expect(other.status == 409)
    #expect(try await test.perform(ListTickets(all: true)).count == 1)
  }

  @Test("a page that fails for good moves on to the next step at once")
  func refusedPage() async throws {
    let test = try await desk()
    test.sent.respond(.http(status: 410, headers: [], body: []))
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:05Z")
    #expect(Set(test.sent.ids.prefix(3)) == ["T-1-1-r0-s0-ana_pager", "T-1-1-r0-s1-bo_pager", "T-1-1-r0-s2-cy_pager"])
  }

  @Test("a page of unknown outcome is sent again with the same id")
  func unknownPage() async throws {
    let test = try await desk()
    test.sent.respond(.failed(.timedOut, beforeSending: false))
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    #expect(test.sent.ids.count >= 2)
    #expect(Set(test.sent.ids) == ["T-1-1-r0-s0-ana_pager"])
  }

  @Test("a link acknowledges on the second step only: looking changes nothing")
  func link() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:01Z")
    let body = try #require(test.sent.all.first?.body)
    let text = String(decoding: body, as: UTF8.self)
    let token = try #require(text.firstMatch(of: #/\/ack\/([^"\\]+)/#).map { String($0.1) })
    let looked = try await test.desk.acknowledgeLink(token)
    #expect(looked?.over == nil && looked?.ticket.acknowledgedBy == nil)
    #expect(try await test.desk.acknowledgeLink("x" + token) == nil, "a changed link is not ours")
    let done = try await test.desk.acknowledge(byLink: token)
    #expect(done?.ticket.acknowledgedBy == "ana")
    let row = try await test.perform(ShowTicket(id: "T-1"))
    #expect(row.history.contains { $0.action == "acknowledged" && $0.because.contains("link") })
  }

  @Test("the link of whoever has it in hand says since when, and pressing it again changes nothing for anybody")
  func heldLink() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:01Z")
    let text = String(decoding: try #require(test.sent.all.first?.body), as: UTF8.self)
    let token = try #require(text.firstMatch(of: #/\/ack\/([^"\\]+)/#).map { String($0.1) })
    #expect(try await test.desk.acknowledgeLink(token)?.heldSince == nil)
    let at = test.clock.wall.now()
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    let looked = try #require(try await test.desk.acknowledgeLink(token))
    #expect(looked.over == nil && looked.heldSince == at)
    let pressed = try #require(try await test.desk.acknowledge(byLink: token))
    #expect(pressed.over == nil && pressed.heldSince == nil && pressed.ticket.acknowledgedBy == "ana")
    // Whoever presses again later says that they are still on it; within the minute it is a view that is loaded anew.
    for (minutes, renewals) in [(0, 0), (1, 0), (3, 1)] {
      test.clock.set(at + .minutes(minutes))
      _ = try await test.desk.acknowledge(byLink: token)
      let history = try await test.perform(ShowTicket(id: "T-1")).history
      #expect(history.count { $0.action == "renewed" } == renewals, "after \(minutes) minutes")
    }
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo"))
    let late = try #require(try await test.desk.acknowledgeLink(token))
    #expect(late.heldSince == nil && late.over?.contains("acknowledged it at") == true)
  }

  @Test("the page of a ticket that was merged leads to the one that goes on, and acknowledges nothing there")
  func mergedPage() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:01Z")
    let text = String(decoding: try #require(test.sent.all.first?.body), as: UTF8.self)
    let token = try #require(text.firstMatch(of: #/\/ack\/([^"\\]+)/#).map { String($0.1) })
    _ = try await send(#"{"id":"b","title":"Down, too"}"#, to: test)
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .merge, member: "bo"))
    let link = try #require(try await test.desk.acknowledge(byLink: token))
    #expect(link.over == "T-1 goes on as T-2, and this acknowledges nothing there.")
    #expect(link.goesOnAs?.description == "T-2" && link.isStillWaiting)
    #expect(try await test.perform(ShowTicket(id: "T-2")).ticket.acknowledgedBy == nil)
    try await test.perform(AcknowledgeTicket(id: "T-2", member: "ana"))
    #expect(try await test.desk.acknowledgeLink(token)?.isStillWaiting == false)
  }

  @Test("the page of a merged ticket leads whoever was paged for the one that goes on to their own link of that")
  func mergedPages() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:01Z")
    let text = String(decoding: try #require(test.sent.all.first?.body), as: UTF8.self)
    let token = try #require(text.firstMatch(of: #/\/ack\/([^"\\]+)/#).map { String($0.1) })
    _ = try await send(#"{"id":"b","title":"Down, too","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    #expect(try await test.desk.acknowledgeLink(token)?.goesOnToken == nil, "it is not merged yet")
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .merge, member: "bo"))
    let pressed = try #require(try await test.desk.acknowledge(byLink: token))
    let own = try #require(pressed.goesOnToken)
    let onward = try #require(try await test.desk.acknowledgeLink(own))
    #expect(onward.over == nil && onward.ticket.id == "T-2" && "\(onward.page.recipient)" == "ana")
    try await test.perform(AcknowledgeTicket(id: "T-2", member: "bo"))
    #expect(try await test.desk.acknowledgeLink(token)?.goesOnToken == nil, "it is somebody else's")
  }

  @Test("whoever acknowledges a merged ticket by its number acknowledges the one that goes on, and reads so")
  func mergedNumber() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    _ = try await send(#"{"id":"b","title":"Down, too","priority":"urgent"}"#, to: test)
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .merge, member: "bo"))
    let row = try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo"))
    #expect(row.id == "T-2" && row.acknowledgedBy == "bo", "\(row)")
    #expect(row.warnings == ["T-1 goes on as T-2: that is acknowledged"])
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.acknowledgedBy == nil)
    try await test.perform(ResolveTicket(id: "T-2", member: "bo"))
    let over = await #expect(throws: OperatorProblem.self) {
      try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo"))
    }
    #expect(over?.description.contains("T-2 is resolved") == true)
  }

  @Test("a note on a merged ticket is on the one that goes on, and whoever wrote it reads so")
  func mergedNote() async throws {
    let test = try await desk()
    for id in ["a", "b"] { _ = try await send(#"{"id":"\#(id)","title":"A question"}"#, to: test) }
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .merge, member: "cy"))
    let row = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .note(text: "It is the pump.")))
    #expect(row.id == "T-2" && row.warnings == ["T-1 goes on as T-2: the note is there"], "\(row)")
    #expect(try await test.perform(ShowTicket(id: "T-2")).history.contains { $0.action == "noted" })
    #expect(try await !test.perform(ShowTicket(id: "T-1")).history.contains { $0.action == "noted" })
  }

  @Test("when nobody says that the work goes on, the acknowledger and whoever is on are asked in a new episode")
  func stillWorking() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:01Z")
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    try await test.live(until: "2026-11-24T10:31:00Z")
    #expect(test.sent.ids.last == "T-1-2-r0-s0-ana_pager")
    let text = String(decoding: try #require(test.sent.all.first?.body), as: UTF8.self)
    let token = try #require(text.firstMatch(of: #/\/ack\/([^"\\]+)/#).map { String($0.1) })
    #expect(try await test.desk.acknowledgeLink(token)?.over == nil, "whoever is asked answers by any page of it")
    #expect(try await test.desk.acknowledge(byLink: token)?.ticket.acknowledgedBy == "ana")
  }

  @Test("an outage of two hours does not end in a burst: each person is paged once, later steps keep their distance")
  func outage() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:00:01Z")
    try await test.move(to: "2026-11-24T12:00:00Z")
    #expect(test.sent.ids == ["T-1-1-r0-s0-ana_pager", "T-1-1-r0-s1-bo_pager"])
    try await test.live(until: "2026-11-24T12:11:00Z")
    #expect(test.sent.ids.last == "T-1-1-r0-s2-cy_pager")
  }

  @Test("capacity that comes free gives a waiting ticket its owner")
  func capacity() async throws {
    let full = SmallTeam.text.replacing(
      "{ id: cy, name: Cy Morandel }", with: "{ id: cy, name: Cy Morandel, capacity: 1 }")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": full])
    let first = try await send(#"{"id":"a","title":"One"}"#, to: test)
    let second = try await send(#"{"id":"b","title":"Two"}"#, to: test)
    #expect(first.reply.owner == "cy" && second.reply.owner == nil)
    #expect(second.reply.because?.contains("1 of 1") ?? false, "\(second.reply)")
    try await test.perform(ResolveTicket(id: "T-1", member: "cy"))
    #expect(try await test.perform(ListTickets()).first?.owner == "cy")
  }

  @Test("a ticket's policies are pinned when it begins; people are looked up when a step fires")
  func pinned() async throws {
    let test = try await desk()
    _ = try await send(#"{"id":"a","title":"Down","priority":"urgent"}"#, to: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    let changed = SmallTeam.text.replacing("5 minutes", with: "50 minutes")
      .replacing(
        "secondary: { layers: [{ id: always, members: [bo] }] }",
        with: "secondary: { layers: [{ id: always, members: [cy] }] }")
    try await test.apply(["alarm.yaml": changed])
    try await test.live(until: "2026-11-24T10:06:00Z")
    #expect(test.sent.ids.last == "T-1-1-r0-s1-cy_pager")
  }
}
