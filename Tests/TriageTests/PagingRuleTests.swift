import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("People say how they are paged")
struct PagingRuleTests {
  @Test(
    "A rule is read and printed",
    arguments: [
      "use ntfy", "use ntfy and phone after 3 minutes", "from urgent use ntfy",
      "hours mon-fri 09:00-17:00 use slack and email after 5 minutes",
      "from high hours mon-fri 09:00-12:30, 13:30-17:00 use ntfy and slack and phone after 1 minute 30 seconds",
    ])
  func readAndPrinted(text: String) throws {
    let rule = try PagingRule(text: text)
    #expect(try PagingRule(text: rule.description) == rule)
    #expect(rule.description == text)
  }

  @Test(
    "A text that is no rule is refused",
    arguments: [
      "", "ntfy", "use", "use ntfy and", "use and ntfy", "use ntfy after", "use ntfy 3 minutes", "from use ntfy",
      "hours use ntfy", "use ntfy after 2 hours", "monday use ntfy",
      "use " + (1...11).map { "c\($0)" }.joined(separator: " and "),
    ])
  func refused(text: String) { #expect(throws: TextProblem.self) { try PagingRule(text: text) } }

  private func pages(_ rules: [String], priority: String = "urgent", at time: String = "03:00") throws -> [String] {
    var schedule = try Desks.schedule([try Desks.staffed("primary always: ana")])
    schedule.members[0].contacts = ["ntfy", "phone", "slack"].map { Contact(channel: $0, address: "\($0)-ana") }
    schedule.members[0].paging = try rules.map { try PagingRule(text: $0) }
    let now = try Desks.at("2026-11-17 \(time)")
    let window = try #require(Interval(now - .hours(48), now + .hours(24 * 35)))
    let timeline = try OnCallTimeline(
      TimelineInput(versions: [ScheduleVersion(from: .distantPast, schedule: schedule)]), window: window,
      zones: Desks.zones)
    let policy = try Desks.policy(
      [Desks.level("primary")], pageFrom: "low", steps: [Desks.step(.created, page: "primary", within: "5 minutes")])
    let desk = Desk(DeskSnapshot(now: now, policy: policy, timeline: timeline))
    let event = TicketEvent(externalID: "x", title: "Down", priority: priority)
    let queue = try #require(policy.queues.first)
    let decision = desk.open(event, id: TicketID(number: 1), source: "web", queue: queue)
    return decision.pages.map { "\($0.channel)\($0.after.map { " after \($0)" } ?? "")" }
  }

  @Test("Without a rule a page goes everywhere at once; with one the next waits for the one before")
  func order() throws {
    #expect(try pages([]) == ["ntfy", "phone", "slack"])
    #expect(try pages(["use ntfy and phone after 3 minutes"]) == ["ntfy", "phone after 3 minutes"])
  }

  @Test("The first rule that fits counts: by priority, that one or more urgent, and by hours in the member's zone")
  func fits() throws {
    let rules = ["from high use phone", "hours mon-fri 09:00-17:00 use slack", "use ntfy"]
    #expect(try pages(rules, priority: "urgent") == ["phone"])
    #expect(try pages(rules, priority: "high") == ["phone"])
    #expect(try pages(rules, priority: "normal", at: "10:00") == ["slack"])
    #expect(try pages(rules, priority: "normal", at: "17:00") == ["ntfy"])
    #expect(try pages(["from unheard-of use phone", "use slack"]) == ["slack"])
    #expect(try pages(["from unheard-of use phone"]) == ["ntfy", "phone", "slack"])
  }

  @Test("A rule never silences a page")
  func neverSilent() throws {
    #expect(try pages(["use pigeon"]) == ["ntfy", "phone", "slack"])
    #expect(
      try pages(["use pigeon and phone after 3 minutes and slack after 5 minutes"]) == [
        "phone", "slack after 2 minutes",
      ])
  }

  @Test("A page knows how urgent it is by the team's list")
  func urgency() throws {
    let policy = try Desks.policy([Desks.level("primary")])
    #expect(policy.priorities.map(policy.urgency) == [0, 1, 2, 3])
  }
}
