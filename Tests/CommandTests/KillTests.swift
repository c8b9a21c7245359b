import Foundation
import Synchronization
import TestSupport
import Testing
import Timekeeping

/// A server that is killed again and again while tickets arrive and pages go out (reliability notes, F1 and G7).
///
/// `KILLS=200 SEED=7 swift test --filter KillTests` is the long form; `scripts/kill-test` calls it.
@Suite(.serialized, .promptThreads) struct KillTests {
  @Test("a server killed at random moments loses no ticket, misses no step and pages nobody after an acknowledgement")
  func kills() async throws {
    let environment = ProcessInfo.processInfo.environment
    let kills = environment["KILLS"].flatMap { Int($0) } ?? 6
    let seed = environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
    print("kill test: \(kills) kills, seed \(seed)")
    let run = try await KillRun(kills: kills, seed: seed)
    try await run.storm()
    try await run.settle()
    try await run.check()
    run.end()
    print("kill test: \(run.summary)")
  }
}

/// One storm with its records.
private final class KillRun: Sendable {
  struct Accepted: Sendable { var delivery: String; var ticket: String; var urgent: Bool }

  /// The same instant on the clock that only goes on, and on the one that pages are stamped with.
  private struct Moment: Sendable {
    let steady = ContinuousClock.now
    let wall = Date()
  }

  private struct TicketPages: Decodable { var pages: [PageLine] }
  private struct PageLine: Decodable, Sendable { var id: String; var state: String; var attempts: Int }

  private struct Records {
    var accepted: [String: Accepted] = [:]
    var unanswered: [String] = []
    /// When an acknowledgement was answered 200: from then on it is committed.
    var acknowledged: [String: Moment] = [:]
    /// How often each page of a ticket had been claimed for sending, as told after its acknowledgement was answered.
    var claims: [String: [String: Int]] = [:]
    /// Tickets whose acknowledgement was lost with the server, or its answer was.
    var unheard: Set<String> = []
    /// When each server had ended, in order.
    var killed: [Date] = []
    var next = 0
  }

  private let kills: Int
  private let place: Workplace
  private let receiver: Receiver
  private let records = Mutex(Records())
  private let server = Mutex<RunningServer?>(nil)
  private let random: Mutex<Generator>

  init(kills: Int, seed: UInt64) async throws {
    self.kills = kills
    random = Mutex(Generator(state: seed))
    receiver = try await Receiver.start()
    place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: receiver.port),
      "watchbill.yaml": KillTeam.settings(receiver: receiver.port),
    ])
    let applied = try place.run("apply")
    #expect(applied.code == 0, "\(applied.err)")
  }

  var summary: String {
    let kept = records.withLock { ($0.accepted.count, $0.acknowledged.count) }
    let arrivals = receiver.arrivals
    let again = arrivals.count - Set(arrivals.map(\.id)).count
    return "\(kept.0) tickets accepted, \(kept.1) acknowledged, \(arrivals.count) pages arrived, \(again) of them again"
  }

  /// Kills the server at random moments while two senders and an acknowledger work.
  func storm() async throws {
    for _ in 0..<kills {
      let running = try RunningServer.start(in: place, environment: KillTeam.environment)
      server.withLock { $0 = running }
      let moment = random.withLock { Int.random(in: 20..<900, using: &$0) }
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.sendTickets() }
        group.addTask { await self.sendTickets() }
        group.addTask { await self.acknowledgeSome() }
        try? await Task.sleep(for: .milliseconds(moment))
        running.kill()
        records.withLock { $0.killed.append(Date()) }
        group.cancelAll()
      }
    }
  }

  private func sendTickets() async {
    while !Task.isCancelled {
      let (number, again) = records.withLock { records -> (Int, String?) in
        records.next += 1
        return (records.next, records.unanswered.popLast())
      }
      let delivery = again ?? "delivery-\(number)"
      guard await send(delivery) else { return }
      try? await Task.sleep(for: .milliseconds(35))
    }
  }

  /// False when the server is gone.
  private func send(_ delivery: String) async -> Bool {
    guard let running = server.withLock({ $0 }) else { return false }
    let urgent = delivery.last.map { "02468".contains($0) } ?? false
    let body = #"{"id":"\#(delivery)","title":"Alarm \#(delivery)","priority":"\#(urgent ? "urgent" : "normal")"}"#
    let headers = [("Authorization", "Bearer knock-knock"), ("Content-Type", "application/json")]
    guard let answer = try? await running.send("POST", "/intake/web", headers: headers, body: Data(body.utf8)) else {
      records.withLock { $0.unanswered.append(delivery) }
      return false
    }
    guard answer.status == 202, let ticket = Self.field("ticket", of: answer.body) else {
      Issue.record("\(delivery) was answered \(answer.status): \(answer.text)")
      return true
    }
    let before = records.withLock { records in
      defer { records.accepted[delivery] = Accepted(delivery: delivery, ticket: ticket, urgent: urgent) }
      return records.accepted[delivery]
    }
    if let before { #expect(before.ticket == ticket, "\(delivery) opened two tickets") }
    return true
  }

  /// Acknowledges every third urgent ticket once its first page has come.
  private func acknowledgeSome() async {
    while !Task.isCancelled {
      for ticket in ticketsToAcknowledge() { guard await acknowledge(ticket) else { return } }
      try? await Task.sleep(for: .milliseconds(30))
    }
  }

  /// False when the server is gone: it may have taken the acknowledgement all the same.
  private func acknowledge(_ ticket: String) async -> Bool {
    guard let running = server.withLock({ $0 }) else { return false }
    let headers = [("Authorization", "Bearer \(running.token)"), ("Content-Type", "application/json")]
    let answer = try? await running.send(
      "POST", "/api/v1/tickets/\(ticket)/acknowledge", headers: headers, body: Data(#"{"member":"ana"}"#.utf8))
    guard let answer else {
      records.withLock { _ = $0.unheard.insert(ticket) }
      return false
    }
    #expect(answer.status == 200, "\(answer.text)")
    records.withLock { $0.acknowledged[ticket] = $0.acknowledged[ticket] ?? Moment() }
    guard let told = try? await pages(of: ticket) else { return false }
    let claims = Dictionary(told.map { ($0.id, $0.attempts) }) { first, _ in first }
    records.withLock { $0.claims[ticket] = $0.claims[ticket] ?? claims }
    return true
  }

  private func ticketsToAcknowledge() -> [String] {
    let done = records.withLock { Set($0.acknowledged.keys) }
    let paged = Set(receiver.arrivals.map(\.ticket))
    return paged.subtracting(done).filter { Int($0.dropFirst(2)).map { $0 % 3 == 0 } ?? false }.sorted()
  }

  /// Says again what was not heard, and lets every escalation that goes on come to its end.
  func settle() async throws {
    let running = try RunningServer.start(in: place, environment: KillTeam.environment)
    server.withLock { $0 = running }
    for delivery in records.withLock({ $0.unanswered }) { _ = await send(delivery) }
    for ticket in records.withLock({ $0.unheard.sorted() }) { #expect(await acknowledge(ticket)) }
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline, !missingPages().isEmpty { try await Task.sleep(for: .milliseconds(200)) }
  }

  /// The pages that must have been seen for every urgent ticket that nobody acknowledged: three steps, twice.
  private func missingPages() -> [String] {
    let seen = Set(receiver.arrivals.map(\.id))
    return unacknowledged().flatMap { ticket -> [String] in
      let steps = [(0, "ana"), (1, "bo"), (2, "cy")]
      return (0...1).flatMap { round in
        steps.map { "\(ticket)-1-r\(round)-s\($0.0)-\($0.1)_pager" }.filter { !seen.contains($0) }
      }
    }
  }

  private func unacknowledged() -> [String] {
    records.withLock { records in
      records.accepted.values.filter { $0.urgent && records.acknowledged[$0.ticket] == nil }.map(\.ticket).sorted()
    }
  }

  func check() async throws {
    let missing = missingPages()
    #expect(missing.isEmpty, "steps were missed: \(missing.prefix(10))")
    try await checkNoPageAfterAcknowledgement()
    try await checkNoClaimAfterAcknowledgement()
    try await checkTickets()
    server.withLock { $0 }?.stop()
    let verified = try place.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    checkRedeliveries()
  }

  /// A page on the wire when the acknowledgement came is allowed and flagged; none is made after it, and no later server
  /// sends one (K6, I4). On a busy machine the wire can be long: so the page's own stamps tell, and not when it came.
  private func checkNoPageAfterAcknowledgement() async throws {
    let (acknowledged, killed) = records.withLock { ($0.acknowledged, $0.killed) }
    for arrival in receiver.arrivals {
      guard let moment = acknowledged[arrival.ticket], arrival.at > moment.steady else { continue }
      let made = try #require(Self.field("timestamp", of: arrival.body).flatMap { try? Timestamp(text: $0) })
      let isFromBefore = made.milliseconds <= Int64(moment.wall.timeIntervalSince1970 * 1000)
      #expect(isFromBefore, "\(arrival.id) was made \(made), after the acknowledgement")
      let stamp = try #require(arrival.headers["webhook-timestamp"].flatMap { Double($0) })
      let end = killed.first { $0 > moment.wall } ?? .distantFuture
      #expect(stamp <= end.timeIntervalSince1970, "\(arrival.id) left after the server that was told of it had ended")
      #expect(try await state(of: arrival) != "sent", "\(arrival.id) is not flagged as crossed")
    }
  }

  /// Nor does the server that was told of it claim one for sending, or any later one. Claims are counted by the store, so
  /// that no clock and no speed of the machine has a say.
  private func checkNoClaimAfterAcknowledgement() async throws {
    for (ticket, before) in records.withLock({ $0.claims }).sorted(by: { $0.key < $1.key }) {
      for page in try await pages(of: ticket) {
        #expect(page.attempts <= before[page.id] ?? 0, "\(page.id) was claimed after the acknowledgement")
      }
    }
  }

  /// What the server says of the page that came.
  private func state(of arrival: Receiver.Arrival) async throws -> String {
    let pages = try await pages(of: arrival.ticket)
    return try #require(pages.first { $0.id == arrival.id }).state
  }

  private func pages(of ticket: String) async throws -> [PageLine] {
    let running = try #require(server.withLock { $0 })
    let answer = try await running.send("GET", "/api/v1/tickets/\(ticket)")
    return try JSONDecoder().decode(TicketPages.self, from: answer.body).pages
  }

  /// Every ticket that was answered 202 is there, owned or with one stated wait.
  private func checkTickets() async throws {
    let running = try #require(server.withLock { $0 })
    for accepted in records.withLock({ $0.accepted.values.sorted { $0.ticket < $1.ticket } }) {
      let answer = try await running.send("GET", "/api/v1/tickets/\(accepted.ticket)")
      #expect(answer.status == 200, "\(accepted.ticket) is lost")
      let reply = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any]
      let ticket = reply?["ticket"] as? [String: Any]
      let hasOwner = ticket?["owner"] is String
      #expect(hasOwner || ticket?["heldUntil"] is String, "\(accepted.ticket) has neither an owner nor a wait")
      #expect(reply?["timer"] is [String: Any], "\(accepted.ticket) has no timer")
    }
  }

  /// What arrived twice carried the same id and the same words.
  private func checkRedeliveries() {
    var bodies: [String: Data] = [:]
    for arrival in receiver.arrivals {
      #expect(arrival.headers["webhook-id"] == arrival.id)
      let data = Self.data(of: arrival.body)
      if let before = bodies[arrival.id] { #expect(before == data, "\(arrival.id) changed between deliveries") }
      bodies[arrival.id] = data
    }
  }

  func end() { receiver.stop() }

  private static func data(of body: Data) -> Data {
    let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
    return (object?["data"]).flatMap { try? JSONSerialization.data(withJSONObject: $0, options: .sortedKeys) } ?? body
  }

  private static func field(_ name: String, of body: Data) -> String? {
    (try? JSONSerialization.jsonObject(with: body) as? [String: Any])?[name] as? String
  }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
