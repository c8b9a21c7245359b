import Foundation
import Testing

/// swap and temporary, as they are typed and read. On 2036-03-03 primary passes from bo to ana, a week later back.
@Suite struct ChangeCommandTests {
  private let ask = [
    "swap", "ask", "ana", "bo", "--from", "2036-03-03 10:00", "--until", "2036-03-03 18:00", "--take-from",
    "2036-03-10 20:00", "--take-until", "2036-03-12", "--reason", "dentist", "--as", "ana",
  ]

  @Test("a swap is asked for, shown, accepted by whom it asks, seen in the rota, and taken back")
  func swap() throws {
    let place = try Lamp.applied()
    let trial = try Program.run(ask + ["--dry-run"], in: place.url)
    #expect(trial.out.hasPrefix("would be: S-? (swap, open): ana asks bo\n"), "\(trial.out)\(trial.err)")
    #expect(try place.say("swap list").out == "no requests\n")
    let asked = try Program.run(ask, in: place.url)
    let parts = """
        gives primary Mon 2036-03-03 10:00–18:00, ana's
        for primary Mon 2036-03-10 20:00 – Wed 2036-03-12 00:00, bo's

      """
    #expect(
      asked.out == """
        S-1 (swap, open): ana asks bo
        \(parts)  why: dentist
          open until Mon 2036-03-03 10:00 Europe/London

        """)
    #expect(try place.say("who --team lamp --duty primary --at 2036-03-03T12:00:00Z --format csv").cells[1][2] == "ana")
    try place.refuses(
      "swap accept S-1 --as cy", code: 1, "S-1 asks bo, not cy. help: watchbill swap show S-1 says how it stands")
    #expect(try place.say("swap accept S-1 --as bo --dry-run").out.hasPrefix("would be: S-1 (swap, taken)"))
    let taken = try place.say("swap accept S-1 --as bo").out
    #expect(taken.contains("  bo takes primary Mon 2036-03-03 10:00–18:00 from ana (O-1)\n"), "\(taken)")
    #expect(taken.contains("  ana takes primary Mon 2036-03-10 20:00 – Wed 2036-03-12 00:00 from bo (O-2)\n"))
    for (instant, who) in [("03T12", "bo"), ("03T18", "ana"), ("10T19", "bo"), ("11T12", "ana")] {
      let now = try place.say("who --team lamp --duty primary --at 2036-03-\(instant):00:00Z --format csv").cells
      #expect(now[1][2] == who, "\(instant)")
    }
    let csv = try place.say("swap list --all --format csv").cells
    #expect(csv[0].prefix(6) == ["id", "kind", "state", "team", "requester", "asked"])
    #expect(csv[1].prefix(6) == ["S-1", "swap", "taken", "lamp", "ana", "bo"])
    try place.refuses(
      "override remove O-1", code: 1, "O-1 belongs to S-1. help: take that back: watchbill swap withdraw S-1")
    let back = try place.say("swap withdraw S-1 --as bo").out
    #expect(back.contains("  bo gives primary Mon 2036-03-03 10:00–18:00 back to ana (O-1)\n"), "\(back)")
    #expect(try place.say("who --team lamp --duty primary --at 2036-03-03T12:00:00Z --format csv").cells[1][2] == "ana")
    let shown = try place.say("swap show S-1 --format json").object()
    #expect((shown["request"] as? [String: Any])?["state"] as? String == "withdrawn")
    let history = try #require(shown["history"] as? [[String: Any]])
    #expect(
      history.compactMap { $0["action"] as? String }.sorted() == ["request-take", "request-withdraw", "swap-ask"])
  }

  @Test("what is said of instants in a refusal is by the reader's clock, and names the zone once")
  func refusedByTheReadersClock() throws {
    let place = try Lamp.applied()
    try place.refuses(
      "override add lamp primary --from 2036-07-05 --until 2036-07-05 --member bo", code: 2,
      "the override ends Sat 2036-07-05 00:00 Europe/London, not after it begins. help: give a later --until")
    let leave = "leave add bo --from 2036-07-05 --until 2036-07-06"
    try place.say(leave)
    try place.refuses(
      leave, code: 1,
      "bo has leave L-1 in that time already (Fri 2036-07-04 23:00 – Sat 2036-07-05 23:00 Europe/London). "
        + "help: remove it first: watchbill leave remove L-1")
  }

  @Test("a swap that cannot be is refused or answered no, with what to do instead")
  func refusedSwaps() throws {
    let place = try Lamp.applied()
    let window = "--from 2036-03-03 --until 2036-03-04"
    try place.refuses(
      "swap ask ana ana \(window)", code: 2, "ana cannot swap with themselves. help: ask somebody else")
    try place.refuses("swap ask ana bp \(window)", code: 2, "there is no member 'bp'. help: did you mean 'bo'?")
    try place.refuses(
      "swap ask ana bo", code: 2,
      "nothing says which shifts ana gives. help: add --give SHIFT, or --from and --until")
    try place.refuses(
      "swap ask ana bo --from 2020-03-03 --until 2020-03-04", code: 2,
      "the window ends before it begins, or is over. help: give a later --until")
    try place.refuses(
      "swap ask bo ana --from 2036-03-05 --until 2036-03-06", code: 1,
      "bo has no shift to give in that time. help: watchbill shifts --member bo shows theirs")
    try place.refuses("swap show S-9", code: 1, "there is no request 'S-9'. help: there is none at all")
    try place.say("swap ask ana bo --as ana \(window)")
    #expect(
      try place.say("swap decline S-1 --as bo --reason away").out.hasPrefix("S-1 (swap, declined): ana asks bo\n"))
    try place.refuses(
      "swap accept S-1 --as bo", code: 1, "S-1 is declined already. help: watchbill swap show S-1 says how it stands")
  }

  @Test("a temporary schedule is read from a file, tried, put in force, trimmed and removed")
  func temporary() throws {
    let place = try Lamp.applied()
    try place.write(
      "member,from,until,duty\n# launch\nana,2036-03-03T10:00,2036-03-03T14:00\n\ncy,2036-03-03T14:00,2036-03-03T16:00\n",
      to: "plan.csv")
    let add = [
      "temporary", "add", "lamp", "plan.csv", "--from", "2036-03-03 10:00", "--until", "2036-03-03 18:00", "--duty",
      "primary", "--reason", "launch",
    ]
    let refused = try Program.run(add, in: place.url)
    #expect(refused.code == 1)
    let conflict = "Cy Morandel is on secondary (Mon 2036-03-03 09:00 – Mon 2036-03-10 09:00 Europe/London) then"
    #expect(refused.err == "watchbill: error: \(conflict). help: add --force to do it anyway\n")
    let shown = """
      TS-1: lamp/primary, Mon 2036-03-03 10:00 – Mon 2036-03-03 18:00 Europe/London: launch
        ana primary Mon 2036-03-03 10:00–14:00
        cy primary Mon 2036-03-03 14:00–16:00
        nobody primary Mon 2036-03-03 16:00–18:00

      """
    let told = "\(shown)  all the same: \(conflict)\n"
    #expect(try Program.run(add + ["--force", "--dry-run"], in: place.url).out == "would be:\n\(told)")
    #expect(try place.say("temporary list").out == "no temporary schedules\n")
    #expect(try Program.run(add + ["--force"], in: place.url).out == told)
    #expect(try place.say("temporary show TS-1").out == shown)
    #expect(
      try place.say("temporary list --team lamp --format csv").cells[1].prefix(7) == [
        "TS-1", "lamp", "primary", "2036-03-03T10:00:00Z", "2036-03-03T18:00:00Z", "2", "launch",
      ])
    let now = try place.say("who --team lamp --duty primary --at 2036-03-03T15:00:00Z --format json").list()
    #expect(now.first?["member"] as? String == "cy", "\(now)")
    let trimmed = try place.say("temporary trim TS-1", "--until", "2036-03-03 12:00").out
    #expect(trimmed.hasSuffix("\n  ana primary Mon 2036-03-03 10:00–12:00\n"), "\(trimmed)")
    #expect(try place.say("temporary remove TS-1 --dry-run").out == "TS-1 of lamp would be removed\n")
    #expect(try place.say("temporary remove TS-1").out == "TS-1 of lamp is removed\n")
    try place.refuses(
      "temporary show TS-1", code: 1, "there is no temporary schedule 'TS-1'. help: there is none at all")
  }

  @Test("lines that are no shifts, files that are not there and starts in the past are refused by name and place")
  func refusedTemporary() throws {
    let place = try Lamp.applied()
    let add = "temporary add lamp --from 2036-03-03 --until 2036-03-04"
    let form = "help: write member from until, such as ana 2026-12-24 2026-12-25T09:00"
    try place.refuses(add, "--shift", "ana now", code: 2, "--shift: 'ana now' is not a shift. \(form)")
    try place.write("ana,2036-03-03,2036-03-04\nbo;2036\n", to: "plan.csv")
    try place.refuses(
      "\(add) plan.csv --duty primary", code: 2, "plan.csv:2: 'bo;2036' is not a shift. \(form)")
    try place.refuses(
      "\(add) none.csv", code: 2,
      "the file 'none.csv' cannot be read, or is larger than 262144 bytes. help: give a file of lines "
        + "member,from,until[,duty]")
    try place.refuses(
      add, "--shift", "ana 2036-03-03 2036-03-04", code: 2,
      "nothing says which duty it is for. help: add --duty: desk, primary, secondary")
    let past = "temporary add lamp --from 2020-03-03 --until 2036-03-04 --duty primary --force"
    try place.refuses(
      past, "--shift", "ana 2036-03-03 2036-03-04", code: 2,
      "it would begin Tue 2020-03-03 00:00 Europe/London, in the past, and recorded history cannot be changed, also with --force. "
        + "help: add --from now; conflicts from then on are accepted")
    let moved = try place.say("override add lamp primary --from 2020-03-03 --until 2036-03-04 --nobody --dry-run").out
    #expect(
      moved.contains("  it begins now, not Tue 2020-03-03 00:00 Europe/London: what happened stays as it was\n"),
      "\(moved)")
  }
}
