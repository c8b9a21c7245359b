import Foundation
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage

@Suite("Mail as events")
struct EmailTests {
  private func receive(
    _ bytes: [UInt8], headers: [String: String] = [:], _ set: (inout SourceOptions) -> Void = { _ in }
  ) -> Intake {
    var options = SourceOptions()
    set(&options)
    let changes = headers.merging(["content-type": "message/rfc822"]) { own, _ in own }
    return Email().receive(
      Deliveries.own(bytes, changing: changes),
      as: SourceSettings(secrets: [Deliveries.secret], options: options), at: Deliveries.now)
  }

  private func receive(
    _ text: String, headers: [String: String] = [:], _ set: (inout SourceOptions) -> Void = { _ in }
  ) -> Intake { receive(Array(text.utf8), headers: headers, set) }

  private func sample(_ name: String, _ set: (inout SourceOptions) -> Void = { _ in }) throws -> SourceEvent {
    try #require(receive(try SharedPayload("email/\(name).eml").bytes, set).events.first)
  }

  // MARK: Samples

  private static let renée = Party(name: "Renée Müller", address: "renee.muller@customer.example")

  @Test(
    "the composed samples give exactly these events", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func readsComposed() throws {
    let first = "20260327160001.7A1B2@mail.customer.example"
    #expect(
      try sample("composed_01_new_ticket_multipart_utf8")
        == SourceEvent(
          item: ItemKey(first),
          what: .opened(
            ItemMessage(id: first, text: "Unser Projekt „line-4“ startet nicht mehr (Fehler 502).\n\nGrüße\nRenée")),
          facts: ItemFacts(
            title: "Projekt startet nicht – Fehler 502", customer: Self.renée, address: "support@flowforge.example"),
          occurred: try Timestamp(text: "2026-03-27T16:00:01Z"), author: EventAuthor(Self.renée, kind: .customer)))
    let reply = "20260330071201.9C3D4@mail.customer.example"
    let quote =
      "Am 27.03.2026 um 18:05 schrieb FlowForge Support:\n> Please type your reply above this line\n"
      + "> We restarted the project, can you check?"
    #expect(
      try sample("composed_02_customer_reply_with_thread_headers")
        == SourceEvent(
          item: ItemKey(
            reply,
            threads: [.token("t35436-9f3a"), .message("ticket-35436-2@flowforge.example"), .message(first)]),
          what: .opened(ItemMessage(id: reply, text: "Leider immer noch 502.", quoted: quote)),
          facts: ItemFacts(
            title: "[#35436] Projekt startet nicht – Fehler 502", customer: Self.renée,
            address: "support@flowforge.example"),
          occurred: try Timestamp(text: "2026-03-30T07:12:01Z"), author: EventAuthor(Self.renée, kind: .customer)))
  }

  @Test(
    "what no person wrote is marked, in every sample", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"),
    arguments: SharedPayload.names(in: "email").filter { $0.hasSuffix(".eml") })
  func marksAutomatic(file: String) throws {
    let marks: [String: AutomaticMessage] = [
      "composed_03_out_of_office_must_not_reopen.eml": .autoReply, "composed_04_bounce_dsn.eml": .bounce,
      "composed_06_mailing_list_must_not_autorespond.eml": .list, "real_report_422.eml": .autoReply,
    ]
    let event = try sample(String(file.dropLast(4)))
    #expect(event.automatic == marks[file])
    #expect((event.author.kind == .automation) == (event.automatic != nil))
    guard case .opened(let message) = event.what else { return #expect(Bool(false), "\(event.what)") }
    #expect(message.id == event.item.id && !message.id.isEmpty)
  }

  @Test(
    "a bounce is about the message that did not arrive", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func threadsBounces() throws {
    let event = try sample("composed_04_bounce_dsn")
    #expect(event.item.threads == [.message("ticket-35436-3@flowforge.example")])
    guard case .opened(let message) = event.what else { return #expect(Bool(false)) }
    #expect(message.text.contains("could not deliver") && message.text.contains("Action: failed"))
  }

  @Test(
    "a mail without an id is known by its bytes, and what could not be read is told",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func namesAnonymous() throws {
    let bytes = try SharedPayload("email/composed_05_malformed_no_ids_bare_lf_raw_8bit.eml").bytes
    let delivery = try #require(receive(bytes).delivery)
    #expect(delivery.events[0].item.id == delivery.id && delivery.id.hasPrefix("sha256:"))
    #expect(
      delivery.events[0].facts
        == ItemFacts(
          title: "Hilfe! Rückfrage", customer: Party(name: "Björn", address: "bjorn@customer.example")))
    #expect(delivery.notes.count == 2)
    #expect(delivery.events[0].occurred == nil)
  }

  // MARK: Threads

  @Test(
    "A token of the address, the messages it answers, and a reference in the subject lead to a ticket, in that order")
  func findsThreads() {
    let event = receive(
      """
      From: a@example.com
      To: Help <help+AbC-9@example.org>, x+y@example.net
      Subject: RE: Fwd: [#T-12] AW: [EXT] It broke [T-7]
      Message-ID: <m@example.com>
      In-Reply-To: <two@example.org>
      References: <one@example.org> <two@example.org>

      Hi
      """, headers: ["x-envelope-to": "help+env@example.org"]
    ).events.first
    #expect(
      event?.item.threads == [
        .token("env"), .token("abc-9"), .token("y"), .message("two@example.org"), .message("one@example.org"),
        .ticket(TicketID(number: 12)), .ticket(TicketID(number: 7)),
      ])
    #expect(event?.facts.title == "[EXT] It broke")
  }

  @Test("An address of ours may have a plus of its own: the token stands behind the last")
  func ownPlus() throws {
    func event(_ to: String, _ writer: String) throws -> SourceEvent {
      let mail = "Message-ID: <p@x>\nFrom: \(writer)\nTo: \(to), Lara <lara@larch.example>\nSubject: s\n\nHi\n"
      return try #require(
        receive(mail) { ($0.address, $0.colleagues) = ("Help <Desk+help@example.org>", ["ana@example.org"]) }
          .events.first)
    }
    let answer = try event("desk+help+t12-abc@example.org", "cai@customer.example")
    #expect(answer.item.threads == [.token("t12-abc")] && answer.facts.address == "desk+help@example.org")
    #expect(try event("desk+help@example.org", "cai@customer.example").facts.address == "desk+help@example.org")
    for to in ["desk+help@example.org", "desk+help+t12-abc@example.org"] {
      let forwarded = try event(to, "ana@example.org")
      #expect(forwarded.facts.customer?.address == "lara@larch.example", "we are not the customer")
    }
  }

  @Test(
    "Subjects lose what mail programs put before them, and nothing else",
    arguments: [
      ("Re: x", "x"), ("AW: Antw: WG: x", "x"), ("Re[2]: x", "x"), ("RE : x", "x"), ("Rest: x", "Rest: x"),
      ("Re:", "(no title)"),
      ("a: re: b", "a: re: b"), ("[T-x] a", "[T-x] a"), ("[T-3]", "(no title)"), ("[[T-3] a", "[ a"),
    ])
  func stripsSubjects(subject: String, title: String) {
    #expect(receive("Subject: \(subject)\n\nx").events.first?.facts.title == title)
  }

  @Test("A subject of endless answers is looked at by its beginning, and one that is cut says so")
  func survivesSubjects() {
    let endless = receive("Subject: \(String(repeating: "Re: ", count: 100_000))x\n\nx").events.first?.facts.title
    #expect(endless == "(no title)" || endless?.hasPrefix("R") == true, "\(endless ?? "")")
    let long = receive("Subject: Re: \(String(repeating: "🙂", count: 3_000))\n\nx").events.first?.facts.title
    #expect(long?.count == IntakeLimits.titleCharacters && long?.hasSuffix("🙂…") == true)
  }

  // MARK: People and machines

  private func mail(_ headers: String, envelope: String? = nil, _ set: (inout SourceOptions) -> Void = { _ in })
    -> SourceEvent?
  {
    receive(
      "From: Ana <Ana@Example.com>\nSubject: s\n\(headers)\n\nHi",
      headers: envelope.map { ["x-envelope-from": $0] } ?? [:], set
    ).events.first
  }

  @Test(
    "Senders declare what they are",
    arguments: [
      ("Auto-Submitted: auto-generated", .autoReply), ("Auto-Submitted: no", nil),
      ("Auto-Submitted: auto-replied (vacation)", .autoReply),
      ("Precedence: bulk", .list), ("Precedence: auto_reply", .autoReply), ("Precedence: first-class", nil),
      ("Precedence: list", .list),
      ("List-Id: Crew <crew.example.org>", .list), ("X-Autoreply: yes", .autoReply), ("X-Autoreply: no", nil),
      ("Return-Path: <>", .autoReply),
      ("Return-Path: <ana@example.com>", nil), ("X-Failed-Recipients: x@example.com", .bounce),
      ("X-Auto-Response-Suppress: All", nil), ("", nil),
    ] as [(String, AutomaticMessage?)])
  func marks(headers: String, mark: AutomaticMessage?) { #expect(mail(headers)?.automatic == mark) }

  @Test("A null return path in the envelope counts as one in the mail")
  func readsEnvelope() {
    #expect(mail("", envelope: "<>")?.automatic == .autoReply)
    #expect(mail("Return-Path: <>", envelope: "ana@example.com")?.automatic == nil)
    #expect(
      receive("From: MAILER-DAEMON@mx.example.com\n\nx", headers: ["x-envelope-from": "<>"]).events.first?.automatic
        == .bounce)
  }

  @Test("Mail through a list of our own is from people")
  func knowsOwnLists() {
    for list in ["help.example.org", "help@example.org"] {
      #expect(mail("List-Id: <help.example.org>\nPrecedence: list") { $0.lists = [list] }?.automatic == nil)
      #expect(mail("List-Id: <news.example.org>") { $0.lists = [list] }?.automatic == .list)
    }
  }

  @Test(
    "Where our list puts itself in the place of who wrote, that is who stands in Reply-To; else nobody but the sender")
  func knowsWritersOfLists() throws {
    func event(_ from: String, _ headers: String, ourselves: [String] = ["help@example.org"]) throws -> SourceEvent {
      let mail = "Message-ID: <l@x>\nFrom: \(from)\nList-Id: Help <help.example.org>\nSubject: s\n\(headers)\n\nHi"
      return try #require(
        receive(mail) {
          ($0.lists, $0.colleagues, $0.ourselves) = (["help.example.org"], ["example.org"], ourselves)
        }.events.first)
    }
    let list = "Ana via Help <help@example.org>"
    let ana = Party(name: "Ana", address: "ana@customer.example")
    for headers in [
      "Reply-To: Ana <ana@customer.example>", "Reply-To: Help <help@example.org>, Ana <ana@customer.example>",
      "Reply-To: help@example.org\nX-Original-From: Ana <ana@customer.example>",
    ] {
      for ourselves in [["help@example.org"], []] {
        let found = try event(list, headers, ourselves: ourselves)
        #expect(found.author == EventAuthor(ana, kind: .customer) && found.visibility == .everyone, "\(headers)")
        #expect(found.facts.customer == ana)
        if case .notOurs = found.what { Issue.record("\(found.what)") }
      }
    }
    #expect(try event(list, "Reply-To: bo@example.org").author.kind == .colleague)
    #expect(
      try event(list, "Reply-To: help@example.org").what
        == .notOurs(because: "a mail of our own, from help@example.org"))
    for headers in ["Reply-To: help@example.org", "Reply-To: bo@home.example"] {
      let colleague = try event("Bo <bo@example.org>", headers)
      #expect(colleague.author.kind == .colleague && colleague.author.party.address == "bo@example.org")
    }
  }

  @Test(
    "What leads back to our list or to us is passed over: an answer reaches who wrote, or whom a colleague wrote to")
  func passesOverOwnReplyTo() {
    func customer(_ headers: String, colleagues: [String] = []) -> Party? {
      mail(headers) {
        ($0.lists, $0.ourselves, $0.colleagues) = (["help.example.org"], ["desk@example.org"], colleagues)
        $0.address = "Example Support <support@example.org>"
      }?.facts.customer
    }
    let ana = Party(name: "Ana", address: "ana@example.com")
    for reply in ["help@example.org", "Support@example.org", "support+AbC-9@example.org", "desk@example.org"] {
      for list in ["List-Id: <help.example.org>\n", ""] {
        #expect(customer("\(list)Reply-To: Help <\(reply)>") == ana, "\(list)\(reply)")
        let other = customer("\(list)Reply-To: Help <\(reply)>, Bo <bo@home.example>")
        #expect(other == Party(name: "Bo", address: "bo@home.example"), "\(list)\(reply)")
        let outside = "To: Help <help@example.org>, Lara <lara@larch.example>"
        let copied = customer("\(list)Reply-To: Help <\(reply)>\n\(outside)", colleagues: ["ana@example.com"])
        #expect(copied == Party(name: "Lara", address: "lara@larch.example"), "\(list)\(reply)")
      }
    }
  }

  @Test("A colleague's mail is a note, by address or by domain")
  func knowsColleagues() {
    for entry in ["example.com", "@EXAMPLE.com", "ana@example.com"] {
      let event = mail("") { $0.colleagues = [entry] }
      #expect(event?.author.kind == .colleague && event?.visibility == .team && event?.facts.customer == nil)
    }
    let other = mail("") { $0.colleagues = ["ample.com", "bo@example.com"] }
    #expect(other?.author.kind == .customer && other?.visibility == .everyone)
    #expect(other?.facts.customer == Party(name: "Ana", address: "ana@example.com"))
  }

  @Test(
    "What a colleague forwards is its sender's concern, however the mail program writes that, and a form's is its writer's",
    arguments: [
      (
        "Subject: FW: Help",
        "________________________________\nFrom: Lara <lara@larch.example>\nSent: Monday\nSubject: Help\n\nIt is down."
      ),
      (
        "Subject: WG: Hilfe\nContent-Type: text/plain; charset=utf-8",
        "-----Ursprüngliche Nachricht-----\nVon: Lara [mailto:lara@larch.example]\nGesendet: Montag\nBetreff: Hilfe\n\nEs steht."
      ),
      (
        "Subject: Help",
        "Anfang der weitergeleiteten Nachricht:\n\nVon: Lara <lara@larch.example>\nBetreff: Hilfe\n\nEs steht."
      ),
      (
        "Subject: Fwd: Help",
        "Begin forwarded message:\n\n> From: Lara <lara@larch.example>\n> Subject: Help\n>\n> It is down."
      ),
      (
        "Subject: Fwd: Help",
        "----- Forwarded message from Lara <x@other.example> -----\n\nDate: Monday\nFrom: Lara <lara@larch.example>\n\nIt is down."
      ),
      (
        "Subject: FW: Help",
        "----- Original Message -----\nFrom: Lara [Larch] <lara@larch.example>\nSubject: Help\n\nIt is down."
      ),
      ("Subject: Form\nReply-To: Lara <lara@larch.example>", "Name: Lara"),
      (
        "Subject: Fwd\nContent-Type: multipart/mixed; boundary=x",
        "--x\nContent-Type: text/plain\n\nSee there.\n--x\nContent-Type: message/rfc822\n\n"
          + "From: Lara <lara@larch.example>\nSubject: Help\n\nIt is down.\n--x--\n"
      ),
    ])
  func knowsForwards(head: String, body: String) throws {
    let mail = "Message-ID: <f@example.com>\nFrom: Ana <ana@example.com>\nTo: help@example.com\n\(head)\n\n\(body)\n"
    let event = try #require(
      receive(mail) { ($0.colleagues, $0.ourselves) = (["example.com"], ["help@example.com"]) }.events.first)
    #expect(event.facts.customer?.address == "lara@larch.example", "\(event.facts)")
  }

  @Test("A line without end above what is forwarded is looked at by its beginning")
  func survivesLongLines() throws {
    for filler in ["[", "[mailto:", "*"] {
      let line = "From: Lara [mailto:lara@larch.example] " + String(repeating: filler, count: 300_000)
      let mail =
        "From: ana@example.com\nSubject: FW: Help\n\n----- Original Message -----\n\(line)\nSubject: Help\n\nx\n"
      let event = try #require(receive(mail) { $0.colleagues = ["example.com"] }.events.first)
      #expect(event.facts.customer?.address == "lara@larch.example", "\(filler)")
    }
  }

  @Test(
    "An empty return path is one however the mail server writes it",
    arguments: ["", "<>", "MAILER-DAEMON", "<MAILER-DAEMON@mx.example.org>"])
  func knowsNullPaths(path: String) {
    let mail = "Message-ID: <n@example.com>\nFrom: Kim <kim@example.org>\nSubject: Away\n\nI am away.\n"
    #expect(receive(mail, headers: ["x-envelope-from": path]).events.first?.automatic == .autoReply)
    #expect(receive(mail, headers: ["x-envelope-from": "kim@example.org"]).events.first?.automatic == nil)
  }

  @Test("Our own mail that comes back is not ours to handle; who is to be answered is the customer")
  func knowsOurselves() {
    #expect(
      mail("") { $0.ourselves = ["ANA@example.com"] }?.what
        == .notOurs(because: "a mail of our own, from ana@example.com"))
    #expect(mail("Reply-To: bo@example.com")?.facts.customer == Party(name: "Ana", address: "bo@example.com"))
  }

  // MARK: The door

  @Test("Attachments come with their bytes, up to what is kept")
  func bringsFiles() {
    let text = """
      Content-Type: multipart/mixed; boundary=b

      --b

      See the log
      --b
      Content-Type: text/x-log; name=a.log
      Content-Disposition: attachment

      12345
      --b--

      """
    func files(_ bytes: Int) -> [MessageAttachment] {
      guard case .opened(let message)? = receive(text, { $0.attachmentBytes = bytes }).events.first?.what else {
        return []
      }
      return message.attachments
    }
    #expect(files(5) == [MessageAttachment(name: "a.log", type: "text/x-log", size: 5, content: Array("12345".utf8))])
    #expect(files(4) == [MessageAttachment(name: "a.log", type: "text/x-log", size: 5)])
  }

  @Test("The same mail on two ways is one item in two deliveries")
  func knowsCopies() {
    let one = receive("Received: by a\nMessage-ID: <m@example.com>\n\nx")
    let two = receive("Received: by b\nMessage-ID: <m@example.com>\n\nx")
    #expect(one.events.first?.item == two.events.first?.item)
    #expect(one.deliveryID != two.deliveryID)
  }

  @Test("A colleague's domain may be written with its own letters or in the xn--… form", arguments: ["", "@", "ana@"])
  func knowsDomains(begin: String) {
    for domain in ["münchen.example", "xn--mnchen-3ya.example"] {
      for entry in ["münchen.example", "xn--mnchen-3ya.example"] {
        let event = receive("From: ana@\(domain)\n\nx") { $0.colleagues = [begin + entry] }.events.first
        #expect(event?.author.kind == .colleague, "\(domain) and \(begin + entry)")
      }
    }
  }

  @Test("Strangers, other types and nothing at all are refused; anything else is taken")
  func guardsDoor() {
    #expect(Email().receive(Deliveries.own("x"), secrets: ["other"]).status == 401)
    #expect(Email().receive(Deliveries.own("x"), secrets: [Deliveries.secret]).status == 415)
    #expect(receive("").status == 422)
    for text in ["\n", "x", "\0\0", ":::\n\n", "Content-Type: multipart/mixed\n\n"] {
      #expect(receive(text).events.count == 1)
    }
  }
}
