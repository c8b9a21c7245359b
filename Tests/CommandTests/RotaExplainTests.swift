import Foundation
import TestSupport
import Testing

/// explain, what-if, fairness and repair, as they are typed and read.
@Suite(.promptThreads) struct RotaExplainTests {
  @Test("a draft is explained slot by slot, for one slot with everybody else, and for a member")
  func explain() throws {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    let all = try place.say("rota explain D-1").out
    #expect(all == "")
    let slot = try place.say("rota explain D-1 --slot desk/tue").out
    #expect(slot == "")
    let member = try place.say("rota explain D-1 --member ana").out
    #expect(member == "")
    let why = try place.say("rota explain D-1 --slot desk/tue --member ana").out
    #expect(why == "")
    let csv = try place.say("rota explain D-1 --slot desk/tue --format csv").cells
    #expect(csv[0] == ["slot", "start", "end", "member", "holds", "may", "extra", "rule", "because"])
    #expect(csv.count == 4)
    let json = try place.say("rota explain D-1 --slot desk/* --format json").object()
    #expect((json["slots"] as? [[String: Any]])?.count == 5 && json["isCurrent"] as? Bool == true)
  }
}
