import Foundation
import PagingChannels
import ProviderExchange
import Scheduling
import Timekeeping
import Triage
import Testing

struct SignedWebhookTests {
  private func request(
    _ page: Page = Samples.page(), settings: ChannelSettings = Samples.settings(), now: Timestamp = Samples.now
  ) throws -> ProviderHTTPRequest {
    let channel = SignedWebhook(settings: settings)
    return try #require(try channel.request(for: page, links: Samples.links, now: now).http)
  }

  @Test("A page is posted as JSON with its keys in alphabetical order")
  func writes() throws {
    let request = try request()
    #expect(request.method == "POST")
    #expect(request.url == "https://hooks.example.com/page")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"data":{"acknowledge":"https://watch.example.com/a/x1","address":"+44 20 7946 0000","episode":1,"#
        + #""incident":"T-12-1","page":"T-12-1-r0-s1-ana-pager","priority":"urgent","recipient":"ana","#
        + #""recipientName":"Ana Ortiz","round":0,"step":1,"team":"pumps","ticket":"T-12","#
        + #""ticketURL":"https://watch.example.com/tickets/T-12","title":"Pump 3 stands still","#
        + #""why":"you are on primary; nobody was tried before; Ben is next"},"timestamp":"2026-10-16T11:59:50Z","#
        + #""type":"page"}"#)
    #expect(request.headers.map(\.name) == ["content-type", "webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(request.header("content-type") == "application/json")
    #expect(request.header("webhook-id") == "T-12-1-r0-s1-ana-pager")
    #expect(request.header("webhook-timestamp") == "1792152000")
  }

  @Test("A redelivery has the same id and the same body, signed anew (K6)")
  func repeatsItself() throws {
    let first = try request()
    let second = try request(now: Samples.now + .seconds(30))
    #expect(first.body == second.body)
    #expect(first.header("webhook-id") == second.header("webhook-id"))
    #expect(first.header("webhook-signature") != second.header("webhook-signature"))
  }

  @Test("While a secret is replaced, receivers with the old and with the new one find their signature")
  func signsWithAll() throws {
    let request = try request(settings: Samples.settings(secrets: [Samples.secret, Samples.longSecret]))
    #expect(request.header("webhook-signature").split(separator: " ").count == 2)
    for secret in [Samples.secret, Samples.longSecret] {
      #expect(try verdict(of: request, knowing: [secret]) == .genuine)
    }
    let stranger = "whsec_" + Data(repeating: 9, count: 32).base64EncodedString()
    #expect(try verdict(of: request, knowing: [stranger]) == .wrongSignature)
  }

  private func verdict(of request: ProviderHTTPRequest, knowing secrets: [String]) throws -> WebhookSigner.Verdict {
    try WebhookSigner(secrets: secrets).verify(
      id: request.header("webhook-id"), timestamp: request.header("webhook-timestamp"),
      signature: request.header("webhook-signature"), body: request.body, now: Samples.now)
  }

  @Test(
    "The contact's address is used when it is a URL",
    arguments: [
      ("https://ana.example.org/p?k=1", "https://ana.example.org/p?k=1"),
      ("HTTP://ana.example.org", "HTTP://ana.example.org"),
      ("ana@example.org", "https://hooks.example.com/page"), ("", "https://hooks.example.com/page"),
      ("httpx://ana.example.org", "https://hooks.example.com/page"),
    ])
  func choosesURL(address: String, url: String) throws {
    #expect(try request(Samples.page(address: address)).url == url)
  }

  @Test(
    "No text of a page can get into a header or break the JSON",
    arguments: [
      "a\r\nwebhook-id: T-1", "\"},\"type\":\"x\",{\"", "\\\"\u{0}\u{7}\u{1B}[2J", "\u{2028}\u{202E}", "🚒 \u{FEFF}é",
      String(repeating: "x", count: 100_000),
    ])
  func containsText(hostile: String) throws {
    let request = try request(Samples.page(title: hostile, address: "tel:\(hostile)", why: hostile))
    #expect(request.headers.allSatisfy { $0.value.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    #expect(request.url == "https://hooks.example.com/page")
    let document = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
    let data = try #require(document?["data"] as? [String: Any])
    #expect(data["title"] as? String == hostile)
    #expect(data["why"] as? String == hostile)
    #expect(document?.keys.sorted() == ["data", "timestamp", "type"])
  }

  @Test(
    "A page that cannot be sent this way says so",
    arguments: [
      (Samples.page(id: "T-12.1"), Samples.settings(), "id"),
      (Samples.page(id: "T-1\r\nx: y"), Samples.settings(), "id"),
      (Samples.page(id: ""), Samples.settings(), "id"), (Samples.page(), Samples.settings(url: nil), "has no URL"),
      (Samples.page(address: "https://a.example/\r\nx"), Samples.settings(), "the address of ana"),
      (Samples.page(address: "https://a.example/é"), Samples.settings(), "the address of ana"),
      (Samples.page(), Samples.settings(url: "hooks.example.com"), "the URL of channel 'pager'"),
      (Samples.page(), Samples.settings(secrets: []), "there is no secret"),
    ])
  func refuses(page: Page, settings: ChannelSettings, part: String) {
    let problem = #expect(throws: ChannelProblem.self) { try request(page, settings: settings) }
    #expect(problem?.what.contains(part) == true)
  }

  @Test(
    "Settings that cannot work are found at the start, without showing a secret",
    arguments: [
      Samples.settings(secrets: []), Samples.settings(secrets: ["s3cret"]), Samples.settings(secrets: ["whsec_s3cret"]),
      Samples.settings(secrets: ["whsec_"]), Samples.settings(secrets: [Samples.secret, ""]),
      Samples.settings(secrets: ["AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"]),
      Samples.settings(secrets: ["whsec_" + Data(repeating: 1, count: 23).base64EncodedString()]),
      Samples.settings(secrets: ["whsec_" + Data(repeating: 1, count: 65).base64EncodedString()]),
      Samples.settings(url: "ftp://hooks.example.com"), Samples.settings(url: "https://hooks.example.com/a b"),
    ])
  func checksSettings(settings: ChannelSettings) {
    let problem = #expect(throws: ChannelProblem.self) { try SignedWebhook(settings: settings).checkSettings() }
    #expect(problem?.description.contains("'pager'") == true)
    #expect(problem?.description.contains("s3cret") == false)
  }

  @Test("Good settings pass, with or without a URL", arguments: [nil, "https://hooks.example.com/page"])
  func passesSettings(url: String?) throws {
    try SignedWebhook(settings: Samples.settings(url: url, secrets: [Samples.secret, Samples.longSecret]))
      .checkSettings()
  }
}
