import MailMessages
import ProviderExchange
import TestSupport
import Testing
import Timekeeping

@Suite("Mail in bytes that every program reads alike")
struct MailComposerTests {
  private static let desk = OutgoingMail.Mailbox(name: "Field support", address: "desk@example.com")

  private func mail(
    subject: String = "Pump 3 stands still", text: String = "You are primary.\n", name: String? = nil,
    address: String = "ana@example.com"
  ) -> OutgoingMail {
    OutgoingMail(
      to: [OutgoingMail.Mailbox(name: name, address: address)], subject: subject, text: text,
      messageID: "T-12-1-r0-s0-ana_mail@watch.example.com", isAutomatic: true, date: Timestamp(seconds: 1_792_152_000))
  }

  private func bytes(_ mail: OutgoingMail) throws -> [UInt8] { try MailComposer.compose(mail, from: Self.desk) }

  private func reread(_ mail: OutgoingMail) throws -> MailMessage {
    MailReader.read(try bytes(mail), keeping: 1 << 20)
  }

  @Test("A reader sees what was meant")
  func roundTrip() throws {
    var mail = mail(
      subject: "Projekt startet nicht – Fehler 502 🚒", text: "Grüße,\n\n.\nFrom here on.\nEnd", name: "Müller, Renée")
    mail.cc = [OutgoingMail.Mailbox(name: "Bo \"the\" Lee", address: "bo+x@example.org")]
    mail.replyTo = OutgoingMail.Mailbox(address: "desk+T-12@example.com")
    mail.inReplyTo = "20260327160001.7A1B2@mail.customer.example"
    mail.references = ["first@mail.customer.example", "20260327160001.7A1B2@mail.customer.example"]
    mail.isAutomatic = false
    let seen = try reread(mail)
    #expect(seen.problems == [])
    #expect(seen.subject == mail.subject)
    #expect(seen.from == [MailAddress(name: "Field support", address: "desk@example.com")])
    #expect(seen.replyTo.map(\.address) == ["desk+T-12@example.com"])
    #expect(
      seen.recipients == [
        MailAddress(name: "Müller, Renée", address: "ana@example.com"),
        MailAddress(name: "Bo \"the\" Lee", address: "bo+x@example.org"),
      ])
    #expect(seen.messageID == "T-12-1-r0-s0-ana_mail@watch.example.com")
    #expect(
      seen.answers == [
        "20260327160001.7A1B2@mail.customer.example", "20260327160001.7A1B2@mail.customer.example",
        "first@mail.customer.example",
      ])
    #expect(seen.date == mail.date)
    #expect(seen.text == "Grüße,\n\n.\nFrom here on.\nEnd\n")
    #expect(seen.header("mime-version") == "1.0")
    #expect(seen.header("auto-submitted") == nil)
  }

  @Test("A name is encoded as well, in words that are short enough", arguments: [10, 30, 80])
  func longNames(count: Int) throws {
    let name = String(repeating: "山本", count: count)
    let seen = try reread(mail(name: name))
    #expect(seen.recipients == [MailAddress(name: name, address: "ana@example.com")])
  }

  @Test("What a rule wrote says so, and what answers by rule says that")
  func automatic() throws {
    var mail = mail()
    #expect(try reread(mail).header("auto-submitted") == "auto-generated")
    mail.inReplyTo = "a@b.example"
    #expect(try reread(mail).header("auto-submitted") == "auto-replied")
  }

  @Test("Lines are short, end with CR and LF, and hold nothing but ASCII")
  func lines() throws {
    let long = String(repeating: "überaus langer Text ohne Ende ", count: 200)
    let bytes = try bytes(
      mail(subject: String(repeating: "ü", count: 900), text: "\(long)\rone\r\ntwo\n\u{0}\u{1B}[2J"))
    let lines = String(decoding: bytes, as: UTF8.self).components("\r\n")
    #expect(bytes.allSatisfy { $0 < 127 })
    #expect(lines.filter { $0.utf8.count > 78 } == [])
    #expect(lines.allSatisfy { line in !line.unicodeScalars.contains { $0 == "\r" || $0 == "\n" } })
    let seen = MailReader.read(bytes, keeping: 0)
    #expect(seen.subject == String(repeating: "ü", count: MailComposer.subjectLimit - 1) + "…")
    #expect(seen.text == "\(long)\none\ntwo\n  [2J\n")
  }

  @Test(
    "Nothing in a subject or a name becomes a header",
    arguments: [
      "x\r\nBcc: eve@example.org", "x\nBcc: eve@example.org", "x\rBcc: eve@example.org", "x\r\n\r\nBody", "x\u{0}y",
      "=?utf-8?q?=0D=0ABcc:_eve?=", "x\u{2028}Bcc: eve@example.org", "x\u{85}Bcc: e@example.org",
    ])
  func injection(text: String) throws {
    let usual = try reread(mail(name: "Ana"))
    let seen = try reread(mail(subject: text, name: text))
    #expect(seen.headers.map(\.name) == usual.headers.map(\.name))
    #expect(seen.recipients.map(\.address) == ["ana@example.com"])
    #expect(seen.text == usual.text)
  }

  @Test("No letters at random make another header, recipient or end of the text (seeds 1 to 400)")
  func randomText() throws {
    let usual = try reread(mail(name: "Ana")).headers.map(\.name)
    let parts = [
      "\r", "\n", "\r\n", "\r\n.\r\n", ":", "Bcc: e@example.org", "<", ">", "\"", "\\", "(", ",", ";", "@", "=?", "?=",
      " ", "\t", "ü", "🚒", "a", "\u{0}", "\u{202E}", "=0D=0A", "Content-Type: text/html", "=", "\u{7F}", "utf-8?b?",
    ]
    for seed in 1...400 {
      var dice = Dice(seed: seed)
      func text(_ dice: inout Dice) -> String { (0..<dice.roll(0...11)).map { _ in dice.pick(parts) }.joined() }
      let (subject, name, body) = (text(&dice), "n" + text(&dice), text(&dice))
      let seen = try reread(mail(subject: subject, text: body, name: name))
      #expect(seen.headers.map(\.name) == usual, "seed \(seed)")
      #expect(seen.recipients.map(\.address) == ["ana@example.com"], "seed \(seed)")
    }
  }

  @Test(
    "An address that is none is refused",
    arguments: [
      "", "ana", "ana@", "@example.com", "ana@example.com\r\nRCPT TO:<eve@example.org>", "a b@example.com",
      "ana@example.com>", "<ana@example.com", "ana@exa\u{0}mple.com", "ana@@example.com", "jürgen@example.com",
      "ana@exämple.com", "ana@-example.com", "ana..b@example.com", ".ana@example.com", "ana@example..com",
      "\"a b\"@example.com", "ana@[127.0.0.1]", String(repeating: "a", count: 65) + "@example.com",
    ])
  func badAddress(address: String) {
    #expect(throws: MailProblem.self) { try bytes(mail(address: address)) }
    var other = mail()
    other.replyTo = OutgoingMail.Mailbox(address: address)
    #expect(throws: MailProblem.self) { try bytes(other) }
  }

  @Test("Ids from outside that are none are left out, and our own must be one")
  func ids() throws {
    var mail = mail()
    mail.inReplyTo = "a b@c\r\nBcc: e@example.org"
    mail.references = ["x", "good@example.org", "<y@z>", "q@r\n"]
    let seen = try reread(mail)
    #expect(seen.answers == ["good@example.org"])
    mail.messageID = "no id"
    #expect(throws: MailProblem.self) { try bytes(mail) }
  }

  @Test("Too long a text and too many recipients are refused; at the limit they are not")
  func limits() throws {
    _ = try bytes(mail(text: String(repeating: "x", count: MailComposer.textLimit)))
    #expect(throws: MailProblem.self) {
      try bytes(mail(text: String(repeating: "x", count: MailComposer.textLimit + 1)))
    }
    var many = mail()
    many.to = (1...MailComposer.recipientLimit).map { OutgoingMail.Mailbox(address: "p\($0)@example.com") }
    _ = try bytes(many)
    many.cc = [OutgoingMail.Mailbox(address: "more@example.com")]
    #expect(throws: MailProblem.self) { try bytes(many) }
    many.to = []
    #expect(throws: MailProblem.self) { try bytes(many) }
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    var rest = self[...]
    var found: [String] = []
    while let range = rest.firstRange(of: separator) {
      found.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return found + [String(rest)]
  }
}
