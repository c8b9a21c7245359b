import ScheduleFiles
import Scheduling
import Testing
import Timekeeping

@Suite struct StarterFileTests {
  @Test("the file that init writes is read without a problem", arguments: [0, 1, 2, 3, 12])
  func noProblems(count: Int) throws {
    let members = try (0..<count).map { try MemberID(text: "m\($0)") }
    let text = StarterFile.text(
      team: try TeamID(text: "night-owls"), name: "Night owls", zone: try ZoneID(text: "Asia/Kolkata"),
      members: members)
    let (definitions, problems) = Reading.read(text)
    #expect(problems.map(\.description) == [])
    let schedule = try #require(definitions?.teams.first?.schedule)
    #expect(schedule.members.count == (count == 0 ? 3 : count))
    #expect(schedule.duties.count == (count == 1 ? 1 : 2))
    if count == 0 { #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 30) }
  }

  @Test(
    "any name of a team comes back as it was given",
    arguments: ["R&D: \"nights\" # 1", "back\\slash", "- list", "’ñ 夜"])
  func names(name: String) throws {
    let text = StarterFile.text(team: try TeamID(text: "t"), name: name, zone: .utc)
    #expect(Reading.read(text).definitions?.teams.first?.schedule.name == name)
  }

  @Test("the first turns begin on the Monday of the week that is given")
  func monday() throws {
    let text = StarterFile.text(
      team: try TeamID(text: "t"), name: "T", zone: .utc, from: try CivilDate(text: "2026-11-21"))
    let duties = try #require(Reading.read(text).definitions?.teams.first?.schedule.duties)
    #expect(duties.map { $0.layers[0].rotation.from.description } == ["2026-11-16", "2026-11-16"])
  }
}
