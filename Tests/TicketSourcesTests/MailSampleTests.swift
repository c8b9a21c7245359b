import Foundation
import ProviderExchange
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage

/// What each sample of mail must become: read from the files with another reader, and by eye where that one gave up.
@Suite(
  "Real mail as events, field by field", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
struct MailSampleTests {
  /// An event of mail; the fields that mail has not (tags, priority, state, version) are nil in every one.
  struct Row: Sendable {
    var id: String?
    var threads: [ThreadKey] = []
    var title: String?
    var customer = Party()
    /// Where it is not the one to answer.
    var author: Party?
    var address: String?
    var occurred: String?
    var automatic: AutomaticMessage?
    /// All of it, without what is quoted; `begins` where it is long.
    var text = ""
    var begins = false
  }

  private static let hello = Row(
    id: "1234@local.machine.example", title: "Saying Hello",
    customer: Party(name: "John Doe", address: "jdoe@machine.example"), address: "mary@example.net",
    occurred: "1997-11-21T15:55:06Z", text: "This is a message just to say hello.\nSo, \"Hello\".")

  private static let testing = Row(
    id: "9169D984-4E0B-45EF-82D4-8F5E53AD7012@example.com", title: "testing",
    customer: Party(address: "foo@example.com"),
    address: "blah@example.com", occurred: "2005-06-06T20:21:22Z", text: "This is the first part.")

  static let rows: [String: Row] = [
    "attachment_message_rfc822": testing, "attachment_nonascii_filename": testing, "raw_email7": testing,
    "example01": hello, "example02": hello, "example05": hello,
    "attachment_with_encoded_name": Row(
      id: "e85734b90505081209eaaa17b@mail.gmail.com",
      threads: [.message("F6E2D0B4-CC35-4A91-BA4C-C7C712B10C13@mac.com")],
      title: "Signed email causes file attachments",
      customer: Party(name: "xxxxxxxxx xxxxxxx", address: "xxxxxxxxx.xxxxxxx@gmail.com"),
      address: "xxxxx@xxxxxxxxx.com", occurred: "2005-05-08T19:09:11Z",
      text: "We should not include these files or vcards as attachments.", begins: true),
    "composed_03_out_of_office_must_not_reopen": Row(
      id: "ooo-77@mail.customer.example",
      threads: [.token("t35436-9f3a"), .message("ticket-35436-3@flowforge.example")],
      title: "Abwesenheit: Re: [#35436] Projekt startet nicht",
      customer: Party(address: "renee.muller@customer.example"), address: "support@flowforge.example",
      occurred: "2026-03-30T07:13:00Z", automatic: .autoReply, text: "Ich bin bis 7. April nicht im Büro."),
    "composed_04_bounce_dsn": Row(
      id: "dsn-1@mx.customer.example", threads: [.message("ticket-35436-3@flowforge.example")],
      title: "Undelivered Mail Returned to Sender",
      customer: Party(name: "Mail Delivery System", address: "mailer-daemon@mx.customer.example"),
      address: "support@flowforge.example", occurred: "2026-03-30T08:00:00Z", automatic: .bounce,
      text: "The mail system could not deliver your message.", begins: true),
    "composed_05_malformed_no_ids_bare_lf_raw_8bit": Row(
      title: "Hilfe! Rückfrage", customer: Party(name: "Björn", address: "bjorn@customer.example"),
      text: "Kein Message-ID, kein gueltiges Datum,", begins: true),
    "composed_06_mailing_list_must_not_autorespond": Row(
      id: "digest-12@lists.example", title: "Weekly digest", customer: Party(address: "news@lists.example"),
      address: "hi@flowforge.example", occurred: "2026-03-29T00:59:59Z", automatic: .list,
      text: "Nothing to answer here."),
    "bad_encoded_subject": Row(title: "TEST", text: "TEST"),
    "email_with_similar_boundaries": Row(
      id: "e4b473$b3jkq@xxxx.xxxx.xxxxxxxx.xxx", title: "Xxxxxx",
      customer: Party(name: "Xxxxx", address: "xxxxxx@xxxxxxxx.xxx"), address: "xxxxxxx@xxxxxxxxxxx.xxx",
      occurred: "2012-04-06T01:01:01Z", text: "Test"),
    "example03": Row(
      id: "5678.21-Nov-1997@example.com",
      customer: Party(name: "Joe Q. Public", address: "john.q.public@example.com"), address: "mary@x.test",
      occurred: "2003-07-01T08:52:37Z", text: "Hi everyone."),
    "example06": Row(
      id: "3456@example.net", threads: [.message("1234@local.machine.example")], title: "Saying Hello",
      customer: Party(name: "Mary Smith: Personal Account", address: "smith@home.example"),
      author: Party(name: "Mary Smith", address: "mary@example.net"), address: "jdoe@machine.example",
      occurred: "1997-11-21T16:01:10Z", text: "This is a reply to your hello."),
    // Its `To` is broken in two: nobody stands in it.
    "example13": Row(
      id: "1234@local.machine.example", title: "Saying Hello",
      customer: Party(name: "John Doe", address: "jdoe@machine.example"), occurred: "1997-11-21T15:55:06Z",
      text: "This is a message just to say hello.\nSo, \"Hello\"."),
    "japanese_shift_jis": Row(
      id: "xxxxx@docomo.ne.jp", title: "test", customer: Party(address: "xxxxxxx@docomo.ne.jp"),
      address: "unknown@example.com", occurred: "2014-05-28T08:18:19Z",
      text: "あいうえお\n\nこのメールはテスト用のメールです。\n\n今後ともよろしくお願い申し上げます！"),
    "ks_c_5601-1987": Row(
      id: "from@example.com", title: "test", customer: Party(address: "from@example.com"),
      address: "unknown@example.com", occurred: "2014-05-28T08:18:19Z", text: "스티해"),
    "missing_body": Row(
      id: "001301c17797$9cd0ef30$a3ab620c@vaio", title: "REDACTED",
      customer: Party(name: "SCS_2", address: "redacted@attglobal.net"), occurred: "2001-11-27T23:02:35Z"),
    "multiple_references_with_one_invalid": Row(
      id: "105647271315.NCV17523@x263.net", threads: [.message("baz@bar.net"), .message("foo@bar.net")],
      title: "Redacted", customer: Party(address: "redacted@flashmail.net"), address: "redacted@enron.com", text: "foo"),
    // Where it was delivered says more than whom it names.
    "new_line_in_to_header": Row(
      id: "4cb5c7d0a3cce_120e..fdbed2b861958562@s.t-example.com.tmail", title: "[Online Lead] Online Lead #1111111",
      customer: Party(address: "l@gcn-example.com"), address: "e-s-a-g-8718@app.ar.com",
      occurred: "2010-10-13T14:53:04Z", text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?ADF version=\"1.0\"?>",
      begins: true),
    "raw_email_reply": Row(
      id: "473FFE27.20003@xxx.org",
      threads: [.message("348F04F142D69C21-291E56D292BC@xxxx.net"), .message("473FF3B8.9020707@xxx.org")],
      title: "Test reply email", customer: Party(name: "Testing", address: "xxxxxxxx@xxx.org"),
      address: "mikel@xxxx.net", occurred: "2007-11-18T08:56:07Z", text: "Message body"),
    "raw_email_string_in_date_field": Row(
      id: "d3b8cf8e49f04480850c28713a1f473e@lindsaar.net", title: "NOTE: 한국말로 하는 것",
      customer: Party(address: "mikel@me.com"), address: "bob@bob.com", occurred: "2008-09-20T17:04:30Z",
      text: "대부분의 마찬가지로, 우리는 하나님을 믿습니다.\n\n제 이름은 Jamis입니다."),
    "report_422": Row(
      id: "200801161640.m0GFZ1c3009410@mail11.ttttt.com.au",
      threads: [.message("15655788.13.1200472642578.JavaMail.Administrator@mail.ttttt.com.au")],
      title: "Warning: could not send message for past 8 hours",
      customer: Party(name: "Mail Delivery Subsystem", address: "mailer-daemon@tppppp.com.au"),
      address: "jennifer@sss.sssssss.net.au", occurred: "2008-01-16T16:40:52Z", automatic: .autoReply,
      text: "    **********************************************\n    **", begins: true),
    "trademark_character_in_subject": Row(
      id: "MDAEMON-F201010121621.AA2105420md50000198258@ga-example.com", title: "GA.comô has a lead for you",
      customer: Party(address: "j@yahoo-example.com"), address: "e-r-w-a-4462@app.ar.com",
      occurred: "2010-10-12T16:21:05Z", text: "Body Text - not important"),
    "utf8_headers": Row(
      title: "Säying Hello", customer: Party(name: "Jöhn Doe", address: "jdöe@mächine.example"),
      address: "märy@exämple.net", text: "body"),
    "weird_to_header": Row(
      id: "20101015032506.28448.qmail@i.tp.host", title: "(no title)", customer: Party(address: "anonymous@i.tp.host"),
      address: "e-s-a-s-2200@app.ar.com", occurred: "2010-10-15T03:25:06Z",
      text: "\nCONTACT:\n\n\n\n\nCOMMENT:\n\n\nPAGE THEY WERE ON:", begins: true),
  ]

  /// The whole events of these are in EmailTests.
  static let elsewhere = ["composed_01_new_ticket_multipart_utf8", "composed_02_customer_reply_with_thread_headers"]

  /// The names without `real_` and `.eml`.
  static var names: [String] {
    SharedPayload.names(in: "email").filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }
      .filter { !elsewhere.contains($0) }.map { $0.hasPrefix("real_") ? String($0.dropFirst(5)) : $0 }
  }

  @Test("every field comes from the mail", arguments: names)
  func reads(name: String) throws {
    let row = try #require(Self.rows[name], "a new sample: say what it must give")
    let file = name.hasPrefix("composed_") ? name : "real_\(name)"
    let intake = Email().receive(
      Deliveries.own(
        try SharedPayload("email/\(file).eml").bytes, changing: ["content-type": "message/rfc822"]),
      as: SourceSettings(secrets: [Deliveries.secret]), at: Deliveries.now)
    let delivery = try #require(intake.delivery)
    let event = try #require(delivery.events.first)
    let id = row.id ?? delivery.id
    let text = try opening(event, id: id)
    #expect(row.begins ? text.hasPrefix(row.text) : text == row.text, "\(text.prefix(200).debugDescription)")
    #expect(event.item == ItemKey(id, threads: row.threads))
    let nobody = row.customer == Party()
    #expect(
      event.facts == ItemFacts(title: row.title, customer: nobody ? nil : row.customer, address: row.address))
    #expect(event.occurred == (try row.occurred.map { try Timestamp(text: $0) }))
    #expect(event.automatic == row.automatic && event.version == nil && event.visibility == .everyone)
    let kind: EventAuthor.Kind = row.automatic == nil ? .customer : .automation
    #expect(event.author == EventAuthor(row.author ?? row.customer, kind: kind))
    #expect(delivery.events.count == 1)
  }

  private func opening(_ event: SourceEvent, id: String) throws -> String {
    guard case .opened(let message) = event.what else {
      Issue.record("\(event.what)")
      return ""
    }
    #expect(message.id == id && message.format == .plain)
    return message.text
  }
}

/// No sample is forgotten: each belongs to the table of a source built here, or to a provider that is not.
@Suite("The list of samples", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
struct SampleListTests {
  /// Where the samples of each folder are held against what they give, or why they are not.
  static let folders = [
    "github": "SharedPayloadTests", "slack": "SlackTests", "zendesk": "ZendeskTests",
    "alertmanager": "AlertmanagerTests", "email": "EmailTests, MailSampleTests and ReplyTextTests",
    "standard-webhooks": "vectors of what we sign: WebhookSignerTests", "paging-outbound": "requests, not deliveries",
    "pagerduty": "no source yet", "chatwoot": "no source yet", "discord": "no source yet", "freescout": "no source yet",
    "freshdesk": "no source yet", "front": "no source yet", "helpscout": "no source yet", "intercom": "no source yet",
    "matrix": "no source yet", "zammad": "no source yet",
  ]

  @Test("every folder of samples is known, and no kind that is built is among those without a source")
  func knowsFolders() throws {
    let names = SharedPayload.names(in: "").filter { !$0.contains(".") }
    #expect(Set(names) == Set(Self.folders.keys))
    for kind in AllTicketSources.kinds { #expect(Self.folders[kind] != "no source yet", "\(kind)") }
  }
}
