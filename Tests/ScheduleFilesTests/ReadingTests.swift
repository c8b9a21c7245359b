import Drafting
import Foundation
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage

/// What the small things in a file come to mean.
@Suite struct ReadingTests {
  /// A team of Ana and Bo with a desk, and whatever else.
  private func team(_ rest: String = "", file: String = "team.yaml", warnings: Int = 0) throws -> TeamDefinition {
    let text = """
      team: t
      zone: Europe/London
      members: [{ id: ana }, { id: bo }]
      \(rest)
      """
    let (definitions, problems) = Reading.read([(file, text)])
    #expect(problems.map(\.severity) == Array(repeating: Problem.Severity.warning, count: warnings), "\(problems)")
    return try #require(definitions?.teams.first)
  }

  @Test("a rule may name the queue that takes whatever is left")
  func namedCatchAll() throws {
    let team = try team(
      """
      duties: { desk: { layers: [{ id: all, members: [ana] }] } }
      routing: [{ name: spam, when: { tag: odd }, queue: general }]
      queues: { premium: { when: { tag: premium } }, general: { when: otherwise } }
      """)
    #expect(team.desk.queues.map(\.id.text) == ["premium", "general"])
  }

  @Test("the smallest useful file has eleven lines")
  func smallest() throws {
    let text = """
      team: night-owls
      zone: Europe/London
      members:
        - id: ana
        - id: bo
        - id: cleo
      duties:
        primary:
          layers:
            - id: week
              members: [ana, bo, cleo]
              from: 2026-01-05
      """
    let (definitions, problems) = Reading.read(text)
    #expect(problems.isEmpty)
    let rotation = definitions?.teams.first?.schedule.duties.first?.layers.first?.rotation
    #expect(rotation?.every == Cadence(1, .week))
    #expect(rotation?.handoffTime.description == "09:00")
    #expect(definitions?.teams.first?.schedule.members.first?.name == "ana")
  }

  @Test("turns without a handoff change when the layer's hours begin, so that no window is cut in two")
  func usualHandoff() {
    let text = """
      team: t
      zone: Europe/London
      members: [{ id: ana }, { id: bo }]
      duties:
        day: { layers: [{ id: all, members: [[ana, bo]], hours: mon-fri 08:00-17:00 }] }
        night: { layers: [{ id: all, members: [ana], hours: 22:00-06:00 }] }
        own: { layers: [{ id: all, members: [ana], hours: mon-fri 08:00-17:00, handoff: mon 10:00 }] }
      """
    let (definitions, problems) = Reading.read(text)
    #expect(problems.map(\.description) == [])
    let duties = definitions?.teams.first?.schedule.duties ?? []
    let times = duties.compactMap { $0.layers.first?.rotation.handoffTime.description }
    #expect(times == ["08:00", "22:00", "10:00"])
  }

  @Test("texts that YAML takes for truth values, numbers and dates stay texts")
  func untyped() throws {
    let text = """
      team: no
      name: 2026-01-05
      zone: Europe/London
      members: [{ id: 0123, name: yes, skills: [on, 1.10, ~, 0x1F] }, { id: null, name: 1_000 }]
      duties: { 12: { slots: sat 22:30-23:00, name: 12:30:45 } }
      """
    let (definitions, problems) = Reading.read(text)
    #expect(problems.map(\.description) == [])
    let schedule = try #require(definitions?.teams.first?.schedule)
    #expect(schedule.team.text == "no")
    #expect(schedule.name == "2026-01-05")
    #expect(schedule.members.map(\.id.text) == ["0123", "null"])
    #expect(schedule.members.map(\.name) == ["yes", "1_000"])
    #expect(schedule.members[0].skills == ["on", "1.10", "~", "0x1F"])
    #expect(schedule.duties.map(\.id.text) == ["12"])
    #expect(schedule.duties[0].name == "12:30:45")
    #expect(schedule.duties[0].slots?.hours.windows.map(\.window.description) == ["22:30-23:00"])
  }

  @Test("keys and words may be written with spaces or hyphens")
  func hyphens() throws {
    let spaced = """
      duties: { desk: { slots: mon 09:00-10:00, same member: week, check in: every 1 hour } }
      office hours: { uk: mon-fri 09:00-17:00 }
      rules: { at most: { week: 20 hours }, weekends: never two in a row, keep published: no }
      queues: { all: { when: otherwise, office hours: uk, assign: round robin, targets: { first response: 1 day } } }
      """
    let hyphened = """
      duties: { desk: { slots: mon 09:00-10:00, same-member: week, check-in: every 1 hour } }
      office-hours: { uk: mon-fri 09:00-17:00 }
      rules: { at-most: { week: 20 hours }, weekends: never-two-in-a-row, keep-published: no }
      queues: { all: { when: otherwise, office-hours: uk, assign: round-robin, targets: { first-response: 1 day } } }
      """
    #expect(try team(spaced) == team(hyphened))
    #expect(try team(spaced).rules.keepPublished == 0)
  }

  @Test("the nearest zone wins: layer, duty, office hours, team")
  func zones() throws {
    let definition = try team(
      """
      duties:
        a: { slots: mon 09:00-10:00 }
        b: { zone: Asia/Tokyo, slots: mon 09:00-10:00 }
        c: { zone: Asia/Tokyo, layers: [{ id: x, members: [ana] }, { id: y, zone: America/Lima, members: [bo] }] }
      office hours:
        home: mon-fri 09:00-17:00
        away: { zone: Africa/Lagos, hours: mon-fri 09:00-17:00 }
      """)
    let schedule = definition.schedule
    #expect(schedule.duties[0].slots?.zone.name == "Europe/London")
    #expect(schedule.duties[1].slots?.zone.name == "Asia/Tokyo")
    #expect(schedule.duties[2].layers.map(\.zone.name) == ["Asia/Tokyo", "America/Lima"])
    #expect(schedule.officeHours.map(\.hours.zone.name) == ["Europe/London", "Africa/Lagos"])
  }

  @Test("a single duty is where a queue looks for an owner, unless it says otherwise")
  func onlyDuty() throws {
    let definition = try team("duties: { desk: { slots: mon 09:00-10:00 } }\nqueues: { all: { when: otherwise } }")
    #expect(definition.desk.queues[0].overflow == [OverflowLevel(to: .duty(try DutyID(text: "desk")))])
    #expect(definition.desk.queues[0].shiftEndBuffer == PlainDuration(.minutes(15)))
    #expect(definition.desk.queues[0].review == PlainDuration(.hours(24)))
  }

  @Test("work after an acknowledgement is asked for within 30 minutes, longer, or never (K5)")
  func stillWorking() throws {
    let definition = try team(
      """
      duties: { desk: { slots: mon 09:00-10:00 } }
      escalation:
        p:
          - { at: created, page: desk }
          - { then: [ana, bo], after: 5 minutes, still working within: 2 hours }
          - { at: due, after: 1 hour, page: owner, still working within: never }
      """)
    let policy = definition.desk.escalations[0]
    #expect(policy.steps.map(\.stillWorkingWithin) == [.init(.minutes(30)), .init(.hours(2)), nil])
    #expect(policy.steps[1].page == [.member(try MemberID(text: "ana")), .member(try MemberID(text: "bo"))])
    #expect(policy.steps[2].anchor == .due)
    #expect(policy.repeats == 3)
  }

  @Test("slots in several texts are one pattern; office hours may open by exceptions alone")
  func lists() throws {
    let definition = try team(
      """
      duties: { desk: { slots: [mon-fri 08:00-12:00, sat 10:00-14:00] } }
      office hours:
        rare: { hours: never, exceptions: { 2026-12-24: 09:00-13:00 }, breaks: { 2026-12-24: 10:00-10:30 } }
      """, warnings: 1)
    #expect(definition.schedule.duties[0].slots?.hours.description == "mon-fri 08:00-12:00, sat 10:00-14:00")
    #expect(definition.schedule.officeHours[0].hours.weekly.windows.isEmpty)
    #expect(definition.schedule.officeHours[0].hours.breaks.map(\.date.description) == ["2026-12-24"])
  }

  @Test("a member defined in one team's file may be named by another team")
  func borrowed() throws {
    let one = "team: a\nzone: Etc/UTC\nmembers: [{ id: ana, name: Ana }]\nduties: { d: { slots: mon 09:00-10:00 } }"
    let two = "team: b\nzone: Etc/UTC\nmembers: [ana]\nduties: { d: { slots: mon 09:00-10:00 } }"
    let definitions = try #require(Reading.read([("a.yaml", one), ("b.yaml", two)]).definitions)
    #expect(definitions.teams.map { $0.schedule.members.map(\.name) } == [["Ana"], ["Ana"]])
  }

  @Test("who is told what, when and over which channel")
  func notices() throws {
    let definition = try team(
      """
      duties:
        primary: { handoff digest: 15 minutes before, reminders: [1 hour, 1 day], layers: [{ id: a, members: [bo] }] }
        desk: { handoff digest: never, reminders: never, slots: mon 09:00-10:00 }
      on change: [hook, { to: wall, duties: [primary] }]
      announce: [{ to: wall, at: mon-fri 09:00 }]
      weekly summary: fri 16:00
      """)
    let schedule = definition.schedule
    #expect(schedule.duties[0].handoffDigest == .before(PlainDuration(.minutes(15))))
    #expect(schedule.duties[0].reminders == [PlainDuration(.hours(24)), PlainDuration(.hours(1))])
    #expect(schedule.duties[1].handoffDigest == .never && schedule.duties[1].reminders == [])
    let primary = try DutyID(text: "primary")
    #expect(
      schedule.announcements == [
        Announcement(channel: "hook"), Announcement(channel: "wall", duties: [primary]),
        Announcement(channel: "wall", at: try WeeklyTime(text: "mon-fri 09:00")),
      ])
    #expect(schedule.summary == .at(try WeeklyTime(text: "fri 16:00")))
  }

  @Test("a member says no to topics, and is told of others' swaps only if they ask")
  func wishes() throws {
    let people =
      "members:\n  - { id: ana, notices: { moved: no, digest at: 08:30 }, reminders: 2 hours }\n"
      + "  - { id: bo, notices: { swaps of others: yes } }\n"
    let text = "team: t\nzone: Etc/UTC\nmembers: [ana, bo]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    let read = Reading.read([("people.yaml", people), ("t.yaml", text)])
    let members = try #require(read.definitions?.teams.first?.schedule.members)
    #expect(members[0].notices?.unwanted == [.moved, .swapsOfOthers])
    #expect(members[0].notices?.digestAt == (try CivilTime(text: "08:30")))
    #expect(members[0].reminders == [PlainDuration(.hours(2))])
    #expect(members[1].notices?.unwanted == [])
  }

  @Test("a byte order mark and line ends of CR LF are read like any other file")
  func lineEnds() throws {
    let text = "team: t\r\nzone: Europe/London\r\nmembers: [{ id: ana }]\r\nduties: { d: { slots: mon 9-10 } }\r\n"
    let bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    let problems = Reading.reader.read([SourceFile(path: "t.yaml", bytes: bytes)]).problems
    #expect(problems.map(\.what) == ["'9-10' is not a time window"])
    #expect(problems.map { [$0.line, $0.column] } == [[4, 23]])
  }

  @Test("a close reason needs any link, or one of the kinds that it names (C24)")
  func neededLinks() throws {
    let team = try team(
      """
      duties: { desk: { layers: [{ id: all, members: [ana] }] } }
      queues:
        all:
          when: otherwise
          closing: { reasons: [{ name: a, needs: link }, { name: b, needs: [bug, task, confirmation] }, c] }
      """)
    let reasons = try #require(team.desk.queues.first?.closing).reasons
    #expect(
      reasons == [
        CloseReason(name: "a", needsLink: true),
        CloseReason(name: "b", needsLink: true, linkKinds: [.bug, .task], needsConfirmation: true),
        CloseReason(name: "c"),
      ])
  }

  @Test("a file in another encoding is refused where it first differs")
  func latin1() {
    let bytes = Array("team: t\nname: caf".utf8) + [0xE9] + Array("\n".utf8)
    let problems = Reading.reader.read([SourceFile(path: "t.yaml", bytes: bytes)]).problems
    #expect(
      problems.map(\.description) == ["t.yaml:2:10: error: the file is not UTF-8. help: save it in the encoding UTF-8"])
  }
}
