import Storage
import Timekeeping
import Triage
import Workflows

/// Deliveries to assigned, committed tickets, beside the store's own rate for one small row.
struct IntakeBench {
  private static let count = 2000
  private static let atOnce = 64

  func run() async throws {
    let bench = try await BenchDesk()
    let desk = bench.desk
    let clock = ContinuousClock()
    let raw = try await clock.measure {
      try await together { _ in
        _ = try await desk.store.write { try $0.nextID(.draft) }
      }
    }
    let intake = try await clock.measure {
      try await together { number in
        let body = #"{"id":"bench-\#(number)","title":"Ticket \#(number)"}"#
        let headers = [
          (name: "authorization", value: "Bearer \(BenchDesk.secret)"),
          (name: "content-type", value: "application/json"),
        ]
        _ = try await desk.receive(Delivery(headers: headers, body: Array(body.utf8)), from: "web")
      }
    }
    print("intake of \(Self.count) tickets, \(Self.atOnce) at once, synchronous FULL")
    Measured.line("  per ticket", intake / Self.count, reference: "one small row", raw / Self.count)
    try await bench.end()
  }

  private func together(_ work: @escaping @Sendable (Int) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<Self.atOnce {
        group.addTask {
          for number in stride(from: lane, to: Self.count, by: Self.atOnce) { try await work(number) }
        }
      }
      try await group.waitForAll()
    }
  }
}
