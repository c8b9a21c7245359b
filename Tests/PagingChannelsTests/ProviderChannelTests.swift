import Foundation
import PagingChannels
import ProviderExchange
import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("PagerDuty, ntfy, Slack and mail: what is sent, and what an answer means")
struct ProviderChannelTests {
  private static let key = "R0123456789abcdefghijklmnopqrstu"

  private func settings(_ name: String, secrets: [String] = [], url: String? = nil, answersTo: String? = nil)
    -> ChannelSettings
  {
    ChannelSettings(name: name, url: url, secrets: secrets, origin: "watch.example.com", answersTo: answersTo)
  }

  private func object(_ request: ProviderRequest) throws -> [String: Any] {
    let body = Data(try #require(request.http).body)
    return try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
  }

  private func page(
    address: String, title: String = "Pump 3 stands still", urgency: Int? = 0, number: Int = 12
  ) -> Page {
    var page = Samples.page(id: "T-\(number)-1-r0-s1-ana_pager", title: title, address: address)
    page.urgency = urgency
    return page
  }

  private func bundle(_ count: Int, address: String) throws -> PageBundle {
    let pages = (1...count).map {
      page(address: address, title: "Ticket number \($0)", urgency: 2 - $0 % 2, number: $0)
    }
    return try #require(PageBundle(pages: pages, links: pages.map { _ in Samples.links }))
  }

  private static let all = BundleLinks(
    acknowledgeAll: "https://watch.example.com/ack/all-ana-1.x", tickets: "https://watch.example.com/")

  // MARK: PagerDuty

  @Test("PagerDuty: a page triggers, an acknowledgement acknowledges and an end resolves the same incident")
  func incident() throws {
    let channel = PagerDuty(settings: settings("pd", secrets: [Self.key]))
    let triggered = try object(channel.request(for: page(address: ""), links: Samples.links, now: Samples.now))
    #expect(triggered["event_action"] as? String == "trigger")
    #expect(triggered["dedup_key"] as? String == "T-12-1")
    #expect(triggered["routing_key"] as? String == Self.key)
    #expect(
      Set(triggered.keys)
        == ["client", "client_url", "dedup_key", "event_action", "links", "payload", "routing_key"])
    let payload = try #require(triggered["payload"] as? [String: Any])
    #expect(
      Set(payload.keys) == ["class", "component", "custom_details", "severity", "source", "summary", "timestamp"])
    #expect(payload["summary"] as? String == "[urgent] T-12: Pump 3 stands still")
    #expect(payload["source"] as? String == "watch.example.com")
    for (what, word) in [(IncidentNews.What.acknowledged, "acknowledge"), (.resolved, "resolve")] {
      let message = message(.incident(IncidentNews(key: "T-12-1", ticket: "T-12", what: what)), address: "")
      let sent = try object(channel.request(for: message, now: Samples.now))
      #expect(sent as? [String: String] == ["dedup_key": "T-12-1", "event_action": word, "routing_key": Self.key])
    }
  }

  private func message(_ content: Message.Content, address: String) -> Message {
    Message(
      id: "N-1", recipient: nil, recipientName: "Ana", channel: "x", address: address, title: "A title",
      content: content, created: Samples.now)
  }

  @Test(
    "PagerDuty: the severity goes by the priority's place in its list",
    arguments: [(nil, "critical"), (0, "critical"), (1, "error"), (2, "warning"), (3, "info"), (9, "info")]
      as [(Int?, String)])
  func severity(urgency: Int?, word: String) throws {
    let channel = PagerDuty(settings: settings("pd", secrets: [Self.key]))
    let long = page(address: "", title: String(repeating: "x", count: 3_000), urgency: urgency)
    let sent = try object(channel.request(for: long, links: Samples.links, now: Samples.now))
    let payload = try #require(sent["payload"] as? [String: Any])
    #expect(payload["severity"] as? String == word)
    #expect((payload["summary"] as? String)?.count == 1024)
  }

  @Test("PagerDuty: a key that is none is refused and not repeated; notices are for other channels")
  func pagerDutyRefusals() throws {
    #expect(throws: ChannelProblem.self) { try PagerDuty(settings: settings("pd", secrets: ["short"])).checkSettings() }
    let none = PagerDuty(settings: settings("pd"))
    #expect(throws: ChannelProblem.self) {
      try none.request(for: page(address: ""), links: Samples.links, now: Samples.now)
    }
    let problem = #expect(throws: ChannelProblem.self) {
      try none.request(for: page(address: "SECRET"), links: Samples.links, now: Samples.now)
    }
    #expect(problem?.description.contains("SECRET") == false)
    #expect(throws: ChannelProblem.self) {
      try none.request(for: message(.notices([]), address: Self.key), now: Samples.now)
    }
  }

  @Test("PagerDuty: the answer's key is kept; trouble is read from the common table")
  func pagerDutyAnswers() {
    let channel = PagerDuty(settings: settings("pd", secrets: [Self.key]))
    let body = Array(#"{"status":"success","message":"Event processed","dedup_key":"T-12-1"}"#.utf8)
    #expect(
      channel.outcome(of: .http(status: 202, headers: [], body: body), now: Samples.now) == .sent(reference: "T-12-1"))
    let bad = Array(#"{"status":"invalid event","errors":["routing_key"]}"#.utf8)
    guard case .refused(let why) = channel.outcome(of: .http(status: 400, headers: [], body: bad), now: Samples.now)
    else {
      Issue.record("400 was not refused")
      return
    }
    #expect(!why.contains("invalid event"))
  }

  @Test(
    "What looks like one letter and is many makes no page that a provider refuses",
    arguments: [String(repeating: "👩‍👩‍👧‍👦", count: 300), "r" + String(repeating: "\u{301}", count: 60_000)])
  func endlessLetters(title: String) throws {
    let duty = PagerDuty(settings: settings("pd", secrets: [Self.key]))
    let event = try object(
      duty.request(for: page(address: "", title: "Disk \(title)"), links: Samples.links, now: Samples.now))
    let summary = try #require((event["payload"] as? [String: Any])?["summary"] as? String)
    #expect((980...1_024).contains(summary.utf16.count) && summary.hasPrefix("[urgent] T-12: Disk "))
    let slack = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    let paged = try slack.request(for: page(address: "U1", title: title), links: Samples.links, now: Samples.now)
    let told = try slack.request(for: message(.notices([notice(title)]), address: "U1"), now: Samples.now)
    for sent in [try object(paged), try object(told)] {
      #expect(((sent["text"] as? String)?.utf16.count ?? .max) <= 3_000)
      let blocks = try #require(sent["blocks"] as? [[String: Any]])
      let sections = blocks.compactMap { ($0["text"] as? [String: Any])?["text"] as? String }
      #expect(!sections.isEmpty && sections.allSatisfy { (1...3_000).contains($0.utf16.count) })
    }
  }

  @Test("No title turns the direction of what stands behind it, or calls anybody")
  func steeringTitle() throws {
    let title = "abc\u{202E}gnp.exe\u{202C}\u{2066} \u{600}<!channel>"
    let hostile = page(address: "U1", title: title)
    let list = try #require(PageBundle(pages: [hostile, hostile], links: [Samples.links, Samples.links]))
    let slack = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    var told = message(.notices([notice(title, "a"), notice(title, "b")]), address: "U1")
    told.title = title
    let slacks = [
      try slack.request(for: hostile, links: Samples.links, now: Samples.now),
      try slack.request(for: list, links: Self.all, now: Samples.now), try slack.request(for: told, now: Samples.now),
    ]
    let others = [
      try Ntfy(settings: settings("phone"))
        .request(for: page(address: "ana", title: title), links: Samples.links, now: Samples.now),
      try PagerDuty(settings: settings("pd", secrets: [Self.key]))
        .request(for: page(address: "", title: title), links: Samples.links, now: Samples.now),
    ]
    for request in slacks + others {
      let text = String(decoding: try #require(request.http).body, as: UTF8.self)
      #expect(text.contains("abc gnp.exe"))
      #expect(!text.unicodeScalars.contains { (0x2028...0x202E).contains($0.value) || $0 == "\u{2066}" })
    }
    for request in slacks {
      #expect(Data(try #require(request.http).body).range(of: Data("<!channel".utf8)) == nil)
    }
  }

  // MARK: ntfy

  @Test("ntfy: a topic on the server of the settings, with a button that acknowledges")
  func ntfy() throws {
    let channel = Ntfy(settings: settings("phone", secrets: ["tk_secret"], url: "https://ntfy.example.com/"))
    let request = try channel.request(for: page(address: "ana-4f9a"), links: Samples.links, now: Samples.now)
    #expect(request.http?.url == "https://ntfy.example.com")
    #expect(request.http?.header("authorization") == "Bearer tk_secret")
    let sent = try object(request)
    #expect(Set(sent.keys) == ["actions", "click", "message", "priority", "tags", "title", "topic"])
    #expect(sent["topic"] as? String == "ana-4f9a" && sent["priority"] as? Int == 5)
    let actions = try #require(sent["actions"] as? [[String: Any]])
    #expect(actions[0]["action"] as? String == "http" && actions[0]["method"] as? String == "POST")
    #expect(actions[0]["url"] as? String == Samples.links.acknowledge)
    #expect((sent["message"] as? String)?.hasPrefix("you are on primary; nobody was tried before") == true)
  }

  @Test("ntfy: another server than that of the settings never gets its token")
  func ntfyElsewhere() throws {
    let channel = Ntfy(settings: settings("phone", secrets: ["tk_secret"]))
    let own = try channel.request(for: page(address: "ana"), links: Samples.links, now: Samples.now)
    #expect(own.http?.url == "https://ntfy.sh" && own.http?.header("authorization") == "Bearer tk_secret")
    let other = try channel.request(
      for: page(address: "https://other.example.com/ana"), links: Samples.links, now: Samples.now)
    #expect(other.http?.url == "https://other.example.com" && other.http?.header("authorization") == "")
  }

  @Test(
    "ntfy: an address that is no topic is refused",
    arguments: ["", "two words", "a/b", "https://ntfy.example.com", "https://", "ü", String(repeating: "a", count: 65)])
  func ntfyAddresses(address: String) {
    let channel = Ntfy(settings: settings("phone"))
    #expect(throws: ChannelProblem.self) {
      try channel.request(for: page(address: address), links: Samples.links, now: Samples.now)
    }
  }

  @Test("ntfy: a long title and text fit, in whole letters; less urgent pages ring less, and never silently")
  func ntfyLimits() throws {
    let channel = Ntfy(settings: settings("phone"))
    let long = page(address: "ana", title: String(repeating: "ü", count: 500), urgency: 7)
    let sent = try object(channel.request(for: long, links: Samples.links, now: Samples.now))
    let title = try #require(sent["title"] as? String)
    #expect(title.utf8.count <= Ntfy.titleLimit && title.hasSuffix("ü…"))
    #expect(sent["priority"] as? Int == 3)
  }

  @Test("ntfy: the message that it made of it is the answer that counts")
  func ntfyAnswers() {
    let said = #"{"id":"xE73Iyuabi","time":1795500000,"event":"message","topic":"ana","tags":["x"],"title":null}"#
    let outcome = Ntfy(settings: settings("phone"))
      .outcome(of: .http(status: 200, headers: [], body: Array(said.utf8)), now: Samples.now)
    #expect(outcome == .sent(reference: nil))
  }

  private func notice(_ text: String, _ cause: String = "a") -> Notice {
    Notice(kind: "handoff", cause: cause, recipient: MemberID(unchecked: "ana"), title: "Title", text: text)
  }

  @Test("ntfy: a single notice that is too long is cut, and says where all of it stands")
  func ntfyNotice() throws {
    let channel = Ntfy(settings: settings("phone"))
    var long = message(.notices([notice(String(repeating: "ü", count: 5_000))]), address: "ana")
    long.recipient = MemberID(unchecked: "ana")
    let sent = try object(channel.request(for: long, now: Samples.now))
    let text = try #require(sent["message"] as? String)
    #expect(text.utf8.count <= Ntfy.messageLimit && text.hasPrefix("üüü"))
    #expect(text.hasSuffix("all of it: watchbill notices --member ana --format json"))
  }

  // MARK: Slack

  @Test("Slack: as much as a message may carry is in its blocks, none of it cut")
  func slackNotices() throws {
    let channel = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    let lines = (1...100).map { "<\($0)> " + String(repeating: "&", count: 90) }
    let texts = [lines.joined(separator: "\n"), String(repeating: "&", count: 2_000)]
    let content = Message.Content.notices(texts.enumerated().map { notice($1, "\($0)") })
    #expect(texts.joined().utf8.count <= Slack.messageBytes ?? 0)
    let sent = try object(channel.request(for: message(content, address: "U1"), now: Samples.now))
    let blocks = try #require(sent["blocks"] as? [[String: Any]])
    let sections = blocks.compactMap { ($0["text"] as? [String: Any])?["text"] as? String }
    #expect(sections.count <= 50 && sections.allSatisfy { (1...3_000).contains($0.count) })
    let all = sections.joined(separator: "\n")
    #expect((1...100).allSatisfy { all.contains("&lt;\($0)&gt;") } && !all.contains("…"))
    #expect(all.split(separator: "&amp;", omittingEmptySubsequences: false).count == 11_001)
  }

  @Test("Slack: a bot writes to a person, and what looks like a mention or a link is only text")
  func slack() throws {
    let channel = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    for wrong in ["lowercase", "Uana", "X0123", "U"] {
      #expect(throws: ChannelProblem.self, "\(wrong)") {
        try channel.request(for: page(address: wrong), links: Samples.links, now: Samples.now)
      }
    }
    let hostile = page(address: "U0123", title: "<!channel> & <https://x|y>")
    let request = try channel.request(for: hostile, links: Samples.links, now: Samples.now)
    #expect(request.http?.url == "https://slack.com/api/chat.postMessage")
    #expect(request.http?.header("authorization") == "Bearer xoxb-1")
    let sent = try object(request)
    #expect(Set(sent.keys) == ["blocks", "channel", "text"] && sent["channel"] as? String == "U0123")
    #expect(sent["text"] as? String == "[urgent] T-12: &lt;!channel&gt; &amp; &lt;https://x|y&gt;")
    let blocks = try #require(sent["blocks"] as? [[String: Any]])
    let buttons = try #require(blocks[1]["elements"] as? [[String: Any]])
    #expect(buttons[0]["action_id"] as? String == Slack.acknowledgeAction && buttons[0]["value"] as? String == "x1")
    #expect(!String(decoding: try #require(request.http).body, as: UTF8.self).contains("<!channel>"))
  }

  @Test("Slack: instants are shown by the clock of whoever reads them, and fit")
  func slackInstants() throws {
    let channel = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    func sections(_ why: String) throws -> (section: String, context: String) {
      var page = page(address: "U1", title: "2026-10-16T12:00:00Z & co")
      page.why = why
      let sent = try object(channel.request(for: page, links: Samples.links, now: Samples.now))
      let blocks = try #require(sent["blocks"] as? [[String: Any]])
      let elements = try #require(blocks.last?["elements"] as? [[String: Any]])
      return (
        try #require((blocks[0]["text"] as? [String: Any])?["text"] as? String),
        try #require(elements.first?["text"] as? String)
      )
    }
    let short = try sections("Ben <b> is next at 2026-10-16T12:00:00Z.")
    #expect(
      short.section.hasSuffix(
        "&amp; co\nBen &lt;b&gt; is next at <!date^1792152000^{date_short_pretty} {time}|2026-10-16T12:00:00Z>."))
    #expect(short.section.contains("|T-12> 2026-10-16T12:00:00Z &amp;"), "what others wrote stays as it is")
    #expect(
      short.context.hasSuffix("made at <!date^1792151990^{date_short_pretty} {time}|2026-10-16T11:59:50Z>."))
    let long = try sections(String(repeating: "at 2026-10-16T12:00:00Z ", count: 200)).section
    #expect(long.count == 3_000 && !long.contains("<!date"))
  }

  @Test("Slack: an incoming webhook gets a link where a button would lead nowhere")
  func slackWebhook() throws {
    let url = "https://hooks.slack.com/services/T0/B0/xyz"
    let channel = Slack(settings: settings("slack", url: url))
    let request = try channel.request(for: page(address: ""), links: Samples.links, now: Samples.now)
    #expect(request.http?.url == url && request.http?.header("authorization") == "")
    let blocks = try #require(try object(request)["blocks"] as? [[String: Any]])
    let buttons = try #require(blocks[1]["elements"] as? [[String: Any]])
    #expect(buttons[0]["url"] as? String == Samples.links.acknowledge && buttons[0]["action_id"] == nil)
    #expect(throws: ChannelProblem.self) {
      try Slack(settings: settings("slack")).request(for: page(address: "U1"), links: Samples.links, now: Samples.now)
    }
  }

  @Test(
    "Slack: a 200 is read to its end",
    arguments: [
      (#"{"ok":true,"ts":"1795500000.000001"}"#, "sent"), ("ok", "sent"),
      (#"{"ok":true,"channel":"C1","ts":"1795500000.000001","message":{"text":"So long that it is c"#, "sent"),
      (#"{"ok":false,"error":"channel_not_found"}"#, "refused"), (#"{"ok":false,"error":"ratelimited"}"#, "retry"),
      (#"{"ok":false,"error":"fatal_error"}"#, "unknown"), (#"{"ok":false,"error":"SECRET words"}"#, "refused"),
      (#"{"ok":false}"#, "refused"), ("<html>ok</html>", "refused"), ("", "unknown"),
    ])
  func slackAnswers(body: String, word: String) {
    let channel = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    let outcome = channel.outcome(of: .http(status: 200, headers: [], body: Array(body.utf8)), now: Samples.now)
    switch outcome {
    case .sent(let reference):
      #expect(word == "sent" && reference == (body == "ok" ? nil : "1795500000.000001"))
    case .retry: #expect(word == "retry")
    case .refused(let why): #expect(word == "refused" && !why.contains("SECRET"))
    case .unknown: #expect(word == "unknown")
    }
  }

  // MARK: Mail

  @Test("Mail: says why, who is next and how to answer; the same page has the same Message-ID")
  func mail() throws {
    let channel = MailPage(settings: settings("mail", answersTo: "help@example.com"))
    let request = try channel.request(for: page(address: "ana@example.com"), links: Samples.links, now: Samples.now)
    guard case .mail(let mail) = request else {
      Issue.record("no mail")
      return
    }
    #expect(mail.subject == "[urgent] T-12: Pump 3 stands still")
    #expect(mail.to == [OutgoingMail.Mailbox(name: "Ana Ortiz", address: "ana@example.com")])
    #expect(mail.replyTo?.address == "help@example.com" && mail.from == nil && mail.isAutomatic)
    #expect(mail.messageID == "x1@watch.example.com")
    for words in [
      "you are on primary; nobody was tried before; Ben is next", "Acknowledge: https://watch.example.com/a/x1",
      "the word ACK",
    ] {
      #expect(mail.text.contains(words))
    }
    let later = try channel.request(
      for: page(address: "ana@example.com"), links: Samples.links, now: Samples.now + .seconds(60))
    #expect(later == request)
    #expect(throws: ChannelProblem.self) {
      try channel.request(for: page(address: "nobody"), links: Samples.links, now: Samples.now)
    }
  }

  // MARK: Delays

  @Test("A page that leaves more than five minutes after it was due says so, also in a list")
  func late() throws {
    let channel = Ntfy(settings: settings("phone"))
    func message(_ after: Duration?, _ seconds: Int) throws -> String {
      var page = page(address: "ana")
      page.after = after.map { PlainDuration($0) }
      let sent = try object(
        channel.request(for: page, links: Samples.links, now: page.created + .seconds(seconds)))
      return try #require(sent["message"] as? String)
    }
    #expect(try message(nil, 1530).hasSuffix("made at 2026-10-16T11:59:50Z. It is sent 25 minutes late."))
    #expect(try message(nil, 300).hasSuffix("made at 2026-10-16T11:59:50Z."))
    #expect(try message(.minutes(20), 1500).hasSuffix("made at 2026-10-16T11:59:50Z."), "it was to wait")
    let now = Samples.now + .minutes(25)
    let list = try object(channel.request(for: bundle(2, address: "ana"), links: Self.all, now: now))
    #expect((list["message"] as? String)?.hasPrefix("The oldest is sent 25 minutes late.\n") == true)
    let line = try Console(settings: settings("console")).request(
      for: page(address: ""), links: Samples.links, now: now)
    #expect(line.line?.hasSuffix(" | It is sent 25 minutes late.") == true)
  }

  // MARK: Bundles

  @Test(
    "Several pages at once: each is named, the most urgent first, and within the provider's limits", arguments: [2, 40])
  func bundles(count: Int) throws {
    let names = (1...count).map { "Ticket number \($0)" }
    let ntfy = Ntfy(settings: settings("phone"))
    let phone = try object(ntfy.request(for: bundle(count, address: "ana"), links: Self.all, now: Samples.now))
    let list = try #require(phone["message"] as? String)
    #expect(names.allSatisfy(list.contains) && list.utf8.count <= Ntfy.messageLimit)
    #expect(phone["title"] as? String == "\(count) pages: [urgent] T-12: Ticket number 1")
    let slack = Slack(settings: settings("slack", secrets: ["xoxb-1"]))
    let chat = try slack.request(for: bundle(count, address: "U1"), links: Self.all, now: Samples.now)
    let text = String(decoding: try #require(chat.http).body, as: UTF8.self)
    #expect(names.allSatisfy(text.contains) && text.contains(Self.all.acknowledgeAll))
    let mail = MailPage(settings: settings("mail"))
    guard
      case .mail(let letter) = try mail.request(
        for: bundle(count, address: "ana@example.com"), links: Self.all, now: Samples.now)
    else { return }
    #expect(
      names.allSatisfy(letter.text.contains) && letter.text.hasPrefix("Acknowledge these \(count) and all before: "))
    let hook = SignedWebhook(settings: Samples.settings())
    let posted = try object(
      hook.request(for: bundle(count, address: "https://hooks.example.com/x"), links: Self.all, now: Samples.now))
    let data = try #require(posted["data"] as? [String: Any])
    #expect(posted["type"] as? String == "pages" && (data["pages"] as? [Any])?.count == count)
  }

  @Test("The same pages leave under one id with one body, in whatever order; others that begin alike under another")
  func bundleIDs() throws {
    let hook = SignedWebhook(settings: Samples.settings())
    func sent(_ numbers: [Int]) throws -> ProviderHTTPRequest {
      let pages = numbers.map { page(address: "https://hooks.example.com/x", number: $0) }
      let links = numbers.map { PageLinks(acknowledge: "https://watch.example.com/a/\($0)", ticket: "https://x/\($0)") }
      let bundle = try #require(PageBundle(pages: pages, links: links))
      return try #require(try hook.request(for: bundle, links: Self.all, now: Samples.now).http)
    }
    let first = try sent([1, 2])
    let again = try sent([2, 1])
    #expect(first.header("webhook-id").hasPrefix("T-1-1-r0-s1-ana_pager-and-1-"))
    #expect(again.header("webhook-id") == first.header("webhook-id") && again.body == first.body)
    let ids = try [[1, 2], [1, 3], [2, 3], [1, 2, 3]].map { try sent($0).header("webhook-id") }
    #expect(Set(ids).count == 4)
  }

  @Test("Mails of different lists have different Message-IDs, though their links are the same")
  func bundleMails() throws {
    let channel = MailPage(settings: settings("mail"))
    let ids = try [[1, 2], [1, 3]].map { numbers in
      let pages = numbers.map { page(address: "ana@example.com", number: $0) }
      let bundle = try #require(PageBundle(pages: pages, links: pages.map { _ in Samples.links }))
      guard case .mail(let mail) = try channel.request(for: bundle, links: Self.all, now: Samples.now) else {
        return ""
      }
      return mail.messageID
    }
    #expect(Set(ids).count == 2)
  }
}
