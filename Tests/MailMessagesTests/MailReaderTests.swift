import Foundation
import MailMessages
import TestSupport
import Testing
import Timekeeping

@Suite("Mail as people meant it")
struct MailReaderTests {
  private static let folder = "cases/webhook-payloads/email"

  private func sample(_ name: String, keeping bytes: Int = 1 << 20) throws -> MailMessage {
    MailReader.read(Array(try SharedCases.data("\(Self.folder)/\(name).eml")), keeping: bytes)
  }

  private func read(_ text: String, keeping bytes: Int = 1 << 20) -> MailMessage {
    MailReader.read(Array(text.utf8), keeping: bytes)
  }

  // MARK: Samples

  /// What a reader sees in each sample: subject, sender, id, text, attachments, problems.
  struct Seen: Sendable {
    var subject: String?
    var from: String?
    var id: String?
    var text: String
    var attachments: [String] = []
    var problems = 0
  }

  static let seen: [String: Seen] = [
    "composed_01_new_ticket_multipart_utf8": Seen(
      subject: "Projekt startet nicht – Fehler 502", from: "Renée Müller <renee.muller@customer.example>",
      id: "20260327160001.7A1B2@mail.customer.example", text: "Unser Projekt „line-4“ startet nicht mehr (Fehler 502)."),
    "composed_02_customer_reply_with_thread_headers": Seen(
      subject: "AW: [#35436] Projekt startet nicht – Fehler 502", from: "Renée Müller <renee.muller@customer.example>",
      id: "20260330071201.9C3D4@mail.customer.example", text: "Leider immer noch 502."),
    "composed_03_out_of_office_must_not_reopen": Seen(
      subject: "Abwesenheit: Re: [#35436] Projekt startet nicht", from: "<renee.muller@customer.example>",
      id: "ooo-77@mail.customer.example", text: "Ich bin bis 7. April nicht im Büro."),
    "composed_04_bounce_dsn": Seen(
      subject: "Undelivered Mail Returned to Sender", from: "Mail Delivery System <MAILER-DAEMON@mx.customer.example>",
      id: "dsn-1@mx.customer.example", text: "The mail system could not deliver your message."),
    "composed_05_malformed_no_ids_bare_lf_raw_8bit": Seen(
      subject: "Hilfe! Rückfrage", from: "Björn <bjorn@customer.example>", text: "Kein Message-ID", problems: 2),
    "composed_06_mailing_list_must_not_autorespond": Seen(
      subject: "Weekly digest", from: "<news@lists.example>", id: "digest-12@lists.example",
      text: "Nothing to answer here."),
    "real_attachment_message_rfc822": Seen(
      subject: "testing", from: "<foo@example.com>", id: "9169D984-4E0B-45EF-82D4-8F5E53AD7012@example.com",
      text: "This is the first part.", attachments: ["Another PDF.eml"]),
    "real_attachment_nonascii_filename": Seen(
      subject: "testing", from: "<foo@example.com>", id: "9169D984-4E0B-45EF-82D4-8F5E53AD7012@example.com",
      text: "This is the first part.", attachments: ["ciële.txt"]),
    "real_attachment_with_encoded_name": Seen(
      subject: "Fwd: Signed email causes file attachments", from: "xxxxxxxxx xxxxxxx <xxxxxxxxx.xxxxxxx@gmail.com>",
      id: "e85734b90505081209eaaa17b@mail.gmail.com",
      text: "We should not include these files or vcards as attachments.",
      attachments: ["01 Quien Te Dij"]),
    "real_bad_encoded_subject": Seen(subject: "TEST", text: "TEST"),
    "real_email_with_similar_boundaries": Seen(
      subject: "Xxxxxx", from: "Xxxxx <xxxxxx@xxxxxxxx.xxx>", id: "e4b473$b3jkq@xxxx.xxxx.xxxxxxxx.xxx", text: "Test",
      attachments: ["LOGO.png"]),
    "real_example01": hello, "real_example02": hello, "real_example05": hello, "real_example13": hello,
    "real_example03": Seen(
      from: "Joe Q. Public <john.q.public@example.com>", id: "5678.21-Nov-1997@example.com", text: "Hi everyone."),
    "real_example06": Seen(
      subject: "Re: Saying Hello", from: "Mary Smith <mary@example.net>", id: "3456@example.net",
      text: "This is a reply to your hello."),
    "real_japanese_shift_jis": Seen(
      subject: "test", from: "<xxxxxxx@docomo.ne.jp>", id: "xxxxx@docomo.ne.jp", text: "あいうえお"),
    "real_ks_c_5601-1987": Seen(subject: "test", from: "<from@example.com>", id: "from@example.com", text: "스티해"),
    "real_missing_body": Seen(
      subject: "REDACTED", from: "SCS_2 <redacted@attglobal.net>", id: "001301c17797$9cd0ef30$a3ab620c@vaio", text: ""),
    "real_multiple_references_with_one_invalid": Seen(
      subject: "Redacted", from: "<redacted@flashmail.net>", id: "105647271315.NCV17523@x263.net", text: "foo"),
    "real_new_line_in_to_header": Seen(
      subject: "[Online Lead] Online Lead #1111111", from: "<l@gcn-example.com>",
      id: "4cb5c7d0a3cce_120e..fdbed2b861958562@s.t-example.com.tmail", text: "<?xml version=\"1.0\""),
    "real_raw_email7": Seen(
      subject: "testing", from: "<foo@example.com>", id: "9169D984-4E0B-45EF-82D4-8F5E53AD7012@example.com",
      text: "This is the first part.", attachments: ["test.rb", "test.pdf", "smime.p7s"]),
    "real_raw_email_reply": Seen(
      subject: "Re: Test reply email", from: "Testing <xxxxxxxx@xxx.org>", id: "473FFE27.20003@xxx.org",
      text: "Message body"),
    "real_raw_email_string_in_date_field": Seen(
      subject: "NOTE: 한국말로 하는 것", from: "<mikel@me.com>", id: "d3b8cf8e49f04480850c28713a1f473e@lindsaar.net",
      text: "대부분의 마찬가지로"),
    "real_report_422": Seen(
      subject: "Warning: could not send message for past 8 hours",
      from: "Mail Delivery Subsystem <MAILER-DAEMON@tppppp.com.au>",
      id: "200801161640.m0GFZ1c3009410@mail11.ttttt.com.au",
      text: "    *****"),
    "real_trademark_character_in_subject": Seen(
      subject: "GA.comô has a lead for you", from: "<j@yahoo-example.com>",
      id: "MDAEMON-F201010121621.AA2105420md50000198258@ga-example.com", text: "Body Text - not important"),
    "real_utf8_headers": Seen(
      subject: "Säying Hello", from: "Jöhn Doe <jdöe@mächine.example>", text: "body"),
    "real_weird_to_header": Seen(
      subject: "", from: "<anonymous@i.tp.host>", id: "20101015032506.28448.qmail@i.tp.host", text: "\nCONTACT:"),
  ]

  private static let hello = Seen(
    subject: "Saying Hello", from: "John Doe <jdoe@machine.example>", id: "1234@local.machine.example",
    text: "This is a message just to say hello.")

  private static var names: [String] {
    let path = SharedCases.url(folder).path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }.sorted()
  }

  @Test(
    "every sample is read as its reader would see it", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"),
    arguments: names)
  func readsSamples(name: String) throws {
    let seen = try #require(Self.seen[name], "a new sample: say what is to be seen in it")
    let mail = try sample(name)
    #expect(mail.subject == seen.subject)
    #expect(mail.from.first.map { ($0.name.map { "\($0) " } ?? "") + "<\($0.address)>" } == seen.from)
    #expect(mail.messageID == seen.id)
    #expect(mail.text.hasPrefix(seen.text), "\(mail.text.prefix(80))")
    #expect(mail.attachments.count == seen.attachments.count)
    for (attachment, name) in zip(mail.attachments, seen.attachments) { #expect(attachment.name.hasPrefix(name)) }
    #expect(mail.problems.count == seen.problems, "\(mail.problems)")
    #expect(!mail.isFromHTML)
  }

  @Test(
    "what a delivery status is about is found", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func readsStatus() throws {
    let bounce = try sample("composed_04_bounce_dsn")
    #expect(bounce.returnedID == "ticket-35436-3@flowforge.example")
    #expect(bounce.deliveryStatus?.contains("Status: 5.1.1") == true)
    #expect(bounce.contentType == "multipart/report")
    let warning = try sample("real_report_422")
    #expect(warning.returnedID == "15655788.13.1200472642578.JavaMail.Administrator@mail.ttttt.com.au")
  }

  @Test(
    "cutting any sample off anywhere, and changing any byte, is survived",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func survivesDamage() throws {
    for name in ["composed_04_bounce_dsn", "composed_05_malformed_no_ids_bare_lf_raw_8bit", "real_example13"] {
      let bytes = Array(try SharedCases.data("\(Self.folder)/\(name).eml"))
      for end in stride(from: 0, to: bytes.count, by: 3) { _ = MailReader.read(Array(bytes[..<end]), keeping: 100) }
      for place in stride(from: 0, to: bytes.count, by: 5) {
        var changed = bytes
        for byte: UInt8 in [0x00, 0x0A, 0x22, 0x2D, 0x3C, 0xFF] {
          changed[place] = byte
          _ = MailReader.read(changed, keeping: 100)
        }
      }
    }
  }

  // MARK: Text

  private func alternative(_ parts: String) -> MailMessage {
    read("Content-Type: multipart/alternative; boundary=b\n\n" + parts + "--b--\n")
  }

  @Test("Of the same thing said twice, plain text is taken; where there is only HTML, text is made of it")
  func choosesText() {
    let plain = "--b\nContent-Type: text/plain\n\nplain\n"
    let html = "--b\nContent-Type: text/html; charset=utf-8\n\n<p>r\u{ED}ch<br>text</p>\n"
    #expect(alternative(plain + html).text == "plain")
    #expect(alternative(html + plain).text == "plain")
    #expect(alternative(html).text == "r\u{ED}ch\ntext")
    #expect(alternative(html).isFromHTML)
    #expect(alternative("--b\nContent-Type: text/plain\n\n \n" + html).text == "r\u{ED}ch\ntext")
  }

  @Test("An inline picture of HTML is an attachment, its text is the text")
  func readsRelated() {
    let mail = read(
      """
      Content-Type: multipart/related; boundary=r

      --r
      Content-Type: text/html

      <p>See <img src="cid:1"></p>
      --r
      Content-Type: image/png
      Content-ID: <1>
      Content-Transfer-Encoding: base64

      AAECAw==
      --r--

      """)
    #expect(mail.text == "See")
    #expect(
      mail.attachments == [MailAttachment(name: "attachment", type: "image/png", size: 4, content: [0, 1, 2, 3])])
  }

  @Test(
    "What is said to be base64 and is plain text is taken as it stands, with a note",
    arguments: ["Hello\n\nthe pump is down: 502.\n", "The pump is down\n", "Läuft nicht"])
  func readsFalseBase64(text: String) {
    let mail = read("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\(text)")
    #expect(mail.text == text)
    #expect(mail.problems == ["a part of it is said to be base64 and is not; it is taken as it is"])
  }

  @Test(
    "Base64 is read in lines of any length, and with a list's footer below it",
    arguments: ["SGVsbG8gdGhlcmUh\n", "SGVs\r\nbG8gdGhl\r\ncmUh\r\n", "SGVsbG8gdGhlcmUhCg==\n-- \nThe list, daily\n"])
  func readsBase64(text: String) {
    let mail = read("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n\(text)")
    #expect(mail.text.hasPrefix("Hello there!"), "\(mail.text)")
    #expect(!mail.problems.contains { $0.contains("base64") }, "\(mail.problems)")
  }

  @Test("Only so much of attachments is kept; what they were is always told")
  func keepsWithinLimit() {
    let file = "--b\nContent-Type: text/x-log; name=a.log\nContent-Disposition: attachment\n\n12345\n"
    let mail = read("Content-Type: multipart/mixed; boundary=b\n\n" + file + file + "--b--\n", keeping: 9)
    #expect(mail.attachments.map(\.size) == [5, 5])
    #expect(mail.attachments.map(\.content?.count) == [5, nil])
    #expect(mail.problems == ["attachment 'a.log' has 5 bytes, too many to keep"])
  }

  @Test("Charsets: named, missing, wrong, unknown")
  func readsCharsets() {
    func text(_ charset: String, _ bytes: [UInt8]) -> String {
      MailReader.read(Array("Content-Type: text/plain\(charset)\n\n".utf8) + bytes, keeping: 0).text
    }
    #expect(text("; charset=iso-8859-1", [0x67, 0xFC]) == "gü")
    #expect(text("", [0x67, 0xC3, 0xBC]) == "gü")
    #expect(text("", [0x67, 0xFC]) == "gü")
    #expect(text("; charset=utf-8", [0x67, 0xFC]) == "gü")
    #expect(text("; charset=x-nothing", [0x67, 0xC3, 0xBC]) == "gü")
    #expect(text("; charset=utf-8", [0x61, 0x00, 0x62]) == "a\u{FFFD}b")
    let endless = read("Content-Type: text/plain; charset=\(String(repeating: "x", count: 5_000))\n\ntext")
    #expect(endless.problems.count == 1 && endless.problems.allSatisfy { $0.count < 200 && $0.contains("xxx…'") })
  }

  /// A body of these bytes in this charset, and the notes on it.
  private func body(_ charset: String, _ bytes: [UInt8], type: String = "plain") -> MailMessage {
    MailReader.read(Array("Content-Type: text/\(type)\(charset)\n\n".utf8) + bytes, keeping: 0)
  }

  @Test(
    "A few bad bytes make no other charset of a text: U+FFFD stands for each, and it is told",
    arguments: ["; charset=utf-8", "; charset=us-ascii", ""], ["plain", "html"])
  func keepsCharset(charset: String, type: String) {
    let words = "Grüße aus Köln, 日本語のメールです"
    let stray = body(charset, Array(words.utf8) + [0xFF], type: type)
    #expect(stray.text == words + "\u{FFFD}")
    #expect(stray.problems.count == 1 && stray.problems.first?.contains("U+FFFD") == true, "\(stray.problems)")
    let cut = body(charset, Array(words.utf8.dropLast()), type: type)
    #expect(cut.text.hasPrefix("Grüße aus Köln, 日本語のメールで\u{FFFD}"), "\(cut.text)")
    let latin = body(charset, [0x47, 0x72, 0xFC, 0xDF, 0x65], type: type)
    #expect(latin.text == "Grüße" && latin.problems.first?.contains("likeliest") == true)
  }

  @Test(
    "HTML whose part names no charset is read in the one that it names itself",
    arguments: [
      #"<meta charset="iso-8859-2">"#, "<META CHARSET = ISO-8859-2 />",
      #"<!-- <meta charset=koi8-r> --><meta name=x><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">"#,
    ])
  func readsCharsetOfHTML(head: String) {
    let html = Array("<html><head>\(head)</head><p>m".utf8) + [0xB1] + Array("k</p>".utf8)
    let mail = body("", html, type: "html")
    #expect(mail.text == "mąk" && mail.problems == [], "\(mail)")
    #expect(body("; charset=iso-8859-1", html, type: "html").text == "m±k")
    let utf8 = body("", Array("\(head)<p>mąk</p>".utf8), type: "html")
    #expect(utf8.text == "mąk" && utf8.problems == [])
    let cut = body("", Array("\(head)<p>mąkż".utf8) + [0xC4] + Array("</p>".utf8), type: "html")
    #expect(cut.text == "mąkż\u{FFFD}" && cut.problems.count == 1, "one damaged letter makes no other charset of it")
    let far = body("", Array(String(repeating: " ", count: 1024).utf8) + html, type: "html")
    #expect(far.text == "m±k" && far.problems.count == 1)
    #expect(body("", Array(#"<meta charset="utf-16"><p>plain"#.utf8), type: "html").problems == [])
  }

  @Test(
    "Words that their charset would lose are read as those of an unknown one, with a note",
    arguments: [
      "; charset=\"", "; charset=utf-7", "; charset=iso-2022-jp", "; charset=\"utf-7//IGNORE\"", "; charset=x-nope",
    ])
  func losesNoWords(charset: String) {
    let words = "Grüße aus Köln, 日本"
    #expect(body(charset, Array(words.utf8)).text == words)
    // A lone quotation mark may count as no charset, in which nothing is wrong here.
    #expect(body(charset, Array(words.utf8)).problems.count == 1 || charset.hasSuffix("\""))
    #expect(body(charset, Array("caf".utf8) + [0xE9]).text == "café")
  }

  @Test("The name of a charset may be digits; one that is too long, or has other letters than ASCII's, is unknown")
  func readsCharsetNames() {
    let cyrillic = body("; charset=866", [0x8F, 0xE0, 0xA8])
    #expect(cyrillic.text == "При" && cyrillic.problems == [])
    #expect(body("; charset=8859_1", [0x67, 0xFC]).text == "gü")
    for name in [String(repeating: "x", count: 20_000), "ütf-8"] {
      let mail = body("; charset=\(name)", [0x67, 0xFC])
      #expect(mail.text == "gü" && mail.problems.count == 1)
    }
  }

  @Test("ASCII that is said to go in pairs or fours of bytes is read as it is; what does is still read")
  func readsWide() {
    for charset in ["utf-16", "utf-16le", "utf-32", "UCS-2"] {
      let mail = body("; charset=\(charset)", Array("Hello you!\n".utf8))
      #expect(mail.text == "Hello you!\n" && mail.problems.count == 1, "\(charset): \(mail.text)")
    }
    let units = Array("Grüße 日本\n".utf16)
    let bytes: [UInt8] = units.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let wide = bytes.map { byte in "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
    let mail = read(
      "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: quoted-printable\n\n\(wide.joined())")
    #expect(mail.text == "Grüße 日本\n" && mail.problems == [])
  }

  @Test(
    "Where nearly every second byte is zero, a text is read as UTF-16, with a note",
    arguments: ["", "; charset=us-ascii", "; charset=utf-8", "; charset=iso-8859-1", "; charset=x-nope"])
  func readsPairs(charset: String) {
    let words = "Hello, it’s Grüße!\n"
    let little: [UInt8] = words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = words.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let samples: [[UInt8]] = [little, big, [0xFF, 0xFE] + little, little + [0, 0, 0, 0], Array(little.dropLast())]
    for bytes in samples {
      let mail = body(charset, bytes)
      #expect(mail.text == words, "\(bytes.prefix(4))")
      #expect(mail.problems.count == 1 && mail.problems.first?.contains("likeliest") == true, "\(mail.problems)")
    }
  }

  @Test("Zeros that a text is padded with are left out", arguments: ["", "\n"])
  func dropsPadding(end: String) {
    let mail = body("", Array("It is dark\0now".utf8) + Array(repeating: 0, count: 5_000) + Array(end.utf8))
    #expect(mail.text == "It is dark\u{FFFD}now" + end && mail.problems == [])
    #expect(body("", Array(repeating: 0, count: 20)).text == "")
  }

  @Test("A bad byte in a text of another charset leaves the rest of it; a byte that no charset knows is not left out")
  func keepsOtherCharsets() {
    let japanese: [UInt8] = [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42]
    let mail = body("; charset=iso-2022-jp", japanese + [0x20, 0xE9])
    #expect(mail.text == "日本 \u{FFFD}" && mail.problems.count == 1)
    #expect(body("; charset=x-nope", [0x67, 0xFC, 0x81, 0x21]).text == "gü\u{FFFD}!")
  }

  @Test("NUL is replaced and ends nothing, in headers and in text; in a file it stays", arguments: ["\n", "\r\n"])
  func replacesZeros(end: String) {
    let lines = [
      "Subject: before\0after the nul", "From: A\0B <a@b.example>", "Content-Type: multipart/mixed; boundary=b", "",
      "--b", "", "it\0works", "--b", "Content-Type: image/png", "Content-Transfer-Encoding: binary", "", "1\u{0}2",
      "--b--", "",
    ]
    let mail = read(lines.joined(separator: end))
    #expect(mail.subject == "before\u{FFFD}after the nul")
    #expect(mail.from == [MailAddress(name: "A\u{FFFD}B", address: "a@b.example")])
    #expect(mail.text == "it\u{FFFD}works")
    #expect(mail.attachments.first?.content == [0x31, 0x00, 0x32])
  }

  @Test("Names in headers may be encoded, quoted, and hold commas")
  func readsNames() {
    let mail = read(
      "From: =?UTF-8?Q?M=C3=BCller=2C_Ren=C3=A9e?= <r@example.com>\nTo: \"A, B\" <a@example.com>, c@example.com\n\nx")
    #expect(mail.from == [MailAddress(name: "Müller, Renée", address: "r@example.com")])
    #expect(
      mail.recipients == [MailAddress(name: "A, B", address: "a@example.com"), MailAddress(address: "c@example.com")])
  }

  @Test(
    "A domain is in its own letters, however it was written, and goes out in its xn--… form; the rest of an address stays",
    arguments: [
      ("N <a@xn--mnchen-3ya.example>", "a@münchen.example", "a@xn--mnchen-3ya.example"),
      ("ana@münchen.example", "ana@münchen.example", "ana@xn--mnchen-3ya.example"),
      ("ana@x.example", "ana@x.example", "ana@x.example"), ("josé@x.example", "josé@x.example", nil),
      ("josé@münchen.example", "josé@münchen.example", nil), ("\"a b\"@x.example", "\"a b\"@x.example", nil),
    ] as [(String, String, String?)])
  func readsDomains(written: String, address: String, spelling: String?) throws {
    let mail = read("From: \(written)\n\nx")
    #expect(mail.from.map(\.address) == [address])
    #expect(MailComposer.spelling(of: address) == spelling)
  }

  @Test(
    "What is no address is none with another spelling",
    arguments: ["", "@", "ana", "a@y@münchen.example", "a, b@münchen.example", "a@-ü-.example", "a@x.example\nb"])
  func spellsAddressesAlone(text: String) { #expect(MailComposer.spelling(of: text) == nil) }

  // MARK: Hostile

  @Test("Of a header that no program writes so long the beginning is read, wherever it stands")
  func cutsLongHeaders() {
    let endless = String(repeating: "x", count: 9_000_000)
    let groups = "To: " + String(repeating: "g:", count: 1_000_000)
    let folded = "To: " + String(repeating: "g:\n ", count: 1_000_000)
    for header in [
      "Content-Type: text/plain; charset=\(endless)", "Subject: =?\(endless)?q?abc?=", "X: =?\(endless)?q?abc?=",
      "Content-Type: text/plain; name*=\(endless)''abc", groups, folded,
    ] {
      let mail = read("\(header)\nFrom: ana@x.example\n\nIt is dark.\n")
      #expect(mail.from.map(\.address) == ["ana@x.example"])
      #expect(mail.problems.contains { $0.contains("more than 32768 bytes") }, "\(mail.problems)")
      let within =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n\(header)\n\nx\n--b--\n"
      #expect(read(within).attachments.count == 1)
      let digest = "Content-Type: multipart/digest; boundary=b\n\n--b\n\n\(header)\n\nx\n--b--\n"
      #expect(read(digest).problems.contains { $0.contains("more than 32768 bytes") })
    }
  }

  @Test("A text that begins with lines like headers, or has lines like boundaries, is read whole")
  func keepsLongTexts() {
    let top = "Message-ID: <a@x.example>\nSubject: Weekly digest of messages\n"
    let trace = "Hello,\n" + String(repeating: "\tat example.Reader.read(Reader.java:42)\n", count: 1_000)
    let dump = "--\n\nINSERT " + String(repeating: "y", count: 40_000) + "\n"
    for body in ["items: \(String(repeating: "y", count: 40_000))\n", trace, dump, "-- \nKim\n\(trace)"] {
      let plain = read("\(top)\n\(body)")
      #expect(plain.text.utf8.count >= body.utf8.count - 10 && plain.problems == [], "\(plain.problems)")
      for type in ["multipart/mixed; boundary=\"=_b\"", "multipart/mixed;\n boundary=\"=_b\""] {
        let within = read("\(top)Content-Type: \(type)\n\n--=_b\nContent-Type: text/plain\n\n\(body)\n--=_b--\n")
        #expect(within.text.utf8.count >= body.utf8.count - 10 && within.problems == [], "\(within.problems)")
        let bare = read("\(top)Content-Type: \(type)\n\n--=_b\n\n\(body)\n--=_b--\n")
        #expect(bare.text.utf8.count >= body.utf8.count - 10 && bare.problems == [], "\(bare.problems)")
      }
    }
  }

  @Test("A mail that is said to have parts, and has none, is shown as text, with a note")
  func keepsTextWithoutParts() {
    for type in ["multipart/mixed", "multipart/alternative", "multipart/mixed; boundary=b"] {
      let mail = read("Content-Type: \(type)\n\nThe gate is dark.\n")
      #expect(mail.text.contains("The gate is dark."), "\(type)")
      #expect(mail.problems.count == 1, "\(mail.problems)")
    }
  }

  @Test("Nothing that is sent brings the reader down")
  func survives() {
    let deep = (0..<2_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
    let wide = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 20_000)
    let messages = String(repeating: "Content-Type: message/rfc822\n\n", count: 3_000)
    for text in [
      "", "\n", "\0", ":", "a", "From: \n\n", "Content-Type: multipart/mixed\n\n--\n", "From ", "From x\n",
      "Subject: " + String(repeating: "=?utf-8?b?", count: 20_000) + "\n\n",
      String(repeating: "a: b\n", count: 20_000) + "\n",
      "To: " + String(repeating: "<", count: 50_000) + "\n\n",
      "To: " + String(repeating: "a@b,", count: 20_000) + "\n\n",
      "To: " + String(repeating: "g:", count: 20_000) + "\n\n",
      "References: " + String(repeating: "<a@b> ", count: 20_000) + "\n\n",
      "X: " + String(repeating: "y", count: 500_000) + "\n\n", deep, wide, messages,
    ] {
      let mail = read(text, keeping: 1000)
      #expect(mail.headers.count <= MailLimits.headers && mail.recipients.count <= MailLimits.addresses)
      #expect(mail.answers.count <= 2 * MailLimits.references && mail.attachments.count <= MailLimits.attachments)
    }
  }
}
