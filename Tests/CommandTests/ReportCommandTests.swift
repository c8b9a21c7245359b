import Foundation
import TestSupport
import Testing

/// coverage, plan, apply over versions: as they are typed and read.
@Suite(.promptThreads) struct ReportCommandTests {
  @Test("coverage says what is to be published with exit code 0, and a gap with who answers with 1")
  func coverage() throws {
    let place = try Lamp.applied()
    let calm = try place.say("coverage lamp --from 2036-03-03 --to 2036-03-10")
    #expect(calm.out.hasPrefix("Coverage Mon 2036-03-03 00:00 – Mon 2036-03-10 00:00 Europe/London\n"), "\(calm.out)")
    #expect(calm.out.contains("not-published") && calm.out.contains("Lamp: 77.7 % even"), "\(calm.out)")
    // Ana's week and Bo's together: each has 168 h of primary.
    let fortnight = try place.say("coverage lamp --from 2036-03-03 --to 2036-03-17")
    #expect(fortnight.out.contains("Lamp: 100.0 % even"), "\(fortnight.out)")
    _ = try place.say("override add lamp primary --from 2036-03-04 --until 2036-03-05 --nobody")
    let gap = try place.say("coverage lamp --from 2036-03-03 --to 2036-03-10", code: 1)
    #expect(gap.out.contains("nobody is on primary; secondary answers (Cy Morandel)"), "\(gap.out)")
    let rows = try place.say("coverage lamp --from 2036-03-03 --to 2036-03-10 --format csv", code: 1).cells
    #expect(rows[0].prefix(4) == ["kind", "team", "duty", "members"])
    #expect(rows[1][0] == "gap" && rows[1][6] == "86400" && rows[1][8] == "secondary", "\(rows[1])")
    let duties = try place.say("coverage --from 2036-03-03 --to 2036-03-10 --show duties --format csv", code: 1).cells
    #expect(duties.contains { $0.prefix(5) == ["lamp", "primary", "857", "604800", "86400"] }, "\(duties)")
    let json = try place.say("coverage --from 2036-03-03 --to 2036-03-10 --format json", code: 1).object()
    #expect(json["hasGaps"] as? Bool == true && (json["teams"] as? [Any])?.count == 2)
    // The watch is of 40 hours a week: that nobody is on in the others is meant, and is said.
    let table = try place.say("coverage quay --from 2036-03-03 --to 2036-03-10 --show duties").out
    #expect(table.contains("required") && table.contains(" 40 h ") && table.contains("nobody need be on"), "\(table)")
    let backwards = try place.say("coverage --from 2036-03-03 --to 2036-03-01", code: 2)
    #expect(backwards.err.contains("is not after --from"))
    #expect(try place.say("coverage lam", code: 2).err.contains("did you mean 'lamp'"))
  }

  @Test("report has a dash for people where there is nothing to show a share of, and an empty cell in CSV")
  func emptyShares() throws {
    let place = try Lamp.applied()
    let rows = try place.say("report lamp --format csv").cells
    #expect(rows.dropFirst().map { $0[0] } == ["first response", "resolution", "effort", "improvements"], "\(rows)")
    #expect(rows.dropFirst().allSatisfy { $0[1] == "0" && $0.dropFirst(2).allSatisfy(\.isEmpty) }, "\(rows)")
    #expect(try place.say("report lamp").out.contains("–"))
  }

  @Test("plan shows an edit before it holds: 0 fine, 1 a new gap, 2 broken files; a version can be applied again")
  func plan() throws {
    let place = try Lamp.applied()
    #expect(try place.say("plan").out == "They say what is in force already.\n")
    try place.write(
      Lamp.team.replacing("members: [ana, bo], every", with: "members: [ana, cy], every"), to: "schedules/lamp.yaml")
    // Inside a week of Ana's: she keeps it, and Cy has what was Bo's from the handoff on (rule T5).
    let edited = try place.say("plan --from 2036-03-10")
    #expect(edited.out.contains("Bo Lindqvar") && edited.out.contains("change hands"), "\(edited.out)")
    #expect(edited.out.hasSuffix("\n\nLamp: the file changes duties\n"), "\(edited.out)")
    let rows = try place.say("plan --from 2036-03-10 --format csv").cells
    #expect(rows[0].prefix(4) == ["team", "kind", "duty", "member_before"])
    #expect(rows.dropFirst().allSatisfy { $0[1] == "handed" && $0[3] == "bo" && $0[6] == "cy" }, "\(rows)")
    try place.write(
      Lamp.team.replacing("from: 2026-01-05 }", with: "from: 2026-01-05, until: 2036-03-05 }"),
      to: "schedules/lamp.yaml")
    #expect(try place.say("apply --from 2036-03-01").out.contains("version 2 holds from"))
    try place.write("team: lamp\n", to: "schedules/lamp.yaml")
    #expect(try place.say("plan", code: 2).err.contains("nothing to plan"))
    let back = try place.say("apply --version 1 --from 2036-02-01")
    #expect(back.out.contains("replaces version 2"), "\(back.out)")
    let versions = try place.say("versions --format csv").cells
    #expect(versions.dropFirst().map { $0[1] } == ["to come", "replaced", "in force"], "\(versions)")
    #expect(versions[1][5] == versions[3][5], "1 and 3 say the same")
  }
}
