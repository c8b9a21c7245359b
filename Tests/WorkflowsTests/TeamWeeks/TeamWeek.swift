import Foundation
import ProviderExchange
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// A week of one of the sample teams, told with times on the team's own wall: the real definitions of `schedules/`, the
/// real workflows and SQL, a clock that the story moves.
///
/// Each `at` names the rows of the requirements that what follows shows; `RequirementTests` reads them from there.
final class TeamWeek {
  let test: TestDesk
  let team: String
  private let zone: Zone
  private let monday: CivilDate
  private var deliveries = 0

  /// - Parameter monday: of the week of the story, such as `2026-03-02`.
  init(
    _ team: String, zone: String, monday: String, from begin: String = "mon 07:00", sources: [SourceBinding],
    room: String? = nil
  ) async throws {
    self.team = team
    self.zone = try SystemZones.zone(zone)
    self.monday = try CivilDate(text: monday)
    let rooms = room.map { [TeamChannelBinding(team: team, source: "chat", channel: $0)] } ?? []
    let begin = Self.instant(begin, self.monday, self.zone)
    test = try await TestDesk(at: "\(begin)", teamChannels: rooms, only: sources)
    test.sent.respond(with: Self.provider)
    try await test.applySamples()
  }

  /// Slack and GitHub as they answer.
  private static func provider(_ request: ProviderHTTPRequest) -> ProviderResponse {
    if request.url.hasSuffix("chat.postMessage") {
      return .http(status: 200, headers: [], body: Array(#"{"ok":true,"ts":"1772000000.000001"}"#.utf8))
    }
    let issue = #"{"id":5,"number":12,"html_url":"https://github.com/kestrel/reader/issues/12"}"#
    return .http(status: 201, headers: [], body: Array(issue.utf8))
  }

  // MARK: Time

  /// Lives on until then: `tue 09:30` of this week, `next mon 09:30` of the one after.
  func at(_ time: String, _ rows: String, _ what: String) async throws {
    try await test.live(until: "\(wall(time))", messages: true)
  }

  func wall(_ time: String) -> Timestamp { Self.instant(time, monday, zone) }

  private static func instant(_ time: String, _ monday: CivilDate, _ zone: Zone) -> Timestamp {
    let words = time.split(separator: " ").map(String.init)
    let isNext = words.first == "next"
    guard let day = words.dropLast().last.flatMap({ try? Weekday(text: $0) }),
      let clock = words.last.flatMap({ try? CivilTime(text: $0) })
    else { return .distantPast }
    return zone.first(CivilDateTime(monday + day.rawValue + (isNext ? 7 : 0), clock))
  }

  // MARK: What comes

  /// A mail; the ticket it is on.
  @discardableResult
  func mail(
    from: String, to: String, _ subject: String, _ text: String = "Hello.", headers: [String: String] = [:]
  ) async throws -> String {
    deliveries += 1
    var lines = [
      "From: \(from)", "To: \(to)", "Subject: \(subject)", "Message-ID: <m\(deliveries)@customer.example>",
    ]
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { lines.append("\(name): \(value)") }
    let body = lines.joined(separator: "\r\n") + "\r\n\r\n\(text)\r\n"
    return try await take("mail", ["content-type": "message/rfc822"], body)
  }

  /// An event of the repository's webhook.
  @discardableResult
  func hub(_ event: String, _ action: String, _ issue: String, by login: String, more: String = "") async throws
    -> String
  {
    deliveries += 1
    let body =
      #"{"action":"\#(action)","issue":{\#(issue)},\#(more)"repository":{"full_name":"kestrel/reader"},"#
      + #""sender":{"login":"\#(login)"}}"#
    return try await take(
      "hub",
      ["content-type": "application/json", "x-github-event": event, "x-github-delivery": "d\(deliveries)"], body)
  }

  /// A message in a chat channel; `thread` is the first one's stamp. The ticket, and its own stamp.
  @discardableResult
  func chat(
    _ channel: String, _ user: String, _ text: String, thread: String? = nil, type: String = "message",
    through source: String = "chat"
  ) async throws -> (ticket: String, stamp: String) {
    deliveries += 1
    let stamp = "\(test.clock.wall.now().seconds).\(String(format: "%06d", deliveries))"
    let reply = thread.map { #""thread_ts":"\#($0)","# } ?? ""
    let event =
      #""type":"\#(type)","channel":"\#(channel)","user":"\#(user)","text":"\#(text)",\#(reply)"#
      + #""ts":"\#(stamp)","event_ts":"\#(stamp)""#
    return (try await chatEvent(event, through: source), stamp)
  }

  @discardableResult
  func chatEvent(_ event: String, through source: String = "chat") async throws -> String {
    deliveries += 1
    let body = #"{"type":"event_callback","event_id":"Ev\#(deliveries)","api_app_id":"A1","event":{\#(event)}}"#
    return try await take(source, ["content-type": "application/json"], body)
  }

  /// Somebody chooses "make a ticket" from a message's menu; the ticket.
  func shortcut(_ channel: String, _ writer: String, _ text: String) async throws -> String {
    deliveries += 1
    let stamp = "\(test.clock.wall.now().seconds).\(String(format: "%06d", deliveries))"
    let payload =
      #"{"type":"message_action","callback_id":"make_ticket","trigger_id":"t.\#(deliveries)","#
      + #""user":{"id":"UCOLLEAGUE"},"channel":{"id":"\#(channel)"},"#
      + #""message":{"type":"message","user":"\#(writer)","text":"\#(text)","ts":"\#(stamp)"}}"#
    let form = "payload=" + (payload.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    _ = try await take("chat", ["content-type": "application/x-www-form-urlencoded"], form)
    return try await test.perform(ListTickets()).map(\.id).max { Int($0.dropFirst(2)) ?? 0 < Int($1.dropFirst(2)) ?? 0 }
      ?? ""
  }

  /// Our own JSON, as any other desk or a form sends it.
  @discardableResult
  func web(_ fields: String) async throws -> String {
    try await take("web", ["content-type": "application/json"], "{\(fields)}")
  }

  @discardableResult
  private func take(_ source: String, _ headers: [String: String], _ body: String) async throws -> String {
    let bytes = Array(body.utf8)
    let proof: [(name: String, value: String)]
    switch source {
    case "hub": proof = [("x-hub-signature-256", test.gitHubSignature(of: bytes))]
    case "chat", "guest":
      let seconds = test.clock.wall.now().seconds
      let signature = test.slackSignature(of: bytes, at: seconds)
      proof = [("x-slack-request-timestamp", "\(seconds)"), ("x-slack-signature", signature)]
    default: proof = [("authorization", "Bearer \(TestDesk.secret)")]
    }
    let known = headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    let answer = try await test.desk.receive(Delivery(headers: known + proof, body: bytes), from: source)
    #expect([200, 202].contains(answer.status), "\(String(decoding: answer.body, as: UTF8.self))")
    return (try? JSONDecoder().decode(IntakeReply.self, from: Data(answer.body)))?.ticket ?? ""
  }

  // MARK: What people do

  @discardableResult
  func act(_ id: String, _ member: String, _ act: ActOnTicket.Act) async throws -> TicketRow {
    try await test.perform(ActOnTicket(id: id, member: member, act: act))
  }

  @discardableResult
  func reply(_ id: String, _ member: String, _ text: String = "Please try this.") async throws -> TicketRow {
    try await act(id, member, .reply(text: text, then: nil))
  }

  /// What refuses it says.
  func refusal(_ deed: () async throws -> Void) async -> String {
    do {
      try await deed()
      Issue.record("it was not refused")
      return ""
    } catch { return "\(error)" }
  }

  // MARK: What is to be seen

  func ticket(_ id: String) async throws -> TicketRow { try await test.perform(ShowTicket(id: id)).ticket }

  func isOwned(_ id: String, by owner: String?) async throws -> Bool { try await ticket(id).owner == owner }

  func clock(_ id: String, _ name: String) async throws -> ShowClocks.ClockRow {
    let clocks = try await test.perform(ShowClocks(id: id)).clocks
    return try #require(clocks.first { $0.clock == name }, "\(clocks.map(\.clock))")
  }

  func clocks(_ id: String) async throws -> [String] { try await test.perform(ShowClocks(id: id)).clocks.map(\.clock) }

  /// Who was paged for it, in order.
  func paged(_ id: String) async throws -> [String] {
    try await test.perform(ShowTicket(id: id)).pages.map(\.recipient)
  }

  /// What a member was told, newest first, title and text.
  func told(_ member: String) async throws -> [String] {
    try await test.perform(ListNotices(member: member)).map { "\($0.title) – \($0.text)" }
  }

  /// Bodies of what left for an address that contains `part`.
  func sent(_ part: String) -> [String] {
    test.sent.all.filter { $0.url.contains(part) }.map { String(decoding: $0.body, as: UTF8.self) }
  }

  func report() async throws -> ReportDesk.Reply {
    try await test.perform(ReportDesk(team: team, from: wall("mon 00:00"), until: test.clock.wall.now()))
  }

  /// Nothing was lost on the way.
  func end() async throws {
    let violations = try await test.perform(VerifyStore())
    #expect(violations.isEmpty, "\(violations)")
  }
}

/// The sources of the stories, as `watchbill.yaml` would name them.
enum WeekSource {
  static func mail(_ team: String, address: String) throws -> SourceBinding {
    try source("mail", "email", team) {
      $0.address = address
      $0.colleagues = ["desk.example.org"]
    }
  }

  static func hub(_ team: String, _ set: (inout SourceOptions) -> Void = { _ in }) throws -> SourceBinding {
    try source("hub", "github", team) {
      $0.repository = "kestrel/reader"
      $0.ourselves = ["kestrel-desk"]
      set(&$0)
    }
  }

  static func chat(
    _ team: String, named name: String = "chat", _ set: (inout SourceOptions) -> Void = { _ in }
  ) throws -> SourceBinding {
    try source(name, "slack", team) {
      $0.colleagues = ["UCOLLEAGUE"]
      set(&$0)
    }
  }

  static func web(_ team: String) throws -> SourceBinding {
    try source("web", "json", team) { $0.replies = "https://forms.example.org/replies" }
  }

  private static func source(
    _ name: String, _ kind: String, _ team: String, _ set: (inout SourceOptions) -> Void
  ) throws -> SourceBinding {
    var options = SourceOptions()
    set(&options)
    return SourceBinding(
      name: name, source: try AllTicketSources.named(kind),
      settings: SourceSettings(secrets: [TestDesk.secret], options: options, tokens: [TestDesk.signing]), team: team)
  }
}
