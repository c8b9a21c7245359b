import Calendars
import LibicalReference
import Storage
import Timekeeping
import Workflows

/// A team's feed of exactly 425 events from nothing to bytes, beside what libical takes for the same events; and warm,
/// from memory.
///
/// "Nothing" is nothing of feeds: neither bytes nor the revisions they are made of are in memory. The store is open and
/// the definitions are read, as in a server that runs.
struct FeedBench {
  private static let events = 425
  private static let aboveFloor = Duration.milliseconds(1)

  func run() async throws {
    let bench = try await BenchDesk()
    let desk = bench.desk
    let token = try await Self.token(desk)
    let calendar = try await desk.feedCalendar(token: token)
    let floor = Measured.least(101) { _ = LibicalFeed.write(calendar) }
    let ours = Measured.least(101) { _ = calendar.bytes() }
    let cold = try await Measured.least(101) {
      desk.forgetFeeds()
      _ = try await desk.renderFeed(token: token, agent: nil)
    }
    let warm = try await Measured.least(301) { _ = try await desk.renderFeed(token: token, agent: nil) }
    print("feed of \(calendar.events.count) events, \(calendar.bytes().count) bytes")
    Measured.line("  written", ours, reference: "libical", floor)
    Measured.line("  cold", cold, reference: "libical", floor)
    print("  cold, above libical: \((cold - floor).text), aim \(Self.aboveFloor.text)")
    Measured.line("  warm, aim 20 µs", warm, reference: "libical", floor)
    try await bench.end()
  }

  /// Of a feed that reaches as far as it has to for 425 events on the day of the run.
  private static func token(_ desk: ServiceDesk) async throws -> String {
    for days in 0...60 {
      var choices = FeedChoices()
      (choices.daysBack, choices.daysAhead) = (days / 3, 365 + days % 3)
      let row = try await AddFeed(team: "bench", choices: choices).perform(on: desk, actor: BenchDesk.actor)
      let token = String((row.url ?? "").split(separator: "/").last?.dropLast(4) ?? "")
      if try await desk.feedCalendar(token: token).events.count == events { return token }
    }
    throw OperatorProblem(.refused, "no feed of the bench has \(events) events", help: "mend the bench's team")
  }
}
