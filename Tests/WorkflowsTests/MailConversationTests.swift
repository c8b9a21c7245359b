import Foundation
import ProviderExchange
import Storage
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Several people in one conversation by mail, and what mail servers say of our answers, through a real store.
@Suite struct MailConversationTests {
  private func desk(
    at start: String = "2026-11-24T10:00:00Z", _ schedule: String = SmallTeam.text
  ) async throws -> TestDesk {
    var options = SourceOptions()
    options.address = "Help <help@example.com>"
    let mail = SourceBinding(
      name: "mail", source: Email(),
      settings: SourceSettings(secrets: [TestDesk.secret], options: options, tokens: [TestDesk.signing]), team: "alarm")
    let test = try await TestDesk(at: start, schedules: ["alarm.yaml": schedule], only: [mail])
    try await mailed("lena1", by: "Lena <lena@larch.example.com>", "Dark", "It is dark.", on: test)
    return test
  }

  @discardableResult
  private func mailed(
    _ id: String, by writer: String, _ subject: String, _ text: String, answers: String? = nil, on test: TestDesk
  ) async throws -> IntakeReply {
    let answered = answers.map { "In-Reply-To: <\($0)>\n" } ?? ""
    let mail = "Message-ID: <\(id)@example.org>\nFrom: \(writer)\nSubject: \(subject)\n\(answered)\n\(text)\n"
    return try await take(mail, on: test)
  }

  @discardableResult
  private func take(_ mail: String, on test: TestDesk) async throws -> IntakeReply {
    try await test.perform(
      TakeDelivery(source: "mail", headers: ["content-type": "message/rfc822"], body: Data(mail.utf8))
    ).answer
  }

  @discardableResult
  private func reply(_ text: String, to id: String, on test: TestDesk) async throws -> [String] {
    let row = try await test.perform(ActOnTicket(id: id, member: "cy", act: .reply(text: text, then: nil)))
    test.clock.set(test.clock.wall.now() + .minutes(1))
    try await test.live(until: test.clock.wall.now().description)
    return row.warnings ?? []
  }

  private func sent(_ text: String, on test: TestDesk) throws -> OutgoingMail {
    try #require(test.sent.mails.last { $0.text.hasPrefix(text) })
  }

  @Test(
    "whoever joins the conversation is not answered by the way, and that is said; split off they are, by themselves")
  func joined() async throws {
    let test = try await desk()
    try await mailed(
      "max1", by: "Max <max@partner.example>", "Re: Dark", "And a matter of mine.", answers: "lena1@example.org",
      on: test)
    let warnings = try await reply("We look.", to: "T-1", on: test)
    #expect(
      warnings.first?.hasPrefix("it goes to Lena, and not to Max, who wrote last: watchbill ticket split T-1") == true)
    let first = try sent("We look.", on: test)
    #expect(first.to.map(\.address) == ["lena@larch.example.com"])
    #expect(!first.references.contains { $0.hasPrefix("max1") } && first.inReplyTo == "lena1@example.org")
    let split = try await test.perform(SplitTicket(id: "T-1", title: "Max's matter", member: "cy"))
    #expect(split.other.id == "T-2")
    #expect(try await reply("Yours is done.", to: "T-2", on: test).isEmpty)
    #expect(
      try sent("Yours is done.", on: test).to == [OutgoingMail.Mailbox(name: "Max", address: "max@partner.example")])
  }

  @Test(
    "whoever has an address that cannot be sent to is not answered from here: that is said at once, with the address",
    arguments: ["josé@x.example", "\"a b\"@x.example", "a@[127.0.0.1]"])
  func outOfReach(address: String) async throws {
    let test = try await desk()
    try await mailed("nora1", by: "Nora <\(address)>", "Dark, too", "It is dark.", on: test)
    let shown = try await test.perform(ShowTicket(id: "T-2"))
    #expect(shown.address == address)
    let open = shown.forAnybody
    #expect(open.address == nil && open.body == shown.body, "whoever nothing names has the rest")
    let warnings = try await reply("We look.", to: "T-2", on: test)
    #expect(warnings.count == 1, "\(warnings)")
    #expect(
      warnings.first?.contains("does not leave: no mail can be sent from here to the customer's address '\(address)'")
        == true, "\(warnings)")
    #expect(!test.sent.mails.contains { $0.text.hasPrefix("We look.") })
    #expect(try await test.perform(ShowTicket(id: "T-2")).ticket.state == "open")
  }

  @Test("a domain with letters of its own is answered in its xn--… form")
  func ownLetters() async throws {
    let test = try await desk()
    for (id, domain) in [("T-2", "münchen.example"), ("T-3", "xn--mnchen-3ya.example")] {
      try await mailed("nora-\(id)", by: "Nora \(id) <nora@\(domain)>", "Dark, too: \(id)", "It is dark.", on: test)
      #expect(try await test.perform(ShowTicket(id: id)).address == "nora@münchen.example")
      #expect(try await reply("We look at \(id).", to: id, on: test).isEmpty)
      #expect(try sent("We look at \(id).", on: test).to.map(\.address) == ["nora@xn--mnchen-3ya.example"])
    }
  }

  @Test("who was told something by rule is not told the same for a week, as their program may answer ours (RFC 3834)")
  func saysOnce() async throws {
    let schedule =
      SmallTeam.text.replacing(
        "    outside hours: hold\n",
        with: "    outside hours: hold\n    reply outside hours: We are back {opening}.\n")
      + "routing:\n  - { name: sales, when: { words: [partnership] }, redirect: Please write to sales@example.com. }\n"
    let test = try await desk(at: "2026-11-24T20:00:00Z", schedule)
    func told(_ address: String, _ text: String, until instant: String) async throws -> Int {
      try await test.live(until: instant)
      return test.sent.mails.count { $0.to.first?.address == address && $0.text.hasPrefix(text) }
    }
    let lena = "lena@larch.example.com"
    #expect(try await told(lena, "We are back", until: "2026-11-24T20:01:00Z") == 1)
    let second = try await mailed("lena2", by: "Lena <\(lena)>", "Your mail", "We have your mail.", on: test)
    try await mailed("mo1", by: "Mo <mo@birch.example>", "Dark, too", "Mine as well.", on: test)
    for id in ["lena3", "lena4"] {
      try await mailed(id, by: "Lena <\(lena)>", "A partnership", "We have your mail.", on: test)
    }
    #expect(try await told(lena, "We are back", until: "2026-11-24T20:02:00Z") == 1)
    #expect(try await told("mo@birch.example", "We are back", until: "2026-11-24T20:02:00Z") == 1)
    #expect(try await told(lena, "Please write to sales", until: "2026-11-24T20:02:00Z") == 1)
    for id in [try #require(second.ticket), "T-5"] {
      let steps = try await test.perform(ShowTicket(id: id)).history.map(\.because)
      let why = "nothing was said by rule: this customer was told the same within the last 7 days"
      #expect(steps.contains { $0.contains(why) }, "\(id): \(steps)")
    }
    let again = try await test.perform(ShowTicket(id: "T-5"))
    #expect(again.ticket.state != "closed" && again.history.contains { $0.because.contains("now a person reads it") })
    try await test.live(until: "2026-12-01T20:02:00Z")
    try await mailed("lena5", by: "Lena <\(lena)>", "A partnership", "Again.", on: test)
    #expect(try await told(lena, "Please write to sales", until: "2026-12-01T20:03:00Z") == 2)
  }

  @Test("what never arrived was not told: the customer is told it with their next ticket")
  func saysAgain() async throws {
    let schedule = SmallTeam.text.replacing(
      "    outside hours: hold\n",
      with: "    outside hours: hold\n    reply outside hours: We are back {opening}.\n")
    let test = try await desk(at: "2026-11-24T20:00:00Z", schedule)
    try await test.live(until: "2026-11-24T20:01:00Z")
    let first = try #require(try await test.desk.store.read { try $0.letters(of: TicketID(number: 1)) }.first)
    #expect(first.letter.text.hasPrefix("We are back") && first.state == .sent)
    let id = first.letter.id
    try await test.desk.store.write { tx in try tx.refuse(letter: id, because: "the mail came back undelivered") }
    try await mailed("lena2", by: "Lena <lena@larch.example.com>", "Dark, too", "Another.", on: test)
    try await test.live(until: "2026-11-24T20:02:00Z")
    #expect(test.sent.mails.count { $0.text.hasPrefix("We are back") } == 2)
  }

  @Test("whichever ticket of a conversation is answered, the newest goes on")
  func chain() async throws {
    let test = try await desk()
    let lena = "Lena <lena@larch.example.com>"
    func mailed(_ id: String, answering answered: String) async throws -> String? {
      try await self.mailed(
        id, by: lena, "Re: Dark", "Dark again: \(id).", answers: "\(answered)@example.org", on: test
      ).ticket
    }
    func close(_ id: String) async throws {
      try await test.perform(ActOnTicket(id: id, member: "cy", act: .close(TicketEndingWords(note: "A cable."))))
    }
    try await close("T-1")
    #expect(try await mailed("lena2", answering: "lena1") == "T-2")
    try await close("T-2")
    #expect(try await mailed("lena3", answering: "lena1") == "T-3")
    #expect(try await mailed("lena4", answering: "lena2") == "T-3")
    try await close("T-3")
    #expect(try await mailed("lena5", answering: "lena2") == "T-4")
    #expect(try await mailed("lena6", answering: "lena3") == "T-4")
  }

  @Test(
    "of two customers in one ticket neither sees what the other one's mails are called; both have their files there")
  func apart() async throws {
    let test = try await desk()
    try await mailed("mo1", by: "Mo <mo@birch.example>", "Dark, too", "Mine as well.", on: test)
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "cy"))
    try await reply("To both.", to: "T-1", on: test)
    try await mailed(
      "mo2", by: "Mo <mo@birch.example>", "Re: Dark, too", "Still.", answers: "mo1@example.org", on: test)
    try await mailed(
      "lena2", by: "Lena <lena@larch.example.com>", "Re: Dark", "Still.", answers: "lena1@example.org", on: test)
    try await reply("To both again.", to: "T-1", on: test)
    #expect(
      try await mailed("mo3", by: "Mo <mo@birch.example>", "Re: Dark, too [T-1]", "Hello?", on: test).ticket == "T-1")
    #expect(
      try await mailed("eve1", by: "Eve <eve@example.net>", "Re: Dark, too [T-1]", "Hello?", on: test).ticket == "T-3")
    let mails = test.sent.mails.filter { $0.text.hasPrefix("To both again.") }
    #expect(mails.count == 2)
    for mail in mails {
      let own = mail.to.first?.address == "mo@birch.example" ? "mo" : "lena"
      let named = mail.references.filter { $0.hasSuffix("@example.org") }
      #expect(named == ["\(own)1@example.org", "\(own)2@example.org"], "\(mail.references)")
      #expect(
        mail.references.count == 3
          && mail.references.allSatisfy { $0.contains("T-2") == (own == "mo") || $0.hasPrefix(own) })
    }
  }

  @Test(
    "only a mail that came back is told of, and can be sent again; one that is late, went on, arrived or was read is not",
    arguments: ["failed", "delayed", "relayed", "delivered"])
  func reports(action: String) async throws {
    let test = try await desk()
    try await reply("Try the other cable.", to: "T-1", on: test)
    let letter = try sent("Try", on: test)
    try await take(
      """
      Message-ID: <r1@mx.example.org>
      From: MAILER-DAEMON@mx.example.org
      Subject: Delivery status
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary=b

      --b
      Content-Type: text/plain

      About your mail.
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.org

      Final-Recipient: rfc822; lena@larch.example.com
      Action: \(action)
      Status: 4.0.0
      --b
      Content-Type: text/rfc822-headers

      Message-ID: <\(letter.messageID)>
      --b--

      """, on: test)
    let told = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "reply-refused" }
    #expect(told.isEmpty == (action != "failed"))
    let shown = try await test.perform(ShowTicket(id: "T-1")).letters ?? []
    #expect(shown.map(\.state) == [action == "failed" ? "refused" : "sent"])
    guard action == "failed" else { return }
    #expect(shown.first?.why == "the mail came back undelivered")
    #expect(try await test.perform(ResendReplies(id: "T-1")).map(\.state) == ["waiting"])
    try await test.live(until: "2026-11-24T10:05:00Z")
    #expect(test.sent.mails.map(\.messageID) == [letter.messageID, letter.messageID])
  }
}
