import DeskSimulation
import TestSupport
import Testing
import Timekeeping

/// I9: whatever order a source's deliveries come in, they come to the same.
@Suite(.ownThreads) struct OrderTests {
  private static let deeds: [Deed] = [
    .arrive(item: 0, source: .json, urgency: 2, topic: .plain), .rename(item: 0, version: 2),
    .end(item: 0, version: 10), .reopen(item: 0, version: 11),
  ]

  @Test("Opening, rename, end and reopening end as one ticket in every order")
  func orders() async throws {
    for order in Self.permutations(Self.deeds.indices.map { $0 }) {
      let events = order.enumerated().map { Script.Event(Int64($0.offset + 1) * 60_000, Self.deeds[$0.element]) }
      let start = try Timestamp(text: "2026-11-24T10:00:00Z")
      let report = await DeskRunner.report(Script(seed: 1, start: start, events: events))
      #expect(report.violations.isEmpty, "\(order): \(report.violations)")
      #expect(report.outcome == ["json s0: open, Reader 0, version 2"], "\(order)")
    }
  }

  private static func permutations(_ items: [Int]) -> [[Int]] {
    guard !items.isEmpty else { return [[]] }
    return items.flatMap { first in permutations(items.filter { $0 != first }).map { [first] + $0 } }
  }
}
