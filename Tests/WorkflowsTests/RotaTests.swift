import Drafting
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Workflows

/// From the sample files to a published rota, over a real store.
@Suite(.ownThreads) struct RotaTests {
  /// Monday morning, before anybody begins.
  private func samples(at now: String = "2026-11-23T06:00:00Z") async throws -> TestDesk {
    let test = try await TestDesk(at: now)
    try await test.applySamples()
    return test
  }

  @Test("a drafted and published week is what everybody asks about")
  func published() async throws {
    let test = try await samples()
    let draft = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    #expect(draft.draft.gaps.isEmpty)
    let before = try await test.perform(
      WhoIsOn(team: "field-support", duty: "desk", at: "2026-11-24T09:00:00Z".instant))
    #expect(before.rows.first?.members.first?.duty == "primary", "before publishing, the fallback answers")
    let reply = try await test.perform(PublishRota(draft: draft.id))
    #expect(reply.shifts.count { $0.duty == "desk" } == 15)
    let after = try await test.perform(WhoIsOn(team: "field-support", duty: "desk", at: "2026-11-24T09:00:00Z".instant))
    let drafted = draft.draft.assignments.first { $0.slot.id.text.contains("20261124T0800") }
    #expect(after.rows.first?.member == drafted?.member?.text)
    #expect(after.rows.first?.because == "published rota 2026-W48 (\(draft.id))")
  }

  @Test("publishing in the middle of a week posts nothing to the past")
  func middleOfWeek() async throws {
    let test = try await samples(at: "2026-11-25T10:30:00Z")
    let draft = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    let reply = try await test.perform(PublishRota(draft: draft.id))
    let now = try Timestamp(text: "2026-11-25T10:30:00Z")
    #expect(reply.shifts.allSatisfy { $0.start >= now }, "\(reply.shifts.map(\.start))")
    #expect(reply.shifts.contains { $0.duty == "desk" && $0.start == now }, "the slot that runs begins now")
  }

  @Test("publishing again keeps what began, and says that nothing is different")
  func again() async throws {
    let test = try await samples(at: "2026-11-24T09:00:00Z")
    let first = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    let published = try await test.perform(PublishRota(draft: first.id))
    test.clock.set(try Timestamp(text: "2026-11-25T09:00:00Z"))
    let second = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    let trial = try await test.perform(PublishRota(draft: second.id, dryRun: true))
    #expect(trial.changes.isEmpty, "\(trial.changes)")
    let again = try await test.perform(PublishRota(draft: second.id))
    #expect(again.shifts.map(\.uid) == published.shifts.map(\.uid))
    #expect(again.shifts.map(\.start) == published.shifts.map(\.start))
  }

  @Test("a draft that leave has overtaken is refused when it is published")
  func overtaken() async throws {
    let test = try await samples()
    let draft = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    let member = try #require(draft.draft.assignments.first?.member)
    try await test.perform(
      AddLeave(member: member.text, from: "2026-11-23T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    await #expect(throws: OperatorProblem.self) { try await test.perform(PublishRota(draft: draft.id)) }
  }

  @Test(
    "leave that lands on a published shift is a conflict: the member stays until it begins, then the fallback answers")
  func conflict() async throws {
    let test = try await samples()
    let draft = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    let member = try #require(draft.draft.assignments.first?.member).text
    let reply = try await test.perform(
      AddLeave(member: member, from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T00:00:00Z".instant))
    #expect(!reply.conflicts.isEmpty)
    let slot = try #require(reply.conflicts.first { $0.part.duty.text == "desk" }?.part)
    let who = try await test.perform(
      WhoIsOn(team: "field-support", duty: "desk", at: slot.interval.start + .minutes(5)))
    #expect(who.rows.first?.members.first?.duty == "primary")
    try await test.perform(RemoveLeave(id: reply.leave.id))
    let back = try await test.perform(
      WhoIsOn(team: "field-support", duty: "desk", at: slot.interval.start + .minutes(5)))
    #expect(back.rows.first?.member == member)
  }

  @Test("an override takes effect, refuses a clash, says when it has no effect, and can be taken back")
  func overrides() async throws {
    let test = try await samples()
    let span = ("2026-11-24T09:00:00Z".instant, "2026-11-24T17:00:00Z".instant)
    let before = try await test.perform(WhoIsOn(team: "field-support", duty: "primary", at: span.0))
    let holder = try #require(before.rows.first?.member)
    let reply = try await test.perform(
      AddOverride(
        team: "field-support", duty: "primary", from: span.0, until: span.1, member: "esme", out: holder,
        reason: "visit"))
    #expect(reply.hasEffect)
    let during = try await test.perform(WhoIsOn(team: "field-support", duty: "primary", at: span.0))
    #expect(during.rows.first?.member == "esme")
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(
        AddOverride(team: "field-support", duty: "primary", from: span.0, until: span.1, member: "gus", out: holder))
    }
    let idle = try await test.perform(
      AddOverride(team: "field-support", duty: "primary", from: span.0, until: span.1, member: "gus", out: "hana"))
    #expect(!idle.hasEffect)
    try await test.perform(RemoveOverride(id: reply.change.id))
    let after = try await test.perform(WhoIsOn(team: "field-support", duty: "primary", at: span.0))
    #expect(after.rows.first?.member == holder)
  }

  @Test("applying the same files twice stores one version; an instant in the past is refused")
  func applied() async throws {
    let test = try await samples()
    let again = try await test.applySamples()
    #expect(again.isUnchanged && again.version == 1)
    await #expect(throws: OperatorProblem.self) {
      try await test.apply(["t.yaml": SmallTeam.text], from: "2026-11-20T00:00:00Z".instant)
    }
  }

  @Test("exports are the same bytes when they are made again")
  func exports() async throws {
    let test = try await samples()
    let draft = try await test.perform(DraftRota(team: "field-support", week: week("2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    // Named, because this week ends in Denver meanwhile.
    let first = try await test.perform(ExportFiles(week: week("2026-W48")))
    test.clock.set(try Timestamp(text: "2026-11-23T19:00:00Z"))
    let second = try await test.perform(ExportFiles(week: week("2026-W48")))
    #expect(first == second)
    #expect(first.contains { $0.path == "field-support/2026-W48.txt" })
    #expect(first.contains { $0.path == "members/ana.ics" })
    #expect(Set(first.map(\.path)).count == first.count)
  }

  private func week(_ text: String) throws -> ISOWeek { try ISOWeek(text: text) }
}

/// The smallest useful team.
enum SmallTeam {
  static let text = """
    team: alarm
    name: Alarm desk
    zone: Etc/UTC
    lead: cy
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    duties:
      primary: { fallback: secondary, layers: [{ id: always, members: [ana] }] }
      secondary: { layers: [{ id: always, members: [bo] }] }
      office: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [cy] }] }
    office hours: { day: mon-fri 09:00-17:00 }
    priorities: [urgent, normal]
    queues:
      alarms:
        when: { priority: urgent }
        office hours: always
        page from: urgent
        targets: { first response: { urgent: 60 minutes } }
        escalation: { urgent: critical }
        overflow: [primary]
      letters:
        when: otherwise
        office hours: day
        page from: never
        outside hours: hold
        targets: { first response: 4 business hours }
        overflow: [office]
    escalation:
      critical:
        - { at: created, page: primary, acknowledge within: 5 minutes, still working within: 30 minutes }
        - { then: secondary, after: 5 minutes }
        - { then: lead, after: 10 minutes, repeat: 2 times }

    """
}

extension String {
  /// The instant this text names; tests write only good ones.
  var instant: Timestamp { (try? Timestamp(text: self)) ?? .distantPast }
}
