import Foundation
import TestSupport
import Testing

/// Conversations by mail through a real mail transfer agent, both ways.
@Suite(.serialized, .promptThreads, .enabled(if: MailAgent.isThere, "no mail agent: scripts/mail-agent.sh fetches one"))
struct MailDoorTests {
  private static let environment = ["MAIL_TEST_SECRET": "a-secret"]

  private static func settings(_ port: Int) -> String {
    """
    allow hosts: ["127.0.0.1:\(port)"]
    mail: { server: "smtp://127.0.0.1:\(port)", from: watchbill@desk.example.com, tls: none }
    sources:
      support:
        { kind: email, team: alarm, secret: { env: MAIL_TEST_SECRET }, ourselves: [help@desk.example.com],
          address: Example Help <help@desk.example.com> }
    """
  }

  private struct Scene {
    let place: Workplace
    let agent: MailAgent
    let server: RunningServer

    func stop() {
      server.stop()
      agent.stop()
    }
  }

  private func scene() throws -> Scene {
    let port = MailAgent.freePort()
    let place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: 9), "watchbill.yaml": Self.settings(port),
    ])
    #expect(try place.run("apply").code == 0)
    let server = try RunningServer.start(in: place, environment: Self.environment)
    return Scene(place: place, agent: try MailAgent(for: place, port: port), server: server)
  }

  @Test("a mail is a ticket, our answer reaches the mailbox, and an answer to it goes on the same ticket")
  func conversation() async throws {
    let scene = try scene()
    defer { scene.stop() }
    try scene.agent.send(
      "From: Kim <kim@example.org>\nTo: help@desk.example.com\nSubject: The screen is dark\n"
        + "Message-ID: <first@example.org>\nContent-Type: multipart/mixed; boundary=x\n\n"
        + "--x\nContent-Type: text/plain\n\nSince this morning.\n--x\nContent-Type: image/png\n"
        + "Content-Disposition: attachment; filename=\"../sc reen.png\"\n\npixels\n--x--\n",
      from: "kim@example.org", to: "help@desk.example.com")
    try await until(scene, "T-1 is there") { try scene.place.run("ticket", "list").out.contains("The screen is dark") }
    let shown = try scene.place.run("ticket", "show", "T-1").out
    let file = try #require(shown.firstMatch(of: #/file (\S+/1-\S+), 6 bytes/#).map { String($0.1) }, "\(shown)")
    #expect(file.hasPrefix("data/mail/") && file.hasSuffix("sc_reen.png") && !file.contains(".."))
    #expect(try scene.place.text(file) == "pixels")
    #expect(shown.contains("message.eml"))
    #expect(try scene.place.run("ticket", "reply", "T-1", "--as", "ana", "--text", "Try the other cable.").code == 0)
    try await until(scene, "the answer came") { scene.agent.mailbox.contains("Try the other cable.") }
    let mail = scene.agent.mailbox
    #expect(mail.contains("From: Example Help <help@desk.example.com>"))
    #expect(mail.contains("Subject: Re: The screen is dark [T-1]"))
    #expect(mail.contains("In-Reply-To: <first@example.org>"))
    #expect(!mail.contains("Auto-Submitted: auto"), "a person wrote it")
    let address = try #require(mail.firstMatch(of: #/help\+t1-[0-9a-f]{24}@desk\.example\.com/#).map { String($0.0) })
    let id = try #require(mail.firstMatch(of: #/Message-I[dD]: <(T-1-m\d+\.t1-[0-9a-f]{24}@desk\.example\.com)>/#)?.1)
    // To the address behind Reply-To, with nothing else that tells where it belongs; then the other way round.
    try scene.agent.send(
      "From: kim@example.org\nTo: \(address)\nSubject: Cable\nMessage-ID: <second@example.org>\n\nNo change.\n",
      from: "kim@example.org", to: address)
    try scene.agent.send(
      "From: kim@example.org\nSubject: Again\nMessage-ID: <third@example.org>\nIn-Reply-To: <\(id)>\n\nOr is there?\n",
      from: "kim@example.org", to: "help@desk.example.com")
    try scene.agent.send(
      "From: kim@example.org\nSubject: Re: [T-1] dark\nMessage-ID: <fourth@example.org>\n\nAh, wait.\n",
      from: "kim@example.org", to: "help@desk.example.com")
    for text in ["No change.", "Or is there?", "Ah, wait."] {
      try await until(scene, text) {
        try scene.place.run("ticket", "clocks", "T-1", "--format", "json").out.contains(text)
      }
    }
    // A stranger can type a ticket's reference: it leads nowhere, nor does a token that is not ours.
    try scene.agent.send(
      "From: eve@example.org\nSubject: [T-1] let me in\nMessage-ID: <fifth@example.org>\n\nHello\n",
      from: "eve@example.org", to: "help+t1-000000000000000000000000@desk.example.com")
    try await until(scene, "the stranger's is another") { try scene.place.run("ticket", "list").out.contains("T-2") }
    #expect(try !scene.place.run("ticket", "clocks", "T-1", "--format", "json").out.contains("Hello"))
  }

  @Test("an answer that nobody takes comes back, and its author is told; the ticket is open again")
  func bounce() async throws {
    let scene = try scene()
    defer { scene.stop() }
    try scene.agent.send(
      "From: gone@example.org\nSubject: Dark\nMessage-ID: <a@example.org>\n\nIt is dark.\n",
      from: "gone@example.org", to: "help@desk.example.com")
    try await until(scene, "T-1 is there") { try scene.place.run("ticket", "list").out.contains("Dark") }
    #expect(try scene.place.run("ticket", "reply", "T-1", "--as", "ana", "--text", "Try the other cable.").code == 0)
    try await until(scene, "the bounce was told") {
      try scene.place.run("notices", "--format", "json").out.contains("came back undelivered")
    }
    let row = try scene.place.run("ticket", "list", "--format", "json").out
    #expect(row.contains(#""state" : "open""#) && row.contains(#""title" : "Dark""#), "\(row)")
    #expect(try !scene.place.run("ticket", "list", "--all").out.contains("T-2"))
  }

  private func until(_ scene: Scene, _ what: String, _ holds: () throws -> Bool) async throws {
    for _ in 0..<400 {
      if try holds() { return }
      try await Task.sleep(for: .milliseconds(150))
    }
    let shown = (try? scene.place.run("ticket", "show", "T-1").out) ?? ""
    Issue.record("not so: \(what)\n\(scene.agent.log)\n\(shown)")
  }
}
