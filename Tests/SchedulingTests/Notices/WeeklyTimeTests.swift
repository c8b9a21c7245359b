import Scheduling
import Testing
import Timekeeping

/// When the clock alone makes an announcement speak (cases D29 to D33), and what such a time looks like.
struct WeeklyTimeTests {
  private func next(_ rule: Announcement, after wall: String, _ zone: String = "Etc/UTC") throws -> Timestamp? {
    rule.nextNotice(after: try Sample.at(wall, zone), in: try Sample.zone(zone))
  }

  private func rule(_ at: String) throws -> Announcement {
    Announcement(channel: "hook", at: try WeeklyTime(text: at))
  }

  @Test("D29: a rule without a time has no next notice by the clock")
  func onChange() throws {
    #expect(try next(Announcement(channel: "hook"), after: "2021-07-07 11:00") == nil)
  }

  @Test("D32: a time on no day never comes")
  func noDay() throws {
    let never = Announcement(channel: "hook", at: WeeklyTime(try CivilTime(text: "11:05"), on: []))
    #expect(try next(never, after: "2021-07-07 11:00") == nil)
  }

  /// Wednesday 2021-07-07, 11:00.
  @Test(
    "D30, D33: the next notice is strictly after now, on a day of the rule",
    arguments: [
      ("04:00", "2021-07-08 04:00"), ("thu 04:00", "2021-07-08 04:00"), ("wed 11:05", "2021-07-07 11:05"),
      ("wed 04:00", "2021-07-14 04:00"), ("wed 11:00", "2021-07-14 11:00"), ("11:00", "2021-07-08 11:00"),
      ("mon-fri 09:00", "2021-07-08 09:00"), ("fri-mon 09:00", "2021-07-09 09:00"), ("sat 00:00", "2021-07-10 00:00"),
    ])
  func nextNotice(at: String, expected: String) throws {
    #expect(try next(rule(at), after: "2021-07-07 11:00") == Sample.at(expected))
  }

  @Test("a time that the clock skips comes as the clock turns, and a repeated one comes once (T3)")
  func clockChanges() throws {
    let daily = try rule("02:30")
    let spring = try next(daily, after: "2024-03-09 12:00", "America/Chicago")
    #expect(try spring == Sample.at("2024-03-10 03:00", "America/Chicago"))
    let early = try rule("01:30")
    let first = try #require(try next(early, after: "2024-11-02 12:00", "America/Chicago"))
    #expect(first == (try Timestamp(text: "2024-11-03T06:30:00Z")), "the first 01:30")
    let second = early.nextNotice(after: first, in: try Sample.zone("America/Chicago"))
    #expect(try second == Sample.at("2024-11-04 01:30", "America/Chicago"))
  }

  @Test(
    "what is printed can be read", arguments: ["mon 09:00", "mon-fri 09:00", "fri-mon 23:59", "00:00", "sat-sun 10:00"])
  func printed(text: String) throws {
    let time = try WeeklyTime(text: text)
    #expect(time.description == text)
    #expect(try WeeklyTime(text: time.description) == time)
  }

  @Test(
    "anything else is refused",
    arguments: ["", "mon", "9:00", "mon-fri-sat 09:00", "mon 24:00", "mon- 09:00", "mon 09:00 x"])
  func refused(text: String) {
    #expect(throws: TextProblem.self) { try WeeklyTime(text: text) }
  }
}
