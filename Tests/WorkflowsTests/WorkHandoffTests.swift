import Foundation
import ProviderExchange
import Scheduling
import Storage
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// The handoff of work by itself (rule K10, D6, D39, D44): nobody types anything until it is to be accepted.
@Suite(.ownThreads) struct WorkHandoffTests {
  /// Ana until noon, Bo until 18:00, Cy leads; urgent tickets page whoever is on.
  private static func team(_ rest: String = "", late: String = "bo") -> String {
    """
    team: alarm
    name: Alarm
    zone: Etc/UTC
    lead: cy
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    duties:
      desk:
        name: Desk
        layers:
          - { id: early, members: [ana], hours: "mon-fri 08:00-12:00" }
          - { id: late, members: [\(late)], hours: "mon-fri 12:00-18:00" }
    priorities: [urgent, normal]
    escalation: { critical: [{ at: created, page: desk, acknowledge within: 30 minutes, still working within: 8 hours }] }
    routing: [{ name: secret, when: { words: [secret] }, visibility: private }]
    queues:
      letters:
        { when: otherwise, page from: urgent, targets: { first response: 4 hours }, overflow: [desk],
          escalation: { urgent: critical }, private to: [ana, bo] }
    \(rest)
    """
  }

  /// Nobody after Ana.
  private static let alone = team().replacing(
    "      - { id: late, members: [bo], hours: \"mon-fri 12:00-18:00\" }\n", with: "")

  /// Nobody after Ana, but Bo stands in until 15:00.
  private static let backedUp = alone.replacing("    name: Desk\n", with: "    name: Desk\n    fallback: backup\n")
    .replacing(
      "priorities:",
      with: "  backup: { layers: [{ id: day, members: [bo], hours: \"mon-fri 08:00-15:00\" }] }\npriorities:")

  private func desk(
    _ text: String = Self.team(), tickets: [String] = ["One", "Two"], channels: [TeamChannelBinding] = [],
    options: SourceOptions? = nil
  ) async throws -> TestDesk {
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": text], answering: options, teamChannels: channels)
    try await test.live(until: "2026-11-24T10:00:00Z", messages: true)
    for title in tickets {
      let row = try await test.perform(OpenTicket(team: "alarm", title: title, body: "About \(title)."))
      #expect(row.owner == "ana")
    }
    return test
  }

  private func told(_ test: TestDesk, _ member: String, _ kind: String) throws -> [SeenMessage] {
    try test.messages(to: member).filter { $0.kinds.contains(kind) }
  }

  private func cover(_ test: TestDesk, _ from: String, _ until: String, member: String, out: String) async throws {
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "desk", from: from.instant, until: until.instant, member: member, out: out, reason: "swap")
    )
  }

  @Test("what was answered after the digest was written needs nobody: the lead is not told that nobody accepted it")
  func answeredSince() async throws {
    for accepts in [true, false] {
      let test = try await desk()
      try await test.live(until: "2026-11-24T11:50:00Z", messages: true)
      try await test.perform(
        ActOnTicket(id: "T-1", member: "ana", act: .reply(text: "Try the other cable.", then: nil)))
      try await test.live(until: "2026-11-24T12:02:00Z", messages: true)
      if accepts {
        let taken = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo"))
        #expect(taken.map(\.id) == ["T-2"])
      }
      try await test.live(until: "2026-11-24T12:30:00Z", messages: true)
      let words = try test.messages(to: "cy").map(\.text).filter { $0.contains("nobody accepted it") }
      #expect(words.contains { $0.contains("T-1") } == false, "\(words)")
      #expect(words.contains { $0.contains("T-2") } == !accepts, "\(words)")
      if accepts {
        #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["accepted"])
      }
    }
  }

  @Test("15 minutes before the end, and not sooner, whoever comes next is sent what they take over; once")
  func sent() async throws {
    let test = try await desk(tickets: ["One", "A secret"])
    try await test.live(until: "2026-11-24T11:44:59Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").isEmpty)
    try await test.live(until: "2026-11-24T11:59:00Z", messages: true)
    let messages = try told(test, "bo", "work-handoff")
    let message = try #require(messages.first)
    #expect(messages.count == 1 && message.title.hasPrefix("Ana Ferrow hands 2 tickets over to you: Desk of Alarm"))
    #expect(message.text.contains("T-1 \"One\", normal, due Tue 2026-11-24 14:00 Etc/UTC; Ana Ferrow: respond"))
    #expect(message.text.contains("- T-2 (private)") && !message.text.contains("secret"), "\(message.text)")
    #expect(message.text.contains("watchbill desk accept alarm --from ana --as bo"))
    try await test.live(until: "2026-11-24T12:01:00Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").count == 1)
    let rows = try await test.perform(ShowHandoffs(team: "alarm"))
    #expect(rows.map(\.state) == ["waiting"] && rows.first?.to == ["bo"] && rows.first?.tickets == ["T-1", "T-2"])
  }

  @Test("of two duties the one is taken over that goes to who asks, and the message names it")
  func severalDuties() async throws {
    let text = Self.team().replacing(
      "priorities:",
      with: """
          backup:
            name: Backup
            layers:
              - { id: morning, members: [ana], hours: "mon-fri 08:00-13:00" }
              - { id: afternoon, members: [cy], hours: "mon-fri 13:00-18:00" }
        priorities:
        """)
    let test = try await desk(text)
    try await test.live(until: "2026-11-24T11:59:00Z", messages: true)
    let message = try #require(try told(test, "bo", "work-handoff").first)
    #expect(message.text.contains("watchbill desk accept alarm --from ana --as bo --duty desk"))
    let taken = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo"))
    #expect(taken.map(\.owner) == ["bo", "bo"])
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).first { $0.duty == "desk" }?.state == "accepted")
    let later = try await test.perform(ShowWorkDigest(team: "alarm", member: "ana"))
    #expect(later.digest?.duty.text == "backup", "without tickets, the duty that ends last")
  }

  @Test("accepted in time nobody else hears of it; by ticket the rest is told to the lead, and stays where it is")
  func accepted() async throws {
    let whole = try await desk()
    try await whole.live(until: "2026-11-24T12:05:00Z", messages: true)
    try await whole.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo"))
    try await whole.live(until: "2026-11-24T13:00:00Z", messages: true)
    #expect(try told(whole, "cy", "ticket-unattended").isEmpty)
    #expect(try await whole.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["accepted"])
    let half = try await desk()
    try await half.live(until: "2026-11-24T12:05:00Z", messages: true)
    try await half.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: ["T-2"]))
    try await half.live(until: "2026-11-24T12:14:59Z", messages: true)
    #expect(try told(half, "cy", "ticket-unattended").isEmpty)
    try await half.live(until: "2026-11-24T12:16:00Z", messages: true)
    #expect(try told(half, "cy", "ticket-unattended").map(\.text).allSatisfy { $0.contains("T-1") })
    #expect(try told(half, "cy", "ticket-unattended").count == 1)
    #expect(try await half.perform(ShowTicket(id: "T-1")).ticket.owner == "ana", "a silent ticket is not moved")
    #expect(try await half.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["told to the lead"])
    #expect(try await half.perform(VerifyStore()).isEmpty)
  }

  @Test("what is accepted before the notice, or without one, is in the list; what is left is sent all the same")
  func early() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T11:00:00Z", messages: true)
    try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: ["T-1"]))
    let first = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
    #expect(first.state == "accepted" && first.tickets == ["T-1"])
    #expect(first.accepted.map { "\($0.ticket) \($0.by)" } == ["T-1 bo"])
    try await test.live(until: "2026-11-24T11:50:00Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").map { $0.text.contains("T-2") } == [true])
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["waiting"])
    try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo"))
    let rows = try await test.perform(ShowHandoffs(team: "alarm"))
    #expect(rows.map(\.state) == ["accepted"] && rows.first?.accepted.map(\.ticket.description) == ["T-1", "T-2"])
    let never = try await desk(Self.team("handoff: { digest: never, start lists: no }"))
    for ticket in ["T-2", "T-1"] {
      try await never.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: [ticket]))
    }
    try await never.live(until: "2026-11-24T13:00:00Z", messages: true)
    let kept = try await never.perform(ShowHandoffs(team: "alarm"))
    #expect(kept.map(\.tickets) == [["T-2", "T-1"]] && kept.map(\.state) == ["accepted"])
    #expect(try told(never, "cy", "ticket-unattended").isEmpty)
  }

  @Test("what comes in the last minutes is told at the end, alone and once; what was accepted stays so")
  func lastMinutes() async throws {
    for acceptsFirst in [true, false] {
      let test = try await desk(tickets: ["One"])
      try await test.live(until: "2026-11-24T11:50:00Z", messages: true)
      if acceptsFirst { try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo")) }
      try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
      try await test.perform(AcknowledgeTicket(id: "T-2", member: "ana", via: "link"))
      try await test.live(until: "2026-11-24T12:05:00Z", messages: true)
      let notices = try await test.perform(ListNotices(member: "bo")).filter { $0.kind == "work-handoff" }
      let more = notices.filter { $0.title.hasPrefix("Ana Ferrow hands 1 more ticket over to you") }
      #expect(notices.count == 2 && more.map { $0.text.contains("T-2") } == [true], "\(notices.map(\.title))")
      #expect(more.allSatisfy { !$0.text.contains("T-1") }, "\(more.map(\.text))")
      let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
      #expect(row.state == "waiting" && row.accepted.map(\.ticket.description) == (acceptsFirst ? ["T-1"] : []))
      try await test.live(until: "2026-11-24T12:20:00Z", messages: true)
      #expect(try await test.perform(ShowTicket(id: "T-2")).pages.last?.recipient == "bo", "nobody accepted the page")
      #expect(try told(test, "cy", "ticket-unattended").contains { $0.text.contains("T-2") })
    }
  }

  @Test("what was accepted early and given back goes over as if nobody had accepted it")
  func givenBack() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T11:00:00Z", messages: true)
    for _ in 1...2 {
      try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: ["T-1"]))
      #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.tickets) == [["T-1"]])
      try await test.perform(HandOverTicket(id: "T-1", owner: "bo", to: "ana"))
    }
    try await test.live(until: "2026-11-24T11:50:00Z", messages: true)
    let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
    #expect(row.tickets.sorted() == ["T-1", "T-2"] && row.accepted.isEmpty && row.state == "waiting")
    try await test.live(until: "2026-11-24T12:30:00Z", messages: true)
    let words = try test.messages(to: "cy").map(\.text).filter { $0.contains("nobody accepted it") }
    for ticket in ["T-1", "T-2"] { #expect(words.contains { $0.contains(ticket) }, "\(words)") }
  }

  @Test("an acknowledged page goes over with its acknowledgement; one that nobody accepts rings whoever is on now")
  func pages() async throws {
    for accepts in [true, false] {
      let test = try await desk(tickets: [])
      try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
      try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana", via: "link"))
      try await test.live(until: "2026-11-24T12:05:00Z", messages: true)
      #expect(try told(test, "bo", "work-handoff").first?.text.contains("acknowledged pages") == true)
      if accepts { try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo")) }
      try await test.live(until: "2026-11-24T12:20:00Z", messages: true)
      let shown = try await test.perform(ShowTicket(id: "T-1"))
      #expect(shown.ticket.acknowledgedBy == (accepts ? "bo" : nil))
      #expect(shown.pages.map(\.recipient).suffix(1) == [accepts ? "ana" : "bo"], "\(shown.pages)")
    }
  }

  @Test("a page that the next person has acknowledged is theirs, without a word that nobody accepted it")
  func acknowledgedByNext() async throws {
    let test = try await desk(tickets: [])
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo", via: "link"))
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.owner == "ana")
    try await test.live(until: "2026-11-24T12:20:00Z", messages: true)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(
      shown.ticket.owner == "bo" && shown.ticket.acknowledgedBy == "bo"
        && !shown.pages.contains { $0.recipient == "bo" })
    let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
    #expect(row.state == "accepted" && row.accepted.map(\.by.text) == ["bo"])
    #expect(try told(test, "cy", "ticket-unattended").isEmpty)
  }

  @Test("a page that was acknowledged for somebody else goes over with the shift, and stays theirs")
  func acknowledgedForAnother() async throws {
    for accepts in [true, false] {
      let test = try await desk(tickets: [])
      try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
      try await test.perform(HandOverTicket(id: "T-1", owner: "ana", to: "cy"))
      try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana", via: "link"))
      let held = try await test.perform(ShowTicket(id: "T-1")).ticket
      try #require(held.owner == "cy" && held.acknowledgedBy == "ana")
      try await test.live(until: "2026-11-24T12:05:00Z", messages: true)
      #expect(try told(test, "bo", "work-handoff").first?.text.contains("acknowledged pages") == true)
      if accepts { try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo")) }
      try await test.live(until: "2026-11-24T12:20:00Z", messages: true)
      let shown = try await test.perform(ShowTicket(id: "T-1"))
      #expect(shown.ticket.owner == "cy" && shown.ticket.acknowledgedBy == (accepts ? "bo" : nil))
      #expect(shown.pages.contains { $0.recipient == "bo" } == !accepts, "\(shown.pages)")
    }
  }

  @Test("who is swapped in during the last minutes is told as well, and may accept")
  func swapped() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T11:50:00Z", messages: true)
    try await cover(test, "2026-11-24T12:00:00Z", "2026-11-24T18:00:00Z", member: "cy", out: "bo")
    try await test.live(until: "2026-11-24T12:01:00Z", messages: true)
    #expect(try told(test, "cy", "work-handoff").count == 1 && told(test, "bo", "work-handoff").count == 1)
    try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "cy"))
    try await test.live(until: "2026-11-24T13:00:00Z", messages: true)
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["accepted"])
  }

  @Test("whoever stays after all hands nothing over: it is withdrawn, and sent again before the new end")
  func stays() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T11:50:00Z", messages: true)
    try await cover(test, "2026-11-24T12:00:00Z", "2026-11-24T14:00:00Z", member: "ana", out: "bo")
    try await test.live(until: "2026-11-24T13:44:00Z", messages: true)
    #expect(try told(test, "cy", "ticket-unattended").isEmpty)
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["withdrawn"])
    try await test.live(until: "2026-11-24T13:46:00Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").count == 2)
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["waiting", "withdrawn"])
  }

  @Test("leave in the middle of a shift ends it for its work, and who comes back is sent the lists (T9)")
  func leaveInTheMiddle() async throws {
    let test = try await desk()
    try await cover(test, "2026-11-24T12:00:00Z", "2026-11-24T18:00:00Z", member: "ana", out: "bo")
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-24T13:00:00Z".instant, until: "2026-11-24T15:00:00Z".instant))
    try await test.live(until: "2026-11-24T13:05:00Z", messages: true)
    let message = try #require(try told(test, "cy", "work-handoff").first)
    #expect(message.text.contains("nobody is on desk before Tue 2026-11-24 15:00 Etc/UTC: 2 tickets stay until then"))
    let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
    #expect(row.at == "2026-11-24T13:00:00Z".instant && row.tickets.sorted() == ["T-1", "T-2"])
    #expect(try await test.perform(ShowWorkDigest(team: "alarm", member: "ana")).digest?.at == row.at)
    #expect(try told(test, "ana", "start-lists").isEmpty)
    try await test.live(until: "2026-11-24T15:05:00Z", messages: true)
    #expect(try told(test, "ana", "start-lists").count == 1)
  }

  @Test("leave that is entered after it began hands over from now on, also right after a look at the team (K10)")
  func leaveEnteredLate() async throws {
    for isLookedAt in [true, false] {
      let test = try await desk()
      try await test.live(until: "2026-11-24T10:30:00Z", messages: true)
      if isLookedAt {
        try await test.perform(
          AddLeave(member: "cy", from: "2026-12-08T00:00:00Z".instant, until: "2026-12-09T00:00:00Z".instant))
        try await test.live(until: "2026-11-24T10:30:00Z", messages: true)
      }
      let late = try await test.perform(
        AddLeave(member: "ana", from: "2026-11-24T09:30:00Z".instant, until: "2026-11-24T18:00:00Z".instant))
      #expect(late.leave.from == "2026-11-24T10:30:00Z".instant)
      try await test.live(until: "2026-11-24T10:31:00Z", messages: true)
      let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first, "\(isLookedAt)")
      #expect(row.at == late.leave.from && row.tickets.sorted() == ["T-1", "T-2"])
      #expect(try told(test, "cy", "work-handoff").count == 1)
    }
  }

  @Test("who stands in by fallback is sent the list besides the lead, and may take it over (T9, K10)")
  func standsIn() async throws {
    let text = Self.team(late: "cy").replacing("    name: Desk\n", with: "    name: Desk\n    fallback: backup\n")
    let backup = """
        backup:
          name: Backup
          layers: [{ id: day, members: [bo], hours: "mon-fri 08:00-18:00" }]
      priorities:
      """
    let test = try await desk(text.replacing("priorities:", with: backup))
    try await test.live(until: "2026-11-24T10:30:00Z", messages: true)
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-24T10:30:00Z".instant, until: "2026-11-24T18:00:00Z".instant))
    try await test.live(until: "2026-11-24T10:31:00Z", messages: true)
    let notices = try await test.perform(ListNotices(member: "bo")).filter { $0.kind == "work-handoff" }
    let notice = try #require(notices.first)
    #expect(notices.count == 1 && notice.title.hasPrefix("You stand in after Ana Ferrow on Desk of Alarm: 2 tickets"))
    #expect(notice.text.contains("Bo Lindqvar stands in on desk until Tue 2026-11-24 12:00 Etc/UTC"))
    #expect(notice.text.contains("watchbill desk accept alarm --from ana --as bo --duty desk"))
    #expect(try told(test, "cy", "work-handoff").count == 1)
    let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
    #expect(row.to.isEmpty && row.standIns == ["bo"] && row.state == "waiting")
    let taken = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", duty: "desk"))
    #expect(taken.map(\.owner) == ["bo", "bo"])
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["accepted"])
  }

  @Test("where nobody comes next the lead has the list and the plan, but not when the same person is back in time")
  func nobodyNext() async throws {
    let urgent = try await desk(Self.alone)
    try await urgent.live(until: "2026-11-24T12:30:00Z", messages: true)
    let message = try #require(try told(urgent, "cy", "work-handoff").first)
    #expect(message.title.hasPrefix("Nobody comes after Ana Ferrow on Desk of Alarm: 2 tickets"))
    #expect(message.text.contains("nobody is on desk before Wed 2026-11-25 08:00 Etc/UTC: 2 tickets stay until then"))
    #expect(try told(urgent, "cy", "ticket-unattended").isEmpty, "the lead has the list already")
    let calm = try await desk(Self.alone.replacing("first response: 4 hours", with: "first response: 48 hours"))
    try await calm.live(until: "2026-11-24T12:30:00Z", messages: true)
    #expect(try told(calm, "cy", "work-handoff").isEmpty, "Ana is back before anything is due")
  }

  @Test("where nobody comes next and somebody stands in, the plan says who, and until when, on the lead's wall")
  func standIn() async throws {
    let test = try await desk(Self.backedUp)
    try await test.live(until: "2026-11-24T12:30:00Z", messages: true)
    let message = try #require(try told(test, "cy", "work-handoff").first)
    #expect(message.title.hasPrefix("Nobody comes after Ana Ferrow on Desk of Alarm: 2 tickets"))
    let plan =
      "Bo Lindqvar stands in on desk until Tue 2026-11-24 15:00 Etc/UTC, "
      + "and nobody is on desk before Wed 2026-11-25 08:00 Etc/UTC: 2 tickets stay until then"
    #expect(message.text.contains(plan), "\(message.text)")
    #expect(try told(test, "bo", "work-handoff").first?.title.hasPrefix("You stand in after Ana Ferrow") == true)
    #expect(try await test.perform(ShowHandoffs(team: "alarm")).map(\.state) == ["told to the lead"], "bo had his time")
  }

  @Test("who stood in and is given the shift itself is the one that a handoff waits for")
  func standInBecomesNext() async throws {
    let test = try await desk(Self.backedUp)
    try await test.live(until: "2026-11-24T11:46:00Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").count == 1)
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "desk", from: "2026-11-24T12:00:00Z".instant, until: "2026-11-24T15:00:00Z".instant,
        member: "bo", out: nil, force: true))
    try await test.live(until: "2026-11-24T11:48:00Z", messages: true)
    let row = try #require(try await test.perform(ShowHandoffs(team: "alarm")).first)
    #expect(row.to == ["bo"] && row.state == "waiting", "\(row)")
  }

  @Test("after an outage over the shift's end it is sent once, late, and there is time to accept it")
  func outage() async throws {
    let test = try await desk()
    test.clock.set("2026-11-24T12:40:00Z".instant)
    try await test.desk.recover()
    try await test.live(until: "2026-11-24T12:54:00Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").count == 1 && told(test, "cy", "ticket-unattended").isEmpty)
    try await test.live(until: "2026-11-24T12:56:00Z", messages: true)
    #expect(try told(test, "cy", "ticket-unattended").count == 1)
  }

  @Test("looks that are repeated, and a restart, tell nobody twice")
  func repeated() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T11:46:00Z", messages: true)
    for _ in 0..<3 {
      try await test.desk.recover()
      try await test.live(until: "2026-11-24T11:47:00Z", messages: true)
    }
    #expect(try told(test, "bo", "work-handoff").count == 1)
  }

  @Test("nothing to hand over is not spoken of, a team says otherwise with `never`, and shadows hand nothing over")
  func silent() async throws {
    let empty = try await desk(tickets: [])
    try await empty.live(until: "2026-11-24T13:00:00Z", messages: true)
    #expect(try told(empty, "bo", "work-handoff").isEmpty && told(empty, "cy", "work-handoff").isEmpty)
    let never = try await desk(Self.team("handoff: { digest: never, start lists: no }"))
    try await never.live(until: "2026-11-24T13:00:00Z", messages: true)
    #expect(try told(never, "bo", "work-handoff").isEmpty && told(never, "bo", "start-lists").isEmpty)
    #expect(try await never.perform(ShowHandoffs(team: "alarm")).isEmpty)
  }

  @Test("a team's own notice, time and channel are followed; the channel names who it is for")
  func settings() async throws {
    let test = try await desk(
      Self.team("handoff: { digest: 1 hour before, accept within: 5 minutes, to: pager }"))
    try await test.live(until: "2026-11-24T11:01:00Z", messages: true)
    #expect(try told(test, "bo", "work-handoff").count == 1)
    let post = try #require(try test.messages.first { $0.type == "handoff" })
    #expect(post.title.hasPrefix("Ana Ferrow hands 2 tickets over to Bo Lindqvar: Desk of Alarm"))
    try await test.live(until: "2026-11-24T12:06:00Z", messages: true)
    #expect(try told(test, "cy", "ticket-unattended").count == 1)
  }

  @Test("in the team's channel of Slack the next person is called, outside every ticket's thread")
  func slack() async throws {
    var options = SourceOptions()
    options.api = "https://slack.example.org/api"
    let text = Self.team().replacing(
      "name: Bo Lindqvar }", with: "name: Bo Lindqvar, contacts: [{ pager: U0123456789 }] }")
    let channel = TeamChannelBinding(team: "alarm", source: "slack", channel: "C0DESK")
    let test = try await desk(text, channels: [channel], options: options)
    test.sent.respond { request in
      let isSlack = request.url.hasSuffix("chat.postMessage")
      return .http(
        status: 200, headers: [], body: Array((isSlack ? #"{"ok":true,"ts":"1795500000.000001"}"# : "{}").utf8))
    }
    try await test.live(until: "2026-11-24T11:50:00Z")
    let posts = test.sent.all.filter { $0.url.hasSuffix("chat.postMessage") }.map {
      String(decoding: $0.body, as: UTF8.self)
    }
    let handoffs = posts.filter { $0.contains("<@U0123456789> Ana Ferrow hands 2 tickets over to Bo Lindqvar") }
    #expect(handoffs.count == 1 && handoffs.allSatisfy { !$0.contains("thread_ts") }, "\(posts)")
  }

  @Test("a ticket that becomes private before its handoff has left is in it by its id alone (E14)")
  func becomesPrivate() async throws {
    let channel = TeamChannelBinding(team: "alarm", source: "slack", channel: "C0DESK")
    let test = try await desk(tickets: ["Larch lost a key", "Two"], channels: [channel], options: SourceOptions())
    test.sent.respond(.http(status: 503, headers: [], body: []))
    try await test.live(until: "2026-11-24T11:46:00Z", messages: true)
    let said = try await test.said(afterHiding: "T-1", by: "cy", until: "2026-11-24T11:58:00Z")
    #expect(said.allSatisfy { !$0.contains("Larch") }, "\(said)")
    for place in ["C0DESK", "work-handoff"] {
      #expect(said.contains { $0.contains(place) && $0.contains("- T-1 (private)") }, "\(place): \(said)")
    }
  }

  @Test("whoever has very many tickets hands over the most urgent, and the rest is counted")
  func many() async throws {
    let test = try await desk(tickets: (1...203).map { "Ticket \($0)" })
    let digest = try #require(try await test.perform(ShowWorkDigest(team: "alarm", member: "ana")).digest)
    #expect(digest.tickets.count == 200 && digest.rest == 3)
    try await test.live(until: "2026-11-24T11:46:00Z", messages: true)
    let text = try #require(try told(test, "bo", "work-handoff").first).text
    #expect(text.contains("- and 180 more") && text.contains("3 more are not listed"), "\(text)")
  }

  @Test("start lists of very many tickets say that there are more, and how many were not looked at")
  func manyAtTheStart() async throws {
    let test = try await desk(tickets: (1...302).map { "Ticket \($0)" })
    try await test.live(until: "2026-11-24T12:01:00Z", messages: true)
    let notices = try await test.perform(ListNotices(member: "bo"))
    let lists = try #require(notices.first { $0.kind == "start-lists" })
    #expect(lists.title.hasSuffix("at least 300 tickets wait"), "\(lists.title)")
    #expect(lists.text.hasSuffix("2 more open tickets come after these and were not looked at"), "\(lists.text)")
    #expect(try await test.perform(ShowStartLists(team: "alarm", member: "bo")).lists.rest == 2)
  }

  @Test("at the start of a shift the three lists come by themselves, once, and only then")
  func startLists() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T11:59:59Z", messages: true)
    #expect(try told(test, "bo", "start-lists").isEmpty)
    try await test.live(until: "2026-11-24T12:30:00Z", messages: true)
    let lists = try told(test, "bo", "start-lists")
    #expect(lists.count == 1)
    #expect(lists.first?.text.contains("messages that wait on tickets of people who are off: 2") == true)
    try await test.live(until: "2026-11-24T17:00:00Z", messages: true)
    #expect(try told(test, "bo", "start-lists").count == 1)
  }
}
