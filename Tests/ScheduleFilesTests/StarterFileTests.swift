import Drafting
import LinearPrograms
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage

@testable import ScheduleFiles

@Suite struct StarterFileTests {
  private func answers(
    _ count: Int = 3, hours: String = "always", filling: StarterAnswers.Filling = .rotation, name: String? = nil,
    from: String = "2026-11-21 12:00"
  ) throws -> StarterAnswers {
    StarterAnswers(
      team: try TeamID(text: "night-owls"), name: name, zone: try ZoneID(text: "Asia/Kolkata"),
      members: try (0..<count).map { try MemberID(text: "m\($0)") }, hours: try WeeklyHours(text: hours),
      filling: filling, from: try CivilDateTime(text: from))
  }

  @Test("where every answer is the default the file has ten lines, and says who takes turns from this week on")
  func tenLines() throws {
    #expect(
      StarterFile.text(try answers()) == """
        # yaml-language-server: $schema=schema.json
        team: night-owls
        zone: Asia/Kolkata
        members: [{ id: m0 }, { id: m1 }, { id: m2 }]
        duties:
          primary:
            layers:
              - { id: week, members: [m0, m1, m2], every: 1 week, handoff: mon 09:00, from: 2026-11-16 }
        priorities: [urgent, high, normal, low]  # most urgent first; normal where nobody says
        queues: { general: { when: otherwise } }

        """)
  }

  @Test(
    "whenever it is written, somebody has a turn already and the next one begins at the coming handoff",
    arguments: [
      ("2026-11-22 23:59", "2026-11-16"), ("2026-11-23 00:08", "2026-11-16"), ("2026-11-23 08:59", "2026-11-16"),
      ("2026-11-23 09:00", "2026-11-23"), ("2026-11-24 03:00", "2026-11-23"),
    ])
  func firstTurn(now: String, monday: String) throws {
    #expect(StarterFile.text(try answers(from: now)).contains("handoff: mon 09:00, from: \(monday) }"))
  }

  @Test(
    "the file is read without a problem and is in the manual's spelling, whatever was answered",
    arguments: [1, 2, 3, 12],
    ["always", "mon-fri 09:00-17:00", "mon-fri 09:00-12:30, 13:30-17:00", "sun-thu 20:00-08:00"])
  func noProblems(count: Int, hours: String) throws {
    for filling in StarterAnswers.Filling.allCases {
      let text = StarterFile.text(try answers(count, hours: hours, filling: filling))
      let checked = Reading.reader.check([SourceFile(path: "team.yaml", bytes: Array(text.utf8))])
      #expect(checked.problems.map(\.description) == [], "\(text)")
      #expect(checked.spellings == 0, "\(text)")
      let schedule = try #require(checked.definitions?.teams.first?.schedule)
      #expect(schedule.members.count == count)
      #expect(schedule.duties.count == 1)
      let priorities = checked.definitions?.teams.first?.desk.priorities.map(\.text)
      #expect(priorities == ["urgent", "high", "normal", "low"], "as the first curl line names them")
      #expect(text.split(separator: "\n").count <= 13)
    }
  }

  @Test("slots are as long as people can stand them, and three people leave no gap")
  func slots() throws {
    func windows(_ hours: String) throws -> String? {
      let text = StarterFile.text(try answers(hours: hours, filling: .slots))
      return Reading.read(text).definitions?.teams.first?.schedule.duties[0].slots?.hours.description
    }
    #expect(try windows("mon-fri 09:00-17:00") == "mon-fri 09:00-13:00, 13:00-17:00")
    #expect(try windows("always") == "00:00-08:00, 08:00-16:00, 16:00-24:00")
    #expect(try windows("mon 09:00-12:00") == "mon 09:00-12:00")
    #expect(try windows("mon 20:00-08:00") == "mon 20:00-02:00, tue 02:00-08:00")
    for hours in ["always", "mon-fri 09:00-17:00"] {
      let text = StarterFile.text(try answers(hours: hours, filling: .slots))
      let team = try #require(Reading.read(text).definitions?.teams.first)
      let input = DraftingInput(
        schedule: team.schedule, rules: team.rules, period: DraftPeriod(try ISOWeek(text: "2026-W48")),
        zones: SystemZones.tables)
      #expect(
        try Drafter.draft(
          input, by: DraftSearch(maker: ClpPrograms(), limits: DraftSearch.limits(rounds: 4, tries: 6))
        ).gaps.isEmpty, "\(hours)")
    }
  }

  @Test(
    "any name of a team comes back as it was given",
    arguments: ["R&D: \"nights\" # 1", "back\\slash", "- list", "’ñ 夜", "Night owls"])
  func names(name: String) throws {
    let text = StarterFile.text(try answers(name: name))
    #expect(Reading.read(text).definitions?.teams.first?.schedule.name == name)
  }

  @Test("members of other files are only named")
  func known() throws {
    var answers = try answers(2)
    answers.known = [answers.members[0]]
    #expect(StarterFile.text(answers).contains("\nmembers: [m0, { id: m1 }]\n"))
  }

  // MARK: Questions

  /// Types `lines` at the questions; what was shown comes back, too.
  private func interview(
    _ lines: [String], given: [String] = []
  ) throws -> (answers: StarterAnswers?, shown: [String]) {
    var typed = lines
    var shown: [String] = []
    let interview = StarterInterview(
      zones: SystemZones.tables,
      ask: { prompt in
        shown.append(prompt)
        return typed.isEmpty ? nil : typed.removeFirst()
      }, say: { shown.append($0) })
    let known = StarterInterview.Given(
      team: given.contains("team"), members: given.contains("members"), zone: given.contains("zone"),
      hours: given.contains("hours"), filling: given.contains("filling"))
    let answers = try interview.run(try answers(), given: known) { team in [try MemberID(text: "\(team)-one")] }
    return (answers, shown)
  }

  @Test("five questions, and five empty lines give the defaults; made-up members bear the team's id")
  func defaults() throws {
    let (answers, shown) = try interview(["ops", "", "", "", ""])
    #expect(shown.count == 5 && shown.allSatisfy { $0.hasSuffix("]: ") })
    #expect(answers?.team.text == "ops")
    #expect(answers?.members.map(\.text) == ["ops-one"])
    #expect(answers?.zone.name == "Asia/Kolkata")
    #expect(answers?.hours == .always && answers?.filling == .rotation)
  }

  @Test("answers come in any spelling; one that cannot be read is told and asked for again")
  func again() throws {
    let (answers, shown) = try interview([
      "Front Desk", "front-desk", "Ana, bo ana", "europe", "Europe/Berlin", "Mon - Fri 9:00-17:00", "maybe", "SLOTS",
    ])
    #expect(answers?.team.text == "front-desk")
    #expect(answers?.members.map(\.text) == ["ana", "bo"])
    #expect(answers?.zone.name == "Europe/Berlin")
    #expect(answers?.hours.description == "mon-fri 09:00-17:00")
    #expect(answers?.filling == .slots)
    #expect(shown.contains { $0.contains("'Front Desk' is not a team id; write ") })
    #expect(shown.contains("  'maybe' is neither rotation nor slots; write rotation or slots"))
  }

  @Test("an input that ends early gives no answers; what options said is not asked")
  func ends() throws {
    #expect(try interview(["ops", "ana"]).answers == nil)
    #expect(try interview([""], given: ["team", "members", "zone", "hours"]).shown.count == 1)
    #expect(try interview([], given: ["team", "members", "zone", "hours", "filling"]).answers != nil)
  }
}
