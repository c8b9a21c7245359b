import PagingChannels
import ProviderExchange
import Scheduling
import Testing
import Timekeeping
import Triage

/// A message that is no page, as receivers and the terminal see it.
struct MessageTests {
  private static let ana = DutyNews.Person(member: MemberID(unchecked: "ana"), name: "Ana Ortiz")
  private static let ben = DutyNews.Person(member: MemberID(unchecked: "ben"), name: "Ben Okoro")
  private static let team = TeamNews(team: TeamID(unchecked: "pumps"), name: "Pump desk")

  private func message(_ content: Message.Content, to recipient: String? = "ana", title: String = "Title") -> Message {
    Message(
      id: "N-12", recipient: recipient.map { MemberID(unchecked: $0) }, recipientName: "Ana Ortiz", channel: "pager",
      address: "", title: title, content: content, created: Samples.now)
  }

  private func notice(_ cause: String, text: String = "Text.") -> Notice {
    Notice(kind: "handoff", cause: cause, recipient: MemberID(unchecked: "ana"), title: "Title \(cause)", text: text)
  }

  private func news(_ before: [DutyNews.Person], _ now: [DutyNews.Person]) -> DutyNews {
    DutyNews(
      duty: DutyID(unchecked: "primary"), title: "Primary", at: Samples.now, before: before, onCall: now,
      answering: now.isEmpty ? [Self.ben] : now, until: nil)
  }

  private func posted(_ message: Message, now: Timestamp = Samples.now) throws -> ProviderHTTPRequest {
    try #require(try SignedWebhook(settings: Samples.settings()).request(for: message, now: now).http)
  }

  private func body(_ message: Message) throws -> String { String(decoding: try posted(message).body, as: UTF8.self) }

  @Test("Notices are posted as JSON of the type 'notice', signed under the message's id")
  func notices() throws {
    let request = try posted(message(.notices([notice("a"), notice("b")])))
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"data":{"address":"","message":"N-12","notices":[{"cause":"a","id":"handoff:a:ana","kind":"handoff","#
        + #""text":"Text.","title":"Title a"},{"cause":"b","id":"handoff:b:ana","kind":"handoff","text":"Text.","#
        + #""title":"Title b"}],"recipient":"ana","recipientName":"Ana Ortiz","title":"Title"},"#
        + #""timestamp":"2026-10-16T12:00:00Z","type":"notice"}"#)
    #expect(request.url == "https://hooks.example.com/page")
    #expect(request.header("webhook-id") == "N-12")
    let signer = try WebhookSigner(secrets: [Samples.secret])
    let verdict = signer.verify(
      id: "N-12", timestamp: request.header("webhook-timestamp"), signature: request.header("webhook-signature"),
      body: request.body, now: Samples.now)
    #expect(verdict == .genuine)
  }

  @Test("A redelivery has the same id and the same body")
  func redelivery() throws {
    let message = message(.notices([notice("a")]))
    let later = try posted(message, now: Samples.now + .hours(1))
    #expect(try posted(message).body == later.body && later.header("webhook-id") == "N-12")
  }

  @Test("A shift change says who was on, who is on and who answers, also when nobody is on (D35)")
  func change() throws {
    let text = try body(message(.shiftChange(news([Self.ana], []), team: Self.team), to: nil))
    #expect(
      text
        == #"{"data":{"address":"","duties":[{"answering":[{"member":"ben","name":"Ben Okoro"}],"#
        + #""at":"2026-10-16T12:00:00Z","before":[{"member":"ana","name":"Ana Ortiz"}],"duty":"primary","onCall":[],"#
        + #""title":"Primary"}],"message":"N-12","recipientName":"Ana Ortiz","team":"pumps","teamName":"Pump desk","#
        + #""title":"Title"},"timestamp":"2026-10-16T12:00:00Z","type":"shift-change"}"#)
  }

  @Test("Who is on, and a test, have types of their own")
  func types() throws {
    #expect(try body(message(.onCall([news([], [Self.ana])], team: Self.team))).contains(#""type":"on-call""#))
    #expect(try body(message(.test(text: "nothing to do"))).contains(#""type":"test""#))
  }

  private func lines(_ message: Message) throws -> String {
    try #require(
      try Console(settings: ChannelSettings(name: "terminal")).request(for: message, now: Samples.now).line)
  }

  @Test("The terminal shows a heading and the lines under it")
  func console() throws {
    #expect(
      try lines(message(.notices([notice("a", text: "One.\nTwo.")])))
        == "2026-10-16T12:00:00Z NOTICE Ana Ortiz | Title\n  One.\n  Two.")
    #expect(
      try lines(message(.shiftChange(news([Self.ana], []), team: Self.team)))
        == "2026-10-16T12:00:00Z CHANGE Ana Ortiz | Title\n  Primary: nobody; Ben Okoro answers")
    #expect(try lines(message(.test(text: "x"))).contains(" TEST "))
  }

  @Test("No text can steer the terminal or begin a line of its own at the margin")
  func hostile() throws {
    let text = try lines(message(.notices([notice("a", text: "a\u{1B}[2J\r\nfake\u{2028}x")]), title: "t\nFAKE"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(text.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("  ") })
  }
}
