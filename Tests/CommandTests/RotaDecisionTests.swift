import Foundation
import TestSupport
import Testing

/// lock, assign, forbid, release, redraft and compare, as they are typed and read.
@Suite(.promptThreads) struct RotaDecisionTests {
  @Test("what a lead decides binds the next draft, which says what differs, and can be taken back")
  func decide() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    let assigned = try place.say("rota assign D-1 desk/mon=bo")
    #expect(
      assigned.out == """
        LD-1: desk/2036-03-03/09:00 is Bo Lindqvar's
        Draft the rest with: watchbill rota redraft D-1
        Undo: watchbill rota release D-1 desk/2036-03-03/09:00 --member bo

        """)
    try place.say("rota forbid D-1 desk/tue=bo")
    let list = try place.say("rota decisions lamp --format csv").cells
    #expect(list[0].prefix(5) == ["id", "team", "slot", "kind", "member"] && list.count == 3)
    #expect(list[1].prefix(5) == ["LD-1", "lamp", "desk/2036-03-03/09:00", "assign", "bo"])

    // Nobody else may take it, so it is open and the answer is no.
    let again = try place.say("rota redraft D-1", code: 1)
    #expect(
      again.out.hasPrefix("Draft D-2\n") && again.out.contains("\nAgainst D-1: 1 of 5 slots differ"), "\(again.out)")
    let compared = try place.say("rota compare D-1 D-2 --format csv").cells
    #expect(compared[0] == ["slot", "start", "end", "change", "before", "after"])
    #expect(
      compared[1] == [
        "lamp.desk.slot.20360304T0900.1", "2036-03-04T09:00:00Z", "2036-03-04T17:00:00Z", "opened", "bo", "",
      ])
    #expect(try place.say("rota compare D-2 D-2").out.hasPrefix("D-2 → D-2, lamp 2036-W10: all 5 slots are the same"))
    // The earlier draft goes against the decision now.
    #expect(try place.say("rota publish D-1", code: 1).err.contains("a lead decided that Bo Lindqvar does not take"))
    try place.say("rota publish D-2")
    #expect(try place.say("rota compare published D-2").out.contains("all 5 slots are the same"))

    #expect(try place.say("rota release D-1 desk/mon desk/tue").out.contains("LD-2 no longer holds: "))
    #expect(try place.say("rota decisions").out == "nothing is decided about slots to come\n")
  }

  @Test("locks keep what the draft has, forbidding keeps somebody out, and a later word takes the place of an earlier")
  func lockAndForbid() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    #expect(try place.say("rota lock D-1 desk/* --dry-run").out.hasPrefix("would be: LD-1: "))
    #expect(try place.say("rota decisions --format json").list().isEmpty)
    #expect(try place.say("rota lock D-1 desk/* --format csv").cells.count == 6)
    let holder = try place.say("rota show D-1 --format csv").cells[1][5]
    let out = try place.say("rota forbid D-1 desk/mon=\(holder)").out
    #expect(out.hasPrefix("LD-6: desk/2036-03-03/09:00 is not for "), "\(out)")
    #expect(out.contains("\nLD-1 no longer holds: desk/2036-03-03/09:00 stays "), "\(out)")
    try place.say("rota redraft D-1", code: 1)
    let drafted = try place.say("rota show D-2 --format csv").cells
    #expect(drafted[1][5] != holder && drafted.dropFirst(2).allSatisfy { $0[5] == holder })
  }

  @Test("what takes a decision back names each slot once, and only the member whom it was about")
  func undo() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    let out = try place.say("rota forbid D-1 desk/tue=ana desk/tue=bo desk/wed=ana").out
    let slots = ["desk/2036-03-04/09:00", "desk/2036-03-05/09:00"]
    #expect(
      out.hasSuffix(
        """
        Undo: watchbill rota release D-1 \(slots[0]) \(slots[1]) --member ana
        Undo: watchbill rota release D-1 \(slots[0]) --member bo

        """), "\(out)")
    try place.say("rota release D-1 \(slots[0]) --member bo")
    #expect(try place.say("rota decisions --format csv").cells.count == 3, "the others hold")
  }

  @Test("a slot is given back to nobody: drafts leave it open until that is taken back, or it is given to somebody")
  func opened() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    #expect(
      try place.say("rota assign D-1 desk/mon=open --dry-run").out
        == "would be: LD-1: desk/2036-03-03/09:00 stays open\n"
    )
    #expect(
      try place.say("rota assign D-1 desk/mon=open").out == """
        LD-1: desk/2036-03-03/09:00 stays open
        Draft the rest with: watchbill rota redraft D-1
        Undo: watchbill rota release D-1 desk/2036-03-03/09:00 --member open

        """)
    #expect(try place.say("rota redraft D-1").out.contains(": it is left open for whoever claims it\n"))
    let drafted = try place.say("rota show D-2 --format csv").cells
    #expect(drafted[1][5] == "" && drafted.dropFirst(2).allSatisfy { $0[5] != "" })
    let given = try place.say("rota assign D-2 desk/mon=bo").out
    #expect(given.contains("LD-1 no longer holds: desk/2036-03-03/09:00 stays open\n"), "\(given)")
    #expect(given.hasSuffix("Undo: watchbill rota assign D-2 desk/2036-03-03/09:00=open\n"), "\(given)")
    try place.say("rota assign D-2 desk/mon=open")
    try place.say("rota release D-2 desk/mon --member open")
    #expect(try place.say("rota decisions").out == "nothing is decided about slots to come\n")
  }

  @Test("what cannot be decided is refused with the reason, and nothing is stored")
  func refused() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    try place.say("leave add bo 2036-03-04")
    let leave = try place.say("rota assign D-1 desk/mon=bo desk/tue=bo", code: 1).err
    #expect(leave.contains("desk 09:00-17:00 on Tue 4 Mar: Bo Lindqvar is on leave"), "\(leave)")
    #expect(try place.say("rota decisions --format json").list().isEmpty)
    try place.refuses(
      "rota assign D-1 desk/sun=ana", code: 2,
      "there is no slot 'desk/sun' in D-1. help: near it are desk/2036-03-03/09:00, desk/2036-03-04/09:00, "
        + "desk/2036-03-05/09:00, desk/2036-03-06/09:00, desk/2036-03-07/09:00")
    try place.refuses(
      "rota assign D-1 desk/mon=anna", code: 2, "team lamp has no member 'anna'. help: did you mean 'ana'?")
    try place.refuses(
      "rota release D-1 desk/mon --member open", code: 1,
      "nothing was decided about open for desk/mon. help: watchbill rota decisions lamp shows what was")
    try place.refuses(
      "rota release D-1 desk/mon", code: 1,
      "nothing was decided for desk/mon. help: watchbill rota decisions lamp shows what was")
    try place.refuses(
      "rota compare published published", code: 2,
      "both sides are what is published. help: name a draft: rota compare D-1 published")
    #expect(try place.say("rota assign D-1 desk/mon", code: 2).err.hasPrefix("watchbill: error: The value 'desk/mon'"))
  }
}
