import Foundation
import TestSupport
import Testing

/// ticket, feed, export and verify, as they are typed and read.
@Suite(.promptThreads) struct TicketCommandTests {
  @Test("a ticket is opened, acknowledged and resolved, and each step says where it stands")
  func life() throws {
    let place = try Lamp.applied()
    #expect(try place.say("ticket list").out == "no tickets\n")
    let opened = try place.say("ticket open lamp", "Scanner restarts", "--priority", "urgent")
    #expect(opened.out.hasPrefix("T-1 open in lamp/all, urgent: owner Cy Morandel\n  "), "\(opened.out)")
    let acknowledged = try place.say("ticket ack T-1 --as cy")
    #expect(
      acknowledged.out.hasPrefix("T-1 open in lamp/all, urgent: owner Cy Morandel, acknowledged by cy\n"),
      "\(acknowledged.out)")
    let shown = try place.say("ticket show T-1").out
    #expect(shown.hasPrefix("T-1 Scanner restarts\n  open in lamp/all, urgent: owner Cy Morandel"), "\(shown)")
    #expect(shown.contains("  acknowledged, by local:") && shown.hasSuffix("times in Europe/London\n"), "\(shown)")
    let resolved = try place.say("ticket resolve T-1 --as cy --note", "cable replaced")
    #expect(
      resolved.out
        == "T-1 resolved in lamp/all, urgent: owner Cy Morandel, acknowledged by cy\n  by Cy Morandel: cable replaced\n"
    )
    #expect(try place.say("ticket list").out == "no tickets\n")
    #expect(try place.say("ticket list --all --format csv").cells[1].prefix(4) == ["T-1", "urgent", "resolved", "cy"])
    try place.refuses("ticket resolve T-1", code: 1, "T-1 is already resolved. help: nothing was changed")
    try place.refuses("ticket ack T-1 --as cy", code: 1, "T-1 is resolved. help: there is nothing to acknowledge")
    #expect(try place.say("verify").out == "all is well\n")
    #expect(try place.say("verify --format csv").out == "problem\r\n")
    #expect(try place.say("verify --format json").list().isEmpty)
  }

  @Test("what could not be used of a table is said on standard error where the answer is a row")
  func intakeNotes() throws {
    let place = try Lamp.applied()
    try place.write("data: data\nsources:\n  old: { kind: csv, team: lamp }\n", to: "watchbill.yaml")
    try place.write("Ticket ID,Subject,Foo\nv1,hello,z\n\"=a b\",x,\n", to: "old.csv")
    let notes = ["columns that are not used: Foo", "line 3: the id '=a b' is not"]
    let csv = try place.say("intake old old.csv --format csv")
    #expect(csv.cells.map(\.first) == ["ticket", "T-1"])
    #expect(notes.allSatisfy { csv.err.contains($0) }, "\(csv.err)")
    let text = try place.say("intake old old.csv")
    #expect(notes.allSatisfy { text.out.contains($0) } && text.err.isEmpty, "\(text.out)\(text.err)")
  }

  @Test("one ticket and many have the same shape for programs")
  func formats() throws {
    let place = try Lamp.applied()
    let one = try place.say("ticket open lamp First --format json").list()
    #expect(one.count == 1 && one[0]["id"] as? String == "T-1" && one[0]["owner"] as? String == "cy")
    let csv = try place.say("ticket open lamp Second --format csv").cells
    #expect(csv[0] == ["id", "priority", "state", "owner", "due", "next_action", "queue", "title"])
    #expect(csv[1].first == "T-2" && csv[1].last == "Second")
    #expect(try place.say("ticket show T-2 --format csv").cells == csv)
    let shown = try place.say("ticket show T-2 --format json").object()
    #expect((shown["ticket"] as? [String: Any])?["title"] as? String == "Second" && shown["history"] is [Any])
    #expect(try place.say("ticket list --format json").list().count == 2)
    #expect(try place.say("ticket list --owner ana").out == "no tickets\n")
    #expect(try place.say("ticket list --limit 1 --format csv").cells.count == 2)
  }

  @Test("whoever reads a private ticket reads that it is one; its columns for programs stay as they are")
  func privacy() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp Salary")
    let hidden = try place.say("ticket private T-1 --as cy").out
    #expect(hidden.hasPrefix("T-1 open, private in lamp/all, "), "\(hidden)")
    let shown = try place.say("ticket show T-1").out
    #expect(shown.hasPrefix("T-1 Salary\n  open, private in lamp/all, "), "\(shown)")
    #expect(try place.say("ticket list").out.contains("  open, private  "))
    let lists = try place.say("desk start lamp --as cy").out
    #expect(lists.contains("T-1 (private)") && !lists.contains("Salary"), "\(lists)")
    #expect(try place.say("ticket list --format csv").cells[1][2] == "open")
    #expect(!(try place.say("ticket private T-1 --undo --as cy").out.contains("private in")))
  }

  @Test("a list that is cut says for people how many there are, and nothing where it is whole")
  func cut() throws {
    let place = try Lamp.applied()
    for title in ["First", "Second", "Third"] { try place.say("ticket open lamp", title) }
    let narrow =
      ": narrow it with --team, --owner, --queue, --tag, --kind or --customer, or see up to 1000 with --limit"
    let next = ", and the next with --before T-"
    #expect(try place.say("ticket list --limit 2").out.hasSuffix("\n2 of 3\(narrow)\(next)2\n"))
    #expect(try place.say("ticket list --limit 1 --before T-3").out.hasSuffix("\n1 of 2 before T-3\(narrow)\(next)2\n"))
    #expect(try place.say("ticket list --limit 2 --recent --owner cy").out.hasSuffix("\n2 of 3\(narrow)\n"))
    let rest = try place.say("ticket list --limit 2 --before T-2 --format json").list()
    #expect(rest.map { $0["id"] as? String } == ["T-1"])
    try place.refuses(
      "ticket list --before T-2 --recent", code: 2,
      "the list goes by what happened last, and 'before' by numbers. help: leave one of them out")
    #expect(try place.say("ticket list --limit 3").out.hasSuffix("times in Europe/London\n"))
    #expect(try place.say("ticket list --limit 2 --format json").list().count == 2)
  }

  @Test("a ring that reaches nobody is a no in every format, since nobody comes")
  func unheard() throws {
    // Without a console nobody here has an address.
    let channels = "channels: { pager: { kind: webhook, secret: { env: LAMP_SECRET } } }\n"
    let place = try Workplace(["schedules/lamp.yaml": Lamp.team, "watchbill.yaml": "data: data\n" + channels])
    try place.say("apply")
    for format in ["text", "json", "csv"] {
      let rung = try place.say("ring cy --team lamp --reason dark --format \(format)", code: 1)
      #expect(rung.out.contains("T-"), "\(format): \(rung.out)\(rung.err)")
    }
    let about = try place.say("ticket ring T-1 cy --team lamp --reason dark --as ana --format json", code: 1)
    #expect((try about.object()["paged"] as? [String]) == [])
  }

  @Test("what cannot be done to a ticket is said, with the nearest name")
  func refusals() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp First")
    try place.refuses(
      "ticket open lamp x --priority urgnt", code: 2, "there is no priority 'urgnt'. help: did you mean 'urgent'?")
    try place.refuses("ticket open lamp x --queue al", code: 2, "there is no queue 'al'. help: did you mean 'all'?")
    let none = "there is no ticket 'T-9'. help: watchbill ticket list --all shows them"
    try place.refuses("ticket show T-9", code: 1, none)
    try place.refuses("ticket ack T-9 --as cy", code: 1, none)
    try place.refuses("ticket resolve T-9", code: 1, none)
    try place.refuses("ticket ack T-1 --as cx", code: 2, "there is no member 'cx'. help: did you mean 'cy'?")
    let limit = try place.say("ticket list --limit 0", code: 2)
    #expect(limit.err.hasPrefix("watchbill: error: --limit 0 is not 1 to 1000\n"))
    let stranger = try place.say("ticket ack T-1 --as dee", code: 1)
    #expect(stranger.err.hasPrefix("watchbill: error: dee is not a member of lamp. help: "), "\(stranger.err)")
  }

  @Test("a feed's link is shown again, renewed and ended")
  func feeds() throws {
    let place = try Lamp.applied()
    #expect(try place.say("feed list").out == "no feeds; make one with watchbill feed add\n")
    let added = try place.say("feed add --member ana").out
    let link = try #require(added.firstMatch(of: #/http://127\.0\.0\.1:8080/feeds/\S+\.ics/#)).0
    #expect(added.hasPrefix("F-1 (member ana)\n  \(link)\n  webcal://"))
    #expect(try place.say("feed show F-1").out == added)
    let row = try place.say("feed show F-1 --format json").list()[0]
    #expect(row["url"] as? String == String(link) && row["subject"] as? String == "member ana")
    let csv = try place.say("feed add --team lamp --duty desk --format csv").cells
    #expect(csv[0] == ["id", "subject", "url", "created", "last_used", "by", "revoked", "options"])
    #expect(csv[1][1] == "duty lamp/desk")
    let revoked = try place.say("feed revoke F-1").out
    #expect(revoked.hasPrefix("F-1 is revoked; its old address answers 410\nF-3 (member ana)\n"), "\(revoked)")
    #expect(!revoked.contains(link))
    #expect(try place.say("feed revoke F-3 --no-renew").out == "F-3 is revoked; its old address answers 410\n")
    let again = try place.say("feed revoke F-3", code: 1)
    #expect(again.err.hasPrefix("watchbill: error: feed F-3 was revoked at "))
    try place.refuses("feed show F-9", code: 1, "there is no feed 'F-9'. help: watchbill feed list shows them")
    try place.refuses(
      "feed add", code: 2,
      "nothing says whose shifts the feed is of. help: give --member M, --team T, or --team T --duty D; each may be "
        + "repeated")
    #expect(try place.say("feed list --format json").list().count == 3)
  }

  @Test("exports are the same bytes for the same state, and unchanged files are left alone")
  func exports() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    try place.say("rota publish D-1")
    let first = try place.say("export --week 2036-W10 --weeks 1 --folder one").out
    let count = try #require(first.firstMatch(of: #/^(\d+) files in one, (\d+) of them changed\n$/#))
    #expect(count.1 == count.2 && count.1 != "0", "\(first)")
    let again = try place.say("export --week 2036-W10 --weeks 1 --folder one").out
    #expect(again == "\(count.1) files in one, 0 of them changed\n")
    try place.say("export --week 2036-W10 --weeks 1 --folder two")
    let files = try FileManager.default.subpathsOfDirectory(atPath: place.url.path + "/one").sorted()
    #expect(files == (try FileManager.default.subpathsOfDirectory(atPath: place.url.path + "/two").sorted()))
    let contents = files.filter { $0.contains(".") }
    #expect(Set(contents.compactMap { $0.split(separator: ".").last.map(String.init) }).isSuperset(of: ["ics", "csv"]))
    for file in contents { #expect(try place.text("one/\(file)") == place.text("two/\(file)"), "\(file)") }
  }
}
