import Foundation
import Testing
import Timekeeping
import Triage
import Workflows

/// Two tickets at once, and what reports make of all of them, with a real store.
@Suite struct TieTests {
  private static let team = """
    team: alarm
    zone: Etc/UTC
    lead: cy
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    duties:
      desk: { layers: [{ id: always, members: [[ana, bo]] }] }
    priorities: [urgent, normal]
    queues:
      letters: { when: otherwise, targets: { first response: 4 hours }, overflow: [desk] }

    """

  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
  }

  private func opens(_ title: String, priority: String = "normal", in test: TestDesk) async throws -> TicketRow {
    try await test.perform(
      OpenTicket(team: "alarm", title: title, body: "About \(title).", priority: priority, requester: "kim@example.org")
    )
  }

  private func tie(_ a: TicketRow, _ b: TicketRow, _ tie: TieTickets.Tie, in test: TestDesk) async throws
    -> TieTickets.Reply
  {
    try await test.perform(TieTickets(id: a.id, other: b.id, tie: tie, member: "ana"))
  }

  @Test("a merged ticket goes on in the other with its words, its clock and its urgency")
  func merge() async throws {
    let test = try await desk()
    let old = try await opens("One", priority: "urgent", in: test)
    test.clock.set(try Timestamp(text: "2026-11-24T10:30:00Z"))
    let young = try await opens("Two", in: test)
    let reply = try await tie(old, young, .merge, in: test)
    #expect(reply.ticket.state == "closed" && reply.ticket.because == "Ana Ferrow merged it into \(young.id)")
    #expect(reply.other.priority == "urgent" && reply.other.due == old.due)
    let clocks = try await test.perform(ShowClocks(id: young.id))
    #expect(clocks.messages.map(\.text) == ["About One.", "About Two."])
    #expect(clocks.unansweredSince == old.created)
    await #expect(throws: OperatorProblem.self) { try await tie(old, young, .merge, in: test) }
    await #expect(throws: OperatorProblem.self) { try await tie(young, young, .merge, in: test) }
  }

  @Test("one answer to an incident goes to all open tickets under it")
  func incident() async throws {
    let test = try await desk()
    let (whole, part, done) = (
      try await opens("All of it", in: test), try await opens("One", in: test), try await opens("Two", in: test)
    )
    for ticket in [part, done] { _ = try await tie(ticket, whole, .group, in: test) }
    _ = try await test.perform(ResolveTicket(id: done.id, member: "bo"))
    let rows = try await test.perform(ReplyToIncident(id: whole.id, member: "ana", text: "It works.", then: "resolved"))
    #expect(rows.map(\.id) == [whole.id, part.id] && rows.allSatisfy { $0.state == "resolved" })
    let written = try await test.perform(ShowClocks(id: part.id)).messages
    #expect(written.last?.text == "It works.")
  }

  @Test("what is under an incident by mistake is taken out of it, and is not answered with it any more (C37)")
  func ungroup() async throws {
    let test = try await desk()
    let (whole, part, other) = (
      try await opens("All of it", in: test), try await opens("One", in: test), try await opens("Two", in: test)
    )
    for ticket in [part, other] { _ = try await tie(ticket, whole, .group, in: test) }
    await #expect(throws: OperatorProblem.self) { try await tie(whole, part, .ungroup, in: test) }
    _ = try await tie(part, whole, .ungroup, in: test)
    let shown = try await test.perform(ShowTicket(id: part.id))
    #expect(shown.ties == nil && shown.history.last?.because == "Ana Ferrow took it out of \(whole.id)")
    let ties = try await test.perform(ShowTicket(id: whole.id)).ties ?? []
    #expect(ties.map { "\($0.kind.rawValue) \($0.ticket)" } == ["has part \(other.id)"])
    let problem = await #expect(throws: OperatorProblem.self) { try await tie(part, whole, .ungroup, in: test) }
    #expect(problem?.what == "\(part.id) is not part of \(whole.id)")
    let rows = try await test.perform(ReplyToIncident(id: whole.id, member: "ana", text: "It works."))
    #expect(rows.map(\.id) == [whole.id, other.id])
    #expect(try await tie(part, whole, .group, in: test).ticket.id == part.id)
  }

  @Test("a split ticket begins with what was said, and both tickets name each other; so do related ones")
  func split() async throws {
    let test = try await desk()
    let ticket = try await opens("Door and invoice", in: test)
    let reply = try await test.perform(SplitTicket(id: ticket.id, title: "The invoice", member: "ana"))
    #expect(reply.other.title == "The invoice" && reply.other.id != ticket.id && reply.other.owner != nil)
    let words = try await test.perform(ShowClocks(id: reply.other.id)).messages
    #expect(words.map(\.text) == ["About Door and invoice."])
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(SplitTicket(id: ticket.id, message: "frist", title: "The invoice", member: "ana"))
    }
    #expect(problem?.help.contains("did you mean 'first'?") ?? false, "\(String(describing: problem))")
    let related = try await tie(ticket, reply.other, .relate, in: test)
    #expect(related.ticket.id == ticket.id && related.other.id == reply.other.id)
  }

  @Test("what is split is private from the beginning where its parent is, and where a rule keeps its words from others")
  func splitsPrivate() async throws {
    let text = Self.team.replacing(
      "queues:\n",
      with: """
        routing: [{ name: security, when: { words: [vulnerability] }, visibility: private, queue: closed }]
        queues:
          closed: { when: routing, overflow: [desk], private to: [bo] }

        """
    ).replacing("targets: { first response: 4 hours }, ", with: "private to: [bo], ")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": text])
    let door = try await opens("Door", in: test)
    #expect(door.owner == "ana")
    try await test.perform(ActOnTicket(id: door.id, member: "ana", act: .visibility(isPrivate: true)))
    let child = try await test.perform(SplitTicket(id: door.id, title: "The invoice", member: "ana")).other
    #expect(child.owner == "bo", "nobody has it who may not see it")
    for body in [
      #"{"id":"w","title":"Lamp","body":"It blinks."}"#,
      #"{"event":"message","id":"w","message":"m","body":"And there is a vulnerability."}"#,
    ] {
      let headers = ["content-type": "application/json"]
      try await test.perform(TakeDelivery(source: "json", headers: headers, body: Data(body.utf8)))
    }
    let hole = try await test.perform(SplitTicket(id: "T-3", title: "A hole", member: "bo")).other
    #expect(hole.queue == "closed" && hole.isPrivate == true && hole.owner == "bo", "\(hole)")
  }

  @Test("a report counts what began and what ended in its time, who did what, and what was kept")
  func report() async throws {
    let test = try await desk()
    let (quick, slow) = (try await opens("Quick", in: test), try await opens("Slow", in: test))
    test.clock.set(try Timestamp(text: "2026-11-24T10:10:00Z"))
    _ = try await test.perform(
      ActOnTicket(id: quick.id, member: "ana", act: .reply(text: "Done.", then: "resolved")))
    test.clock.set(try Timestamp(text: "2026-11-24T15:10:00Z"))
    _ = try await test.perform(ActOnTicket(id: slow.id, member: "bo", act: .reply(text: "Sorry.", then: "open")))
    let (start, end) = (try Timestamp(text: "2026-11-24T00:00:00Z"), try Timestamp(text: "2026-11-25T00:00:00Z"))
    let reply = try await test.perform(ReportDesk(team: "alarm", from: start, until: end))
    #expect(reply.firstResponse.count == 2 && reply.firstResponse.medianSeconds == 600)
    #expect(reply.firstResponse.p90Seconds == 18_600)
    #expect(reply.firstResponse.promised == 2 && reply.firstResponse.kept == 1)
    #expect(reply.resolution.count == 1 && reply.ended == 1 && reply.improved == 0)
    #expect(reply.volume == [ChannelVolume(source: "manual", tickets: 2)])
    #expect(reply.people.map(\.member) == ["ana", "bo"] && reply.people.map(\.points) == [2, 2])
    #expect(reply.people.first?.name == "Ana Ferrow" && reply.people.first?.resolved == 1)
    let later = try await test.perform(ReportDesk(team: "alarm", from: end, until: end + .hours(24)))
    #expect(later.firstResponse.count == 0 && later.volume.isEmpty && later.people.isEmpty)
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ReportDesk(team: "alarm", from: end, until: start))
    }
  }
}
