import Drafting
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// A spreadsheet of who stood what before the team used this program.
@Suite(.ownThreads) struct ImportTests {
  private static let file = """
    team: mole
    name: Mole
    zone: Europe/London
    lead: ana
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    office hours: { all: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00" }
      primary: { layers: [{ id: week, every: 1 day, handoff: "09:00", from: 2026-01-05, members: [ana, bo, cy] }] }

    """

  private static let list = """
    Member,Date,Start,End,Duty,Remark
    ana,2026-11-09,09:00,13:00,desk,
    "Ferrow, Ana",2026-11-10,9:00,13:00,desk,not a name
    Ana Ferrow,11.11.2026,09:00,13:00,Desk,"late, but here"
    bo,2026-11-08,22:00,06:00,primary,

    """

  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
  }

  private func take(_ test: TestDesk, _ text: String, skip: Bool = false, dryRun: Bool = false) async throws
    -> ImportHistory.Reply
  {
    try await test.perform(
      ImportHistory(team: "mole", text: text, file: "2026.csv", skipsRefused: skip, dryRun: dryRun))
  }

  private func history(_ test: TestDesk) async throws -> [HistoryRow] {
    try await test.perform(
      ShowHistory(team: "mole", from: "2026-11-01T00:00:00Z".instant, until: "2026-11-20T00:00:00Z".instant)
    ).rows
  }

  @Test("every row is reported, and nothing is stored while one is refused, unless the others are asked for")
  func list() async throws {
    let test = try await desk()
    let reply = try await take(test, Self.list)
    #expect(reply.rows.map(\.state) == [.taken, .refused, .taken, .taken] && !reply.isStored)
    #expect(
      reply.rows[1].place == "line 3" && reply.rows[1].because?.hasPrefix("nobody is called 'Ferrow, Ana'") == true)
    #expect(try await history(test).isEmpty)
    let trial = try await take(test, Self.list, skip: true, dryRun: true)
    #expect(!trial.isStored)
    #expect(try await history(test).isEmpty)
    #expect(try await take(test, Self.list, skip: true).isStored)
    let rows = try await history(test)
    #expect(rows.map(\.member) == ["bo", "ana", "ana"] && rows.allSatisfy { $0.because == "imported from 2026.csv" })
    #expect(rows[1].uid == "mole.desk.slot.20261109T0900.1" && rows[0].uid == "mole.primary.import.20261108T2200.1")
    let again = try await take(test, Self.list, skip: true)
    #expect(again.rows.map(\.state) == [.known, .refused, .known, .known] && !again.isStored)
    #expect(try await history(test) == rows)
    #expect(try await test.perform(VerifyStore()) == [])
  }

  @Test("the shift that ran when the schedule was first applied stays as it is")
  func running() async throws {
    let test = try await TestDesk(at: "2026-11-23T04:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    let now = ListShifts(
      from: "2026-11-23T04:00:00Z".instant, to: "2026-11-23T05:00:00Z".instant, team: "mole", duty: "primary")
    let before = try #require(try await test.perform(now).first)
    #expect(before.start < "2026-11-23T00:00:00Z".instant)
    #expect(try await take(test, "date,start,end,duty,member\n2026-11-20,09:00,13:00,desk,ana\n").isStored)
    let after = try #require(try await test.perform(now).first)
    #expect(after.uid == before.uid && after.start == before.start && after.member == before.member)
  }

  @Test("a rotation of which the file says nothing stays as it is, also when its turn changed in the file's week")
  func otherDuties() async throws {
    let test = try await TestDesk(at: "2026-11-23T12:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    let turns = ListShifts(
      from: "2026-11-21T00:00:00Z".instant, to: "2026-11-26T00:00:00Z".instant, team: "mole", duty: "primary")
    let before = try await test.perform(turns)
    #expect(before.count == 6 && before.allSatisfy { $0.because.hasPrefix("rotation week") })
    #expect(try await take(test, "date,start,end,duty,member\n2026-11-23,01:00,02:00,desk,ana\n").isStored)
    #expect(try await test.perform(turns) == before)
  }

  @Test("a second file of the week in which a shift runs keeps it once, from where the files say nothing of its duty")
  func runningAgain() async throws {
    let test = try await TestDesk(at: "2026-11-25T04:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    let head = "date,start,end,duty,member\n"
    func stood() async throws -> [String] {
      let shifts = try await test.perform(
        ListShifts(
          from: "2026-11-24T09:00:00Z".instant, to: "2026-11-25T09:00:00Z".instant, team: "mole", duty: "primary"))
      return shifts.map { "\($0.uid) \($0.member) \($0.start)/\($0.end)" }
    }
    let whole = "mole.primary.week.20261124T0900.1 cy 2026-11-24T09:00:00Z/2026-11-25T09:00:00Z"
    for row in ["2026-11-23,09:00,13:00,desk,ana", "2026-11-23,13:00,17:00,desk,bo"] {
      #expect(try await take(test, head + row).isStored)
      #expect(try await stood() == [whole])
    }
    let parts = [
      "mole.primary.import.20261124T1200.1 bo 2026-11-24T12:00:00Z/2026-11-24T18:00:00Z",
      "mole.primary.week.20261124T0900.1 cy 2026-11-24T18:00:00Z/2026-11-25T09:00:00Z",
    ]
    for row in ["2026-11-24,12:00,18:00,primary,bo", "2026-11-24,09:00,13:00,desk,ana"] {
      #expect(try await take(test, head + row).isStored)
      #expect(try await stood() == parts)
    }
    let kept = try await test.perform(
      ListShifts(
        from: "2026-11-24T19:00:00Z".instant, to: "2026-11-24T20:00:00Z".instant, team: "mole", duty: "primary"))
    #expect(
      kept.map(\.because) == ["a turn that ran when the history of 2026-W48 was imported, and was kept"],
      "nobody published it")
  }

  @Test("another name for a time that is written down stands beside the first, and that is said")
  func beside() async throws {
    let test = try await desk()
    let head = "Member,Date,Start,End,Duty\n"
    #expect(try await take(test, head + "ana,2026-11-09,09:00,13:00,desk\n").rows.map(\.because) == [nil])
    let trial = try await take(test, head + "bo,2026-11-09,09:00,13:00,desk\n", dryRun: true)
    #expect(trial.rows.map(\.state) == [.taken])
    #expect(trial.rows.map(\.because) == ["beside Ana Ferrow, who stays written down for the same time"])
  }

  @Test("fairness goes by it: who stood more before is behind nobody")
  func fairness() async throws {
    let test = try await desk()
    let rows = (9...13).flatMap { day in
      [
        "2026-11-\(day < 10 ? "0" : "")\(day),09:00,13:00,desk,ana",
        "2026-11-\(day < 10 ? "0" : "")\(day),13:00,17:00,desk,bo",
      ]
    }
    #expect(try await take(test, "date,start,end,duty,member\n" + rows.joined(separator: "\n")).isStored)
    let draft = try await test.perform(DraftRota(team: "mole", period: try DraftPeriod(text: "2026-W49")))
    let table = try await test.perform(ShowFairness(draft: draft.id)).table
    #expect(table.rows.map(\.before.hours) == [2000, 2000, 0])
    let slots = draft.draft.assignments.compactMap(\.member?.text)
    #expect(slots.filter { $0 == "cy" }.count > slots.filter { $0 == "ana" }.count)
    let shifts = try await test.perform(
      ListShifts(from: "2026-11-09T00:00:00Z".instant, to: "2026-11-10T00:00:00Z".instant, team: "mole", duty: "desk"))
    #expect(shifts.map(\.member) == ["ana", "bo"])
  }

  @Test("the table of shifts that the program exports is taken as it is, and of no other team (D2)")
  func roundTrip() async throws {
    let old = try await TestDesk(at: "2026-11-06T12:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    let draft = try await old.perform(DraftRota(team: "mole", week: ISOWeek(text: "2026-W46")))
    try await old.perform(PublishRota(draft: draft.id))
    let shifts = try await old.perform(
      ListShifts(from: "2026-11-09T09:00:00Z".instant, to: "2026-11-13T09:00:00Z".instant, team: "mole"))
    let table = ShiftTable.csv(shifts)
    let test = try await desk()
    let other = try await take(test, table.replacing(",mole,", with: ",lamp,"))
    #expect(!other.isStored && other.rows.allSatisfy { $0.because == "it is of team 'lamp'; import it there" })
    let reply = try await take(test, table)
    #expect(reply.isStored && reply.rows.count == 12 && reply.rows.allSatisfy { $0.state == .taken }, "\(reply.rows)")
    let stood = try await history(test)
    #expect(
      stood.map { "\($0.duty) \($0.member) \($0.start)/\($0.end)" }.sorted()
        == shifts.map { "\($0.duty) \($0.member) \($0.start)/\($0.end)" }.sorted())
    let slots = shifts.filter { $0.duty == "desk" }.map(\.uid)
    #expect(stood.filter { $0.duty == "desk" }.map(\.uid) == slots, "slots are the same ones")
    #expect(try await take(test, table).rows.allSatisfy { $0.state == .known })
  }

  @Test("a grid has a column for each day, several names in a cell, and days without anybody")
  func grid() async throws {
    let test = try await desk()
    let grid = """
      Duty;Time;Mon 2026-11-09;2026-11-10;11.11.2026
      desk;09:00 - 13:00;Ana;Bo / Cy;
      desk;13:00–17:00;-;open;Cy
      """
    let reply = try await take(test, grid)
    #expect(reply.isStored && reply.rows.map(\.member) == ["ana", "bo", "cy", "cy"])
    #expect(reply.rows.map(\.place)[1] == "line 2, 2026-11-10")
    #expect(
      try await history(test).map(\.uid) == [
        "mole.desk.slot.20261109T0900.1", "mole.desk.import.20261110T0900.1", "mole.desk.slot.20261110T0900.1",
        "mole.desk.slot.20261111T1300.1",
      ])
  }

  @Test(
    "what cannot be is refused in words that say what to write",
    arguments: [
      ("2026-11-31,09:00,13:00,desk,ana", "'2026-11-31' is not a date; write it like 2026-11-30"),
      ("11/30/2026,09:00,13:00,desk,ana", "'11/30/2026' is not a date; write it like 2026-11-30"),
      ("2026-11-09,9 am,13:00,desk,ana", "'9 am' is not a time it can start at; write it like 08:00"),
      ("2026-11-09,09:00,25:00,desk,ana", "'25:00' is not a time it can end at; write it like 16:00"),
      ("2026-11-09,09:00,13:00,desc,ana", "mole has no duty 'desc'; did you mean 'desk'?"),
      ("2026-11-09,09:00,13:00,desk,Bo Lindquar", "nobody is called 'Bo Lindquar'; did you mean 'Bo Lindqvar'?"),
      ("2026-11-23,09:00,13:00,desk,ana", "it is to come; draft it, or give it away with watchbill rota amend"),
      (
        "2026-11-20,09:00,13:00,desk,ana",
        "it ends after 2026-11-20T12:00:00Z, and from then on the history is written down as it happens"
      ),
    ])
  func refused(_ row: String, _ because: String) async throws {
    let reply = try await take(try await desk(), "date,start,end,duty,member\n\(row)\n", skip: true)
    #expect(reply.rows.map(\.because) == [because] && !reply.isStored)
  }

  @Test("nobody stands a duty twice at once, or before they came; a name that two have is not guessed")
  func impossible() async throws {
    let file = Self.file.replacing(
      "{ id: cy, name: Cy Morandel }",
      with: "{ id: cy, name: Cy Morandel, from: 2026-11-10 }, { id: dee, name: Dee Ferrow }")
    let test = try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": file])
    let rows = [
      "2026-11-11,10:00,18:00,desk,Bo", "2026-11-11,12:00,20:00,desk,bo", "2026-11-11,12:00,20:00,primary,bo",
      "2026-11-11,18:00,20:00,desk,Lindqvar", "2026-11-09,09:00,13:00,desk,cy", "2026-11-10,09:00,13:00,desk,cy",
      "2026-11-10,09:00,13:00,desk,Ferrow",
    ]
    let reply = try await take(test, "date,start,end,duty,member\n" + rows.joined(separator: "\n"), skip: true)
    #expect(
      reply.rows.map(\.because) == [
        nil, "Bo Lindqvar stood desk in a part of that time already, by line 2", nil, nil,
        "Cy Morandel was not in the team then; mend `from:` or `until:` of the member, or the row", nil,
        "'Ferrow' may be ana or dee; write the id",
      ])
    let more = try await take(test, "date,start,end,duty,member\n2026-11-11,17:00,19:00,desk,bo", skip: true)
    #expect(
      more.rows.map(\.because) == ["Bo Lindqvar stood desk in a part of that time already, by what is written down"])
  }

  @Test("a word is a first name before it is a last name")
  func firstNames() async throws {
    let file = Self.file.replacing(
      "{ id: cy, name: Cy Morandel }", with: "{ id: cy, name: Cy Morandel }, { id: dee, name: Morandel Dunn }")
    let test = try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": file])
    let names = ["Morandel", "Cy", "Dunn", "Lindqvar"]
    let rows = names.enumerated().map { "2026-11-1\($0),09:00,13:00,desk,\($1)" }
    let reply = try await take(test, "date,start,end,duty,member\n" + rows.joined(separator: "\n"))
    #expect(reply.rows.map(\.member) == ["dee", "cy", "dee", "bo"])
  }

  @Test("a row that stands twice is taken once; broken tables are refused with their line")
  func tables() async throws {
    let test = try await desk()
    let twice = "date,start,end,duty,member\n" + String(repeating: "2026-11-09,09:00,13:00,desk,ana\n", count: 2)
    #expect(try await take(test, twice).rows.map(\.because) == [nil, "it says the same as line 2"])
    for (text, word) in [
      ("", "the file is empty"), ("date,start\n", "line 1 does not say what the columns are"),
      ("start,end,duty,member\n08:00,12:00,desk,ana\n", "line 1 does not say what the columns are"),
      ("date,start,end,duty,member\n\"2026-11-09,09:00", "opened in line 2 is never closed"),
      ("date,start,end,duty,member\n", "names nobody"),
      ("d\0a\0t\0e\0,\0", "the file has NUL bytes, so it is not UTF-8 text"),
      (
        "date,start,end,duty,member,Member\n2026-11-09,09:00,13:00,desk,ana,bo\n",
        "line 1: columns 5 and 6 are both called 'member'"
      ),
      (
        "duty,date,start,end,duty,member\ndesk,2026-11-09,09:00,13:00,desk,ana\n",
        "line 1: columns 1 and 5 are both called 'duty'"
      ),
      ("duty,time,time,2026-11-09\ndesk,09:00-13:00,,ana\n", "line 1: columns 2 and 3 are both called 'time'"),
      (
        "date,start,end,duty,member,\n\n2026-11-09,09:00,13:00,desk,ana,\n2026-11-10,09:00,13:00,desk,ana,,bo\n",
        "line 4, column 7: 'bo' has no heading in line 1"
      ),
      (String(repeating: "x", count: CSVTable.mostBytes + 1), "the file has 4194305 bytes"),
    ] {
      await #expect("\(word)") {
        try await take(test, text)
      } throws: {
        "\($0)".contains(word)
      }
    }
  }
}
