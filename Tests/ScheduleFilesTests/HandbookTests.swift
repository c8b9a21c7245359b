import Drafting
import LinearPrograms
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage

/// The samples of handbooks B, C and E say what the rows of the requirements say.
@Suite("Samples of the other handbooks", .ownThreads)
struct HandbookTests {
  private func sample(_ team: String) throws -> TeamDefinition {
    let definitions = Reading.reader.read(try ScheduleFolder.load(Reading.samples)).definitions
    return try #require(definitions?.team(try TeamID(text: team)))
  }

  private func queue(_ team: TeamDefinition, _ id: String) throws -> Queue {
    try #require(team.desk.queues.first { $0.id.text == id })
  }

  /// `2 hours, none`: what a queue promises on a clock, for each of the team's priorities.
  private func promises(_ team: TeamDefinition, _ queue: String, _ clock: ClockTarget.Clock) throws -> String {
    let queue = try self.queue(team, queue)
    return team.desk.priorities.map { "\(queue.target(clock, for: $0))" }.joined(separator: ", ")
  }

  @Test("no sample has a problem; what the server does not act on yet is noted and nothing else")
  func notes() throws {
    let problems = Reading.reader.read(try ScheduleFolder.load(Reading.samples)).problems
    #expect(problems.filter { $0.severity != .note }.map(\.description) == [])
    #expect(problems.allSatisfy { $0.what.hasPrefix("the server ") && $0.what.hasSuffix(" yet") })
  }

  @Test("B: triage in 4 business hours, p0 in 2 hours day and night, p1 and p2 in business time (B7, B11, B21–B28)")
  func lantern() throws {
    let team = try sample("lantern-desk")
    #expect(team.desk.priorities.map(\.text) == ["p0", "p1", "p2"])
    #expect(try promises(team, "outages", .firstResponse) == "2 hours, 2 hours, 2 hours")
    #expect(try promises(team, "outages", .resolution) == "24 hours, 24 hours, 24 hours")
    #expect(try promises(team, "requests", .triage) == "4 business hours, 4 business hours, 4 business hours")
    #expect(try promises(team, "requests", .firstResponse) == "none, 4 business hours, 1 business day")
    #expect(try promises(team, "requests", .resolution) == "none, 3 business days, 5 business days")
    #expect(try queue(team, "outages").hours == .always)
    #expect(try queue(team, "outages").pageFrom?.text == "p0")
    #expect(
      team.schedule.fallbackChain(from: try DutyID(text: "triage")).map(\.id.text) == ["triage", "answers", "fixes"])
  }

  @Test("C: asked first for two hours, a pair of two, weekly triage without a promise, outages wake engineering first")
  func orchard() throws {
    let team = try sample("orchard-care")
    let larch = try queue(team, "larch").overflow
    #expect(larch.map(\.askFor) == [PlainDuration(.hours(2)), nil, nil])
    let pair = try #require(team.schedule.duty(try DutyID(text: "larch-pair"))?.layers.first?.rotation)
    #expect(pair.groups.map { $0.map(\.text) } == [["ulla", "viggo"]])
    let tracker = try queue(team, "tracker")
    #expect(tracker.weeklyReview?.description == "mon 10:00" && tracker.targets.isEmpty)
    let steps = try #require(team.desk.escalations.first?.steps)
    #expect(
      steps.map(\.page) == [[.duty(try DutyID(text: "engineering"))], [.duty(try DutyID(text: "support"))], [.lead]])
    #expect(try queue(team, "general").assign == .pull)
    #expect(team.schedule.members.allSatisfy { $0.capacity != nil })
  }

  @Test("E: an hour and a page for what is down, 24 hours, the same day, four hours with an engineer of one's own")
  func quarry() throws {
    let team = try sample("quarry-line")
    let promised = try ["critical", "enterprise", "tracker", "chat", "mail"].map { id in
      try queue(team, id).target(.firstResponse, for: team.desk.priorities[1]).description
    }
    #expect(promised == ["1 hour", "4 hours", "24 hours", "same day", "24 hours"])
    #expect(try queue(team, "critical").pageFrom?.text == "critical")
    #expect(try queue(team, "tracker").weeklyReview?.description == "mon 10:00")
    #expect(try queue(team, "mail").afterReply == .open)
    let chain = team.schedule.fallbackChain(from: try DutyID(text: "account-engineer")).map(\.id.text)
    #expect(chain == ["account-engineer", "answers", "primary", "secondary"])
  }

  @Test("primary and secondary of the samples never meet", arguments: ["field-support", "quarry-line"])
  func apart(id: String) throws {
    let schedule = try sample(id).schedule
    let rotations = try ["primary", "secondary"].map { duty in
      try #require(schedule.duty(try DutyID(text: duty))?.layers.first?.rotation)
    }
    #expect((0..<50).allSatisfy { rotations[0].group($0) != rotations[1].group($0) })
  }

  @Test("orchard-care has enough people for each of ten weeks, the winter break too, and the rules hold")
  func drafts() throws {
    let team = try sample("orchard-care")
    var week = try ISOWeek(text: "2026-W46")
    for _ in 0..<10 {
      let input = DraftingInput(
        schedule: team.schedule, rules: team.rules, period: DraftPeriod(week), zones: SystemZones.tables)
      let draft = try Drafter.draft(
        input, by: DraftSearch(maker: ClpPrograms(), limits: DraftSearch.limits(rounds: 4, tries: 6)))
      #expect(draft.gaps.isEmpty, "\(week): \(draft.grid())")
      #expect(try DraftCheck.violations(draft, input).isEmpty)
      week = week.next
    }
  }
}
