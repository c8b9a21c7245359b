import Foundation
import Testing

/// contact and coverage's contacts, as they are typed and read.
@Suite struct ContactCommandTests {
  private static func place() throws -> Workplace {
    let place = try Lamp.workplace()
    try place.write(Lamp.settings + "channels: { screen: { kind: console } }\n", to: "watchbill.yaml")
    try place.say("apply", environment: Lamp.environment)
    return place
  }

  @Test("a contact is added, proven by the code that arrived, listed and removed")
  func journey() throws {
    let place = try Self.place()
    let added = try place.say("contact add ana screen desk-3", environment: Lamp.environment)
    #expect(added.out.contains("CT-1: a code was sent to ana on screen\n"), "\(added.out)")
    let code = try #require((added.out + added.err).firstMatch(of: #/contact verify CT-1 (\d{6})/#)?.1)
    let waiting = try place.say("contact list --member ana --format csv").cells
    #expect(
      waiting[0] == [
        "member", "id", "channel", "address", "from", "state", "answered", "arrived", "failed", "why",
      ])
    #expect(
      waiting.contains { $0.prefix(6) == ["ana", "CT-1", "screen", "desk-3", "own", "unverified"] }, "\(waiting)")
    let wrong = code == "000000" ? "000001" : "000000"
    try place.refuses(
      "contact verify CT-1 \(wrong)", code: 1,
      "that is not the code; 4 more tries. help: look at the newest message")
    #expect(
      try place.say("contact verify CT-1 \(code)").out
        == "CT-1 is proven: Ana Ferrow is reached on screen from now on\n")
    let row = try place.say("contact list --member ana --format json").list()[0]
    #expect(row["state"] as? String == "answered" && row["answered"] is String && row["id"] as? String == "CT-1")
    #expect(try place.say("contact remove CT-1").out == "CT-1 of ana on screen is removed\n")
    try place.refuses(
      "contact remove CT-1", code: 1,
      "there is no contact 'CT-1' that a member keeps. help: watchbill contact list shows them")
    #expect(try place.say("contact verify CT-1", code: 2).err.contains("give the code, or --again"))
  }

  @Test("a command that sends needs the secrets of the channels it sends over, and no others")
  func secrets() throws {
    let place = try Lamp.workplace()
    let bo = "{ id: bo, name: Bo Lindqvar, zone: Europe/Berlin"
    let contact = #", contacts: [{ hook: "https://pager.example.com/bo" }]"#
    try place.write(Lamp.team.replacing(bo, with: bo + contact), to: "schedules/lamp.yaml")
    let channels = "channels:\n  screen: { kind: console }\n  hook: { kind: webhook, secret: { file: secrets/hook } }\n"
    try place.write(Lamp.settings + channels, to: "watchbill.yaml")
    try place.say("apply")
    let added = try place.say("contact add ana screen desk-3")
    #expect(added.out.contains("CT-1: a code was sent to ana on screen\n"), "\(added)")
    let missing = "the secret of 'hook' is not in the file secrets/hook. help: "
    let refused = try place.say("contact add cy hook https://pager.example.com/cy", code: 2)
    #expect(refused.err.contains(missing), "\(refused)")
    let tested = try place.say("test-page --member bo --format csv", code: 1).cells
    #expect(tested[1].prefix(5) == ["bo", "Bo Lindqvar", "somebody asked", "hook", "retry"], "\(tested)")
    #expect(tested[1][5].contains(missing))
    let listed = try place.say("contact list --member bo --format json").list()
    #expect(listed.first?["state"] as? String != "failed", "what this shell lacks is no fault of the contact")
  }

  @Test("coverage lists the contacts of those on duty; with a threshold it exits with 1 until each has a proven one")
  func coverage() throws {
    let place = try Self.place()
    let words = "coverage lamp --from 2036-03-04 --to 2036-03-10 --show contacts"
    let rows = try place.say("\(words) --format csv").cells
    #expect(rows[0].suffix(3) == ["first_shift", "shifts", "teams"])
    #expect(rows.dropFirst().map { $0[0] }.sorted() == ["ana", "cy"] && rows[1][4] == "shared", "\(rows)")
    let asked = try place.say("\(words) --proven-within 30", code: 1)
    #expect(asked.out.contains("without a contact proven lately: "), "\(asked.out)")
    for member in ["ana", "cy"] {
      let added = try place.say("contact add \(member) screen here", environment: Lamp.environment)
      let proof = try #require((added.out + added.err).firstMatch(of: #/contact verify (CT-\d) (\d{6})/#))
      try place.say("contact verify \(proof.1) \(proof.2)")
    }
    #expect(try place.say("\(words) --proven-within 30").out.contains("answered"))
    let json = try place.say("coverage lamp --from 2036-03-03 --to 2036-03-10 --format json").object()
    let contacts = try #require(json["contacts"] as? [[String: Any]])
    #expect(contacts.contains { ($0["contact"] as? [String: Any])?["state"] as? String == "answered" })
    #expect(try place.say("\(words) --proven-within 0", code: 2).err.contains("out of range"))
  }
}
