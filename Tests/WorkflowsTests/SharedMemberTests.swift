import Drafting
import Scheduling
import Testing
import Timekeeping
import Workflows

/// Two teams that share a member: what she stands in the one counts in the other's drafts (rule T14).
@Suite struct SharedMemberTests {
  private static let people = "members: [{ id: ida, name: Ida Venn }]\n"
  private static let lamp = """
    team: lamp
    zone: Europe/London
    members: [ida]
    duties: { watch: { slots: "mon 02:00-06:00, sun 10:00-14:00", claim until: thu 12:00 } }
    rules: { rest: 11 hours, weekends: never two in a row }

    """
  /// It has no rules of its own.
  private static let quay = """
    team: quay
    zone: Europe/London
    members: [ida]
    duties: { desk: { slots: "mon 09:00-13:00, sat 10:00-14:00", claim until: thu 12:00 } }

    """

  /// With a week of the lamp's published.
  private func desk(publishing week: String? = nil) async throws -> TestDesk {
    let files = ["people.yaml": Self.people, "lamp.yaml": Self.lamp, "quay.yaml": Self.quay]
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: files)
    guard let week else { return test }
    let draft = try await test.perform(DraftRota(team: "lamp", week: ISOWeek(text: week)))
    #expect(draft.draft.gaps.isEmpty)
    try await test.perform(PublishRota(draft: draft.id))
    return test
  }

  /// The slots of the quay that she may not have.
  private func open(_ test: TestDesk, _ period: String) async throws -> [DraftAssignment] {
    try await test.perform(DraftRota(team: "quay", period: DraftPeriod(text: period))).draft.gaps
  }

  @Test("a draft holds the rest and the weekends of the other team, and says whose shift it is")
  func limits() async throws {
    let test = try await desk(publishing: "2026-W50")
    let week = try await open(test, "2026-W50")
    #expect(week.map(\.label) == ["desk 09:00-13:00 on Mon 7 Dec"])
    let tired = "Ida Venn ends watch in lamp at Mon 06:00 Europe/London, only 3 h before"
    #expect(week.first?.because.last?.sentence.contains(tired) == true, "\(week.map(\.because))")
    let next = try await open(test, "2026-W51")
    #expect(next.map(\.label) == ["desk 10:00-14:00 on Sat 19 Dec"])
    let again = "Ida Venn stands the weekend before in lamp (2026-W50)"
    #expect(next.first?.because.last?.sentence.contains(again) == true, "\(next.map(\.because))")
  }

  @Test("a draft, a claim and an override ask the most of a week that the other team allows")
  func week() async throws {
    let lamp = Self.lamp.replacing("rest: 11 hours, weekends: never two in a row", with: "at most: { week: 11 hours }")
    let files = ["people.yaml": Self.people, "lamp.yaml": lamp, "quay.yaml": Self.quay]
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: files)
    let draft = try await test.perform(DraftRota(team: "lamp", week: ISOWeek(text: "2026-W50")))
    try await test.perform(PublishRota(draft: draft.id))
    let week = try await open(test, "2026-W50")
    #expect(week.count == 2, "\(week.map(\.label))")
    let tired = "Ida Venn would stand 12 h in 2026-W50, more than 11 h, the most in lamp"
    #expect(week.first?.because.last?.sentence.contains(tired) == true, "\(week.map(\.because))")
    let refused = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ClaimSlot(team: "quay", duty: "desk", slot: "2026-12-07", member: "ida"))
    }
    #expect(refused?.what.contains(tired) == true, "\(refused?.what ?? "")")
    #expect(try await open(test, "2026-W51").isEmpty, "nothing of the lamp's is stood in it")
  }

  @Test("the Sunday after a draft that ends on a Saturday is seen")
  func nextWeekend() async throws {
    let test = try await desk(publishing: "2026-W51")
    let day = try await open(test, "2026-12-12")
    #expect(day.map(\.label) == ["desk 10:00-14:00 on Sat 12 Dec"])
    let why = "Ida Venn stands the weekend after in lamp (2026-W51)"
    #expect(day.first?.because.last?.sentence.contains(why) == true, "\(day.map(\.because))")
  }

  @Test("a slot that she claimed in the one team is as good as stood for the other, before it is published")
  func claims() async throws {
    let test = try await desk()
    try await test.perform(ClaimSlot(team: "lamp", duty: "watch", slot: "2026-12-07", member: "ida"))
    #expect(try await open(test, "2026-W50").map(\.label) == ["desk 09:00-13:00 on Mon 7 Dec"])
    let refused = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ClaimSlot(team: "quay", duty: "desk", slot: "2026-12-07", member: "ida"))
    }
    let what = refused?.what ?? ""
    #expect(what.contains("Ida Venn ends watch in lamp at Mon 06:00"), "\(what)")
  }

  @Test("what she claimed in the other team and nobody published is nothing once its time is over, or she has left")
  func claimsOfNothing() async throws {
    let test = try await desk()
    try await test.perform(ClaimSlot(team: "lamp", duty: "watch", slot: "2026-12-07", member: "ida"))
    try await test.perform(ClaimSlot(team: "lamp", duty: "watch", slot: "2026-12-13", member: "ida"))
    #expect(try await open(test, "2026-W51").map(\.label) == ["desk 10:00-14:00 on Sat 19 Dec"])
    test.clock.set("2026-11-24T10:01:00Z".instant)
    let people = Self.people.replacing("Ida Venn }", with: "Ida Venn }, { id: jo, name: Jo Quill }")
    let lamp = Self.lamp.replacing("[ida]", with: "[jo]")
    try await test.apply(["people.yaml": people, "lamp.yaml": lamp, "quay.yaml": Self.quay], force: true)
    #expect(try await open(test, "2026-W50").isEmpty)
    let past = try await desk()
    try await past.perform(ClaimSlot(team: "lamp", duty: "watch", slot: "2026-12-13", member: "ida"))
    past.clock.set("2026-12-14T07:00:00Z".instant)
    #expect(try await open(past, "2026-W51").isEmpty)
  }

  @Test("what she leaves behind in a team that she is not in any more keeps her from nothing")
  func leftBehind() async throws {
    let test = try await desk(publishing: "2026-W50")
    test.clock.set("2026-11-24T10:01:00Z".instant)
    let people = Self.people.replacing("Ida Venn }", with: "Ida Venn }, { id: jo, name: Jo Quill }")
    let lamp = Self.lamp.replacing("[ida]", with: "[jo]")
    try await test.apply(["people.yaml": people, "lamp.yaml": lamp, "quay.yaml": Self.quay], force: true)
    #expect(try await open(test, "2026-W50").isEmpty)
    #expect(try await open(test, "2026-W51").isEmpty)
  }

  @Test("a team counts until a later version has it no more")
  func leavingTeam() async throws {
    let test = try await desk(publishing: "2026-W50")
    test.clock.set("2026-11-24T10:01:00Z".instant)
    let rest = ["people.yaml": Self.people, "quay.yaml": Self.quay]
    try await test.apply(rest, from: "2027-01-04T00:00:00Z".instant, force: true)
    #expect(try await open(test, "2026-W50").map(\.label) == ["desk 09:00-13:00 on Mon 7 Dec"])
  }
}
