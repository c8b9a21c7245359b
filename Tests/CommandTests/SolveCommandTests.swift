import Foundation
import TestSupport
import Testing

/// `watchbill solve`: both families, the line at the end, and what it refuses.
@Suite(.promptThreads) struct SolveCommandTests {
  /// Two people, two days, one shift; the cheapest is Ada on both days: her wish for day 1 is kept.
  private static let classic = """
    SECTION_HORIZON
    2
    SECTION_SHIFTS
    D,480,
    SECTION_STAFF
    Ada,D=2,960,480,2,1,1,1
    Bo,D=2,480,0,2,1,1,1
    SECTION_DAYS_OFF
    Bo,0
    SECTION_SHIFT_ON_REQUESTS
    Ada,1,D,3
    SECTION_COVER
    0,D,1,100,1
    1,D,1,100,1
    """

  private static let onCall = """
    {"weeks":1,"offsets":{"UTC":[[-7,0]]},"holidays":{},"history":[],"published":{"s1":"bo"},
     "people":[
      {"id":"ada","tz":"UTC","workStart":480,"workEnd":1020,"rotas":[0],"canNight":true,"weekendVolunteer":false,
       "fteTenths":10,"ledger":0,"leave":[[0,0]],"prefs":[]},
      {"id":"bo","tz":"UTC","workStart":480,"workEnd":1020,"rotas":[0],"canNight":true,"weekendVolunteer":false,
       "fteTenths":10,"ledger":0,"leave":[],"prefs":[[1,5]]}],
     "slots":[
      {"id":"s0","rota":0,"kind":"day","week":0,"day":0,"start":480,"end":1200,"points":2},
      {"id":"s1","rota":0,"kind":"day","week":0,"day":1,"start":1920,"end":2640,"points":2}],
     "rules":{"restMin":660,"deskToleranceMin":60,"unsocialFrom":1320,"unsocialTo":420,"unsocialMaxMin":240,
      "maxNightsPerWeek":3,"noBackToBackWeekends":true},
     "weights":{"unfilled":10000,"nonVolunteerWeekend":60,"change":[30,15],"fairPerPoint":3,"fairExtraPerPoint":6,
      "fairFree":4,"spread":8,"holiday":20}}
    """

  private func last(_ result: Program.Result) throws -> [String: Any] {
    let line = try #require(result.out.split(separator: "\n").last)
    return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test("a classic instance gives a roster of employee, day and shift, and ends with one line of JSON")
  func classicFamily() throws {
    let place = try Workplace(["two.txt": Self.classic])
    let result = try place.run("solve", "two.txt", "--seconds", "20", "--rounds", "5", "--out", "roster.csv")
    #expect(result.code == 0)
    #expect(try place.text("roster.csv") == "employee,day,shift\nAda,0,D\nAda,1,D\n")
    let answer = try last(result)
    #expect(answer["objective"] as? Int == 0)
    #expect(answer["bound"] as? Int == 0)
    #expect(answer["proved"] as? Bool == true)
    #expect(
      Set(answer.keys)
        == ["objective", "bound", "proved", "seconds", "first_feasible_seconds", "best_seconds"])
  }

  @Test("an on-call instance gives who has each slot: a changed slot costs more here than Bo's wish and both shares")
  func onCallFamily() throws {
    let place = try Workplace(["two.json": Self.onCall])
    let result = try place.run("solve", "two.json", "--seconds", "20", "--rounds", "5", "--out", "solution.json")
    #expect(result.code == 0)
    #expect(try place.text("solution.json") == "{\"assign\": {\n\"s0\": \"bo\",\n\"s1\": \"bo\"\n}}\n")
    // Bo's wish 5, and two points too many for Bo and too few for Ada: 2 × 2 × 3.
    #expect(try last(result)["objective"] as? Int == 17)
    #expect(try last(result)["proved"] as? Bool == true)
  }

  @Test("a broken instance is refused with its place")
  func broken() throws {
    let place = try Workplace([
      "shift.txt": Self.classic.replacingOccurrences(of: "0,D,1,100,1", with: "0,N,1,100,1"),
      "zone.json": Self.onCall.replacingOccurrences(of: "\"UTC\":[[-7,0]]", with: "\"GMT\":[[-7,0]]"),
      "key.json": Self.onCall.replacingOccurrences(of: "\"weeks\":1,", with: ""),
      "late.txt": Self.classic + "\n7,D,1,100,1",
      "less.txt": Self.classic.replacingOccurrences(of: "Bo,D=2", with: "Bo,D=-5"),
      "dear.txt": Self.classic.replacingOccurrences(of: "1,D,1,100,1", with: "1,D,1,10000000,1"),
      "nights.json": Self.onCall.replacingOccurrences(of: "PerWeek\":3", with: "PerWeek\":-2"),
      "far.json": Self.onCall.replacingOccurrences(of: "\"end\":2640", with: "\"end\":9999999999"),
    ])
    func message(_ name: String) throws -> String {
      let result = try place.run("solve", name, "--out", "x")
      #expect(result.code == 2)
      return result.err
    }
    #expect(try message("shift.txt") == "watchbill: error: shift.txt:13: there is no shift called \"N\"\n")
    #expect(
      try message("zone.json") == "watchbill: error: zone.json: \"offsets\" lacks the zone \"UTC\" of \"ada\"\n")
    #expect(try message("key.json") == "watchbill: error: key.json: the instance lacks \"weeks\"\n")
    #expect(try message("late.txt") == "watchbill: error: late.txt: day 7 lies beyond the horizon of 2 days\n")
    #expect(
      try message("less.txt")
        == "watchbill: error: less.txt:7: how often D may stand must be a whole number from 0, not \"-5\"\n")
    #expect(
      try message("dear.txt")
        == "watchbill: error: dear.txt:14: the weight for under must be 10000 at the most, not 10000000\n")
    #expect(
      try message("nights.json")
        == "watchbill: error: nights.json: rules are between 0 and 100000, not -2\n")
    #expect(
      try message("far.json")
        == "watchbill: error: far.json: times and days are between -10000000 and 10000000, not 9999999999\n")
    #expect(
      try message("none.txt")
        == "watchbill: error: cannot read none.txt. help: name a file of the on-call or the classic family\n")
  }

  @Test("somebody without any allowed line is no crash but a no")
  func impossible() throws {
    let text = Self.classic.replacingOccurrences(of: "Ada,D=2,960,480", with: "Ada,D=2,2000,1900")
    let place = try Workplace(["never.txt": text])
    let result = try place.run("solve", "never.txt", "--out", "x")
    #expect(result.code == 1)
    #expect(result.err == "watchbill: error: never.txt: a hard rule leaves somebody without any allowed line\n")
  }
}
