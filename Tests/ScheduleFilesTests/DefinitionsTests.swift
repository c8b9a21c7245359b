import Foundation
import ScheduleFiles
import Scheduling
import Testing
import Timekeeping

@Suite struct DefinitionsTests {
  private func samples() throws -> Definitions {
    try #require(Reading.reader.read(try ScheduleFolder.load(Reading.samples)).definitions)
  }

  @Test("definitions survive being stored, and their bytes are always the same")
  func roundTrip() throws {
    let definitions = try samples()
    let bytes = try definitions.encoded()
    #expect(try Definitions(decoding: bytes) == definitions)
    #expect(try Definitions(decoding: bytes).encoded() == bytes)
    #expect(try samples().encoded() == bytes)
  }

  @Test("the stored form has its format, sorted keys, and values as people write them")
  func storedForm() throws {
    let text = String(decoding: try samples().encoded(), as: UTF8.self)
    #expect(text.hasPrefix(#"{"format":1,"teams":[{"calendars":[{"calendar":"holidays/"#))
    #expect(text.contains(#""weekly":"mon-fri 09:00-17:00","#) || text.contains(#""weekly":"mon-fri 09:00-17:00"}"#))
    #expect(text.contains(#""zone":"Europe/London""#))
    #expect(!text.contains("\n"))
  }

  @Test("teams are sorted by id, whatever their files are called")
  func sortedTeams() throws {
    let one = "team: zebra\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }"
    let two = "team: apple\nzone: Etc/UTC\nmembers: [ana]\nduties: { d: { slots: mon 09:00-10:00 } }"
    let (definitions, problems) = Reading.read([("a.yaml", one), ("b.yaml", two)])
    #expect(problems.isEmpty)
    #expect(definitions?.teams.map(\.schedule.team.text) == ["apple", "zebra"])
    #expect(definitions?.team(try TeamID(text: "zebra"))?.schedule.members == definitions?.teams[0].schedule.members)
  }

  @Test(
    "what is not a stored form is refused with a sentence",
    arguments: [
      (#"{"format":2,"teams":"new"}"#, "the stored schedules have format 2, and this program knows formats up to 1"),
      (#"{"teams":[]}"#, "the stored schedules are not JSON with a 'format'"),
      ("team: x", "the stored schedules are not JSON with a 'format'"),
      (#"{"format":1,"teams":[{}]}"#, "the stored schedules cannot be read"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: DefinitionsProblem.self) { try Definitions(decoding: Array(text.utf8)) }
    #expect(error?.description.hasPrefix(message) ?? false, "\(String(describing: error))")
  }

  @Test("check says what was understood, the last day of an until included (T1)")
  func summary() throws {
    let text = """
      team: t
      zone: Europe/London
      members: [{ id: ana, from: 2026-03-02, until: 2026-10-17 }, { id: bo }, { id: cleo }]
      duties:
        primary:
          fallback: night
          layers:
            - { id: week, members: [ana, [bo, cleo]], every: 2 weeks, handoff: tue 10:00, from: 2026-01-06 }
        night:
          zone: America/New_York
          layers:
            - { id: late, rank: 2, hours: 20:00-08:00, members: [cleo], until: 2026-12-31 }
        desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00", people: 2 }
      """
    let definitions = try #require(Reading.read(text).definitions)
    #expect(
      definitions.summary() == [
        "t: 3 members, duties primary (2 weeks from tue 10:00 Europe/London), night (always cleo), desk (20 slots a week)",
        "  member ana: from 2026-03-02, last day 2026-10-16",
        "  primary, layer week: ana, bo + cleo; turns of 2 weeks from tue 10:00 Europe/London; from 2026-01-06; else night",
        "  night, layer late: cleo; always; last day 2026-12-30; only 20:00-08:00 America/New_York; rank 2",
        "  desk: mon-fri 09:00-13:00, 13:00-17:00 Europe/London; 2 at once of everyone",
      ])
  }
  @Test("check says what a queue promises to some tickets, and how often it is looked at")
  func queues() throws {
    let text = """
      team: t
      zone: Europe/London
      members: [{ id: ana, name: Ana }]
      duties: { desk: { slots: mon 09:00-10:00 } }
      priorities: [normal]
      queues:
        all:
          when: otherwise
          office hours: always
          page from: never
          review: every 36 hours
          promises: [{ name: large, tag: [vip, gold], targets: { first response: 4 hours, resolution: none } }]
          overflow: [desk]
      """
    let queue = try #require(Reading.read(text).definitions).summary().first { $0.hasPrefix("  queue all: ") }
    #expect(
      queue?.contains(
        "; promises large (tag vip or gold) first response 4 hours, resolution none; never pages; looked at every 36 hours;"
      ) == true, "\(queue ?? "")")
  }
}
