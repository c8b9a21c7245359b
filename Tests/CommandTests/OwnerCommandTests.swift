import Foundation
import TestSupport
import Testing

/// ticket claim, assign, hand-over, answer, decide, why; desk load; member: as they are typed and read.
@Suite(.promptThreads) struct OwnerCommandTests {
  @Test("a ticket is claimed, assigned and handed over, and why says it all")
  func owners() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp", "Scanner restarts")
    try place.refuses(
      "ticket claim T-1 --as bo", code: 1,
      "T-1 is Cy Morandel's. help: ask Cy Morandel to hand it over, or let the lead assign it")
    let assigned = try place.say("ticket assign T-1 ana --as cy --note", "she knows it").out
    #expect(assigned.contains("  Cy Morandel gave it to Ana Ferrow: she knows it\n"), "\(assigned)")
    let why = try place.say("ticket why T-1").out
    #expect(why.contains("  + queue: all, the first that takes whatever is left\n"), "\(why)")
    #expect(why.contains("  + Cy Morandel has 0 tickets\n") && why.contains("followed by cy"), "\(why)")
    #expect(try place.say("ticket why T-1 --format csv").cells[0] == ["about", "name", "holds", "because"])
    let over = try place.say("ticket hand-over T-1 --as ana --to bo --format json").object()
    #expect((over["ticket"] as? [String: Any])?["owner"] as? String == "bo" && over["warnings"] is [Any])
    try place.refuses(
      "ticket hand-over T-1 --as ana", code: 1,
      "T-1 is Bo Lindqvar's. help: only its owner hands it over; the lead may assign it")
    try place.refuses(
      "ticket decide T-1 step-in --as ana", code: 1,
      "T-1 waits for no decision. help: watchbill ticket show T-1 says more")
    try place.refuses(
      "ticket decide T-1 stepin --as ana", code: 2, "there is no choice 'stepin'. help: did you mean 'step-in'?")
    try place.refuses(
      "ticket answer T-1 --as ana --no", code: 1,
      "T-1 has no question to Ana Ferrow that waits for an answer. help: claim it instead: watchbill ticket claim T-1 "
        + "--as ana")
    #expect(try place.say("verify").out == "all is well\n")
  }

  @Test("a hold until what has passed is refused by the reader's clock, and a slip in a name has the nearest one")
  func slips() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp", "Scanner restarts")
    let words = ["ticket", "hold", "T-1", "--as", "cy", "--because", "vendor", "--until", "2020-01-06 12:00"]
    let refused = try Program.run(words, in: place.url, environment: ["TZ": "Asia/Tokyo"])
    #expect(refused.code == 2, "\(refused)")
    #expect(refused.err.contains("error: Mon 2020-01-06 12:00 Asia/Tokyo has passed"), "\(refused.err)")
    try place.refuses(
      "ticket involve T-1 aana --as cy", code: 2, "there is no member 'aana'. help: did you mean 'ana'?")
  }

  @Test("the list of handoffs says who took which ticket, and in which zone its times are")
  func handoffs() throws {
    let place = try Lamp.applied()
    let holder = try place.say("who --team lamp --duty primary --format csv").cells[1][2]
    let next = holder == "ana" ? "bo" : "ana"
    try place.say("ticket open lamp First")
    try place.say("ticket assign T-1 \(holder) --as cy")
    try place.say("desk accept lamp T-1 --from \(holder) --as \(next)")
    let list = try place.say("desk handoffs lamp").out
    #expect(list.contains("  \(next): T-1  ") && list.hasSuffix("times in Europe/London\n"), "\(list)")
    #expect(try place.say("desk handoffs lamp --format csv").cells[1][6] == next)
  }

  @Test("what becomes of the work while nobody comes next is told by the reader's clock, which is named")
  func digestPlan() throws {
    let place = try Lamp.applied()
    let (from, until) = (Date(timeIntervalSinceNow: 300), Date(timeIntervalSinceNow: 10_800))
    try place.say(
      "override add lamp secondary --from \(from.formatted(.iso8601)) --until \(until.formatted(.iso8601)) --nobody")
    let digest = try place.say("desk digest lamp --as cy --duty secondary", environment: ["TZ": "Asia/Tokyo"]).out
    let plan = /nobody is on secondary before [A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d Asia\/Tokyo: 0 tickets/
    #expect(digest.contains(plan), "\(digest)")
  }

  @Test("nobody reads an empty page for somebody of another team")
  func strangers() throws {
    let place = try Lamp.applied()
    let message = "dee is not a member of lamp. help: members are ana, bo, cy"
    for line in ["desk start lamp --as dee", "desk digest lamp --as dee", "desk accept lamp --from dee --as cy"] {
      try place.refuses(line, code: 1, message)
    }
  }

  @Test("a member pauses, resumes and sets a capacity, and the load view shows it")
  func members() throws {
    let place = try Lamp.applied()
    #expect(
      try place.say("member pause cy --reason", "a migration").out
        == "Cy Morandel takes any number of tickets, and none for now: a migration\n")
    let waiting = try place.say("ticket open lamp First").out
    #expect(waiting.contains("Cy Morandel takes no tickets: a migration"), "\(waiting)")
    #expect(try place.say("desk load lamp").out.hasSuffix("1 open ticket has no owner\n"))
    #expect(try place.say("member resume cy").out == "Cy Morandel takes any number of tickets\n")
    #expect(try place.say("member capacity cy 1").out == "Cy Morandel takes up to 1 ticket\n")
    let load = try place.say("desk load lamp --format csv").cells
    #expect(load[0] == ["member", "on", "load", "capacity", "open", "waiting", "full", "paused"])
    #expect(load.last == ["cy", "secondary", "1", "1", "1", "0", "yes", ""])
    #expect(try place.say("member capacity cy file --format csv").cells[1][2] == "")
    try place.refuses(
      "member capacity cy many", code: 2, "'many' is not a number of tickets. help: write 0 to 1000, or file")
    try place.refuses("member pause cx --reason x", code: 2, "there is no member 'cx'. help: did you mean 'cy'?")
    try place.refuses("desk load lam", code: 2, "there is no team 'lam'. help: did you mean 'lamp'?")
  }
}
