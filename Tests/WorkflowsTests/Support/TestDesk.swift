import Calendars
import Crypto
import Foundation
import Logging
import PagingChannels
import ProviderExchange
import ScheduleFiles
import Storage
import Synchronization
import TestSupport
import TicketSources
import Timekeeping
import Triage
import Workflows

/// A service desk over a real store in memory, with a clock that the test moves and a transport that only remembers.
final class TestDesk: Sendable {
  let desk: ServiceDesk
  let clock: MovedClock
  let sent: SentPages
  static let secret = "test-secret"

  init(
    at now: String, schedules: [String: String]? = nil, calendars: CalendarTransport = .none,
    answering: SourceOptions? = nil, teamChannels: [TeamChannelBinding] = [],
    more: [ChannelBinding] = [], only sources: [SourceBinding]? = nil, mailFolder: MailFolder? = nil
  ) async throws {
    clock = MovedClock(try Timestamp(text: now))
    sent = SentPages()
    let wall = clock.wall
    let store = try Store.inMemory(now: wall.now())
    let sources =
      try sources
      ?? AllTicketSources.kinds.map { kind in
        SourceBinding(
          name: kind, source: try AllTicketSources.named(kind),
          settings: SourceSettings(
            secrets: [Self.secret], options: answering ?? SourceOptions(), tokens: answering.map { _ in [Self.signing] }
          ),
          team: "alarm")
      }
    let channel = try AllPagingChannels.named(
      "webhook", settings: ChannelSettings(name: "pager", url: "http://127.0.0.1:1/page", secrets: [Self.signing]))
    let setup = Setup(
      publicURL: "https://watch.example.com", sources: sources,
      channels: [ChannelBinding(name: "pager", channel: channel, isFallback: true)] + more, teamChannels: teamChannels,
      mailFolder: mailFolder)
    desk = ServiceDesk(
      store: store, clock: wall, zones: SystemZones.tables, setup: setup,
      keys: ServerKeys(master: Array(repeating: 7, count: 32)), transport: sent.transport,
      calendars: calendars, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    if let schedules { _ = try await apply(schedules) }
  }

  static let signing = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"
  static let actor = Actor("test")

  @discardableResult
  func apply(_ files: [String: String], from: Timestamp? = nil, force: Bool = false) async throws
    -> ApplySchedules.Reply
  {
    let sources = files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    return try await apply(sources, from: from, force: force)
  }

  /// The project's own samples.
  @discardableResult
  func applySamples() async throws -> ApplySchedules.Reply {
    try await apply(ScheduleFolder.load(SharedCases.packageRoot.appendingPathComponent("schedules").path))
  }

  private func apply(_ files: [SourceFile], from: Timestamp? = nil, force: Bool = false) async throws
    -> ApplySchedules.Reply
  {
    try await perform(ApplySchedules(definitions: definitions(files), from: from, force: force))
  }

  /// What `plan` and `apply` are given.
  func definitions(_ files: [String: String]) throws -> [UInt8] {
    try definitions(files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) })
  }

  private func definitions(_ files: [SourceFile]) throws -> [UInt8] {
    let reader = ScheduleReader(zones: SystemZones.tables) { file in
      HolidayCalendar.read(file.bytes).mapError { HolidayProblem(line: $0.line, what: $0.what) }
    }
    let (definitions, problems) = reader.read(files)
    guard let definitions else { throw OperatorProblem(.refused, "\(problems)", help: "mend the test's files") }
    return try definitions.encoded()
  }

  @discardableResult
  func perform<Command: OperatorCommand>(_ command: Command) async throws -> Command.Reply {
    try await command.perform(on: desk, actor: Self.actor)
  }

  /// Moves the clock and does what is due, as the server's loops would.
  func move(to instant: String) async throws {
    clock.set(try Timestamp(text: instant))
    try await runDue()
  }

  /// Moves the clock to each next wake until `instant`, as if nothing were ever late; with `messages` notices leave, too.
  func live(until instant: String, messages: Bool = false) async throws {
    let end = try Timestamp(text: instant)
    try await runDue(messages: messages)
    while true {
      guard let next = try await step(messages: messages), next <= end else { break }
      clock.set(max(next, clock.wall.now() + .milliseconds(1)))
    }
    clock.set(end)
    try await runDue(messages: messages)
  }

  private func runDue(messages: Bool = false) async throws {
    let now = clock.wall.now()
    for _ in 0..<20 {
      let next = try await step(messages: messages)
      if next.map({ $0 > now }) ?? true { return }
    }
  }

  /// One step of every loop; when to look next.
  private func step(messages: Bool) async throws -> Timestamp? {
    let timer = try await desk.fireDueTimers()
    let page = try await desk.sendDue(.page)
    let reply = try await desk.sendDue(.letter)
    let message = messages ? try await desk.sendDue(.message) : nil
    return [timer, page, reply, message].compactMap { $0 }.min()
  }
}

/// A clock that stands where it was put.
final class MovedClock: Sendable {
  private let instant: Mutex<Timestamp>

  init(_ start: Timestamp) { instant = Mutex(start) }

  func set(_ now: Timestamp) { instant.withLock { $0 = now } }

  var wall: WallClock {
    WallClock(
      now: { [self] in instant.withLock { $0 } },
      boot: { [self] in BootClock(id: "test-boot", milliseconds: instant.withLock { $0 }.milliseconds) })
  }
}

/// What left through the transport.
final class SentPages: Sendable {
  private let requests = Mutex<[ProviderHTTPRequest]>([])
  private let letters = Mutex<[OutgoingMail]>([])
  private let answer = Mutex<@Sendable (ProviderHTTPRequest) -> ProviderResponse>({ SentPages.documented($0) })

  /// As PagerDuty, ntfy and Slack document that they took something; others say no more than 204.
  static func documented(_ request: ProviderHTTPRequest) -> ProviderResponse {
    switch request.url {
    case "https://ntfy.sh": .http(status: 200, headers: [], body: Array(#"{"id":"x","event":"message"}"#.utf8))
    case "https://events.pagerduty.com/v2/enqueue":
      .http(status: 202, headers: [], body: Array(#"{"status":"success","message":"Event processed"}"#.utf8))
    case "https://slack.com/api/chat.postMessage":
      .http(status: 200, headers: [], body: Array(#"{"ok":true}"#.utf8))
    default: .http(status: 204, headers: [], body: [])
    }
  }

  var all: [ProviderHTTPRequest] { requests.withLock { $0 } }
  var mails: [OutgoingMail] { letters.withLock { $0 } }
  var ids: [String] { all.map { request in request.headers.first { $0.name == "webhook-id" }?.value ?? "" } }

  func respond(_ response: ProviderResponse) { respond { _ in response } }

  /// Waits for requests that the desk itself waits for no more, until there were so many.
  func wait(for count: Int) async throws {
    for _ in 0..<12_000 where all.count < count { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// Answers each request as `body` says.
  func respond(with body: @escaping @Sendable (ProviderHTTPRequest) -> ProviderResponse) {
    answer.withLock { $0 = body }
  }

  var transport: PageTransport {
    PageTransport { [self] request in
      if case .mail(let mail) = request {
        letters.withLock { $0.append(mail) }
        return .smtp(code: 250, enhanced: nil)
      }
      guard case .http(let http) = request else { return .written }
      requests.withLock { $0.append(http) }
      return answer.withLock { $0 }(http)
    }
  }
}

extension TestDesk {
  /// As Slack signs with the secret that every source of the desk has.
  func slackSignature(of body: [UInt8], at seconds: Int64) -> String {
    let signed = Array("v0:\(seconds):".utf8) + body
    let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: Data(Self.secret.utf8)))
    return "v0=" + code.map { String(format: "%02x", $0) }.joined()
  }

  /// As GitHub signs with the same secret.
  func gitHubSignature(of body: [UInt8]) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(Self.secret.utf8)))
    return "sha256=" + code.map { String(format: "%02x", $0) }.joined()
  }
}
