import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Rotations in files: who joins and leaves, rests, off days, shadows")
struct RotationReadingTests {
  private let text = """
    team: t
    zone: Europe/London
    members: [{ id: ana }, { id: bo }, { id: cleo }, { id: dami }]
    duties:
      primary:
        layers:
          - id: week
            members: [ana, [bo, { member: dami, from: 2026-03-02 }], { member: cleo, until: 2026-09-01 }, ana]
            from: 2026-01-05
            pauses: [2026-12-21..2027-01-03, 2026-08-31]
            hours: mon-fri 09:00-17:00
            off days: count
      learning:
        shadow: primary
        layers: [{ id: week, members: [dami] }]
    """

  @Test("A rotation reads as it is meant")
  func reads() throws {
    let (definitions, problems) = Reading.read(text)
    #expect(problems.map(\.description) == [])
    let schedule = try #require(definitions?.teams.first?.schedule)
    let layer = try #require(schedule.duties.first?.layers.first)
    #expect(layer.rotation.groups.map { $0.map(\.text) } == [["ana"], ["bo", "dami"], ["cleo"], ["ana"]])
    #expect(
      layer.rotation.terms == [
        RotationTerm(group: 1, member: MemberID(unchecked: "dami"), from: try CivilDate(text: "2026-03-02")),
        RotationTerm(group: 2, member: MemberID(unchecked: "cleo"), until: try CivilDate(text: "2026-08-31")),
      ])
    #expect(layer.rotation.pauses.map(\.description) == ["2026-08-31", "2026-12-21..2027-01-03"])
    #expect(layer.offDays == .count)
    #expect(schedule.duties.map(\.shadows?.text) == [nil, "primary"])
  }

  @Test(
    "What cannot be meant is said where it stands",
    arguments: [
      ("{ member: cleo, until: 2026-09-01 }", "{ member: cleo, from: 2026-09-02, until: 2026-09-01 }", "leaves no day"),
      ("[bo, {", "[dami, {", "'dami' is listed twice in this group"),
      ("shadow: primary", "shadow: learning", "cannot shadow"),
      ("member: dami", "member: dani", "did you mean 'dami'?"), ("2026-12-21..2027-01-03", "christmas", "'christmas'"),
    ])
  func refused(old: String, new: String, message: String) {
    let (_, problems) = Reading.read(text.replacing(old, with: new))
    #expect(problems.count == 1 && problems[0].description.contains(message), "\(problems)")
  }
}
