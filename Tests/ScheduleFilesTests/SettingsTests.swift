import ScheduleFiles
import Testing
import Timekeeping
import Triage

@Suite struct SettingsTests {
  private func read(_ text: String) -> (settings: ServerSettings?, problems: [String]) {
    let (settings, problems) = SettingsReader().read(SourceFile(path: "watchbill.yaml", bytes: Array(text.utf8)))
    return (settings, problems.map(\.description))
  }

  @Test("an empty file, and one of comments, give the defaults", arguments: ["", "# nothing\n", "\n\n"])
  func defaults(text: String) {
    let (settings, problems) = read(text)
    #expect(problems == [])
    #expect(settings == ServerSettings())
    #expect(settings?.listen.description == "127.0.0.1:8080")
    #expect(settings?.publicURL == "http://127.0.0.1:8080")
    #expect(settings?.channels == [ChannelSetting(name: "console", kind: .console)])
    #expect(settings?.sources == [])
  }

  @Test("every key is read")
  func everything() {
    let (settings, problems) = read(
      """
      data: /var/lib/watchbill
      public url: https://watchbill.example.org/
      listen: "[::1]:9000"
      schedules: teams
      exports: out
      sources:
        web: { kind: json, team: desk, secret: { file: secrets/web } }
        hub: { kind: github, team: desk, queue: bugs, secret: { env: HUB } }
      channels:
        pager: { kind: webhook, url: "http://127.0.0.1:9099/page", secret: { env: PAGER } }
        log: { kind: console }
      allow-hosts: [127.0.0.1:9099, pager.example.org:443]
      """)
    #expect(problems == [])
    #expect(settings?.data == "/var/lib/watchbill")
    #expect(settings?.publicURL == "https://watchbill.example.org")
    #expect(settings?.listen == HostPort(host: "::1", port: 9000))
    #expect(settings?.listen.description == "[::1]:9000")
    #expect(settings?.schedules == "teams")
    #expect(settings?.exports == "out")
    #expect(settings?.sources.map(\.secret) == [.file("secrets/web"), .env("HUB")])
    #expect(settings?.sources.map(\.queue?.text) == [nil, "bugs"])
    #expect(settings?.channels.map(\.kind) == [.webhook, .console])
    #expect(settings?.channel("pager")?.url == "http://127.0.0.1:9099/page")
    #expect(settings?.allowHosts.map(\.description) == ["127.0.0.1:9099", "pager.example.org:443"])
  }

  @Test("the mail server is read, with the ports that its schemes usually have")
  func mail() {
    let (settings, problems) = read(
      """
      mail:
        server: smtp://mail.example.com
        from: desk@example.com
        name: Field support
        user: desk
        password: { env: MAIL_PASSWORD }
        certificates: certificates/mail.pem
      """)
    #expect(problems == [])
    #expect(
      settings?.mail
        == MailSetting(
          server: MailServer(place: HostPort(host: "mail.example.com", port: 587), isSecureFromStart: false),
          from: "desk@example.com", name: "Field support", user: "desk", password: .env("MAIL_PASSWORD"),
          certificates: "certificates/mail.pem"))
    let other = read("mail: { server: \"smtps://[::1]\", from: desk@example.com }").settings?.mail
    #expect(other?.server.description == "smtps://[::1]:465")
    #expect(other?.isSecure == true)
    let clear = read("mail: { server: \"smtp://localhost:25\", from: desk@example.com, tls: none }").settings?.mail
    #expect(clear?.isSecure == false)
  }

  @Test(
    "mail that would not be safe, or not work, is refused with what to write",
    arguments: [
      ("{ server: mail.example.com, from: a@example.com }", "is not the address of a mail server"),
      ("{ server: \"smtp://user:pw@mail.example.com\", from: a@example.com }", "is not the address of a mail server"),
      ("{ server: \"smtp://mail.example.com:0\", from: a@example.com }", "is not the address of a mail server"),
      ("{ server: \"smtp://mail.example.com\", from: nobody }", "is not a mail address"),
      ("{ server: \"smtp://mail.example.com\", from: a@example.com, user: x }", "`user` and `password` go together"),
      (
        "{ server: \"smtp://localhost\", from: a@example.com, user: x, password: { env: X }, tls: none }",
        "must not travel in the clear"
      ),
      ("{ server: \"smtps://localhost\", from: a@example.com, tls: none }", "contradict each other"),
    ])
  func badMail(text: String, problem: String) {
    let (settings, problems) = read("mail: \(text)")
    #expect(settings == nil)
    #expect(problems.count == 1)
    #expect(problems.first?.contains(problem) == true)
    #expect(problems.first?.contains("pw") == false)
  }

  @Test("the options of sources are read, and what is not said keeps its default")
  func options() {
    let (settings, problems) = read(
      """
      sources:
        hub: { kind: github, team: desk, secret: { env: A }, labels: [support, help], discussions: yes, ourselves: bot }
        chat: { kind: slack, team: desk, secret: { env: A }, channels: C1, mentions only: yes, colleagues: [U1, U2] }
        zen: { kind: zendesk, team: desk, secret: { env: A }, fields: { Case number: id, Betreff: title } }
        mon: { kind: alertmanager, team: desk, secret: { env: A }, grouping: alert }
        old: { kind: csv, team: desk, secret: { env: A } }
      """)
    #expect(problems == [])
    var hub = SourceOptions()
    hub.labels = ["support", "help"]
    hub.discussions = true
    hub.ourselves = ["bot"]
    var chat = SourceOptions()
    chat.channels = ["C1"]
    chat.mentionsOnly = true
    chat.colleagues = ["U1", "U2"]
    var zen = SourceOptions()
    zen.fields = [FieldName(theirs: "Case number", ours: "id"), FieldName(theirs: "Betreff", ours: "title")]
    var mon = SourceOptions()
    mon.grouping = .alert
    #expect(settings?.sources.map(\.options) == [hub, chat, zen, mon, SourceOptions()])
  }

  @Test("without a public url, people reach the server where it listens")
  func publicURL() {
    #expect(read("listen: 127.0.0.1:9000").settings?.publicURL == "http://127.0.0.1:9000")
  }

  @Test(
    "a secret is never repeated in a message",
    arguments: [
      "sources: { web: { kind: json, team: t, secret: hunter2 } }",
      "sources: { web: { kind: json, team: t, secret: [hunter2] } }",
      "sources: { web: { kind: json, team: t, secret: { env: hunter2-x } } }",
      "channels: { web: { kind: webhook, url: \"https://me:hunter2@example.com/\" } }",
    ])
  func quiet(text: String) {
    let (settings, problems) = read(text)
    #expect(settings == nil)
    #expect(problems.count == 1)
    #expect(!problems.joined().contains("hunter2"))
  }

  @Test(
    "an address that is not one is refused",
    arguments: [
      "listen: 8080", "listen: localhost", "listen: 127.0.0.1:0", "listen: 127.0.0.1:65536", "listen: ::1:80",
      "public url: ftp://example.com", "public url: https://", "public url: https:///x",
    ])
  func addresses(text: String) {
    #expect(read(text).settings == nil)
  }

  @Test("mail and tables that are only handed in on this machine need no secret, and everything else does")
  func withoutSecret() {
    let own = read("sources: { post: { kind: email, team: desk }, old: { kind: csv, team: desk } }")
    #expect(own.problems.isEmpty && own.settings?.sources.map(\.secret) == [nil, nil])
    for kind in ["json", "github", "slack", "zendesk", "alertmanager"] {
      #expect(
        read("sources: { web: { kind: \(kind), team: desk } }").problems.first?.contains("needs 'secret'") == true)
    }
  }

  @Test("a contact's address that its channel cannot use is told where it stands")
  func contactAddresses() {
    let team = """
      team: desk
      zone: Europe/London
      members: [{ id: ana, contacts: [{ post: ana@example.com }, { post: zzz qq }, { log: zzz qq }] }]
      duties: { desk: { slots: mon 09:00-10:00 } }
      """
    let text = """
      mail: { server: "smtp://mail.example.com", from: desk@example.com }
      channels: { post: { kind: email }, log: { kind: console } }
      """
    let schedules = Reading.reader.check([SourceFile(path: "team.yaml", bytes: Array(team.utf8))])
    let reader = SettingsReader(schedules: schedules) { kind, address in
      kind == .email && !address.contains("@") ? TextProblem("this is no mail address", help: "write one") : nil
    }
    let problems = reader.read(SourceFile(path: "watchbill.yaml", bytes: Array(text.utf8))).problems
    let told =
      "team.yaml:3:68: error: member 'ana' has a contact on the channel 'post', and this is no mail address. "
      + "help: write one"
    #expect(problems.map(\.description) == [told])
  }
}
