import Foundation
import PagingChannels
import ProviderExchange
import Storage
import Synchronization
import TicketSources
import Timekeeping
import Triage
import Workflows

/// A desk that has much to do: deliveries to committed, owned tickets while a hundred thousand are open; how late pages
/// begin; and a storm.
///
/// `synchronous=FULL`, a store on the disk of the temporary folder, every loop of the server at work. The reference is
/// the store's own rate for one small row, in the same run.
struct LoadBench {
  static let teams = 20
  static let people = 10
  static let opened = environment("WATCHBILL_BENCH_OPEN") ?? 100_000
  private static let measured = 20_000
  private static let atOnce = 32

  func run() async throws {
    let pages = PageLog()
    let bench = try await BenchDesk(
      file: Self.files, sources: Dictionary((0..<Self.teams).map { ("web-\($0)", "team-\($0)") }) { first, _ in first },
      channels: [try Self.channel], transport: pages.transport)
    let desk = bench.desk
    print("a desk of \(Self.teams) teams of \(Self.people), synchronous FULL")
    let raw = try await rate(2000) { _ in _ = try await desk.store.write { try $0.nextID(.draft) } }
    print("  commits of one small row, \(Self.atOnce) at once: \(raw.perSecond) a second")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for loop in desk.loops { group.addTask { await loop.run() } }
      try await intake(desk, raw)
      try await Lateness(desk: desk, pages: pages).run()
      try await Storm(desk: desk, pages: pages).run()
      group.cancelAll()
    }
    try await bench.end()
  }

  private func intake(_ desk: ServiceDesk, _ raw: Rate) async throws {
    let filling = try await rate(Self.opened) { try await Self.deliver($0, priority: "normal", to: desk) }
    print("  \(Self.opened) tickets brought in: \(filling.perSecond) a second, \(filling.each.text) of a core each")
    let measured = try await rate(Self.measured) { number in
      try await Self.deliver(Self.opened + number, priority: "normal", to: desk)
    }
    print(
      "  delivery to an owner, \(Self.opened) open: \(measured.perSecond) a second, aim 1500, "
        + "p50 \(measured.percentile(50).text), p99 \(measured.percentile(99).text), aim 50 ms; "
        + "\(String(format: "%.1f", Double(raw.perSecond) / Double(max(measured.perSecond, 1)))) small rows each, "
        + "\(measured.each.text) of a core")
  }

  /// One delivery as a monitor would make it; throws when it was not taken.
  @discardableResult
  static func deliver(_ number: Int, priority: String, to desk: ServiceDesk) async throws -> TicketID {
    let body =
      #"{"id":"bench-\#(number)","title":"Ticket \#(number)","priority":"\#(priority)","#
      + #""body":"The reader at door \#(number) does not answer."}"#
    let headers = [
      (name: "authorization", value: "Bearer \(BenchDesk.secret)"), (name: "content-type", value: "application/json"),
    ]
    let delivery = Delivery(headers: headers, body: Array(body.utf8))
    let answer = try await desk.receive(delivery, from: "web-\(number % teams)")
    let reply = try JSONDecoder().decode(IntakeReply.self, from: Data(answer.body))
    guard answer.status == 202, let ticket = reply.ticket.flatMap({ try? TicketID(text: $0) }) else {
      throw OperatorProblem(.no, String(decoding: answer.body, as: UTF8.self), help: "mend the bench")
    }
    return ticket
  }

  private func rate(_ count: Int, _ work: @escaping @Sendable (Int) async throws -> Void) async throws -> Rate {
    let clock = ContinuousClock()
    let start = clock.now
    let busy = Self.processor
    let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for lane in 0..<Self.atOnce {
        group.addTask {
          var times: [Duration] = []
          for number in stride(from: lane, to: count, by: Self.atOnce) {
            times.append(try await clock.measure { try await work(number) })
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return Rate(times: times.sorted(), whole: clock.now - start, processor: Self.processor - busy)
  }

  /// What this process has used of all cores.
  private static var processor: Duration {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let micros = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
    return .microseconds(micros + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec))
  }

  private static func environment(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  /// The teams' files: everybody on duty by day, a policy that pages whoever is primary.
  private static var files: String {
    (0..<teams).map { team in
      let members = (0..<people).map { "t\(team)-m\($0)" }
      return """
        team: team-\(team)
        name: Team \(team)
        zone: Europe/London
        lead: \(members[0])
        members: [\(members.map { "{ id: \($0), contacts: [{ pager: \($0) }] }" }.joined(separator: ", "))]
        duties:
          desk:
            layers: [{ id: all, members: [[\(members.joined(separator: ", "))]], every: 1 week, from: 2025-01-06 }]
          primary:
            layers:
              - { id: week, members: [\(members.joined(separator: ", "))], every: 1 week, from: 2025-01-06 }
        priorities: [critical, high, normal]
        queues:
          all:
            when: otherwise
            office hours: always
            page from: high
            targets: { first response: 4 hours }
            escalation: { critical: owner, high: late }
            overflow: [desk]
        escalation:
          owner: [{ at: created, page: owner, acknowledge within: 5 minutes }]
          late: [{ at: created, page: owner }, { then: primary, after: \(Lateness.wait) seconds }]

        """
    }.joined(separator: "\n---\n")
  }

  private static var channel: ChannelBinding {
    get throws {
      ChannelBinding(
        name: "pager",
        channel: try AllPagingChannels.named("console", settings: ChannelSettings(name: "pager")), isFallback: false)
    }
  }
}

/// How long each of many things took, sorted, and all of them together.
struct Rate {
  var times: [Duration]
  var whole: Duration
  /// What all of them took of all cores.
  var processor = Duration.zero

  /// The processor's time for one.
  var each: Duration { times.isEmpty ? .zero : processor / times.count }

  var perSecond: Int { Int(Double(times.count) / (Double(whole.nanoseconds) / 1e9)) }

  /// Of no times: zero.
  func percentile(_ percent: Int) -> Duration {
    times.isEmpty ? .zero : times[min(times.count * percent / 100, times.count - 1)]
  }
}
