import Scheduling
import Testing
import Timekeeping

/// What one look at a team finds: changes of who is on, handoffs, reminders, gaps, hours that somebody chose.
struct TeamWatchTests {
  /// Ana and Ben take turns of a week from Monday 09:00; 2026-11-23 is a Monday, and Ana's.
  private func schedule(_ change: (inout Schedule) -> Void = { _ in }) throws -> Schedule {
    let layer = try Sample.layer("week", "ana|ben", handoff: "mon 09:00", from: "2026-11-23")
    var schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    change(&schedule)
    return schedule
  }

  private func watch(
    _ schedule: Schedule, at now: String, since: String = "2026-11-16 00:00", seen: String? = nil,
    onCall: String? = nil, overrides: [Override] = [], leave: [Leave] = []
  ) throws -> TeamWatch {
    let instant = try Sample.at(now)
    let window = try #require(Interval(instant - .hours(48), instant + .hours(24 * 35)))
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: overrides, leave: leave), window: window, zones: Sample.zones)
    var memory = WatchMemory(
      since: try Sample.at(since), seen: try Sample.at(seen ?? since), toldUntil: window.end)
    if let onCall {
      let members = onCall.split(separator: " ").map { Sample.member(String($0)) }
      memory.onCall = [DutyHolders(duty: Sample.duty("primary"), members: members)]
    }
    return TeamWatch(timeline, now: instant, memory: memory)
  }

  // MARK: Who is on

  @Test("D29: a change of the set is found once the handoff has come, and not a millisecond before")
  func change() throws {
    let schedule = try schedule()
    #expect(try watch(schedule, at: "2026-11-30 08:59", onCall: "ana").setChanges.isEmpty)
    let changes = try watch(schedule, at: "2026-11-30 09:00", onCall: "ana").setChanges
    #expect(changes.map { $0.before.map(\.text) } == [["ana"]] && changes.map { $0.after.map(\.text) } == [["ben"]])
  }

  @Test("D35: that nobody is on any more is a change as well")
  func empty() throws {
    let nobody = try Sample.change("O-1", .nobody, "2026-11-25 00:00", "2026-11-26 00:00")
    let changes = try watch(schedule(), at: "2026-11-25 12:00", onCall: "ana", overrides: [nobody]).setChanges
    #expect(changes.map(\.after) == [[]])
  }

  @Test("after weeks away it is one change from what was said last, and none when it came back to that (K5)")
  func coalesced() throws {
    let schedule = try schedule()
    #expect(try watch(schedule, at: "2026-12-14 10:00", onCall: "ana").setChanges.count == 1)
    #expect(try watch(schedule, at: "2026-12-07 10:00", onCall: "ana").setChanges.isEmpty)
  }

  @Test("a duty that was never looked at has not changed")
  func first() throws {
    #expect(try watch(schedule(), at: "2026-11-25 12:00").setChanges.isEmpty)
  }

  // MARK: Handoffs

  @Test("the next person gets the digest at the handoff, or the chosen time before it")
  func handoff() throws {
    let plain = try schedule()
    #expect(try watch(plain, at: "2026-11-30 08:59").handoffs.map(\.shift.member.text) == ["ana"])
    let found = try watch(plain, at: "2026-11-30 09:00").handoffs
    #expect(found.map(\.shift.member.text) == ["ben"] && found.map { $0.from.map(\.text) } == [["ana"]])
    let early = try schedule { $0.duties[0].handoffDigest = .before(PlainDuration(.minutes(15))) }
    #expect(try watch(early, at: "2026-11-30 08:44").handoffs.map(\.shift.member.text) == ["ana"])
    #expect(try watch(early, at: "2026-11-30 08:45").handoffs.map(\.shift.member.text) == ["ana", "ben"])
    let never = try schedule { $0.duties[0].handoffDigest = .never }
    #expect(try watch(never, at: "2026-11-30 09:00").handoffs.isEmpty)
  }

  @Test("who was on before the handoff and stays on gets no digest, nor does anybody for what began before the watch")
  func noHandoff() throws {
    let added = try Sample.change("O-1", .add("ben"), "2026-11-29 00:00", "2026-11-30 09:00")
    let found = try watch(schedule(), at: "2026-11-30 09:00", overrides: [added]).handoffs
    #expect(!found.contains { $0.shift.member.text == "ben" && $0.from.map(\.text).contains("ben") })
    #expect(try watch(schedule(), at: "2026-11-25 09:00", since: "2026-11-24 00:00").handoffs.isEmpty)
  }

  @Test("a handoff in the middle of a turn counts, and so does the way back")
  func middle() throws {
    let change = try Sample.change("O-1", .replace("ana", "cleo"), "2026-11-25 12:00", "2026-11-25 18:00")
    let schedule = try schedule()
    #expect(
      try watch(schedule, at: "2026-11-25 12:00", overrides: [change]).handoffs.map(\.shift.member.text) == ["cleo"])
    #expect(
      try watch(schedule, at: "2026-11-25 18:00", overrides: [change]).handoffs.map(\.shift.member.text) == ["ana"])
  }

  @Test("leave in the middle of an arranged shift ends it for its work, and the way back begins it (T9, K10)")
  func awayInTheMiddle() throws {
    let added = try Sample.change("O-1", .add("cleo"), "2026-11-25 08:00", "2026-11-25 18:00")
    let away = try Sample.leave("l1", "cleo", "2026-11-25 12:00", "2026-11-25 14:00")
    func look(_ time: String, seen: String) throws -> TeamWatch {
      try watch(
        schedule(), at: "2026-11-25 \(time)", seen: "2026-11-25 \(seen)", overrides: [added], leave: [away])
    }
    #expect(try look("11:44", seen: "11:00").endings.isEmpty)
    #expect(try look("11:44", seen: "11:00").next == Sample.at("2026-11-25 11:45"))
    let endings = try look("11:45", seen: "11:44").endings
    #expect(endings.map(\.member.text) == ["cleo"])
    #expect(try endings.map(\.interval.end) == [Sample.at("2026-11-25 12:00")])
    #expect(try look("12:00", seen: "11:45").starts.isEmpty)
    let starts = try look("14:00", seen: "12:00").starts
    #expect(starts.map(\.member.text) == ["cleo"])
    #expect(try starts.map(\.interval.start) == [Sample.at("2026-11-25 14:00")])
    #expect(try look("17:45", seen: "14:00").endings.map(\.interval.end) == [Sample.at("2026-11-25 18:00")])
  }

  @Test("leave that was stored after a look at its start, or just past it, ends the shift once all the same (K10)")
  func storedBehindLook() throws {
    let added = try Sample.change("O-1", .add("cleo"), "2026-11-25 08:00", "2026-11-25 18:00")
    let away = try Sample.leave("l1", "cleo", "2026-11-25 12:00", "2026-11-25 14:00")
    func endings(seen: String, onCall: String) throws -> [String] {
      try watch(
        schedule(), at: "2026-11-25 12:03", seen: "2026-11-25 \(seen)", onCall: onCall, overrides: [added],
        leave: [away]
      ).endings.map { "\($0.member)" }
    }
    for seen in ["12:00", "12:02"] {
      #expect(try endings(seen: seen, onCall: "ana cleo") == ["cleo"], "\(seen)")
      #expect(try endings(seen: seen, onCall: "ana").isEmpty, "\(seen): that look knew of it")
    }
  }

  // MARK: Reminders

  private func leads(_ watch: TeamWatch) -> [String] { watch.reminders.map { "\($0.shift.member) \($0.lead)" } }

  @Test("turns of a week have a reminder a day before; daily turns and people who are always on have none")
  func usual() throws {
    #expect(try leads(watch(schedule(), at: "2026-11-29 08:59")) == [])
    #expect(try leads(watch(schedule(), at: "2026-11-29 09:00")) == ["ben 24 hours"])
    #expect(try leads(watch(schedule(), at: "2026-11-30 09:00")) == [])
    let day = try Sample.layer("day", "ana|ben", every: "1 day", from: "2026-11-23")
    let daily = try schedule { $0.duties[0].filling = .layers([day]) }
    #expect(try leads(watch(daily, at: "2026-11-29 08:59")) == [])
  }

  @Test("of several that are due the last counts, so after an outage one is told and not all (K5)")
  func several() throws {
    let times = [PlainDuration(.hours(24)), PlainDuration(.hours(1))]
    let asked = try schedule { $0.duties[0].reminders = times }
    #expect(try leads(watch(asked, at: "2026-11-29 09:00")) == ["ben 24 hours"])
    #expect(try leads(watch(asked, at: "2026-11-30 08:00")) == ["ben 1 hour"])
    let own = try schedule {
      $0.duties[0].reminders = times
      $0.members[1].reminders = [PlainDuration(.hours(3))]
    }
    #expect(try leads(watch(own, at: "2026-11-30 06:00")) == ["ben 3 hours"], "the member's own wish counts")
    let none = try schedule { $0.members[1].reminders = [] }
    #expect(try leads(watch(none, at: "2026-11-30 08:30")) == [])
  }

  @Test("a reminder moves with its shift: neither lost nor told of the old time")
  func moves() throws {
    let later = try Sample.change("O-1", .replace("ben", "ana"), "2026-11-30 09:00", "2026-12-01 09:00")
    let schedule = try schedule()
    #expect(try leads(watch(schedule, at: "2026-11-29 12:00", overrides: [later])) == [])
    let found = try watch(schedule, at: "2026-11-30 09:00", overrides: [later])
    #expect(leads(found) == ["ben 24 hours"])
    #expect(try found.reminders.first?.shift.interval.start == Sample.at("2026-12-01 09:00"))
  }

  @Test("nights of one week are one stretch: only the first has a reminder")
  func nights() throws {
    let night = try Sample.layer("night", "ana|ben", handoff: "mon 09:00", from: "2026-11-23", hours: "20:00-08:00")
    let schedule = try schedule { $0.duties[0].filling = .layers([night]) }
    #expect(try leads(watch(schedule, at: "2026-11-29 20:00")) == ["ben 24 hours"])
    #expect(try leads(watch(schedule, at: "2026-11-30 21:00")) == [], "Tuesday's night is the same stretch")
  }

  // MARK: By the clock

  @Test("an announcement and the summary speak once for the time that has come, however long nobody looked")
  func clock() throws {
    let hook = Announcement(channel: "hook", at: try WeeklyTime(text: "09:00"))
    let schedule = try schedule { $0.announcements = [Announcement(channel: "wall"), hook] }
    let late = try watch(schedule, at: "2026-12-02 12:00", seen: "2026-11-24 12:00")
    #expect(late.announcements.map(\.index) == [1])
    #expect(try late.announcements.map(\.at) == [Sample.at("2026-12-02 09:00")], "the last of them")
    #expect(try late.summary == Sample.at("2026-11-30 09:00"))
    let again = try watch(schedule, at: "2026-12-02 12:00", seen: "2026-12-02 11:00")
    #expect(again.announcements.isEmpty && again.summary == nil)
    let never = try self.schedule { $0.summary = .never }
    #expect(try watch(never, at: "2026-12-02 12:00", seen: "2026-11-24 12:00").summary == nil)
  }

  @Test("a clock that was put back by a year silences nothing")
  func clockPutBack() throws {
    let hook = Announcement(channel: "hook", at: try WeeklyTime(text: "09:00"))
    let schedule = try schedule { $0.announcements = [hook] }
    let back = try watch(schedule, at: "2026-11-25 08:00", seen: "2027-11-25 08:00")
    #expect(back.announcements.isEmpty)
    #expect(try back.next == Sample.at("2026-11-25 09:00"))
  }

  // MARK: Gaps

  @Test("a gap is told seven days before it, with a cause that stays the same (T9)")
  func gaps() throws {
    let off = try Sample.change("O-1", .remove("ben"), "2026-12-02 00:00", "2026-12-03 00:00")
    let schedule = try schedule()
    #expect(try watch(schedule, at: "2026-11-24 23:59", overrides: [off]).gaps.isEmpty)
    let found = try watch(schedule, at: "2026-11-25 00:00", overrides: [off])
    let causes = found.gaps.map { found.cause(of: $0) }
    #expect(causes == ["gap/field/primary/2026-12-02T00:00:00Z"])
    let later = try watch(schedule, at: "2026-12-02 12:00", overrides: [off])
    #expect(later.gaps.map { later.cause(of: $0) } == causes)
    #expect(try watch(schedule, at: "2026-12-03 00:00", overrides: [off]).gaps.isEmpty)
  }

  @Test("a week that is not published is told two days before its first slot, once for the week")
  func unpublished() throws {
    let schedule = try Sample.schedule([Sample.slots("desk", "mon-fri 09:00-17:00")])
    #expect(try watch(schedule, at: "2026-11-21 08:59").gaps.isEmpty)
    let found = try watch(schedule, at: "2026-11-23 08:00")
    #expect(Set(found.gaps.map { found.cause(of: $0) }) == ["unpublished/field/desk/2026-W48"])
  }

  // MARK: The next look

  @Test("nothing is found before the instant that the look before it named")
  func next() throws {
    let hook = Announcement(channel: "hook", at: try WeeklyTime(text: "thu 10:30"))
    let change = try Sample.change("O-1", .replace("ana", "cleo"), "2026-11-27 12:00", "2026-11-27 18:00")
    let schedule = try schedule {
      $0.announcements = [hook]
      $0.duties[0].handoffDigest = .before(PlainDuration(.minutes(15)))
    }
    var looks: [String] = []
    var now = "2026-11-24 00:00"
    while now < "2026-12-01 00:00" {
      let next = try watch(schedule, at: now, overrides: [change]).next
      now = CivilDateTime(secondsSinceEpoch: next.seconds).description
      looks.append(now)
    }
    #expect(
      looks == [
        "2026-11-26 10:30", "2026-11-26 12:00", "2026-11-27 11:45", "2026-11-27 12:00", "2026-11-27 17:45",
        "2026-11-27 18:00",
        "2026-11-29 09:00", "2026-11-30 08:45", "2026-11-30 09:00", "2026-12-03 10:30",
      ])
  }
}
