import Foundation
import PagingChannels
import Scheduling
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// People who leave the team, and who may not see a ticket: nothing stays theirs by the way.
@Suite struct LeaverTests {
  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
  }

  /// Without Ana, who had everything.
  private static let without = SmallTeam.text.replacing("{ id: ana, name: Ana Ferrow }, ", with: "")
    .replacing("members: [ana]", with: "members: [bo]")

  @Test("the load names whoever has tickets and is in the team no more; they are found, and applying says so")
  func tickets() async throws {
    let test = try await desk()
    for title in ["One", "Two"] { try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent")) }
    #expect(try await test.perform(ListTickets(owner: "ana")).count == 2)
    test.clock.set("2026-11-24T10:05:00Z".instant)
    let reply = try await test.apply(["alarm.yaml": Self.without])
    #expect(
      reply.lost == [
        "2 open tickets are Ana Ferrow's, who is in no team then: watchbill ticket assign T-1 MEMBER; "
          + "watchbill ticket list --owner ana shows them"
      ])
    let rows = try await test.perform(ShowLoad(team: "alarm")).rows
    #expect(rows.map(\.member.name) == ["Bo Lindqvar", "Cy Morandel", "Ana Ferrow (not in the team)"])
    #expect(rows.last?.open == 2)
    #expect(try await test.perform(ListTickets(owner: "ana")).count == 2)
    await #expect(throws: OperatorProblem.self) { try await test.perform(ListTickets(owner: "anna")) }
  }

  @Test("whoever has left hands their tickets over like anybody whose shift ends")
  func handsOver() async throws {
    let layer = #"[{ id: early, members: [ana], hours: "mon-fri 08:00-12:00" }]"#
    let text = """
      team: alarm
      name: Alarm
      zone: Etc/UTC
      members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }]
      duties: { desk: { layers: \(layer) } }
      priorities: [normal]
      queues: { letters: { when: otherwise, overflow: [desk] } }

      """
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": text])
    #expect(try await test.perform(OpenTicket(team: "alarm", title: "One")).owner == "ana")
    test.clock.set("2026-11-24T10:05:00Z".instant)
    try await test.apply([
      "alarm.yaml": text.replacing("{ id: ana, name: Ana Ferrow }, ", with: "").replacing("[ana]", with: "[bo]")
    ])
    let digest = try await test.perform(ShowWorkDigest(team: "alarm", member: "ana")).digest
    #expect(digest?.to.map(\.text) == ["bo"])
    let taken = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo"))
    #expect(taken.map(\.id) == ["T-1"] && taken.map(\.owner) == ["bo"])
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(AcceptHandoff(team: "alarm", from: "nobody", member: "bo"))
    }
  }

  @Test("a queue that is in no file any more still names its tickets, and its review says where they are")
  func formerQueue() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "One", priority: "urgent"))
    test.clock.set("2026-11-24T10:05:00Z".instant)
    try await test.apply(["alarm.yaml": SmallTeam.text.replacing("  alarms:", with: "  sirens:")])
    #expect(try await test.perform(ListTickets(queue: "alarms")).map(\.id) == ["T-1"])
    #expect(try await test.perform(CountTickets(ListTickets(team: "alarm", queue: "alarms"))).tickets == 1)
    let told = await #expect(throws: OperatorProblem.self) { try await test.perform(ReviewQueue(queue: "alarms")) }
    #expect(told?.what == "the queue 'alarms' is in no file any more, and has 1 open ticket")
    await #expect(throws: OperatorProblem.self) { try await test.perform(ListTickets(queue: "alarm")) }
  }

  @Test("who has left since they were paged is told so by the page's link, and acknowledges nothing")
  func paged() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-24T10:00:01Z")
    let row = try #require(try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.first)
    let token = String(try #require(test.desk.links(for: row.page).acknowledge.split(separator: "/").last))
    test.clock.set("2026-11-24T10:01:00Z".instant)
    try await test.apply(["alarm.yaml": Self.without])
    let told = "You are not in Alarm desk: it answers this without you."
    #expect(try await test.desk.acknowledgeLink(token)?.over == told)
    #expect(try await test.desk.acknowledge(byLink: token)?.over == told)
    #expect(try await test.perform(ListTickets()).map(\.acknowledgedBy) == [nil])
  }

  @Test("of a list, what its reader cannot acknowledge any more is said, and keeps none of the others from it")
  func list() async throws {
    func files(_ members: String, primary: String) -> [String: String] {
      let all = "{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }"
      let depot = SmallTeam.text.replacing("team: alarm", with: "team: depot").replacing(all, with: members)
      return ["alarm.yaml": SmallTeam.text, "depot.yaml": depot.replacing("[ana]", with: "[\(primary)]")]
    }
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: files("ana, bo, cy", primary: "ana"))
    for team in ["depot", "alarm"] {
      try await test.perform(OpenTicket(team: team, title: "Down", priority: "urgent"))
    }
    try await test.live(until: "2026-11-24T10:00:01Z")
    let pages = try await test.desk.store.read { snapshot in
      try [1, 2].flatMap { try snapshot.pages(of: TicketID(number: $0)) }.map(\.page)
    }
    let token = String(try #require(test.desk.links(for: pages).acknowledgeAll.split(separator: "/").last))
    test.clock.set("2026-11-24T10:01:00Z".instant)
    try await test.apply(files("bo, cy", primary: "bo"))
    let done = try #require(try await test.desk.acknowledgeAll(byLink: token))
    #expect(done.tickets.map(\.id) == ["T-2"])
    #expect(done.refused == ["T-1 is not acknowledged: ana is not a member of depot"])
  }

  @Test("whoever a private ticket is not for can neither acknowledge it nor merge, split, group or relate it (E14)")
  func notForThem() async throws {
    let test = try await desk()
    for title in ["Salary", "Other"] { try await test.perform(OpenTicket(team: "alarm", title: title)) }
    try await test.perform(AssignTicketByHand(id: "T-1", member: "bo"))
    try await test.perform(ActOnTicket(id: "T-1", member: "bo", act: .visibility(isPrivate: true)))
    let refused = "T-1 is private, and not for Ana Ferrow"
    func refuses<Command: OperatorCommand>(_ command: Command) async throws {
      let problem = await #expect(throws: OperatorProblem.self) { try await test.perform(command) }
      #expect(problem?.what == refused, "\(Command.name): \(String(describing: problem))")
    }
    try await refuses(AcknowledgeTicket(id: "T-1", member: "ana"))
    for tie in [TieTickets.Tie.merge, .group, .relate] {
      try await refuses(TieTickets(id: "T-1", other: "T-2", tie: tie, member: "ana"))
      try await refuses(TieTickets(id: "T-2", other: "T-1", tie: tie, member: "ana"))
    }
    try await refuses(SplitTicket(id: "T-1", title: "Mine", member: "ana"))
    try await refuses(MoveTicket(id: "T-1", queue: "alarms", member: "ana"))
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .relate, member: "bo"))
  }
}
