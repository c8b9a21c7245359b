import Foundation
import ProviderExchange
import Testing
import TicketSources
import Timekeeping
import Triage

/// Letters as requests, and answers of providers as outcomes: by each provider's documentation.
@Suite("Letters")
struct LetterTests {
  private static func letter(
    _ purpose: Letter.Purpose = .reply, on item: String, text: String = "Try the <other> cable & tell us.",
    url: String? = nil
  ) -> Letter {
    Letter(
      id: "T-1-m7", purpose: purpose, ticket: TicketID(number: 1), source: "x", item: item, message: "m7",
      title: "The reader is dark", text: text, authorName: "Ana Ferrow", url: url, created: Deliveries.now)
  }

  private static func settings(_ set: (inout SourceOptions) -> Void = { _ in }) -> SourceSettings {
    var options = SourceOptions()
    set(&options)
    return SourceSettings(secrets: [], options: options, tokens: ["token-1"])
  }

  private func http(_ request: ProviderRequest) throws -> ProviderHTTPRequest {
    guard case .http(let http) = request else { throw CocoaError(.featureUnsupported) }
    return http
  }

  private func body(_ request: ProviderHTTPRequest) -> String { String(decoding: request.body, as: UTF8.self) }

  private func answer(_ status: Int, _ body: String = "{}", _ headers: [String: String] = [:]) -> ProviderResponse {
    .http(
      status: status, headers: headers.sorted { $0.key < $1.key }.map { ProviderHeader($0.key, $0.value) },
      body: Array(body.utf8))
  }

  // MARK: GitHub

  @Test("GitHub is sent a comment of the issue, with the token and the version of its API")
  func gitHubComment() throws {
    let request = try http(
      GitHubIssues().request(
        for: Self.letter(on: "kestrel/reader#7#2"), thread: [], as: Self.settings(), now: Deliveries.now))
    #expect(request.method == "POST")
    #expect(request.url == "https://api.github.com/repos/kestrel/reader/issues/7/comments")
    #expect(body(request) == #"{"body":"Try the <other> cable & tell us."}"#)
    #expect(request.headers.contains(ProviderHeader("authorization", "Bearer token-1")))
    #expect(request.headers.contains(ProviderHeader("accept", "application/vnd.github+json")))
    #expect(request.headers.contains(ProviderHeader("x-github-api-version", "2022-11-28")))
  }

  @Test("a bug is filed as an issue of its own, at an enterprise server where the settings say so")
  func gitHubIssue() throws {
    let settings = Self.settings { $0.api = "https://github.example.org/api/v3" }
    let request = try http(
      GitHubIssues().request(
        for: Self.letter(.filing, on: "kestrel/reader"), thread: [], as: settings, now: Deliveries.now))
    #expect(request.url == "https://github.example.org/api/v3/repos/kestrel/reader/issues")
    #expect(body(request).contains(#""title":"The reader is dark""#))
    #expect(
      GitHubIssues().outcome(
        of: answer(201, #"{"id":99,"number":12}"#), to: Self.letter(.filing, on: "kestrel/reader"), as: Self.settings(),
        now: Deliveries.now)
        == .sent(reference: "kestrel/reader#12"))
  }

  @Test(
    "an item that is no issue, or that would lead elsewhere, is refused before anything is sent",
    arguments: ["kestrel/reader", "kestrel/../x#7", "a/b/c#7", "kestrel/re ader#7", "kestrel/reader#x", "#7"])
  func gitHubItem(item: String) {
    #expect(throws: LetterProblem.self) {
      try GitHubIssues().request(for: Self.letter(on: item), thread: [], as: Self.settings(), now: Deliveries.now)
    }
  }

  @Test("a discussion is not answered from here, and the text says where it is")
  func gitHubDiscussion() throws {
    let letter = Self.letter(on: "kestrel/reader#7", url: "https://github.com/kestrel/reader/discussions/7")
    let problem = try #require(throws: LetterProblem.self) {
      try GitHubIssues().request(for: letter, thread: [], as: Self.settings(), now: Deliveries.now)
    }
    #expect(problem.help.contains("https://github.com/kestrel/reader/discussions/7"))
  }

  @Test("GitHub's answers: a comment's id, a rate limit that is waited for, a token that may not")
  func gitHubOutcomes() {
    let letter = Self.letter(on: "kestrel/reader#7")
    let now = Deliveries.now
    func outcome(_ status: Int, _ body: String = "{}", _ headers: [String: String] = [:]) -> PageOutcome {
      GitHubIssues().outcome(of: answer(status, body, headers), to: letter, as: Self.settings(), now: now)
    }
    #expect(outcome(201, #"{"id":4711}"#) == .sent(reference: "kestrel/reader#7/comment-4711"))
    #expect(outcome(201, "cut {") == .sent(reference: nil))
    #expect(outcome(200, "\n<!doctype html><form>Sign in</form>").isRefused, "a page to sign in at took nothing")
    let soon = ["x-ratelimit-remaining": "0", "x-ratelimit-reset": "\(now.seconds + 300)"]
    #expect(outcome(403, "{}", soon).wait == PlainDuration(.seconds(300)))
    #expect(outcome(403, "{}", ["retry-after": "60"]).wait == PlainDuration(.seconds(60)))
    let minute = PlainDuration(.minutes(1))
    #expect(outcome(429).wait == minute)
    let left = ["x-ratelimit-remaining": "12"]
    #expect(outcome(403, "{}", left).isRefused)
    for words in ["You have exceeded a secondary rate limit", "You have triggered an abuse detection mechanism"] {
      #expect(outcome(403, #"{"message":"\#(words). Please wait."}"#, left).wait == minute)
    }
    #expect(outcome(403, #"{"message":"Resource not accessible by personal access token"}"#, left).isRefused)
    for status in [401, 404, 410, 422] { #expect(outcome(status).isRefused, "\(status)") }
    #expect(outcome(502).wait != nil)
  }

  @Test("an answer follows its repository to the same API, and goes nowhere else")
  func gitHubMoved() throws {
    let letter = Self.letter(on: "kestrel/reader#7")
    let request = try GitHubIssues().request(for: letter, thread: [], as: Self.settings(), now: Deliveries.now)
    func again(_ status: Int, _ place: String, filing: Letter? = nil) throws -> ProviderHTTPRequest? {
      let response = answer(status, "{}", ["location": place])
      return try GitHubIssues().again(request, for: filing ?? letter, after: response, as: Self.settings()).map(http)
    }
    let place = "https://api.github.com/repositories/12/issues/7/comments"
    for status in [301, 307, 308] {
      var moved = try http(request)
      moved.url = place
      #expect(try again(status, place) == moved)
    }
    #expect(try again(302, place) == nil)
    #expect(try again(201, place) == nil)
    #expect(try again(301, place, filing: Self.letter(.filing, on: "kestrel/reader")) == nil, "a setting names it")
    for other in [
      "http://api.github.com/x", "https://api.github.com.example.org/x", "https://api.github.com@example.org/x", "/x",
    ] {
      #expect(try again(307, other) == nil, "\(other)")
    }
  }

  // MARK: Slack

  @Test("Slack is sent a message in the thread, with its three signs escaped")
  func slackReply() throws {
    let request = try http(
      SlackEvents().request(
        for: Self.letter(on: "C1:1583636399.000700"), thread: [], as: Self.settings(), now: Deliveries.now))
    #expect(request.url == "https://slack.com/api/chat.postMessage")
    let text = body(request)
    #expect(text.contains(#""channel":"C1""#) && text.contains(#""thread_ts":"1583636399.000700""#))
    #expect(text.contains("Try the &lt;other&gt; cable &amp; tell us."))
    #expect(text.contains(#""event_payload":{"letter":"T-1-m7"}"#))
  }

  @Test("the first post of a ticket begins a thread in the team's channel, and the next go on it")
  func slackPosts() throws {
    let letter = Self.letter(.post, on: "C9")
    func text(_ thread: [String]) throws -> String {
      body(try http(SlackEvents().request(for: letter, thread: thread, as: Self.settings(), now: Deliveries.now)))
    }
    #expect(try !text(["C1:1.000001/2.000002", "C91:1.000003"]).contains("thread_ts"))
    #expect(try text(["C9:1.000004", "C9:1.000005"]).contains(#""thread_ts":"1.000004""#))
    #expect(
      SlackEvents().outcome(
        of: answer(200, #"{"ok":true,"ts":"1.000009"}"#), to: letter, as: Self.settings(), now: Deliveries.now)
        == .sent(reference: "C9:1.000009"))
  }

  @Test(
    "a post turns no direction with a stranger's words, an answer is sent as it was written, and neither calls anybody")
  func slackSigns() throws {
    var letters = [Self.letter(.post, on: "C9"), Self.letter(on: "C1:1583636399.000700")]
    for place in letters.indices { letters[place].text = "a\u{202E}b\n\u{600}<!channel>" }
    let texts = try letters.map { letter in
      body(try http(SlackEvents().request(for: letter, thread: [], as: Self.settings(), now: Deliveries.now)))
    }
    #expect(texts[0].contains(#"a b\n"#) && texts[1].contains("a\u{202E}b"))
    #expect(texts.allSatisfy { !Array($0.unicodeScalars).contains("<") })
  }

  @Test("Slack's answers count by what their body says")
  func slackOutcomes() {
    let letter = Self.letter(on: "C1:1583636399.000700")
    func outcome(_ body: String, _ headers: [String: String] = [:], status: Int = 200) -> PageOutcome {
      SlackEvents().outcome(of: answer(status, body, headers), to: letter, as: Self.settings(), now: Deliveries.now)
    }
    #expect(outcome(#"{"ok":true,"ts":"2.000002"}"#) == .sent(reference: "C1:1583636399.000700/2.000002"))
    #expect(outcome(#"{"ok":false,"error":"ratelimited"}"#, ["retry-after": "30"]).wait == PlainDuration(.seconds(30)))
    #expect(outcome("{}", ["retry-after": "30"], status: 429).wait == PlainDuration(.seconds(30)))
    for word in ["channel_not_found", "not_in_channel", "invalid_auth", "is_archived", "missing_scope", "odd"] {
      #expect(outcome(#"{"ok":false,"error":"\#(word)"}"#).isRefused, "\(word)")
    }
    if case .unknown = outcome("<html>") {} else { Issue.record("what is no JSON says nothing") }
    let long = String(repeating: "a, {", count: 20_000)
    let cut = outcome(#"{"ok":true,"channel":"C1","ts":"2.000002","message":{"text":"\#(long)"#)
    #expect(cut == .sent(reference: "C1:1583636399.000700/2.000002"), "it is there, and is not sent again")
    if case .unknown = outcome(#"{"ok":false,"err"#) {} else { Issue.record("why it was not done did not come") }
  }

  // MARK: Zendesk and our own

  @Test("Zendesk is sent a public comment, with the agent's address beside a token of its API")
  func zendesk() throws {
    let settings = Self.settings {
      $0.api = "https://kestrel.example.com"
      $0.user = "desk@example.com"
    }
    let letter = Self.letter(on: "35436")
    let request = try http(Zendesk().request(for: letter, thread: [], as: settings, now: Deliveries.now))
    #expect(request.method == "PUT" && request.url == "https://kestrel.example.com/api/v2/tickets/35436.json")
    #expect(
      body(request) == #"{"ticket":{"comment":{"body":"Try the <other> cable & tell us.","public":true}}}"#)
    let pair = Data("desk@example.com/token:token-1".utf8).base64EncodedString()
    #expect(request.headers.contains(ProviderHeader("authorization", "Basic \(pair)")))
    let audit = #"{"ticket":{"id":35436},"audit":{"events":[{"id":1,"type":"Change"},{"id":2,"type":"Comment"}]}}"#
    #expect(
      Zendesk().outcome(of: answer(200, audit), to: letter, as: Self.settings(), now: Deliveries.now)
        == .sent(reference: "35436/2"))
    let conflict = Zendesk().outcome(of: answer(409), to: letter, as: Self.settings(), now: Deliveries.now)
    #expect(conflict.wait == RetryDelay.usual, "two updates at once")
    #expect(Zendesk().outcome(of: answer(422), to: letter, as: Self.settings(), now: Deliveries.now).isRefused)
    #expect(
      Zendesk().outcome(of: answer(200, "<html>"), to: letter, as: Self.settings(), now: Deliveries.now).isRefused)
    #expect(
      Zendesk().outcome(
        of: answer(429, "{}", ["retry-after": "7"]), to: letter, as: Self.settings(), now: Deliveries.now
      ).wait != nil)
  }

  @Test("The reference stands in the subject of a mail however long the ticket's title is")
  func longTitle() throws {
    for length in [1, 240, 241, 500] {
      var letter = Self.letter(on: "m1@example.org")
      letter.title = String(repeating: "x", count: length)
      letter.to = Party(name: "Lena", address: "lena@example.org")
      let request = try Email().request(
        for: letter, thread: [], as: Self.settings { $0.address = "help@example.com" }, now: Deliveries.now)
      guard case .mail(let mail) = request else { throw CocoaError(.featureUnsupported) }
      #expect(mail.subject.hasPrefix("Re: x") && mail.subject.hasSuffix(" [T-1]") && mail.subject.count <= 250)
      #expect(mail.subject.contains("…") == (length > 240))
    }
  }

  @Test("of mail it is said which is missing: the address to write from, the server, or both")
  func missingForMail() {
    func missing(_ set: (inout SourceOptions) -> Void) -> LetterProblem? {
      Email().obstacle(to: .reply, as: Self.settings(set))
    }
    let nothing = missing { $0.address = "help@example.com" }
    #expect(nothing == nil)
    let server = missing {
      $0.address = "help@example.com"
      $0.lacksMailServer = true
    }
    #expect(server?.what == "the settings have no `mail:` server to write through")
    #expect(server?.help.hasPrefix("add to watchbill.yaml: mail: {") == true, "\(server?.help ?? "")")
    let address = missing { _ in }
    #expect(address?.what == "this source has no `address:` to write from" && address?.help.contains("mail:") == false)
    let both = missing { $0.lacksMailServer = true }
    #expect(both?.help.contains("address: ") == true && both?.help.contains(" mail: {") == true, "\(both?.help ?? "")")
  }

  @Test("what cannot be written with is said before anything is promised")
  func obstacles() {
    let bare = SourceSettings(secrets: [])
    for kind in AllTicketSources.all {
      let problem = kind.init().obstacle(to: .reply, as: bare)
      #expect(problem?.help.isEmpty == false, "\(kind.kind)")
    }
    #expect(GitHubIssues().obstacle(to: .reply, as: Self.settings()) == nil)
    #expect(SlackEvents().obstacle(to: .post, as: Self.settings()) == nil)
    #expect(Zendesk().obstacle(to: .reply, as: Self.settings()) != nil)
    #expect(SlackEvents().obstacle(to: .filing, as: Self.settings()) != nil)
    // Where nothing is sent from, a token that is set and not read is no obstacle.
    #expect(SlackEvents().obstacle(to: .reply, as: SourceSettings(secrets: [], tokens: [])) == nil)
    #expect(throws: LetterProblem.self) {
      try SlackEvents().request(
        for: Self.letter(on: "C1:1583636399.000700"), thread: [], as: SourceSettings(secrets: [], tokens: []),
        now: Deliveries.now)
    }
  }
}

extension PageOutcome {
  fileprivate var wait: PlainDuration? { if case .retry(let after, _) = self { after } else { nil } }
  fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}
