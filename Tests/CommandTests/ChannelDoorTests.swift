import Foundation
import TestSupport
import Testing

/// One ticket, a page on every channel, through real sockets to receivers that refuse what is not documented.
@Suite(.serialized, .promptThreads) struct ChannelDoorTests {
  private static let key = "R0123456789abcdefghijklmnopqrstu"
  private static let environment = [
    "PD_KEY": key, "NTFY_TOKEN": "tk_test", "SLACK_TOKEN": "xoxb-test", "MAIL_PASSWORD": MailServer.password,
  ]

  private static func settings(_ providers: Int, _ mail: MailServer) -> String {
    """
    public url: https://watch.example.com
    allow hosts: ["127.0.0.1:\(providers)", "localhost:\(mail.port)"]
    mail:
      server: "smtp://localhost:\(mail.port)"
      from: desk@example.com
      name: Alarm desk
      user: \(MailServer.user)
      password: { env: MAIL_PASSWORD }
      certificates: \(mail.certificate)
    channels:
      pd: { kind: pagerduty, url: "http://127.0.0.1:\(providers)/v2/enqueue", secret: { env: PD_KEY } }
      phone: { kind: ntfy, url: "http://127.0.0.1:\(providers)/ntfy", secret: { env: NTFY_TOKEN } }
      chat: { kind: slack, url: "http://127.0.0.1:\(providers)/api/chat.postMessage", secret: { env: SLACK_TOKEN } }
      mail: { kind: email }
    """
  }

  private static func team() -> String {
    KillTeam.schedule(receiver: 1)
      .replacing(
        #"contacts: [{ pager: "http://127.0.0.1:1/ana" }]"#,
        with: "contacts: [{ pd: \(key) }, { phone: ana-4f9a }, { chat: U0ANA }, { mail: ana@example.com }]"
      )
      .replacing("acknowledge within: 1 second }\n", with: "acknowledge within: 10 minutes }\n")
      .replacing("after: 1 second", with: "after: 10 minutes")
  }

  @Test(
    "PagerDuty, ntfy, Slack and mail each take the page; the button acknowledges, and PagerDuty hears of it and of the end"
  )
  func everyChannel() async throws {
    let providers = try await PagingProviders.start()
    defer { providers.stop() }
    let mail = try MailServer(signIn: true)
    let place = try Workplace([
      "schedules/alarm.yaml": Self.team(), "watchbill.yaml": Self.settings(providers.port, mail),
    ])
    let applied = try place.run("apply")
    #expect(applied.code == 0, "\(applied)")
    let server = try RunningServer.start(in: place, environment: Self.environment)
    defer { server.stop() }
    #expect(try place.run("ticket", "open", "alarm", "Pump <3> stands still", "--priority", "urgent").code == 0)
    try await wait(for: ["ntfy", "pagerduty trigger", "slack"], at: providers)
    // Else a page may cross with the answer, and PagerDuty be told twice.
    try await sent(place)
    try await acknowledge(providers, at: server)
    try await wait(for: ["ntfy", "pagerduty acknowledge", "pagerduty trigger", "slack"], at: providers)
    #expect(try place.run("ticket", "resolve", "T-1", "--as", "ana", "--note", "mended").code == 0)
    try await wait(
      for: ["ntfy", "pagerduty acknowledge", "pagerduty resolve", "pagerduty trigger", "slack"], at: providers)
    #expect(providers.mistakes.isEmpty, "\(providers.mistakes)")
    #expect(Set(providers.events.filter { $0.what.hasPrefix("pagerduty") }.map(\.key)) == ["T-1-1"])
    let taken = try mail.stop()
    #expect(taken.count == 1)
    let letter = try #require(taken.first)
    #expect(letter.secure && letter.user == MailServer.user && letter.to == ["ana@example.com"])
    #expect(letter.hello == "watch.example.com")
    #expect(letter.text.contains("Subject: [urgent] T-1: Pump <3> stands still"), "\(letter.text)")
    #expect(letter.text.contains("You are on primary.") && letter.text.contains("(secondary)."))
  }

  /// Presses the button of ntfy's notification: it posts to the link, and nothing else.
  private func acknowledge(_ providers: PagingProviders, at server: RunningServer) async throws {
    let event = try #require(providers.events.first { $0.what == "ntfy" })
    let fields = try #require(try JSONSerialization.jsonObject(with: event.body) as? [String: Any])
    let actions = try #require(fields["actions"] as? [[String: Any]])
    let url = try #require(actions.first?["url"] as? String)
    let path = try #require(url.split(separator: "watch.example.com").last)
    let answer = try await server.send("POST", String(path))
    #expect(answer.status == 200 && answer.text.contains("You have it"), "\(answer.text)")
  }

  /// Until all four pages have left: a mail takes the longest.
  private func sent(_ place: Workplace) async throws {
    for _ in 0..<400 {
      let shown = try place.run("ticket", "show", "T-1", "--format", "json").out
      if shown.matches(of: #/"state" *: *"sent"/#).count == 4 { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("\(try place.run("ticket", "show", "T-1"))")
  }

  private func wait(for events: [String], at providers: PagingProviders) async throws {
    for _ in 0..<1200 where providers.events.count < events.count { try await Task.sleep(for: .milliseconds(50)) }
    #expect(providers.events.map(\.what).sorted() == events, "\(providers.mistakes)")
  }
}
