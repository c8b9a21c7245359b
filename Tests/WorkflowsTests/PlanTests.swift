import Drafting
import FoundationEssentials
import Scheduling
import Testing
import Timekeeping
import Workflows

/// What an edit would do, before and after it is done, over a real store.
@Suite struct PlanTests {
  /// Ana and Bo, week by week from Monday 09:00, and a desk by slots.
  private static let team = """
    team: alarm
    name: Alarm desk
    zone: Europe/London
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    duties:
      primary:
        layers: [{ id: week, members: [ana, bo], every: 1 week, handoff: mon 09:00, from: 2026-11-02 }]
      desk:
        slots: mon-fri 09:00-17:00
    priorities: [normal]
    queues: { all: { when: otherwise, office hours: always, page from: never, overflow: [primary] } }

    """

  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
  }

  private func plan(_ test: TestDesk, _ text: String, from: String? = nil) async throws -> PlanReply {
    try await test.perform(
      PlanSchedules(definitions: test.definitions(["alarm.yaml": text]), from: from.map { try Timestamp(text: $0) }))
  }

  @Test("files that say what is in force change nothing; a new name changes nobody's shifts")
  func nothing() async throws {
    let test = try await desk()
    let same = try await plan(test, Self.team)
    #expect(same.isSameDefinition && same.teams.isEmpty && same.replaced.isEmpty)
    // At the very instant at which the first version begins, another would replace it.
    test.clock.set("2026-11-24T10:01:00Z".instant)
    let named = try await plan(test, Self.team.replacing("name: Alarm desk", with: "name: Alarms"))
    #expect(!named.isSameDefinition && named.teams.isEmpty && named.replaced.isEmpty)
  }

  @Test("what changes besides shifts is named by the sections of the file")
  func sections() async throws {
    let test = try await desk()
    test.clock.set("2026-11-24T10:01:00Z".instant)
    func edited(_ text: String) async throws -> [PlanReply.Edited] { try await plan(test, text).edited }
    #expect(try await edited(Self.team).isEmpty)
    let promised = try await edited(
      Self.team.replacing("overflow: [primary] }", with: "overflow: [primary], targets: { triage: 1 hour } }"))
    #expect(promised.map(\.team) == ["alarm"] && promised.first?.sections == ["targets"])
    let some = Self.team.replacing("overflow: [primary] }", with: "overflow: [primary], assign: round robin }")
      .replacing("name: Alarm desk", with: "name: Alarms")
    let rule = "routing:\n  - { name: bills, when: { words: [invoice] }, type: billing }\n"
    #expect(try await edited(some + rule).map(\.sections) == [["name", "queues", "routing"]])
    let few = "few: { when: { tag: few }, overflow: [primary] }"
    let another = Self.team.replacing("queues: { all", with: "queues: { \(few), all")
    #expect(try await edited(another).map(\.sections) == [["queues"]])
  }

  @Test("who gains and who loses, how much and from when; before that instant nothing moves (T11)")
  func people() async throws {
    let test = try await desk()
    let edited = Self.team.replacing("members: [ana, bo]", with: "members: [ana, cy]")
    let reply = try await plan(test, edited, from: "2026-12-01T00:00:00Z")
    let team = try #require(reply.teams.first)
    #expect(team.people.map(\.member) == ["bo", "cy"] && !reply.touchesPublished && !reply.makesGap)
    let (bo, cy) = (team.people[0], team.people[1])
    #expect(bo.secondsAfter == 0 && bo.secondsLost == cy.secondsGained && bo.shiftsAfter == 0)
    // Ana has the week from Monday 30 November and keeps it; Cy takes Bo's place in the list from the next one on.
    #expect(bo.from == "2026-12-07T09:00:00Z".instant && team.secondsMoved == bo.secondsLost)
    #expect(team.changes.allSatisfy { $0.kind == "handed" && $0.memberBefore == "bo" && $0.memberAfter == "cy" })
    let inside = try await plan(test, edited, from: "2026-12-08T00:00:00Z").teams.first?.people ?? []
    #expect(inside.map(\.member) == ["ana", "bo", "cy"] && inside[1].from == "2026-12-08T00:00:00Z".instant)
    try await test.apply(["alarm.yaml": edited], from: "2026-12-08T00:00:00Z".instant)
    // Inside Bo's week: what is before the version stays Bo's, and the rest is the next one's in the list (rule T5).
    let shifts = try await test.perform(
      ListShifts(from: "2026-11-30T09:00:00Z".instant, to: "2026-12-14T09:00:00Z".instant, duty: "primary"))
    #expect(shifts.map(\.member) == ["ana", "bo", "ana"], "\(shifts)")
    #expect(shifts.dropFirst().first?.end == "2026-12-08T00:00:00Z".instant)
  }

  @Test("a handoff that moves is a move of the same shift, and a duty without hours is a gap closed or made")
  func movesAndGaps() async throws {
    let test = try await desk()
    let later = try await plan(
      test, Self.team.replacing("handoff: mon 09:00", with: "handoff: mon 10:00"), from: "2026-11-30T12:00:00Z")
    #expect(later.teams[0].changes.allSatisfy { $0.kind == "moved" })
    let ending = Self.team.replacing("from: 2026-11-02 }", with: "from: 2026-11-02, until: 2026-12-31 }")
    try await test.apply([
      "alarm.yaml": ending.replacing("members: [ana, bo]", with: "members: [ana, dee]").replacing(
        "name: Cy Morandel }", with: "name: Cy Morandel }, { id: dee, until: 2026-12-20 }")
    ])
    let back = try await plan(test, Self.team)
    #expect(!back.makesGap && back.teams[0].gaps.contains { $0.duty == "primary" && !$0.isMade })
  }

  @Test("a published week is touched only on purpose, and what is outside of it may move freely")
  func published() async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "alarm", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    let edited = Self.team.replacing("members: [ana, bo]", with: "members: [cy, cy]")
    #expect(try await plan(test, edited).touchesPublished == false, "the week's rotation shifts were published, too")
    let fewer = Self.team.replacing(", { id: cy, name: Cy Morandel }", with: "")
    let weekend = Self.team.replacing("slots: mon-fri", with: "slots: mon-sun")
    let onDesk = Set(draft.draft.assignments.compactMap { $0.member?.text })
    #expect(onDesk.contains("cy"), "\(onDesk)")
    let leaving = Self.team.replacing("name: Cy Morandel }", with: "name: Cy Morandel, until: 2026-11-23 }")
    let why = try await plan(test, leaving).teams.flatMap(\.published).flatMap(\.why)
    #expect(why.contains("cy has shifts on days outside their time in the team"), "\(why)")
    for text in [fewer, weekend, leaving] {
      #expect(try await plan(test, text).touchesPublished)
      let problem = await #expect(throws: OperatorProblem.self) { try await test.apply(["alarm.yaml": text]) }
      let what = problem?.what ?? ""
      #expect(what.hasPrefix("it would touch published weeks: alarm 2026-W48"), "\(what)")
    }
    let forced = try await test.perform(
      ApplySchedules(definitions: test.definitions(["alarm.yaml": weekend]), force: true))
    #expect(forced.version == 2 && forced.plan?.makesGap == true)
    test.clock.set("2026-11-24T10:05:00Z".instant)
    try await test.perform(ApplySchedules(definitions: test.definitions(["alarm.yaml": leaving]), force: true))
    let away = try await test.perform(
      CheckCoverage(from: "2026-11-24T12:00:00Z".instant, to: "2026-11-28T12:00:00Z".instant))
    #expect(away.findings.contains { $0.kind == "away" && $0.members == ["cy"] }, "\(away.findings)")
    #expect(try await plan(test, leaving).touchesPublished == false, "what is known is not told again")
  }

  @Test("a version that lacks a team, in force or to come, is refused unless that is meant; a plan names it")
  func leftOut() async throws {
    let test = try await desk()
    let lamp = """
      team: lamp
      zone: Etc/UTC
      members: [{ id: ida, until: 2026-12-20 }]
      duties: { watch: { layers: [{ id: all, members: [ida] }] } }

      """
    let both = ["alarm.yaml": Self.team, "lamp.yaml": lamp]
    try await test.apply(both, from: "2026-12-07T00:00:00Z".instant)
    for instant in ["2026-11-24T10:00:00Z", "2026-12-08T00:00:00Z"] {
      test.clock.set(instant.instant)
      let reply = try await plan(test, Self.team.replacing("Alarm desk", with: "Alarms"))
      #expect(reply.removed == ["lamp"] && !reply.touchesPublished)
      let problem = await #expect(throws: OperatorProblem.self) { try await test.apply(["alarm.yaml": Self.team]) }
      #expect(problem?.kind == .no && problem?.what == "it would take away team lamp")
    }
    let forced = try await test.apply(["alarm.yaml": Self.team], force: true)
    #expect(forced.teams == ["alarm"] && forced.plan?.removed == ["lamp"])
    #expect(forced.plan?.teams.first { $0.isRemoved }?.gaps == [], "nobody closes the gap after Ida left")
    let people = await #expect(throws: OperatorProblem.self) {
      try await test.apply(["people.yaml": "members: [{ id: ana, name: Ana Ferrow }]\n"])
    }
    #expect(people?.what == "it would take away team alarm")
  }

  @Test("shifts that would clash with another team's are told, once, and the version is applied all the same (T14)")
  func clashes() async throws {
    let lamp = """
      team: lamp
      zone: Europe/London
      members: [ida]
      duties: { watch: { slots: mon 09:00-17:00 } }

      """
    var files = ["alarm.yaml": Self.team, "lamp.yaml": lamp]
    files["people.yaml"] = "members: [{ id: ida, name: Ida Venn }]\n"
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: files)
    let draft = try await test.perform(DraftRota(team: "lamp", week: ISOWeek(text: "2026-W50")))
    try await test.perform(PublishRota(draft: draft.id))
    test.clock.set("2026-11-24T10:01:00Z".instant)
    files["people.yaml"] = "members: [{ id: ida, name: Ida Vennor }]\n"
    #expect(try await test.apply(files).plan?.clashes == nil, "nothing clashes")
    test.clock.set("2026-11-24T10:02:00Z".instant)
    files["alarm.yaml"] = Self.team.replacing("name: Cy Morandel }]", with: "name: Cy Morandel }, ida]")
      .replacing("members: [ana, bo]", with: "members: [ida]")
    let clashes = try #require(try await test.apply(files).plan?.clashes)
    #expect(clashes.map(\.kind) == ["together"] && clashes.map(\.members) == [["ida"]], "\(clashes)")
    #expect(clashes.first?.from == "2026-12-07T09:00:00Z".instant)
    test.clock.set("2026-11-24T10:03:00Z".instant)
    let again = files.mapValues { $0.replacing("Alarm desk", with: "Alarms") }
    #expect(try await test.apply(again).plan?.clashes == nil, "what is known is not told again")
  }

  @Test("a file that is put back puts the same people on as before, and the old version says nothing else")
  func undone() async throws {
    let three = Self.team.replacing("members: [ana, bo]", with: "members: [ana, bo, cy]")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": three])
    func primary() async throws -> [String] {
      let from = test.clock.wall.now()
      let shifts = try await test.perform(ListShifts(from: from, to: from + .hours(24 * 21), duty: "primary"))
      return shifts.map(\.member)
    }
    test.clock.set("2026-11-24T10:01:00Z".instant)
    let before = try await primary()
    #expect(before.first == "ana")
    try await test.apply(["alarm.yaml": three.replacing("members: [ana, bo, cy]", with: "members: [bo, cy]")])
    #expect(try await primary().first == "bo")
    test.clock.set("2026-11-24T10:02:00Z".instant)
    try await test.apply(["alarm.yaml": three])
    #expect(try await primary() == before)
    let again = try await test.perform(ApplySchedules(version: 1))
    #expect(again.isUnchanged && again.version == 3)
  }

  @Test("a version replaces those to come, past ones stay, and an older one can be applied again")
  func versions() async throws {
    let test = try await desk()
    try await test.apply(
      ["alarm.yaml": Self.team.replacing("[ana, bo]", with: "[ana, cy]")], from: "2026-12-14T00:00:00Z".instant)
    let earlier = try await test.apply(
      ["alarm.yaml": Self.team.replacing("[ana, bo]", with: "[bo, cy]")], from: "2026-12-06T00:00:00Z".instant)
    #expect(earlier.plan?.replaced == [2])
    test.clock.set("2026-12-08T00:00:00Z".instant)
    let again = try await test.perform(ApplySchedules(version: 1))
    #expect(again.version == 4 && again.plan?.standingVersion == 3)
    let rows = try await test.perform(ListVersions())
    #expect(rows.map(\.version) == [4, 3, 2, 1])
    #expect(rows.map(\.state) == [.inForce, .past, .replaced, .past])
    #expect(rows[0].sha256 == rows[3].sha256)
    let shifts = try await test.perform(
      ListShifts(from: "2026-12-01T00:00:00Z".instant, to: "2026-12-16T00:00:00Z".instant, duty: "primary"))
    #expect(shifts.contains { $0.member == "cy" && $0.start < "2026-12-08T00:00:00Z".instant })
    #expect(shifts.allSatisfy { $0.member != "cy" || $0.end <= "2026-12-08T00:00:00Z".instant })
    await #expect(throws: OperatorProblem.self) { try await test.perform(ApplySchedules(version: 9)) }
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ApplySchedules(version: 1, from: "2026-12-07T00:00:00Z".instant))
    }
  }
}
