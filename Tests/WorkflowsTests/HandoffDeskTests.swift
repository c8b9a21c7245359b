import Foundation
import Testing
import Timekeeping
import Triage
import Workflows

/// From shift to shift with a real store: the digest, taking over, and the lists at the start (rule K10, D44).
@Suite struct HandoffDeskTests {
  private static let team = """
    team: alarm
    zone: Etc/UTC
    lead: cy
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    duties:
      desk:
        layers:
          - { id: early, members: [ana], hours: "mon-fri 08:00-12:00" }
          - { id: late, members: [bo], hours: "mon-fri 12:00-18:00" }
    priorities: [urgent, normal]
    queues:
      letters: { when: otherwise, targets: { first response: 4 hours }, overflow: [desk] }

    """

  /// Ana has two tickets on Tuesday morning; at noon her shift is over.
  private func desk(at time: String = "11:50") async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    for title in ["One", "Two"] {
      let row = try await test.perform(OpenTicket(team: "alarm", title: title, body: "About \(title)."))
      #expect(row.owner == "ana")
    }
    test.clock.set(try Timestamp(text: "2026-11-24T\(time):00Z"))
    return test
  }

  @Test("the digest says what goes to whom, and whoever comes next takes it whole or by ticket")
  func accepts() async throws {
    let test = try await desk()
    let reply = try await test.perform(ShowWorkDigest(team: "alarm", member: "ana"))
    let digest = try #require(reply.digest)
    #expect(reply.names == ["Bo Lindqvar"] && digest.tickets.map(\.description) == ["T-1", "T-2"])
    #expect(try digest.at == Timestamp(text: "2026-11-24T12:00:00Z"))
    test.clock.set(try Timestamp(text: "2026-11-24T12:05:00Z"))
    let stranger = await #expect(throws: OperatorProblem.self) {
      try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "ana"))
    }
    #expect(stranger?.description.contains("this handoff is for bo") ?? false, "\(String(describing: stranger))")
    let one = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: ["T-2"]))
    #expect(one.map(\.id) == ["T-2"] && one.first?.owner == "bo")
    let rest = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "cy"))
    #expect(rest.map(\.id) == ["T-1"] && rest.first?.owner == "cy", "the lead may, too")
    #expect(try await test.perform(ShowWorkDigest(team: "alarm", member: "ana")).digest?.isEmpty == true)
  }

  @Test("long before the end a ticket is taken over by name, and everything only by force")
  func hoursBefore() async throws {
    let test = try await desk(at: "11:44")
    let early = await #expect(throws: OperatorProblem.self) {
      try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo"))
    }
    let end = "Tue 2026-11-24 12:00 Etc/UTC"
    #expect(early?.what == "ana's shift on desk goes on until \(end), and 2 tickets would go over now")
    #expect(try await test.perform(ListTickets(owner: "ana")).count == 2)
    let one = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: ["T-2"]))
    #expect(one.map(\.owner) == ["bo"])
    let rest = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", force: true))
    #expect(rest.map(\.id) == ["T-1"])
  }

  @Test("at the start of a shift everything that waits stands in one of three lists")
  func start() async throws {
    let test = try await desk()
    test.clock.set(try Timestamp(text: "2026-11-24T12:05:00Z"))
    func lists() async throws -> StartLists {
      try await test.perform(ShowStartLists(team: "alarm", member: "bo")).lists
    }
    #expect(try await lists().ofPeopleWhoAreOff.map(\.ticket.description) == ["T-1", "T-2"])
    _ = try await test.perform(AcceptHandoff(team: "alarm", from: "ana", member: "bo", tickets: ["T-1"]))
    let after = try await lists()
    #expect(after.new.map(\.ticket.description) == ["T-1"] && after.new.first?.lastNote == "About One.")
    #expect(after.ofPeopleWhoAreOff.map(\.ticket.description) == ["T-2"] && after.repliesToYou.isEmpty)
  }

  @Test("somebody without a shift hands nothing over, and an unknown duty has a suggestion")
  func nothing() async throws {
    let test = try await desk()
    #expect(try await test.perform(ShowWorkDigest(team: "alarm", member: "cy")).digest == nil)
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(AcceptHandoff(team: "alarm", from: "cy", member: "bo"))
    }
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ShowWorkDigest(team: "alarm", member: "ana", duty: "dessk"))
    }
    #expect(problem?.help.contains("did you mean 'desk'?") ?? false, "\(String(describing: problem))")
  }
}
