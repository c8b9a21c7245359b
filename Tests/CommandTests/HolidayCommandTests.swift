import Foundation
import TestSupport
import Testing

/// Calendars of holidays by their address, fetched from a real server and read from their copies.
@Suite(.promptThreads) struct HolidayCommandTests {
  /// Lamp's office hours with holidays from the server.
  private static func place(_ server: CalendarServer) throws -> Workplace {
    let hours = "office hours: { uk: { hours: mon-fri 09:00-17:00, holidays: \"\(server.url)\" } }"
    return try Workplace([
      "schedules/lamp.yaml": Lamp.team.replacing("office hours: { uk: mon-fri 09:00-17:00 }", with: hours),
      "watchbill.yaml": Lamp.settings + "allow hosts: [\"\(server.authority)\"]\n",
    ])
  }

  private static func copy(_ place: Workplace) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: place.url.path + "/schedules/holidays")
    #expect(names.count == 1)
    return try place.text("schedules/holidays/\(names.first ?? "")")
  }

  private static let days = [("20360303", "Harbour Day"), ("20361225", "Christmas Day")]

  @Test("an address is fetched once, kept beside the files, read from there, and part of the version")
  func journey() throws {
    let server = try CalendarServer()
    defer { server.stop() }
    server.publish(Self.days)
    let place = try Self.place(server)
    let missing = try place.say("check", code: 1)
    #expect(
      missing.out.contains("there is no copy of \(server.url) yet. help: fetch it: watchbill calendar holidays refresh")
    )
    #expect(try place.say("calendar holidays list --format csv", code: 1).cells[1][2] == "missing")
    let dry = try place.say("calendar holidays refresh --dry-run")
    #expect(dry.out.hasSuffix("nothing was written: this was --dry-run\n"), "\(dry.out)")
    #expect(!FileManager.default.fileExists(atPath: place.url.path + "/schedules/holidays"))
    let first = try place.say("calendar holidays refresh")
    #expect(first.out.hasPrefix("\(server.url): new, 2 days 2036-03-03 to 2036-12-25, sum "), "\(first.out)")
    #expect(try Self.copy(place).hasPrefix("BEGIN:VCALENDAR\nX-WATCHBILL-FETCHED:2"))
    let asked = server.requests
    server.say("<html>", status: "500 Oops")
    #expect(try place.say("check").out.contains("  holidays \(server.url): 2 days 2036-03-03 to 2036-12-25, sum "))
    let applied = try place.say("apply --format json").object()
    let calendar = try #require((applied["calendars"] as? [[String: Any]])?.first)
    let read = try #require(calendar["copy"] as? [String: Any])
    #expect(calendar["team"] as? String == "lamp" && read["days"] as? Int == 2 && read["fetched"] is String)
    #expect(server.requests == asked, "check and apply never ask the network")
    let listed = try place.say("calendar holidays list --format json").list()[0]
    #expect(listed["sum"] as? String == read["sum"] as? String && listed["state"] as? String == "read")
  }

  @Test("a change is told by its days and the published shifts on them; the next apply makes it hold")
  func change() throws {
    let server = try CalendarServer()
    defer { server.stop() }
    server.publish(Self.days)
    let place = try Self.place(server)
    try place.say("calendar holidays refresh")
    try place.say("apply")
    try place.say("rota draft lamp \(Lamp.week)")
    try place.say("rota publish lamp \(Lamp.week)")
    let before = try Self.copy(place)
    #expect(try place.say("calendar holidays refresh").out.hasPrefix("\(server.url): same, 2 days"))
    #expect(try Self.copy(place) == before, "the same days leave the copy as it is")
    let bad = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20361399\nSUMMARY:Broken\nEND:VEVENT\n"
    server.publish([("20360304", "Lantern Day"), Self.days[1]], bad)
    let told = try place.say("calendar holidays refresh --dry-run").out
    #expect(told.contains("  + 2036-03-04 Lantern Day\n  - 2036-03-03 Harbour Day\n"), "\(told)")
    #expect(told.contains("line 14: "), "what was not understood has its line: \(told)")
    #expect(told.contains("  lamp/desk  "), "\(told)")
    #expect(told.contains("Mon 2036-03-03 09:00 – Mon 2036-03-03 17:00 Europe/London"), "\(told)")
    #expect(!told.contains("2036-03-05"), "\(told)")
    #expect(try Self.copy(place) == before)
    let reply = try place.say("calendar holidays refresh --format json").object()
    #expect((reply["shifts"] as? [[String: Any]])?.isEmpty == false)
    #expect(try Self.copy(place).contains("Lantern Day"))
    #expect(try place.say("apply").out.hasPrefix("version 2 holds from "))
  }

  @Test("a sign-in page, a broken calendar and an emptied one leave the copy as it was, and exit with 1")
  func trouble() throws {
    let server = try CalendarServer()
    defer { server.stop() }
    server.publish(Self.days)
    let place = try Self.place(server)
    try place.say("calendar holidays refresh")
    let before = try Self.copy(place)
    let answers = [
      ("<html>Sign in</html>", "200 OK"), ("no", "404 Not Found"), ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "200 OK"),
    ]
    for (text, status) in answers {
      server.say(text, status: status)
      let result = try place.say("calendar holidays refresh", code: 1)
      #expect(result.out.hasPrefix("\(server.url): kept"), "\(result.out)")
      #expect(try Self.copy(place) == before)
    }
    server.publish([("20200101", "Long ago")])
    #expect(try place.say("calendar holidays refresh", code: 1).out.contains("it names no coming day any more"))
    #expect(try Self.copy(place) == before)
    try place.say("calendar holidays refresh --accept-empty")
    #expect(try Self.copy(place).contains("Long ago"))
  }

  @Test("an address that the settings do not allow is not asked")
  func guarded() throws {
    let server = try CalendarServer()
    defer { server.stop() }
    server.publish(Self.days)
    let place = try Self.place(server)
    try place.write(Lamp.settings, to: "watchbill.yaml")
    let result = try place.say("calendar holidays refresh", code: 1)
    #expect(result.out.contains("kept") && server.requests == 0, "\(result.out)")
  }
}
