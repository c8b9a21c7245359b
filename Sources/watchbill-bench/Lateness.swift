import Storage
import Timekeeping
import Triage
import Workflows

/// How late a page's request begins after it was due: the second step of a policy, which only a timer brings about.
struct Lateness {
  let desk: ServiceDesk
  let pages: PageLog
  private static let count = 1000
  /// After the first step, in seconds; the file of the teams says it.
  static let wait = 10

  func run() async throws {
    let dues = try await begin()
    try await Task.sleep(for: .seconds(Self.wait + 3))
    let late = dues.compactMap { ticket, due in
      pages.times(of: ticket).first { $0 >= due }.map { $0 - due }
    }
    let rate = Rate(times: late.sorted(), whole: .seconds(1))
    print(
      "  due to the page's request, \(Self.count) pages, \(LoadBench.opened) open: p50 \(rate.percentile(50).text), "
        + "p99 \(rate.percentile(99).text), aim 100 ms; \(Self.count - late.count) missing")
  }

  /// A hundred a second, so that their second steps are due one after the other; each with when that is.
  private func begin() async throws -> [(TicketID, Timestamp)] {
    var dues: [(TicketID, Timestamp)] = []
    for number in 0..<Self.count {
      let ticket = try await LoadBench.deliver(3_000_000 + number, priority: "high", to: desk)
      let due = try await desk.store.read { try $0.armedTimer(kind: "ticket", entity: ticket.description)?.due }
      dues.append((ticket, due ?? .distantFuture))
      try await Task.sleep(for: .milliseconds(8))
    }
    return dues
  }
}
