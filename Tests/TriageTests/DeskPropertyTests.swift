import TestSupport
import Testing
import Timekeeping
import Triage

@Suite("Weeks at a desk, whatever its roster and policy", .ownThreads)
struct DeskPropertyTests {
  @Test("After every decision the laws hold, no timer is armed for ever, and every kind of step is seen")
  func weeks() throws {
    var seen: Set<DecisionStep.Action> = []
    for seed in 1...40 {
      var desk = try RandomDesk(seed: seed)
      try desk.live(days: 5)
      #expect(desk.broken.isEmpty, "seed \(seed): \(desk.broken.prefix(3).joined(separator: "\n"))")
      #expect(desk.decisions > 50, "seed \(seed)")
      seen.formUnion(desk.seen.keys)
    }
    // Two tickets are merged in stories of their own: here each is decided on by itself.
    let unseen = Set(DecisionStep.Action.allCases).subtracting(seen).subtracting([.merged])
    #expect(unseen.isEmpty, "\(unseen.map(\.rawValue).sorted())")
  }
}
