import Foundation
import TestSupport
import Testing

/// The first ten minutes: an empty folder, the samples, the demonstration. All zones of the system are read here.
@Suite(.serialized, .promptThreads) struct NewcomerTests {
  private static let allZones = ["TZDIR": ""]

  @Test("init in an empty folder goes on by what it prints: check, apply, who; a draft says why it has nothing to do")
  func fromNothing() throws {
    let place = try Workplace()
    let made = try place.say("init support", environment: Self.allZones).out
    #expect(
      made == """
        wrote schedules/support.yaml
        wrote schedules/schema.json
        wrote watchbill.yaml
        wrote secrets/web, the token of who sends tickets; keep it out of version control
        Next:
          watchbill check schedules
          watchbill apply schedules

        """)
    for line in made.split(separator: "\n") where line.hasPrefix("  watchbill ") {
      try place.say(String(line.dropFirst("  watchbill ".count)), environment: Self.allZones)
    }
    #expect(try place.say("who --duty primary --format csv").cells[1][2...3] == ["ana", "ana"])
    let draft = try place.say("rota draft support 2036-W10").out
    #expect(draft.contains("support has no slots in 2036-W10, so there is nothing to draft."))
    try place.say("rota publish D-1")
    #expect(try place.text("schedules/schema.json") == place.say("schema").out)
    try place.refuses(
      "init support", code: 2,
      "schedules/support.yaml is there already. help: choose another team id, or edit the file")
  }

  @Test("a server starts with what init wrote, and takes tickets with the secret that it made")
  func firstServer() async throws {
    let place = try Workplace()
    try place.say("init support --member ana --member bo")
    let secret = try place.text("secrets/web")
    let path = place.url.appendingPathComponent("secrets/web").path
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    try place.say("init night-shift")
    #expect(try place.text("secrets/web") == secret)
    try place.say("apply")
    let running = try RunningServer.start(in: place)
    defer { running.stop() }
    let headers = [("Authorization", "Bearer \(secret)"), ("Content-Type", "application/json")]
    let body = Data(#"{"id":"a","title":"Offline"}"#.utf8)
    let taken = try await running.send("POST", "/intake/web", headers: headers, body: body)
    #expect(taken.status == 202, "\(taken.status) \(taken.text)")
  }

  @Test("a second team beside the first has ids of its own, and shares a member by naming them")
  func secondTeam() throws {
    let place = try Workplace()
    try place.say("init support --member ana --member bo")
    let second = try place.say("init night-shift").out
    #expect(second.contains("\nkept watchbill.yaml as it is; for tickets, give night-shift a source there\n"))
    try place.say("init lab --member ana --member zoe --name", "The lab")
    #expect(try place.text("schedules/lab.yaml").contains("\nmembers: [ana, { id: zoe }]\n"))
    let checked = try place.say("check").out
    #expect(checked.contains("night-shift: 3 members") && checked.hasSuffix("\nno errors\n"), "\(checked)")
    try place.say("apply")
    #expect(try place.say("who --team lab --format json").list().count == 1)
  }

  @Test("init refuses what check would refuse")
  func initRefusals() throws {
    let place = try Workplace()
    try place.refuses(
      "init Bad_Name", code: 2,
      "'Bad_Name' is not a team id. help: write a team id in lower-case letters, digits and hyphens, such as ana or "
        + "front-desk")
    try place.refuses(
      "init t --zone Europe/Londn", code: 2, "zone 'Europe/Londn' is not known. help: did you mean 'Europe/London'?")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.url.path).isEmpty)
  }

  @Test("the schema that is printed is the one in the samples")
  func schema() throws {
    let place = try Workplace.withSamples()
    #expect(try place.say("schema").out == place.text("schedules/schema.json"))
  }

  @Test("the demonstration runs twice; the second time it changes nothing and says so")
  func demoTwice() throws {
    let place = try Workplace.withSamples()
    let first = try place.say("demo --once", environment: Self.allZones).out
    #expect(first.contains("\n== Draft and publish field-support ") && first.contains("\n  published "), "\(first)")
    #expect(!first.contains("Publish it with"))
    #expect(first.contains(": watchbill who --team quarry-line --data demo-data\n"), "\(first)")
    #expect(first.contains(#/: watchbill rota show D-\d+ --data demo-data\n/#), "\(first)")
    let before = try Self.files(in: place, "exports")
    #expect(before.count > 10)
    let second = try place.say("demo --once").out
    #expect(second.contains("\n  applied already; nothing was stored\n"), "\(second)")
    #expect(!second.contains("\n  published 2") && second.contains("\n  published already, and nothing is different\n"))
    #expect(second.firstMatch(of: #/\n  \d+ files, 0 of them changed\n$/#) != nil, "\(second)")
    #expect(try Self.files(in: place, "exports") == before)
    let drafts = { (text: String) in text.matches(of: #/\nDraft (D-\d+)\n/#).map { String($0.1) } }
    #expect(drafts(second) == drafts(first), "no draft is made again")
    #expect(try place.say("verify --data demo-data").out == "all is well\n")
  }

  @Test("the demonstration does not take a folder of real data for its own")
  func demoElsewhere() throws {
    let place = try Workplace.withSamples()
    try place.say("apply")
    let refused = try place.say("demo --once --data data", code: 2)
    #expect(refused.err.hasSuffix("/data holds data that are no demo's. help: give another folder with --data\n"))
    #expect(!FileManager.default.fileExists(atPath: place.url.appendingPathComponent("data/README").path))
  }

  private static func files(in place: Workplace, _ folder: String) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.url.path + "/" + folder)
    let files = try names.filter { $0.contains(".") }.map { ($0, try place.text("\(folder)/\($0)")) }
    return Dictionary(uniqueKeysWithValues: files)
  }
}
