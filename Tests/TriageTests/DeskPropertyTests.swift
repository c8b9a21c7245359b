import TestSupport
import Testing
import Timekeeping
import Triage

@Suite("A month at a desk, whatever its roster and policy", .ownThreads)
struct DeskPropertyTests {
  @Test("After every decision the laws hold, and no timer is armed for ever", arguments: 1...10)
  func month(seed: Int) throws {
    var desk = try RandomDesk(seed: seed)
    try desk.live(days: 28)
    #expect(desk.broken.isEmpty, "\(desk.broken.prefix(3).joined(separator: "\n"))")
    #expect(desk.decisions > 200)
  }

  @Test("The months together see every kind of step")
  func seen() throws {
    var seen: Set<DecisionStep.Action> = []
    for seed in 101...104 {
      var desk = try RandomDesk(seed: seed)
      try desk.live(days: 7)
      seen.formUnion(desk.seen.keys)
    }
    let unseen = Set(DecisionStep.Action.allCases).subtracting(seen)
    #expect(unseen.isEmpty, "\(unseen.map(\.rawValue).sorted())")
  }
}
