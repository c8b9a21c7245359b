import Foundation
import TicketSources
import Triage
import Testing

@Suite("Hostile bodies are refused and bring nothing down (S4, S34)")
struct HostileBodyTests {
  private func statuses(_ body: [UInt8]) -> [Int?] {
    let github = GitHubIssues().receive(Deliveries.github(body), secrets: [Deliveries.secret])
    let own = OwnJSON().receive(Deliveries.own(body), secrets: [Deliveries.secret])
    return [github.status, own.status]
  }

  @Test("The table is as long as promised")
  func isLong() {
    #expect(HostileBodies.all.count >= 100)
    #expect(HostileBodies.shapes.count >= 30)
  }

  @Test("What is not JSON of our kind is 400", arguments: HostileBodies.all)
  func refusesBodies(body: [UInt8]) {
    // Who passes on what others wrote cannot mend a character that is none: it is read, and is of another shape here.
    let holdsNoCharacter = HostileBodies.charactersThatAreNone.contains(body)
    #expect(statuses(body) == [holdsNoCharacter ? 422 : 400, 400])
  }

  @Test("A character that is none costs a foreign delivery that character only", arguments: ["\\u0000", "\\ud83d"])
  func mendsCharacters(escape: String) throws {
    let body =
      #"{"action":"opened","repository":{"full_name":"a/b"},"issue":{"number":1,"title":"x\#(escape)y\ud83d\ude00"}}"#
    let event = GitHubIssues().receive(Deliveries.github(Array(body.utf8)), secrets: [Deliveries.secret]).event
    #expect(event?.title == "x\u{FFFD}y😀")
  }

  @Test("JSON of another shape is 422", arguments: HostileBodies.shapes)
  func refusesShapes(body: String) {
    #expect(statuses(Array(body.utf8)) == [422, 422])
  }

  @Test("32 levels and 2,000 keys are read", arguments: [(32, nil), (33, 400)] as [(Int, Int?)])
  func readsUpToTheLimits(depth: Int, status: Int?) {
    let nested = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
    let keys = (1...1997).map { "\"k\($0)\":0" }.joined(separator: ",")
    let body = #"{"action":"opened","x":\#(nested),"issue":{"number":1,"title":"t"},\#(keys)}"#
    #expect(statuses(Array(body.utf8)).first == (status ?? 422))
  }

  @Test("Every beginning of a good body is refused, and every changed byte is survived")
  func survivesMutation() throws {
    let good = Array(
      #"{"id":"a","title":"\ud83d\ude00 é","tags":["x","y"],"body":"l\n2","url":"https://example.com/"}"#.utf8)
    #expect(OwnJSON().receive(Deliveries.own(good), secrets: [Deliveries.secret]).event != nil)
    for end in 0..<good.count { #expect(statuses(Array(good[..<end])) == [400, 400]) }
    for place in good.indices {
      for byte: UInt8 in [0x00, 0x20, 0x22, 0x2C, 0x30, 0x5B, 0x5C, 0x7B, 0x7D, 0x80, 0xC3, 0xF0, 0xFF] {
        var changed = good
        changed[place] = byte
        let intake = OwnJSON().receive(Deliveries.own(changed), secrets: [Deliveries.secret])
        #expect(intake.event != nil || intake.status == 400 || intake.status == 422)
      }
    }
  }

  @Test("Our guard takes nothing that Foundation would not, and little less")
  func agreesWithFoundation() {
    for text in HostileBodies.shapes + ["{\"a\":[1,-2.5e-3,\"\\u00e9\\/\",true,null]}", " [ ] ", "\"\\ud83d\\ude00\""] {
      let isTaken = !statuses(Array(text.utf8)).contains(400)
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
      #expect(isTaken || !isJSON, "\(text)")
    }
  }
}
