import Storage
import Timekeeping
import Triage
import Workflows

/// Ten thousand tickets in a minute that page their owners, two hundred people: how long until each was heard of.
struct Storm {
  let desk: ServiceDesk
  let pages: PageLog
  private static let count = 10_000
  private static let length = 60.0
  private static let limit = Duration.seconds(10)

  func run() async throws {
    let requests = pages.requests
    let began = try await deliver()
    try await Task.sleep(for: Self.limit + .seconds(2))
    let late = began.compactMap { ticket, at in pages.times(of: ticket).first.map { $0 - at } }
    let rate = Rate(times: late.sorted(), whole: .seconds(1))
    let sent = pages.requests - requests
    print(
      "  storm of \(Self.count) tickets in \(Int(Self.length)) s, \(LoadBench.teams * LoadBench.people) people: heard of "
        + "after p50 \(rate.percentile(50).text), p99 \(rate.percentile(99).text), at most \(rate.percentile(100).text), "
        + "aim 10 s; \(sent) requests, \(Self.count - late.count) tickets never heard of")
  }

  /// Each at its time, however long the one before takes.
  private func deliver() async throws -> [(TicketID, Timestamp)] {
    let clock = ContinuousClock()
    let start = clock.now
    return try await withThrowingTaskGroup(of: (TicketID, Timestamp).self) { group in
      for number in 0..<Self.count {
        try await clock.sleep(until: start + .seconds(Self.length * Double(number) / Double(Self.count)))
        group.addTask {
          let at = desk.clock.now()
          return (try await LoadBench.deliver(4_000_000 + number, priority: "critical", to: desk), at)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
