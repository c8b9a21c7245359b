import Foundation
import TestSupport
import Testing

/// check, apply, who and shifts, as they are typed and read.
@Suite(.promptThreads) struct ScheduleCommandTests {
  @Test("check says what was understood, or each mistake with its place")
  func check() throws {
    let place = try Lamp.workplace()
    let good = try place.say("check")
    #expect(good.out.hasSuffix("\nno errors\n"))
    #expect(good.out.contains("office hours uk: mon-fri 09:00-17:00 Europe/London"))
    try place.write(Lamp.team.replacing("fallback: secondary", with: "fallback: secondry"), to: "schedules/lamp.yaml")
    let bad = try place.say("check", code: 1)
    #expect(bad.out.contains("schedules/lamp.yaml:15:15: error: "), "\(bad.out)")
    #expect(bad.out.contains("did you mean 'secondary'?"))
    #expect(bad.out.hasSuffix("\n1 error\n"))
  }

  @Test("check's rows carry the place of each problem, and its exit code is 1 in every format")
  func checkFormats() throws {
    let place = try Lamp.workplace()
    #expect(try place.say("check --format json").list().isEmpty)
    try place.write(Lamp.team.replacing("lead: ana", with: "lead: anna"), to: "schedules/lamp.yaml")
    let row = try #require(try place.say("check --format json", code: 1).list().first)
    #expect(row["file"] as? String == "schedules/lamp.yaml" && row["line"] as? Int == 4)
    #expect(row["severity"] as? String == "error" && row["what"] is String && row["help"] is String)
    let csv = try place.say("check --format csv", code: 1)
    #expect(csv.out.hasPrefix("file,line,column,severity,what,help\r\nschedules/lamp.yaml,4,7,error,"))
  }

  @Test("what is not there is refused")
  func nothingThere() throws {
    let place = try Workplace()
    try place.refuses(
      "check", code: 2,
      "there is no file or folder 'schedules'. help: name the folder of the schedule files")
    try place.refuses(
      "who --settings other.yaml", code: 2,
      "there is no file 'other.yaml'. help: give the settings with --settings")
    for command in ["who", "rota draft lamp 2036-W10"] {
      try place.refuses(
        command, code: 1,
        "there is no store in 'data' yet. help: watchbill apply makes it; --data names another folder")
    }
  }

  @Test("apply stores once; the same again stores nothing, and a file with mistakes stores nothing")
  func apply() throws {
    let place = try Lamp.workplace()
    let first = try place.say("apply")
    #expect(first.out.hasPrefix("version 1 holds from ") && first.out.hasSuffix(" Europe/London (teams lamp, quay)\n"))
    let again = try place.say("apply schedules")
    #expect(again.out == "version 1 says the same already; nothing was stored (teams lamp, quay)\n")
    #expect(try place.say("apply --format csv").cells[1].suffix(2) == ["unchanged", "lamp;quay"])
    #expect(try place.say("apply --format json").object()["isUnchanged"] as? Bool == true)
    try place.write("team: lamp\n", to: "schedules/lamp.yaml")
    let bad = try place.say("apply", code: 1)
    #expect(bad.err.hasSuffix("watchbill: error: nothing was applied. help: mend the problems above\n"), "\(bad.err)")
    try place.write(Lamp.team + "\n# other\n", to: "schedules/lamp.yaml")
    try place.write(Lamp.quay.replacing("name: Quay", with: "name: Quayside"), to: "schedules/quay.yaml")
    #expect(try place.say("apply --from", "2036-03-01 09:00").out.contains("from Sat 2036-03-01 09:00 Europe/London"))
    let past = try place.say("apply --from 2020-01-01", code: 2)
    #expect(past.err.contains("error: Wed 2020-01-01 00:00 Europe/London is in the past. help: "), "\(past.err)")
  }

  @Test("one file of a folder takes no other team away, unless that is meant")
  func oneFile() throws {
    let place = try Lamp.applied()
    try place.refuses(
      "apply schedules/lamp.yaml", code: 1,
      "it would take away team quay. help: a version holds every team: apply the folder that holds all of them, or "
        + "--force")
    let plan = try place.say("plan schedules/lamp.yaml", code: 1).out
    #expect(plan.hasPrefix("takes away team quay: a version holds every team, and this one lacks it\n"), "\(plan)")
    #expect(plan.contains("\nQuay: the team is removed, with "), "\(plan)")
    try place.say("who --team quay --at", "2036-03-04 12:00")
    try place.write(Lamp.quay.replacing("mon-fri", with: "mon-thu"), to: "schedules/quay.yaml")
    let fewer = try place.say("plan --from 2036-03-03 --weeks 1").out
    #expect(fewer.contains("\nQuay: 8 h of shifts go, and nobody gains them\n"), "\(fewer)")
    #expect(try place.say("apply schedules/lamp.yaml --force").out.contains(" (teams lamp)\n"))
  }

  @Test("who names people, until when and who is next; programs get ids and instants")
  func who() throws {
    let place = try Lamp.applied()
    let text = try place.say("who --team lamp --duty primary --at", "2036-03-04 12:00")
    #expect(try place.say("who lamp --duty primary --at", "2036-03-04 12:00").out == text.out)
    #expect(
      try place.say("who lamp --team quay", code: 2).err.contains("the team is given twice. help: leave out --team"))
    let lines = text.out.split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && lines[2] == "times in Europe/London")
    #expect(lines[0].hasPrefix("team  duty     who"), "\(text.out)")
    #expect(lines[1].contains("Mon 2036-03-10 09:00"), "\(text.out)")
    let csv = try place.say("who --team lamp --duty primary --at", "2036-03-04 12:00", "--format", "csv").cells
    #expect(csv[0] == ["team", "duty", "member", "name", "until", "next", "next_at", "because"])
    #expect(["ana", "bo"].contains(csv[1][2]) && csv[1][4] == "2036-03-10T09:00:00Z" && csv[1][6] == csv[1][4])
    let row = try place.say("who --team lamp --duty primary --at 2036-03-04T12:00:00Z --format json").list()[0]
    #expect(row["member"] as? String == csv[1][2] && row["until"] as? String == csv[1][4])
    #expect((row["next"] as? [String: Any])?["member"] as? String == csv[1][5])
    #expect(row["zone"] as? String == "Europe/London")
  }

  @Test("why is by the reader's clock, and each of several who are on has a reason")
  func why() throws {
    let place = try Lamp.applied()
    let who = ["who", "--team", "lamp", "--duty", "primary", "--at", "2036-03-04T12:00:00Z"]
    let tokyo = try Program.run(who, in: place.url, environment: ["TZ": "Asia/Tokyo"])
    #expect(tokyo.out.contains("rotation week: this turn began Mon 2036-03-03 18:00\n"), "\(tokyo.out)")
    let csv = try Program.run(who + ["--format", "csv"], in: place.url).cells
    #expect(csv[1].last == "rotation week: this turn began 2036-03-03T09:00:00Z")
    try place.say("override add lamp primary --from 2036-03-04 --until 2036-03-05 --member cy --force")
    let both = try Program.run(who + ["--format", "csv"], in: place.url).cells[1].last ?? ""
    let text = try place.say("who --team lamp --duty primary --at", "2036-03-04 12:00").out
    #expect(text.contains(" stays until Mon 2036-03-10 09:00; "), "\(text)")
    #expect(both.contains("rotation week: this turn began ") && both.contains("Cy Morandel: added by "), "\(both)")
  }

  @Test("nobody on for anything asked is exit code 1; a fallback is somebody")
  func nobody() throws {
    let place = try Lamp.applied()
    let weekend = try place.say("who --team quay --at", "2036-03-08 12:00", code: 1)
    #expect(weekend.out.contains("nobody"))
    #expect(try place.say("who --team quay --at", "2036-03-08 12:00", "--format", "csv", code: 1).cells[1][2] == "")
    try place.say("who --at", "2036-03-08 12:00")
    try place.say("who --duty watch --at", "2036-03-04 12:00")
  }

  @Test("older names of zones are zones where the system has them; TZ that names none is told, and not passed over")
  func olderZones() throws {
    let place = try Workplace()
    // A folder of its own: not every system has the older names.
    let links = ["US/Eastern": "America/New_York", "CET": "Europe/Paris", "Europe/London": "Europe/London"]
    for (name, like) in links {
      let file = place.url.appendingPathComponent("zones/\(name)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: SystemZones.folder.appendingPathComponent(like).resolvingSymlinksInPath(), to: file)
    }
    let zones = place.url.appendingPathComponent("zones").path
    try place.write(Lamp.quay.replacing("zone: Europe/London", with: "zone: US/Eastern"), to: "schedules/quay.yaml")
    try place.say("check schedules", environment: ["TZDIR": zones])
    let applied = try place.say("apply", environment: ["TZDIR": zones, "TZ": ":CET"])
    #expect(applied.out.contains(" CET (teams quay)\n") && applied.err.isEmpty, "\(applied.out)\(applied.err)")
    try place.write(Lamp.quay.replacing("zone: Europe/London", with: "zone: us/eastern"), to: "schedules/quay.yaml")
    let slip = try place.say("check schedules", code: 1, environment: ["TZDIR": zones])
    #expect((slip.out + slip.err).contains("did you mean 'US/Eastern'?"), "\(slip.out)\(slip.err)")
    let odd = try place.say("versions", environment: ["TZDIR": zones, "TZ": "Quatsch"])
    #expect(odd.err.hasPrefix("watchbill: warning: TZ names no known zone: 'Quatsch'; times are in "), "\(odd.err)")
  }

  @Test("TZ may be the path of a zone's file, and any other path is the machine's own zone")
  func pathOfZone() throws {
    let place = try Lamp.applied()
    for path in ["/usr/share/zoneinfo/Asia/Kathmandu", ":/usr/share/zoneinfo/Asia/Kathmandu"] {
      let versions = try place.say("versions", environment: ["TZ": path])
      #expect(versions.out.hasSuffix("times in Asia/Kathmandu\n") && versions.err.isEmpty, "\(versions)")
    }
    let own = try place.say("versions", environment: ["TZ": ""])
    let linked = try place.say("versions", environment: ["TZ": ":/etc/localtime"])
    #expect(linked.out == own.out && linked.err.isEmpty, "\(linked)")
  }

  @Test("that TZ names no zone is told once, also where the answer is a refusal by the reader's clock")
  func unknownZoneOnce() throws {
    let place = try Lamp.applied()
    let refused = try place.say("desk load lam", code: 2, environment: ["TZ": "Quatsch"])
    let lines = refused.err.split(separator: "\n")
    #expect(lines.count == 2 && lines.first?.hasPrefix("watchbill: warning: TZ names no known zone: 'Quatsch'") == true)
    #expect(lines.last == "watchbill: error: there is no team 'lam'. help: did you mean 'lamp'?", "\(refused.err)")
  }

  @Test("what the system refuses is said in a sentence, with the name of the file")
  func systemRefusal() throws {
    let place = try Lamp.applied()
    try place.refuses(
      "calendar check schedules", code: 2,
      "'schedules' cannot be read: Is a directory. help: give one file, or an address")
    let said = try place.say("export --folder /proc/x", code: 1).err
    #expect(said.hasPrefix("watchbill: error: '/proc/x"), "\(said)")
    #expect(said.contains("' cannot be read or written: No such file or directory. help: "), "\(said)")
  }

  @Test("names that are not there are refused with the nearest, in every command that takes them")
  func didYouMean() throws {
    let place = try Lamp.applied()
    let team = "there is no team 'lmap'. help: did you mean 'lamp'?"
    try place.refuses("who --team lmap", code: 2, team)
    try place.refuses("rota draft lmap 2036-W10", code: 2, team)
    try place.refuses("shifts --from now --to 2036-03-01 --team lmap", code: 2, team)
    try place.refuses("export --team lmap", code: 2, team)
    try place.refuses("ticket open lmap x", code: 2, team)
    try place.refuses("feed add --team lmap", code: 2, team)
    try place.refuses("override list --team lmap", code: 2, team)
    let member = "there is no member 'anna'. help: did you mean 'ana'?"
    try place.refuses("leave add anna 2036-03-03", code: 2, member)
    try place.refuses("leave list --member anna", code: 2, member)
    try place.refuses("feed add --member anna", code: 2, member)
    try place.refuses("ticket list --owner anna", code: 2, member)
    try place.refuses(
      "who --team lamp --duty primry", code: 2, "team lamp has no duty 'primry'. help: did you mean 'primary'?")
    try place.refuses("who --duty primry", code: 2, "there is no duty 'primry'. help: did you mean 'primary'?")
    try place.refuses(
      "override add lamp dsk --from now --until 2036-03-01 --nobody", code: 2,
      "team lamp has no duty 'dsk'. help: did you mean 'desk'?")
    try place.refuses(
      "override add lamp desk --from now --until 2036-03-01 --member dee", code: 2,
      "team lamp has no member 'dee'. help: known: ana, bo, cy")
  }

  @Test("dates and weeks that are none are refused with the forms there are")
  func badDates() throws {
    let place = try Lamp.applied()
    try place.refuses(
      "who --at 2036-13-01", code: 2,
      "'2036-13-01' is not an instant. help: write now, 2026-03-29, \"2026-03-29 09:00\" (both in Europe/London) "
        + "or 2026-03-29T09:00:00Z")
    try place.refuses(
      "rota draft lamp 2036-13", code: 2,
      "'2036-13' is not a period. help: write a week such as 2026-W48, a month such as 2026-12, a quarter such as "
        + "2026-Q4, a year such as 2026, a day such as 2026-12-24, or days such as 2026-12-01..2026-12-14 (at most 53 "
        + "weeks)")
    try place.refuses("export --weeks 0", code: 2, "0 weeks cannot be exported. help: give 1 to 53")
    try place.refuses(
      "shifts --from 2036-03-04 --to 2036-03-03", code: 2,
      "--to Mon 2036-03-03 00:00 is not after --from Tue 2036-03-04 00:00 Europe/London. help: give a later --to")
    try place.refuses(
      "leave add ana 2036-03-05..2036-03-04", code: 2,
      "'2036-03-05..2036-03-04' ends before it begins. help: write the earlier date first: 2036-03-04..2036-03-05")
    try place.refuses("leave add ana", code: 2, "nothing says when. help: give dates, or --from and --until")
  }

  @Test("shifts are a bare list with instants in UTC, whole where they overlap the window")
  func shifts() throws {
    let place = try Lamp.applied()
    let window = ["--from", "2036-07-01", "--to", "2036-07-02"]
    let rows = try Program.run(["shifts", "--team", "quay", "--format", "json"] + window, in: place.url).list()
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    for key in ["uid", "team", "duty", "member", "start", "end", "summary"] { #expect(row[key] is String, "\(key)") }
    #expect(row["start"] as? String == "2036-07-01T08:00:00Z" && row["end"] as? String == "2036-07-01T16:00:00Z")
    #expect(row["member"] as? String == "dee" && row["summary"] as? String == "Dee Harlowen on call: Quay (watch)")
    let csv = try Program.run(["shifts", "--member", "dee", "--format", "csv"] + window, in: place.url)
    #expect(csv.out.hasPrefix("uid,team,duty,member,name,start,end,summary,because\r\n"))
    #expect(csv.cells[1][5...6] == ["2036-07-01T08:00:00Z", "2036-07-01T16:00:00Z"])
    let text = try Program.run(["shifts", "--duty", "watch"] + window, in: place.url)
    #expect(text.out.contains("Tue 2036-07-01 09:00  Tue 2036-07-01 17:00  quay  watch  Dee Harlowen"), "\(text.out)")
    #expect(text.out.hasSuffix("times in Europe/London\n"))
    let none = try place.say("shifts --team quay --from 2036-07-05 --to 2036-07-06")
    #expect(none.out == "no shifts in that window\n")
  }

  @Test("text is in the reader's zone and says which")
  func readersZone() throws {
    let place = try Lamp.applied()
    let result = try place.say(
      "shifts --team quay --from 2036-07-01T06:00:00Z --to 2036-07-01T12:00:00Z",
      environment: ["TZ": "America/New_York"])
    #expect(result.out.contains("Tue 2036-07-01 04:00  Tue 2036-07-01 12:00"), "\(result.out)")
    #expect(result.out.hasSuffix("times in America/New_York\n"))
  }

  @Test("no colour goes into a file or a pipe")
  func noColour() throws {
    let place = try Lamp.applied()
    for line in ["who --team lamp", "check", "rota draft lamp 2036-W10", "feed add --member ana"] {
      let result = try Program.run(line.split(separator: " ").map(String.init), in: place.url)
      #expect(!(result.out + result.err).contains("\u{1B}"), "\(line)")
    }
  }
}
