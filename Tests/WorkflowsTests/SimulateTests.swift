import Drafting
import Testing
import Timekeeping
import Workflows

/// Tickets of the past over a proposed rota.
@Suite struct SimulateTests {
  /// Ana drafts badly alone; urgent ones page whoever is primary.
  private static let team = """
    team: alarm
    zone: Etc/UTC
    lead: cy
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    duties:
      desk: { slots: mon-fri 09:00-17:00, members: [ana, bo] }
      primary: { layers: [{ id: always, members: [cy] }] }
    priorities: [urgent, normal]
    queues:
      alarms:
        when: { priority: urgent }
        page from: urgent
        targets: { first response: { urgent: 60 minutes } }
        escalation: { urgent: critical }
        overflow: [primary]
      letters: { when: otherwise, targets: { first response: 30 minutes }, overflow: [desk] }
    escalation:
      critical: [{ at: created, page: primary, acknowledge within: 5 minutes }]

    """
  private static let history = """
    created,priority,title,handling minutes
    2026-03-02 09:00,normal,One,60
    2026-03-02 09:10,normal,Two,10
    2026-03-03 23:30,urgent,Night,15
    2026-03-09 10:00,normal,Next week,
    """

  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-20T10:00:00Z", schedules: ["alarm.yaml": Self.team])
  }

  @Test("a priority that the team does not have is refused with its line")
  func unknownPriority() async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "alarm", period: DraftPeriod(try ISOWeek(text: "2026-W48"))))
    let history = Self.history + "\n2026-03-10 10:00,urgant,Typo,"
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(SimulateRota(draft: draft.id, history: history))
    }
    #expect(problem?.what == "line 6: there is no priority 'urgant'" && problem?.help == "did you mean 'urgent'?")
  }

  @Test("a draft that begins in the middle of a week has the tickets of all its days")
  func midWeek() async throws {
    let test = try await desk()
    let days = try #require(
      DraftPeriod(from: CivilDate(text: "2026-12-02"), until: CivilDate(text: "2026-12-09")))
    let draft = try await test.perform(DraftRota(team: "alarm", period: days))
    let reply = try await test.perform(SimulateRota(draft: draft.id, history: Self.history))
    #expect(reply.left == 0 && reply.proposed.tickets == 4 && reply.replays == 2)
  }

  @Test("a long history is counted to its last ticket")
  func thousands() async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "alarm", period: DraftPeriod(try ISOWeek(text: "2026-W48"))))
    let rows = (0..<1_010).map { "2026-03-0\(2 + $0 % 5) \(10 + $0 % 6):\(10 + $0 % 50),normal,N\($0),1" }
    let history = (["created,priority,title,handling minutes"] + rows).joined(separator: "\n")
    let reply = try await test.perform(SimulateRota(draft: draft.id, history: history))
    #expect(reply.proposed.tickets == 1_010 && reply.left == 0)
  }

  @Test("a team without priorities has its figures all the same")
  func withoutPriorities() async throws {
    let plain = """
      team: alarm
      zone: Etc/UTC
      members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }]
      duties: { desk: { slots: mon-fri 09:00-17:00 } }
      queues: { letters: { when: otherwise } }

      """
    let test = try await TestDesk(at: "2026-11-20T10:00:00Z", schedules: ["alarm.yaml": plain])
    let draft = try await test.perform(DraftRota(team: "alarm", period: DraftPeriod(try ISOWeek(text: "2026-W48"))))
    let reply = try await test.perform(SimulateRota(draft: draft.id, history: Self.history))
    #expect(reply.proposed.tickets == 4 && reply.proposed.priorities.map(\.priority) == ["normal"])
  }

  @Test(
    "each ticket is lived through on its weekday: who had it, how long it waited, what broke, who was paged at night")
  func replayed() async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "alarm", period: DraftPeriod(try ISOWeek(text: "2026-W48"))))
    let reply = try await test.perform(SimulateRota(draft: draft.id, history: Self.history))
    #expect(reply.replays == 2 && reply.left == 0 && reply.published == nil)
    let normal = try #require(reply.proposed.priorities.first { $0.priority == "normal" })
    #expect(normal.tickets == 3 && normal.answered == 3)
    let urgent = try #require(reply.proposed.priorities.first { $0.priority == "urgent" })
    #expect(urgent.tickets == 1 && urgent.pages == 1 && urgent.breaches == 0)
    let lead = try #require(reply.proposed.people.first { $0.member == "cy" })
    #expect(lead.pages == 1 && lead.nightPages == 1 && lead.workMinutes == 15)
    let onDesk = reply.proposed.people.filter { $0.member != "cy" }
    #expect(onDesk.reduce(0) { $0 + $1.tickets } == 3 && onDesk.reduce(0) { $0 + $1.workMinutes } == 90)
    // The second of Monday's letters waits until the first is done, an hour later, and its promise is broken.
    #expect(normal.breaches == 1 && normal.p90Response == 3000, "\(normal)")
    #expect(try await test.perform(ListTickets(all: true)).isEmpty, "nothing of it is stored")
    let again = try await test.perform(SimulateRota(draft: draft.id, history: Self.history))
    #expect(again.proposed == reply.proposed)
  }

  @Test("what is published for the same days is lived through as well")
  func compared() async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "alarm", period: DraftPeriod(try ISOWeek(text: "2026-W48"))))
    try await test.perform(PublishRota(draft: draft.id))
    let reply = try await test.perform(SimulateRota(draft: draft.id, history: Self.history))
    let published = try #require(reply.published)
    #expect(published.priorities == reply.proposed.priorities && published.people == reply.proposed.people)
  }

  @Test(
    "a cell that cannot be read is named with line and column",
    arguments: [
      ("opened on\n2026-03-02 09:00", "line 1: no column is called 'created'"),
      ("created\n2026-03-32 09:00", "line 2, column 1 (created): '2026-03-32 09:00' is not a date and time"),
      ("created;minutes\n2026-03-02 09:00;long", "line 2, column 2 (minutes): 'long' is not a number of minutes"),
      ("created,tags,tags\n2026-03-02 09:00,a,b", "line 1: columns 2 and 3 are both called 'tags'"),
      ("created_at,title,Created At\n2026-03-02 09:00,a,b", "line 1: columns 1 and 3 are both called 'created_at'"),
      ("created,title\n2026-03-02 09:00,Hot, loud", "line 2, column 3: 'loud' has no heading in line 1"),
      ("created", "a header and no tickets"), ("created\n2026-03-07 09:00\n\"", "never closed"),
    ])
  func refused(text: String, message: String) async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "alarm", period: DraftPeriod(try ISOWeek(text: "2026-W48"))))
    let problem = try await #require(throws: OperatorProblem.self) {
      _ = try await test.perform(SimulateRota(draft: draft.id, history: text))
    }
    #expect("\(problem)".contains(message), "\(problem)")
  }
}
