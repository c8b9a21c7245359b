import Calendars
import Timekeeping
import Workflows

/// A team's feed from nothing to bytes, beside what libical alone takes for the same events; and warm, from memory.
struct FeedBench {
  func run() async throws {
    let bench = try await BenchDesk()
    let desk = bench.desk
    let row = try await AddFeed(team: "bench").perform(on: desk, actor: BenchDesk.actor)
    let token = String((row.url ?? "").split(separator: "/").last?.dropLast(4) ?? "")
    let calendar = try await desk.feedCalendar(token: token)
    let floor = await Measured.median(21) { _ = calendar.bytes() }
    let cold = try await Measured.median(21) {
      desk.forgetFeeds()
      _ = try await desk.renderFeed(token: token, agent: nil)
    }
    let warm = try await Measured.median(201) { _ = try await desk.renderFeed(token: token, agent: nil) }
    print("feed of \(calendar.events.count) events, \(calendar.bytes().count) bytes")
    Measured.line("  cold", cold, reference: "libical alone", floor)
    Measured.line("  warm", warm, reference: "libical alone", floor)
    try await bench.end()
  }
}
