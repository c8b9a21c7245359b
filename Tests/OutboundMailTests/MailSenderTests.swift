import Foundation
import MailMessages
import OutboundHTTP
import OutboundMail
import ProviderExchange
import TestSupport
import Testing
import Timekeeping
import Triage

@Suite("Mail goes to a real server, securely or not at all", .promptThreads)
struct MailSenderTests {
  private func mail(to addresses: String..., text: String = "You are primary.\n") -> OutgoingMail {
    OutgoingMail(
      to: addresses.map { OutgoingMail.Mailbox(address: $0) }, subject: "Pump 3 – steht", text: text,
      messageID: "T-12-1-r0-s0-ana_mail@watch.example.com", isAutomatic: true, date: Timestamp(seconds: 1_792_152_000))
  }

  private func sender(
    _ port: Int, _ certificate: String? = nil, security: MailRelay.Security = .startTLS, password: String? = nil,
    host: String = "localhost", total: Duration = .seconds(60), allowed: Bool = true
  ) throws -> MailSender {
    let relay = MailRelay(
      host: host, port: port, security: security,
      sender: OutgoingMail.Mailbox(name: "Field support", address: "desk@example.com"),
      user: password.map { _ in MailServer.user }, password: password, certificates: certificate,
      ownName: "watch.example.com")
    let limits = MailSendingLimits(total: total, connect: .seconds(30), lookup: .seconds(30))
    return MailSender(
      relay, guarding: try URLGuard(allowed: allowed ? ["\(host):\(port)"] : []), limits: limits,
      lookup: { name, _ in name == "nowhere.example.com" ? [] : [IPAddress(127, 0, 0, 1)] })
  }

  @Test(
    "It arrives whole, after STARTTLS or over TLS, signed in as the settings say",
    arguments: [(MailServer.Security.starttls, MailRelay.Security.startTLS), (.tls, .tls)])
  func arrives(there: MailServer.Security, here: MailRelay.Security) async throws {
    let server = try MailServer(security: there, signIn: true)
    let sender = try sender(server.port, server.certificate, security: here, password: MailServer.password)
    let text = ".\n..two\nFrom\n\nGrüße 🚒\n"
    let response = await sender.send(mail(to: "ana@example.com", "bo@example.org", text: text))
    let taken = try server.stop()
    #expect(response == .smtp(code: 250, enhanced: nil))
    let one = try #require(taken.first)
    #expect(taken.count == 1)
    #expect(one.secure)
    #expect(one.user == MailServer.user)
    #expect(one.hello == "watch.example.com")
    #expect(one.from == "desk@example.com")
    #expect(one.to == ["ana@example.com", "bo@example.org"])
    let seen = MailReader.read(Array(one.data), keeping: 0)
    #expect(seen.text == text)
    #expect(seen.subject == "Pump 3 – steht")
  }

  @Test("In the clear only where the settings say so")
  func clear() async throws {
    let server = try MailServer(security: .none)
    let secure = await (try sender(server.port, server.certificate)).send(mail(to: "ana@example.com"))
    let plain = await (try sender(server.port, security: .none)).send(mail(to: "bo@example.com"))
    #expect(secure == .failed(.tls, beforeSending: true))
    #expect(plain == .smtp(code: 250, enhanced: nil))
    #expect(try server.stop().map(\.to) == [["bo@example.com"]])
  }

  @Test("A certificate that nobody vouches for, or for another name, ends it before anything is said")
  func certificates() async throws {
    let server = try MailServer(certificateName: "other.example.com")
    #expect(await (try sender(server.port)).send(mail(to: "ana@example.com")) == .failed(.tls, beforeSending: true))
    let named = try sender(server.port, server.certificate)
    #expect(await named.send(mail(to: "ana@example.com")) == .failed(.tls, beforeSending: true))
    #expect(try server.stop().isEmpty)
  }

  @Test(
    "What the server refuses, and what it wants later, comes back as its numbers and none of its words",
    arguments: [
      ("nobody", 550, "5.1.1", "there is no such mailbox; correct the address"),
      ("full", 552, "5.2.2", "the mailbox is full or the mail too large"),
      ("vague", 550, "5.7.1", "it does not take mail from us for this address"),
      ("later", 451, "4.7.1", ""),
    ])
  func refused(name: String, code: Int, enhanced: String, meaning: String) async throws {
    let server = try MailServer()
    let sender = try sender(server.port, server.certificate)
    let response = await sender.send(mail(to: "ana@example.com", "\(name)@example.com"))
    #expect(response == .smtp(code: code, enhanced: enhanced))
    let outcome = OutcomeTable.outcome(of: response, now: Timestamp(seconds: 0))
    if code == 451 {
      #expect(outcome == .retry(after: PlainDuration(.seconds(60)), why: "the mail server answered 451 4.7.1"))
    } else {
      #expect(outcome == .refused(why: "the mail server answered \(code) \(enhanced): \(meaning)"))
    }
    #expect(try server.stop().isEmpty, "to all or to none")
  }

  @Test("A wrong password is refused, and so is none where one is wanted", arguments: ["wrong", nil])
  func signIn(password: String?) async throws {
    let server = try MailServer(signIn: true)
    let response = await (try sender(server.port, server.certificate, password: password)).send(
      mail(to: "ana@example.com"))
    #expect(response == (password == nil ? .smtp(code: 530, enhanced: "5.7.0") : .smtp(code: 535, enhanced: "5.7.8")))
    guard case .refused = OutcomeTable.outcome(of: response, now: Timestamp(seconds: 0)) else {
      Issue.record("\(response) is not refused")
      return
    }
    #expect(try server.stop().isEmpty)
  }

  @Test("A server that falls silent after the data, or breaks off, leaves it unknown", arguments: ["hang", "reset"])
  func unknown(name: String) async throws {
    let server = try MailServer()
    let sender = try sender(server.port, server.certificate, total: name == "hang" ? .seconds(12) : .seconds(60))
    let response = await sender.send(mail(to: "\(name)@example.com"))
    #expect(response == .failed(name == "hang" ? .timedOut : .reset, beforeSending: false))
    guard case .unknown = OutcomeTable.outcome(of: response, now: Timestamp(seconds: 0)) else {
      Issue.record("\(response) is not unknown")
      return
    }
    _ = try server.stop()
  }

  @Test("A server that never greets, or breaks off before the data, cannot have it")
  func before() async throws {
    let silent = try LoopbackServer(readsFirst: false) { $0.hang() }
    defer { silent.stop() }
    let late = await (try sender(silent.port, total: .seconds(1))).send(mail(to: "ana@example.com"))
    #expect(late == .failed(.timedOut, beforeSending: true))
    let rude = try LoopbackServer(readsFirst: false) { connection in
      connection.write("220 mail.example.com\r\n")
      connection.reset()
    }
    defer { rude.stop() }
    let broken = await (try sender(rude.port, security: .none)).send(mail(to: "ana@example.com"))
    #expect([.failed(.reset, beforeSending: true), .failed(.refused, beforeSending: true)].contains(broken))
    let closed = await (try sender(try LoopbackServer.closedPort())).send(mail(to: "ana@example.com"))
    #expect(closed == .failed(.refused, beforeSending: true))
  }

  @Test("The password is not said to a server that would hear it in the clear")
  func noPasswordInTheClear() async throws {
    let server = try LoopbackServer(readsFirst: false) { connection in
      connection.write("220 mail.example.com\r\n")
      var said = ""
      while let more = connection.read() {
        said += String(decoding: more, as: UTF8.self)
        connection.write(said.hasPrefix("EHLO") ? "250-mail.example.com\r\n250 AUTH PLAIN LOGIN\r\n" : "500 no\r\n")
      }
      if said.contains("AUTH") || said.contains("DATA") { Issue.record("it said \(said)") }
    }
    defer { server.stop() }
    let sender = try sender(server.port, password: "secret")
    #expect(await sender.send(mail(to: "ana@example.com")) == .failed(.tls, beforeSending: true))
  }

  @Test("An address on this machine is refused unless the settings list it, and a name without addresses has none")
  func guarded() async throws {
    let response = await (try sender(2_525, allowed: false)).send(mail(to: "ana@example.com"))
    guard case .failed(.blocked(let why), beforeSending: true) = response else {
      Issue.record("\(response) was not blocked")
      return
    }
    #expect(why.contains("list localhost:2525 among the allowed hosts"))
    let nowhere = try sender(25, host: "nowhere.example.com")
    #expect(await nowhere.send(mail(to: "ana@example.com")) == .failed(.dns, beforeSending: true))
  }

  @Test("A mail that cannot be written is refused with its reason, and nobody is called")
  func unwritable() async throws {
    let response = await (try sender(1)).send(mail(to: "ana@example.com\r\nDATA"))
    guard case .failed(.blocked(let why), beforeSending: true) = response else {
      Issue.record("\(response) was not blocked")
      return
    }
    #expect(why.contains("is not a mail address"))
  }

  @Test("Shutting down ends a conversation that hangs")
  func shutdown() async throws {
    let server = try MailServer()
    let sender = try sender(server.port, server.certificate)
    async let response = sender.send(mail(to: "hang@example.com"))
    try await Task.sleep(for: .milliseconds(300))
    sender.shutdown()
    let result = await response
    guard case .failed(.cancelled, _) = result else {
      Issue.record("\(result) was not stopped")
      return
    }
    #expect(await sender.send(mail(to: "ana@example.com")) == .failed(.cancelled, beforeSending: true))
    _ = try server.stop()
  }
}
