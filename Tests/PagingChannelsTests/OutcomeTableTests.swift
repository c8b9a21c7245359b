import PagingChannels
import ProviderExchange
import Timekeeping
import Triage
import Testing

@Suite("What a response means is the same for every channel (F30–F36)")
struct OutcomeTableTests {
  private static let channels: [any PagingChannel] = AllPagingChannels.kinds.compactMap {
    try? AllPagingChannels.named($0, settings: Samples.settings())
  }

  /// The outcome that all channels agree on.
  private func outcome(_ response: ProviderResponse) throws -> PageOutcome {
    let all = Self.channels.map { $0.outcome(of: response, now: Samples.now) }
    #expect(all.count == AllPagingChannels.all.count)
    #expect(Set(all).count == 1)
    return try #require(all.first)
  }

  private func outcome(_ status: Int, _ headers: [ProviderHeader] = []) throws -> PageOutcome {
    try outcome(.http(status: status, headers: headers, body: Array("the provider's own words".utf8)))
  }

  @Test("2xx is sent, where the provider documents no answer of its own", arguments: [200, 201, 202, 204, 206, 299])
  func sent(status: Int) throws {
    for channel in Self.channels where !Self.answering.contains(type(of: channel).kind) {
      #expect(channel.outcome(of: said("words", status), now: Samples.now) == .sent(reference: nil))
    }
  }

  /// Those whose providers say in words of their own that they took it.
  private static let answering: Set = ["ntfy", "pagerduty", "slack"]

  private func said(_ words: String, _ status: Int) -> ProviderResponse {
    .http(status: status, headers: [], body: Array(words.utf8))
  }

  @Test(
    "2xx of a page to sign in, or in the words of another server, has reached nobody",
    arguments: [
      "<html><form>Sign in</form></html>", "\n<!doctype html>", "words", "\"ok\"", "[]", "{}", #"{"ok":"true"}"#,
      #"{"status":"invalid event"}"#, #"{"error":"SECRET"}"#, #"{"event":"keepalive","id":"x"}"#,
    ])
  func stranger(words: String) throws {
    for channel in Self.channels where Self.answering.contains(type(of: channel).kind) {
      guard case .refused(let why) = channel.outcome(of: said(words, 200), now: Samples.now) else {
        Issue.record("\(type(of: channel)) takes \(words) for an answer")
        continue
      }
      #expect(why.hasPrefix("something answered 200, but not as ") && !why.contains("SECRET"))
    }
  }

  @Test(
    "2xx whose answer did not come whole may have arrived",
    arguments: ["", " \r\n", "{", #"{"ok":tr"#, #"{"id":"x","event":"mess"#, #"{"ok":false,"error":"ratelimited","x"#])
  func unread(words: String) throws {
    for channel in Self.channels where Self.answering.contains(type(of: channel).kind) {
      guard case .unknown = channel.outcome(of: said(words, 200), now: Samples.now) else {
        Issue.record("\(type(of: channel)) is certain of \(words)")
        continue
      }
    }
  }

  @Test(
    "An answer that is cut after it said that the page was taken has arrived: it is not sent twice",
    arguments: [
      ("ntfy", #"{"id":"x","event":"message","message":"You a"#), ("pagerduty", #"{"status":"success","message":"Ev"#),
      ("slack", #"{"ok":true,"channel":"C1","message":{"text":"a, \"b\\"#), ("slack", #" {"ok":true, "ch"#),
    ])
  func cut(kind: String, words: String) throws {
    let channel = try #require(Self.channels.first { type(of: $0).kind == kind })
    #expect(channel.outcome(of: said(words, 200), now: Samples.now) == .sent(reference: nil))
  }

  @Test("What was written on the terminal is sent")
  func written() throws {
    #expect(try outcome(.written) == .sent(reference: nil))
  }

  @Test(
    "Redirects and most of 4xx will never do",
    arguments: [
      300, 301, 302, 303, 304, 307, 308, 399, 400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 451, 499,
    ])
  func refused(status: Int) throws {
    guard case .refused(let why) = try outcome(status) else {
      Issue.record("\(status) was not refused")
      return
    }
    #expect(why.hasPrefix("the provider answered \(status): "))
    #expect(!why.contains("own words"))
  }

  @Test("The words are right for answers to customers and messages too: nothing is called a page")
  func anythingSent() throws {
    let whole = "the provider answered 422: it does not take what was sent as it is"
    #expect(try outcome(422) == .refused(why: whole))
    #expect(try outcome(413) == .refused(why: "the provider answered 413: what was sent is too large for it"))
  }

  @Test("410 says to disable the address")
  func gone() throws {
    #expect(try outcome(410) == .refused(why: "the provider answered 410: gone for good; disable the address"))
  }

  @Test("A busy provider is tried again", arguments: [408, 425, 429, 500, 501, 502, 503, 504, 507, 599])
  func retried(status: Int) throws {
    let why = "the provider answered \(status)"
    #expect(try outcome(status) == .retry(after: PlainDuration(.seconds(15)), why: why))
    let later = ProviderHeader("retry-after", "40")
    #expect(try outcome(status, [later]) == .retry(after: PlainDuration(.seconds(40)), why: why))
  }

  @Test("What no provider should answer is unknown", arguments: [-1, 0, 100, 101, 103, 199, 600, 999])
  func strange(status: Int) throws {
    guard case .unknown = try outcome(status) else {
      Issue.record("\(status) was not unknown")
      return
    }
  }

  @Test(
    "A page that cannot have arrived is tried again, one that may have is unknown",
    arguments: [.dns, .refused, .unreachable, .timedOut, .reset, .tls, .malformed, .cancelled, .other]
      as [NetworkFailure])
  func networkFailures(failure: NetworkFailure) throws {
    let before = try outcome(.failed(failure, beforeSending: true))
    #expect(before == .retry(after: PlainDuration(.seconds(15)), why: failure.reason))
    let after = try outcome(.failed(failure, beforeSending: false))
    #expect(after == .unknown(why: "\(failure.reason), after it was on its way"))
  }

  @Test(
    "A mail server's numbers decide, and none of its words are kept",
    arguments: [
      (250, "2.0.0", "sent"), (251, nil, "sent"), (421, "4.3.2", "retry"), (450, nil, "retry"), (451, "4.7.1", "retry"),
      (550, "5.1.1", "refused"), (535, nil, "refused"), (552, "5.2.2", "refused"), (354, nil, "unknown"),
    ] as [(Int, String?, String)])
  func mail(code: Int, enhanced: String?, word: String) throws {
    switch try outcome(.smtp(code: code, enhanced: enhanced)) {
    case .sent: #expect(word == "sent")
    case .retry(let after, let why):
      #expect(word == "retry" && after == PlainDuration(.seconds(60)))
      #expect(why == "the mail server answered \(code)" + (enhanced.map { " \($0)" } ?? ""))
    case .refused: #expect(word == "refused")
    case .unknown: #expect(word == "unknown")
    }
  }

  @Test(
    "What only looks like an enhanced code is a word", arguments: ["5.1", "x.1.1", "5.1.1.1", "SECRET", "5.1.1234", ""])
  func notEnhanced(text: String) throws {
    guard case .refused(let why) = try outcome(.smtp(code: 550, enhanced: text)) else {
      Issue.record("550 was not refused")
      return
    }
    #expect(why == "the mail server answered 550: there is no such mailbox; correct the address")
  }

  @Test("An address that we do not send to is refused with its reason", arguments: [true, false])
  func blocked(beforeSending: Bool) throws {
    #expect(try outcome(.failed(.blocked("not public"), beforeSending: beforeSending)) == .refused(why: "not public"))
  }
}
