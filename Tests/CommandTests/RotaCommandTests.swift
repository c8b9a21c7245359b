import Foundation
import TestSupport
import Testing

/// rota, leave and override, as they are typed and read.
@Suite(.promptThreads) struct RotaCommandTests {
  @Test(
    "a command that is shown names the data folder as a shell reads it back",
    arguments: [("my.desk-1/d", "my.desk-1/d"), ("My Desk", "'My Desk'"), ("it's", #"'it'\''s'"#)])
  func quotedFolder(_ folder: String, _ shown: String) throws {
    let place = try Lamp.workplace()
    #expect(try place.run("apply", "--data", folder).code == 0)
    let draft = try place.run("rota", "draft", "lamp", "2036-W10", "--data", folder)
    #expect(draft.out.hasSuffix("\nPublish it with: watchbill rota publish D-1 --data \(shown)\n"), "\(draft.out)")
  }

  @Test("a draft is stored, shown with its reasons, published once, and is then what shifts say")
  func draftAndPublish() throws {
    let place = try Lamp.applied()
    let draft = try place.say("rota draft lamp 2036-W10")
    #expect(draft.out.hasPrefix("Draft D-1\nlamp 2036-W10, 3–7 Mar, times in Europe/London\n"), "\(draft.out)")
    #expect(draft.out.contains("\nNo gaps.\n"))
    #expect(draft.out.hasSuffix("\nPublish it with: watchbill rota publish D-1\n"))
    #expect(draft.err.isEmpty)
    let shown = try place.say("rota show D-1").out
    #expect(
      shown.contains("\ndesk 09:00-17:00 on Mon 3 Mar: ") && shown.contains("\n    only Bo Lindqvar may take it\n"),
      "\(shown)")
    let csv = try place.say("rota show D-1 --format csv").out
    #expect(csv.hasPrefix("slot,duty,date,start,end,member,because\r\n"))
    #expect(csv.contains(",desk,2036-03-03,2036-03-03T09:00:00Z,2036-03-03T17:00:00Z,"))
    let json = try place.say("rota show D-1 --format json").object()
    #expect(json["id"] as? String == "D-1" && json["zone"] as? String == "Europe/London")
    #expect(((json["draft"] as? [String: Any])?["assignments"] as? [Any])?.count == 5)

    let trial = try place.say("rota publish D-1 --dry-run").out
    #expect(trial.hasPrefix("would publish D-1: lamp 2036-W10, "))
    let published = try place.say("rota publish lamp 2036-W10").out
    #expect(published == trial.replacing("would publish", with: "published"))
    #expect(published.contains("times in Europe/London\n") && published.contains("  desk Mon 2036-03-03 09:00–17:00: "))
    let again = try place.say("rota publish D-1").out
    #expect(again.hasSuffix("\n  nothing is different from before\n"), "\(again)")
    let shifts = try place.say("shifts --team lamp --duty desk --from 2036-03-03 --to 2036-03-10 --format json").list()
    #expect(shifts.count == 5)
    #expect(shifts.allSatisfy { $0["because"] as? String == "published rota 2036-W10 (D-1)" })
  }

  @Test("a draft with gaps says which and why, and exits with 1 in every format")
  func gaps() throws {
    let place = try Lamp.applied()
    for member in ["ana", "bo", "cy"] { try place.say("leave add \(member) 2036-03-04..2036-03-05") }
    let text = try place.say("rota draft lamp 2036-W10", code: 1)
    #expect(text.out.contains("\n2 open:\n  desk 09:00-17:00 on Tue 4 Mar: "), "\(text.out)")
    #expect(try place.say("rota draft lamp 2036-W10 --format csv", code: 1).cells.count == 6)
    try place.say("rota draft lamp 2036-W10 --format json", code: 1)
  }

  @Test("a team without slots is told kindly that it needs no draft")
  func noSlots() throws {
    let place = try Lamp.applied()
    let draft = try place.say("rota draft quay 2036-W10")
    #expect(
      draft.out == """
        Draft D-1
        quay has no slots in 2036-W10, so there is nothing to draft.
        Its rotations say who is on without a draft: watchbill who --team quay
        To have a duty drafted, give it `slots:` in the team's file.
        To settle the rotations' shifts of that time as they stand: watchbill rota publish D-1

        """)
    #expect(try place.say("rota publish D-1").out.hasPrefix("published D-1: quay 2036-W10, 5 shifts, times in "))
  }

  @Test("drafts that are not there and weeks that are over are answered no")
  func noSuchDraft() throws {
    let place = try Lamp.applied()
    let none = "there is no draft 'D-7'. help: make one: watchbill rota draft TEAM PERIOD"
    try place.refuses("rota show D-7", code: 1, none)
    try place.refuses("rota publish D-7", code: 1, none)
    try place.refuses(
      "rota publish lamp 2036-W11", code: 1,
      "there is no draft of lamp 2036-W11. help: make one: watchbill rota draft lamp 2036-W11")
    try place.refuses(
      "rota draft quay 2026-W10", code: 1,
      "2026-W10 is over. help: draft days that have not ended; who stood it: watchbill history quay")
  }

  @Test("leave is whole days in the member's zone, and says which published shifts it lands on")
  func leave() throws {
    let place = try Lamp.applied()
    try place.refuses("leave remove L-1", code: 1, "there is no leave 'L-1'. help: watchbill leave list shows them")
    #expect(try place.say("leave list").out == "no leave\n")
    let added = try place.say("leave add bo 2036-03-04..2036-03-05")
    #expect(
      added.out.hasPrefix(
        "L-1: bo is away Tue 2036-03-04 00:00 – Thu 2036-03-06 00:00 Europe/Berlin, whole days 2036-03-04..2036-03-05\n"
      ))
    #expect(
      try place.say("leave list").out == """
        id   member  from                  until                 kind     note
        L-1  bo      Mon 2036-03-03 23:00  Wed 2036-03-05 23:00  planned
        times in Europe/London

        """)
    let csv = try place.say("leave list --member bo --format csv")
    #expect(
      csv.out == "id,member,from,until,kind,note\r\nL-1,bo,2036-03-03T23:00:00Z,2036-03-05T23:00:00Z,planned,\r\n")
    try place.refuses(
      "leave add bo 2036-03-05", code: 1,
      "bo has leave L-1 in that time already (Mon 2036-03-03 23:00 – Wed 2036-03-05 23:00 Europe/London). "
        + "help: remove it first: watchbill leave remove L-1")
    #expect(try place.say("leave remove L-1 --format csv").out == csv.out)
    #expect(try place.say("leave list --format json").list().isEmpty)
    #expect(try place.say("leave list --format csv").out == "id,member,from,until,kind,note\r\n")
  }

  @Test("leave on a published shift gives the command that finds somebody, and the command works")
  func leaveOnShift() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    try place.say("rota publish D-1")
    let desk = try place.say("shifts --duty desk --from 2036-03-05 --to 2036-03-06 --format json").list()[0]
    let member = try #require(desk["member"] as? String)
    let added = try place.say("leave add \(member) --from 2036-03-05T08:00:00Z --until 2036-03-05T20:00:00Z")
    #expect(added.out.contains("\n  lands on lamp/desk Wed 2036-03-05 09:00–17:00, offered as S-"), "\(added.out)")
    let advice = try #require(added.out.firstMatch(of: #/take it: watchbill (cover accept S-\d+ --as) …/#))
    let other = try #require(["ana", "bo", "cy"].first { $0 != member })
    let taken = try place.say("\(advice.1) lead --for \(other) --force")
    #expect(
      taken.out.contains("  \(other) takes desk Wed 2036-03-05 09:00–17:00 from \(member) (O-1)\n"), "\(taken.out)")
    let now = try place.say("who --team lamp --duty desk --at 2036-03-05T10:00:00Z --format csv").cells[1]
    #expect(now[2] == other)
    let json = try place.say("leave add \(other) 2036-03-06 --unavailable --note ill --format json").object()
    #expect((json["leave"] as? [String: Any])?["kind"] as? String == "unavailable" && json["conflicts"] is [Any])
  }

  @Test("overrides are said in one sentence, listed, refused when they clash, and taken back")
  func overrides() throws {
    let place = try Lamp.applied()
    #expect(try place.say("override list").out == "no overrides\n")
    let window = ["--from", "2036-03-04 10:00", "--until", "2036-03-04 12:00"]
    let add = ["override", "add", "lamp", "secondary", "--force"] + window
    let replaced = try Program.run(add + ["--member", "ana", "--for", "cy", "--reason", "training"], in: place.url)
    #expect(
      replaced.out.hasPrefix(
        "O-1: ana for cy on lamp/secondary, Tue 2036-03-04 10:00 – Tue 2036-03-04 12:00 Europe/London\n"))
    let clash = try Program.run(add + ["--member", "ana"], in: place.url)
    #expect(clash.code == 1 && clash.err.contains("help: remove it first: watchbill override remove O-1"))
    let idle = try Program.run(add + ["--for", "bo"], in: place.url)
    #expect(idle.out.hasSuffix("  it changes nobody's shift: bo is not on then\n"), "\(idle.out)")
    let both = try Program.run(add + ["--member", "bo", "--nobody"], in: place.url)
    #expect(both.code == 2)
    #expect(both.err.hasPrefix("watchbill: error: give --member, --for or both, or --nobody alone\n"), "\(both.err)")
    let csv = try place.say("override list --team lamp --format csv").cells
    #expect(csv[0] == ["id", "team", "duty", "from", "until", "change", "member", "out", "reason", "by", "kind"])
    #expect(
      csv[1].prefix(9) == [
        "O-1", "lamp", "secondary", "2036-03-04T10:00:00Z", "2036-03-04T12:00:00Z", "replace", "ana", "cy", "training",
      ])
    #expect(try place.say("override remove O-1").out == "O-1 on lamp/secondary is removed\n")
    try place.refuses(
      "override remove O-1", code: 1, "there is no override 'O-1'. help: watchbill override list shows them")
    #expect(try place.say("override list --format json").list().count == 1)
  }
}
