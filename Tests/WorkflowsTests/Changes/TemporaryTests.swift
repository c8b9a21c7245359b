import ScheduleFiles
import Scheduling
import Storage
import Testing
import Timekeeping
import Workflows

/// Temporary schedules as they are stored and checked (rule T8, cases D23 to D26).
@Suite struct TemporaryTests {
  private func add(
    _ test: TestDesk, until: String = "2026-11-29T00:00:00Z", shifts: [AddTemporary.Entry]? = nil, dryRun: Bool = false,
    force: Bool = false
  ) async throws -> TemporaryReply {
    let plan = [
      AddTemporary.Entry(
        member: "dee", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-28T12:00:00Z".instant),
      AddTemporary.Entry(
        member: "ana", from: "2026-11-28T12:00:00Z".instant, until: "2026-11-28T20:00:00Z".instant),
    ]
    return try await test.perform(
      AddTemporary(
        team: "relay", from: "2026-11-28T00:00:00Z".instant, until: until.instant, duties: ["primary"],
        shifts: shifts ?? plan, reason: "launch", force: force, dryRun: dryRun))
  }

  @Test("it is exactly these shifts, its holes are said, and it can be trimmed and removed")
  func lifecycle() async throws {
    let test = try await ChangeTeam.desk()
    #expect(try await add(test, dryRun: true).isDryRun)
    #expect(try await test.perform(ListTemporary()).isEmpty)
    let made = try await add(test)
    #expect(made.gaps == ["primary 2026-11-28T20:00:00Z/2026-11-29T00:00:00Z"])
    #expect(try await test.perform(ListTemporary(team: "relay")).map(\.id) == [made.schedule.id])
    let trimmed = try await test.perform(
      TrimTemporary(id: made.schedule.id, until: "2026-11-28T06:00:00Z".instant))
    #expect(trimmed.schedule.shifts.map(\.interval.end) == ["2026-11-28T06:00:00Z".instant])
    _ = try await test.perform(RemoveTemporary(id: made.schedule.id))
    #expect(try await test.perform(ListTemporary()).isEmpty)
  }

  @Test("what lies outside, is doubled, overlaps another or puts somebody on leave is refused with why")
  func refused() async throws {
    let test = try await ChangeTeam.desk()
    let outside = AddTemporary.Entry(
      member: "dee", from: "2026-11-27T23:00:00Z".instant, until: "2026-11-28T12:00:00Z".instant)
    await #expect(throws: OperatorProblem.self) { try await add(test, shifts: [outside]) }
    let twice = AddTemporary.Entry(
      member: "dee", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-28T12:00:00Z".instant)
    await #expect(throws: OperatorProblem.self) { try await add(test, shifts: [twice, twice]) }
    _ = try await add(test)
    let second = await #expect(throws: OperatorProblem.self) { try await add(test) }
    #expect(second?.what.contains("decides the same duty") == true)
    let other = try await ChangeTeam.desk()
    try await other.perform(
      AddLeave(member: "dee", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-29T00:00:00Z".instant))
    let away = await #expect(throws: OperatorProblem.self) { try await add(other, force: true) }
    #expect(away?.what.contains("is on leave") == true)
  }

  @Test("of one that runs only what is to come goes: what happened stays")
  func running() async throws {
    let test = try await ChangeTeam.desk()
    let made = try await add(test)
    test.clock.set("2026-11-28T10:00:00Z".instant)
    _ = try await test.perform(RemoveTemporary(id: made.schedule.id))
    #expect(try await test.perform(ListTemporary()).map(\.interval.end) == ["2026-11-28T10:00:00Z".instant])
  }

  // MARK: Beside swaps

  /// Cy stands from hour to hour of the 26th, which is ana's.
  private func put(_ test: TestDesk, _ from: Int, _ until: Int) async throws -> String {
    let entry = AddTemporary.Entry(member: "cy", from: hour(from), until: hour(until))
    let made = try await test.perform(
      AddTemporary(
        team: "relay", from: entry.from, until: entry.until, duties: ["primary"], shifts: [entry], force: true))
    return made.schedule.id
  }

  /// Bo takes what is ana's of the time from noon to eight in the evening.
  private func swap(_ test: TestDesk, until: Int = 20) async throws {
    let asked = try await test.perform(
      AskSwap(requester: "ana", asked: "bo", give: [], from: hour(12), until: hour(until), speaker: "ana"))
    _ = try await test.perform(TakeRequest(id: asked.request.id, speaker: "bo"))
  }

  private func hour(_ hour: Int) -> Timestamp { "2026-11-26T00:00:00Z".instant + .hours(hour) }

  /// Who is on from nine to midnight of the 26th, a letter an hour.
  private func day(_ test: TestDesk) async throws -> String {
    var seen = ""
    for hour in 9..<24 {
      let member = try await test.who("\(self.hour(hour))")
      seen.append(contentsOf: member?.prefix(1) ?? "-")
    }
    return seen
  }

  @Test("a swap that was agreed beside one neither grows nor shrinks when it goes (rules T8 and T12)")
  func swapAfter() async throws {
    let test = try await ChangeTeam.desk()
    let id = try await put(test, 14, 16)
    try await swap(test)
    #expect(try await day(test) == "aaabbccbbbbaaaa")
    _ = try await test.perform(RemoveTemporary(id: id))
    #expect(try await day(test) == "aaabbaabbbbaaaa")
  }

  @Test("a swap goes on behind one that is put into it, and is as it was when that goes (rules T8 and T12)")
  func swapBefore() async throws {
    let test = try await ChangeTeam.desk()
    try await swap(test)
    for (from, until, expected) in [
      (14, 16, "aaabbccbbbbaaaa"), (12, 13, "aaacbbbbbbbaaaa"), (19, 20, "aaabbbbbbbcaaaa"), (9, 13, "ccccbbbbbbbaaaa"),
    ] {
      let id = try await put(test, from, until)
      #expect(try await day(test) == expected)
      _ = try await test.perform(RemoveTemporary(id: id))
      #expect(try await day(test) == "aaabbbbbbbbaaaa")
    }
  }

  @Test("so it is with one before the swap and one after it, whichever goes first")
  func swapBetween() async throws {
    for goesFirst in [0, 1] {
      let test = try await ChangeTeam.desk()
      let first = try await put(test, 13, 14)
      try await swap(test)
      let second = try await put(test, 16, 18)
      #expect(try await day(test) == "aaabcbbccbbaaaa")
      _ = try await test.perform(RemoveTemporary(id: [first, second][goesFirst]))
      #expect(try await day(test) == ["aaababbccbbaaaa", "aaabcbbbbbbaaaa"][goesFirst])
      _ = try await test.perform(RemoveTemporary(id: [second, first][goesFirst]))
      #expect(try await day(test) == "aaababbbbbbaaaa")
    }
  }

  @Test("an open request is for what it asks on both sides of one that is put into it")
  func openRequest() async throws {
    let test = try await ChangeTeam.desk()
    let asked = try await test.perform(
      AskSwap(requester: "ana", asked: "bo", give: [], from: hour(12), until: hour(20), speaker: "ana"))
    let id = try await put(test, 14, 16)
    _ = try await test.perform(TakeRequest(id: asked.request.id, speaker: "bo"))
    #expect(try await day(test) == "aaabbccbbbbaaaa")
    _ = try await test.perform(RemoveTemporary(id: id))
    #expect(try await day(test) == "aaabbaabbbbaaaa")
  }

  @Test("an end that is the shift's own moves with an edit, with the temporary schedule and without it (rule T12)")
  func swapAndEdit() async throws {
    for isRemoved in [false, true] {
      let test = try await ChangeTeam.desk()
      let id = try await put(test, 14, 16)
      try await swap(test, until: 33)
      if isRemoved { _ = try await test.perform(RemoveTemporary(id: id)) }
      try await test.apply(["relay.yaml": ChangeTeam.text(handoff: "11:00")], from: "2026-11-24T00:00:00Z".instant)
      #expect(try await day(test) == (isRemoved ? "ddabbaabbbbbbbb" : "ddabbccbbbbbbbb"))
      #expect(try await test.who("2026-11-27T10:59:00Z") == "bo")
    }
  }

  @Test(
    "the script says the same from the exported definitions",
    .enabled(if: Recompute.isPossible, "python3 with zoneinfo is not here"))
  func recomputed() async throws {
    let recompute = try Recompute()
    defer { recompute.remove() }
    for isSwapFirst in [true, false] {
      let test = try await ChangeTeam.desk()
      if isSwapFirst { try await swap(test) }
      let id = try await put(test, 14, 16)
      if !isSwapFirst { try await swap(test) }
      for isRemoved in [false, true] {
        if isRemoved { _ = try await test.perform(RemoveTemporary(id: id)) }
        let team = TeamID(unchecked: "relay")
        let definitions = NormalisedDefinitions(team: team, try await test.desk.world().input(for: team))
        let path = try recompute.write(definitions, name: "\(isSwapFirst) \(isRemoved)")
        var questions: [Recompute.Question] = []
        for at in (9..<24).map(hour) {
          let who = try await test.who("\(at)") ?? ""
          questions.append(Recompute.Question(path: path, duty: "primary", at: at, answer: who))
        }
        #expect(try recompute.wrong(questions).map(\.description) == [])
      }
    }
  }
}
