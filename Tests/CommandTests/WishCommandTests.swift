import Foundation
import TestSupport
import Testing

/// Wishes as members type them, and what a draft makes of them.
@Suite(.promptThreads) struct WishCommandTests {
  private static let pier = """
    team: pier
    name: Pier
    zone: Europe/London
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }]
    duties:
      desk: { slots: mon-fri 09:00-17:00, same member: week }

    """

  @Test("a wish to be off is granted where somebody else can, and taken back it counts no more")
  func granted() throws {
    let place = try Workplace(["schedules/pier.yaml": Self.pier])
    try place.say("apply")
    try place.say("rota draft pier 2036-W10")
    // One member keeps the desk all week.
    let holder = try place.say("rota show D-1 --format csv").cells[1][5]
    let added = try place.say("wish add \(holder) off 2036-03-03..2036-03-07 --weight 9")
    #expect(added.out == "W-1: \(holder) would rather be off on 2036-03-03..2036-03-07, weight 9\n")
    try place.say("rota draft pier 2036-W10")
    let other = try place.say("rota show D-2 --format csv").cells[1][5]
    #expect(other != holder)

    #expect(try place.say("wish remove W-1").out.hasPrefix("W-1 of \(holder) is taken back: off on "))
    try place.say("rota draft pier 2036-W10")
    #expect(try place.say("rota show D-3 --format csv").cells[1][5] == holder)
    #expect(try place.say("wish list").out == "no wishes\n")
    try place.refuses(
      "wish remove W-1", code: 1, "there is no wish 'W-1'. help: watchbill wish list shows them")
  }

  @Test("wishes are listed for people and programs, in the words of the member's day")
  func listed() throws {
    let place = try Lamp.applied()
    try place.say("wish add ana on 2036-03-08 --hours 18:00-24:00", "--note", "glad of the hours")
    try place.say("wish add bo off 2036-03-04")
    let rows = try place.say("wish list --format csv").cells
    #expect(rows[0] == ["id", "member", "kind", "dates", "from", "until", "weight", "note"])
    #expect(rows[1] == ["W-2", "bo", "off", "2036-03-04", "", "", "1", ""])
    #expect(rows[2] == ["W-1", "ana", "on", "2036-03-08", "18:00", "24:00", "1", "glad of the hours"])
    #expect(try place.say("wish list --member ana --format json").list().count == 1)
  }

  @Test("what cannot be wished is refused with the reason, and nothing is stored")
  func refused() throws {
    let place = try Lamp.applied()
    try place.say("wish add ana off 2036-03-04 --hours 18:00-24:00")
    try place.refuses(
      "wish add ana on 2036-03-04..2036-03-05", code: 1,
      "ana has wish W-1 in that time already (off 2036-03-04). help: take it back first: "
        + "watchbill wish remove W-1")
    try place.refuses(
      "wish add ann off 2036-03-04", code: 2, "there is no member 'ann'. help: did you mean 'ana'?")
    try place.refuses(
      "wish add ana maybe 2036-03-04", code: 2, "'maybe' is not a wish. help: write off or on")
    try place.refuses(
      "wish add ana off 2036-03-08 --weight 10", code: 2,
      "the weight 10 is not between 1 and 9. help: 9 is what matters most to the member")
    try place.refuses(
      "wish add ana off 2036-03-08 --hours 18", code: 2,
      "'18' is no time of day. help: write --hours 18:00-24:00")
    try place.refuses(
      "wish add ana off 2020-03-08", code: 1, "2020-03-08 is over. help: a wish is for a time to come")
    try place.refuses(
      "wish add ana off 2036-03-08..2038-03-08", code: 2,
      "2036-03-08..2038-03-08 is longer than 366 days. help: wish for a shorter time")
    // The same evening, but not in the hours of the other.
    try place.say("wish add ana on 2036-03-04 --hours 09:00-17:00")
    #expect(try place.say("wish list --format json").list().count == 2)
  }
}
