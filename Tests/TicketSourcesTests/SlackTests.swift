import Foundation
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage

@Suite("Slack")
struct SlackTests {
  /// Signed as Slack does, by default now.
  static func delivery(
    _ body: [UInt8], at time: Int64 = Deliveries.now.seconds, type: String = "application/json",
    secret: String = Deliveries.secret
  ) -> Delivery {
    let signature = Deliveries.signature(Array("v0:\(time):".utf8) + body, secret)
    return Delivery(
      headers: [
        (name: "content-type", value: type), (name: "x-slack-request-timestamp", value: "\(time)"),
        (name: "x-slack-signature", value: "v0=\(signature)"),
      ], body: body)
  }

  private func receive(_ body: String, _ set: (inout SourceOptions) -> Void = { _ in }) -> Intake {
    var options = SourceOptions()
    set(&options)
    return SlackEvents().receive(
      Self.delivery(Array(body.utf8)), as: SourceSettings(secrets: [Deliveries.secret], options: options),
      at: Deliveries.now)
  }

  private func event(_ event: String, _ set: (inout SourceOptions) -> Void = { _ in }) -> Intake {
    receive(#"{"type":"event_callback","event_id":"Ev1","api_app_id":"A1","event":{\#(event)}}"#, set)
  }

  private static let first =
    #""type":"message","channel":"C1","user":"U1","ts":"1583636399.000700","event_ts":"1583636399.000700""#

  // MARK: Samples

  @Test(
    "every sample gives exactly the event its payload tells, or a stated ignore",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"),
    arguments: SharedPayload.names(in: "slack").filter { $0.hasSuffix(".json") })
  func readsSamples(file: String) throws {
    let p = try SharedPayload("slack/\(file)")
    let intake = SlackEvents().receive(Self.delivery(p.bytes), secrets: [Deliveries.secret])
    switch file {
    case "url_verification.json":
      #expect(
        intake
          == .answered(
            SourceAnswer(status: 200, contentType: "text/plain; charset=utf-8", body: p.text("challenge") ?? "")))
    case "event_shared_channel_messagePayload.json": #expect(intake.note == "a message of our own")
    default:
      let stamp = try #require(p.text("event.ts"))
      let person = Party(address: p.text("event.user"), organisation: p.text("event.team"))
      let text = (p.text("event.text") ?? "").replacing("<@U123>", with: "@U123")
      let parts = stamp.split(separator: ".").compactMap { Int64($0) }
      let micros = parts[0] * 1_000_000 + parts[1]
      let expected = SourceEvent(
        item: ItemKey("\(p.text("event.channel") ?? ""):\(stamp)"),
        what: .opened(ItemMessage(id: stamp, text: text)),
        facts: ItemFacts(title: text.replacing("@U123 ", with: ""), customer: person, channel: p.text("event.channel")),
        version: SourceVersion(count: micros),
        occurred: Timestamp(milliseconds: micros / 1000), author: EventAuthor(person, kind: .customer),
        isIntroduction: true)
      #expect(intake.events == [expected])
      #expect(intake.deliveryID == p.text("event_id"))
    }
  }

  @Test(
    "the signed slash command of Slack's own tests is understood, and one changed byte is not",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func knowsVector() throws {
    let body = try SharedPayload("slack/signed_slash_command.form").bytes
    let page = String(decoding: try SharedCases.data("\(SharedPayload.folder)/README.md"), as: UTF8.self)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| Slack (Slack") })
    let quoted = row.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let secret = quoted[0]
    let signature = try #require(quoted.last)
    let at = Timestamp(seconds: 1_531_420_618)
    func receive(_ body: [UInt8], at now: Timestamp, secrets: [String]) -> Intake {
      let headers = [
        ("content-type", "application/x-www-form-urlencoded"), ("x-slack-signature", signature),
        ("x-slack-request-timestamp", "1531420618"),
      ]
      return SlackEvents().receive(
        Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: body), as: SourceSettings(secrets: secrets),
        at: now)
    }
    let asked = SourceRequest(
      id: "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c", what: .command("/webhook-collect", text: ""),
      by: Party(name: "roadrunner", address: "U2CERLKJA"), place: "G8PSS9T3V",
      replyURL: "https://hooks.slack.com/commands/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN")
    #expect(receive(body, at: at, secrets: ["new", secret]) == .asked(asked))
    #expect(receive(body, at: at + .seconds(300), secrets: [secret]) == .asked(asked))
    for now in [at + .seconds(301), at - .seconds(301)] {
      #expect(receive(body, at: now, secrets: [secret]).status == 401)
    }
    for place in body.indices {
      var changed = body
      changed[place] ^= 1
      #expect(receive(changed, at: at, secrets: [secret]).status == 401)
    }
  }

  // MARK: Messages

  @Test("A thread is a ticket's conversation")
  func readsThreads() throws {
    let opened = try #require(event(Self.first + #","text":"Line 4 is <b>\nWhy?""#).events.first)
    #expect(opened.facts.title == "Line 4 is b")
    let reply = try #require(
      event(
        Self.first.replacing("000700\",\"event", with: "000800\",\"event")
          + #","thread_ts":"1583636399.000700","text":"Me too""#
      )
      .events.first)
    #expect(reply.item == opened.item)
    #expect(reply.what == .message(ItemMessage(id: "1583636399.000800", text: "Me too")))
    #expect(reply.facts == ItemFacts())
  }

  @Test("A mention within a thread begins the ticket where there is none")
  func opensByMention() {
    let mention =
      #""type":"app_mention","channel":"C1","user":"U1","ts":"1583636399.000900","thread_ts":"1583636399.000700","text":"<@U9> help""#
    let found = event(mention).events.first
    #expect(found?.item == ItemKey("C1:1583636399.000700"))
    #expect(found?.what == .opened(ItemMessage(id: "1583636399.000900", text: "@U9 help")))
    #expect(found?.facts.title == "help")
  }

  @Test("A colleague who names the app or a group of ours calls, in a plain message, too; a customer does not (C44)")
  func readsCalls() {
    let reply =
      Self.first.replacing("000700\",\"event", with: "000800\",\"event")
      + #","thread_ts":"1583636399.000700","text":"<!subteam^S1|@crew> <@U9> look""#
    func call(_ colleague: String, _ ourselves: [String], _ apps: String = "") -> Bool? {
      receive(#"{"type":"event_callback","event_id":"Ev1","authorizations":[\#(apps)],"event":{\#(reply)}}"#) {
        ($0.colleagues, $0.ourselves) = ([colleague], ourselves)
      }.events.first?.isCall
    }
    #expect(call("U1", ["s1"]) == true)
    #expect(call("U1", [], #"{"user_id":"U9","is_bot":true}"#) == true)
    #expect(call("U1", [], #"{"user_id":"U9","is_bot":false}"#) == nil)
    #expect(call("U2", ["s1"]) == nil)
  }

  @Test("Edits and deletions name the message they change")
  func readsChanges() {
    func changed(_ old: String, _ new: String) -> Intake {
      event(
        #""type":"message","subtype":"message_changed","channel":"C1","event_ts":"1583636400.000000","message":{"ts":"1583636399.000800","#
          + #""thread_ts":"1583636399.000700","user":"U1","text":"\#(new)"},"previous_message":{"text":"\#(old)"}"#)
    }
    let edit = changed("a", "b").events.first
    #expect(edit?.item == ItemKey("C1:1583636399.000700"))
    #expect(edit?.what == .messageEdited(ItemMessage(id: "1583636399.000800", text: "b")))
    #expect(edit?.version == SourceVersion(count: 1_583_636_400_000_000))
    #expect(changed("a", "a").note == "the text of the message did not change")
    let gone = event(
      #""type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"1583636399.000800","previous_message":{"user":"U1","thread_ts":"1583636399.000700"}"#
    ).events.first
    #expect(gone?.what == .messageDeleted(id: "1583636399.000800"))
    #expect(gone?.item == ItemKey("C1:1583636399.000700"))
    let tombstone = event(
      #""type":"message","subtype":"message_changed","channel":"C1","message":{"subtype":"tombstone","ts":"1583636399.000700"}"#
    )
    #expect(tombstone.events.first?.what == .messageDeleted(id: "1583636399.000700"))
  }

  @Test(
    "What is not a person's message is noted",
    arguments: [
      (first + #","text":"x","bot_id":"B1","bot_profile":{"app_id":"A1"}"#, "a message of our own"),
      (first + #","text":"x","bot_id":"B1""#, "a message of a bot is not used"),
      (first + #","text":"x","subtype":"bot_message""#, "a message of a bot is not used"),
      (first + #","subtype":"channel_join""#, "a message of subtype channel_join is not used"),
      (#""type":"reaction_added""#, "event reaction_added is not used: only messages and mentions are"),
      (#""type":"channel_rename","channel":{"id":"C1"}"#, "a channel without its name is not used"),
      (#""type":"message","user":"U1","text":"x""#, "a message without a channel is not used"),
      (#""type":"message","channel":"C1","ts":"now","text":"x""#, "a message without a time is not used"),
    ])
  func notes(body: String, note: String) { #expect(event(body).note == note) }

  @Test("What a channel is called is learned when it is made and when it is renamed (C38)")
  func names() {
    for type in ["channel_created", "channel_rename", "group_rename"] {
      let intake = event(#""type":"\#(type)","channel":{"id":"C1","name":"trial-larch"}"#)
      #expect(intake == .named(PlaceName(id: "C1", name: "#trial-larch")))
    }
  }

  @Test("The settings say which channels, whether mentions only, who we and colleagues are")
  func follows() {
    let body = Self.first + #","text":"x""#
    #expect(event(body) { $0.channels = ["C2"] }.note == "channel C1 is not one of this source's channels")
    #expect(event(body) { $0.channels = ["C1"] }.event != nil)
    #expect(event(body) { $0.mentionsOnly = true }.note?.contains("`mentions only`") == true)
    for direct in [body.replacing(#""C1""#, with: #""D1""#), body + #","channel_type":"im""#] {
      #expect(event(direct) { $0.mentionsOnly = true }.event != nil)
    }
    #expect(event(body) { $0.ourselves = ["U1"] }.note == "a message of our own")
    #expect(event(body) { $0.colleagues = ["u1"] }.events.first?.author.kind == .colleague)
    #expect(event(body).events.first?.author.kind == .customer)
  }

  @Test("A message that is shared without a word says what it shares")
  func readsShared() {
    let shared =
      Self.first
      + #","text":"","attachments":[{"text":"The gate is silent.","fallback":"x"},{"fallback":"Since noon."}]"#
    #expect(
      event(shared).events.first?.what
        == .opened(ItemMessage(id: "1583636399.000700", text: "The gate is silent.\n\nSince noon.")))
    #expect(event(shared).events.first?.facts.title == "The gate is silent.")
  }

  @Test("Files come as links, with name, type and size")
  func readsFiles() {
    let file =
      #","files":[{"id":"F1","name":"log.txt","mimetype":"text/plain","size":12,"url_private":"https://files.example.com/F1"}]"#
    let found = event(Self.first + #","subtype":"file_share","text":"""# + file).events.first
    let attachment = MessageAttachment(
      name: "log.txt", type: "text/plain", size: 12, url: "https://files.example.com/F1")
    #expect(found?.what == .opened(ItemMessage(id: "1583636399.000700", text: "", attachments: [attachment])))
    #expect(found?.facts.title == "log.txt", "there is nothing else to call it by")
  }

  @Test("What stands for a file that is gone is no file", arguments: ["tombstone", "hidden_by_limit"])
  func leavesOutTombstones(mode: String) {
    let files =
      #","files":[{"id":"F1","mode":"\#(mode)","name":"Gone"},{"id":"F2","mode":"hosted","name":"log.txt","size":12}]"#
    let found = event(Self.first + #","text":"Look""# + files).events.first
    let kept = MessageAttachment(name: "log.txt", type: "application/octet-stream", size: 12)
    #expect(found?.what == .opened(ItemMessage(id: "1583636399.000700", text: "Look", attachments: [kept])))
  }

  @Test(
    "Slack's markup is read as people see it",
    arguments: [
      ("a &lt;b&gt; &amp;amp; &x", "a <b> &amp; &x"),
      ("<https://a.example|here>, <https://a.example>", "here (https://a.example), https://a.example"),
      ("<@U1|ann> <#C1|help> <!here> <!subteam^S1|@crew>", "@ann #help @here @crew"), ("1 < 2", "1 < 2"), ("<>", ""),
      ("", ""),
    ])
  func readsMarkup(text: String, plain: String) throws {
    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    #expect(event(Self.first + #","text":"# + quoted).event?.body == plain)
  }

  // MARK: Requests

  private func form(_ fields: String) -> Intake {
    SlackEvents().receive(
      Self.delivery(Array(fields.utf8), type: "application/x-www-form-urlencoded; charset=utf-8"),
      secrets: [Deliveries.secret])
  }

  @Test("A button is a request of who pressed it, where")
  func readsButtons() throws {
    let payload =
      #"{"type":"block_actions","user":{"id":"U1","username":"ann"},"trigger_id":"t.1","channel":{"id":"C1"},"message":{"ts":"1.000001"},"#
      + #""response_url":"https://hooks.example.com/r","actions":[{"action_id":"ack","value":"T-12 1","action_ts":"1583636400.1"}]}"#
    let field = try #require(payload.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    #expect(
      form("payload=\(field)")
        == .asked(
          SourceRequest(
            id: "1583636400.1", what: .button(id: "ack", value: "T-12 1"), by: Party(name: "ann", address: "U1"),
            place: "C1", thread: "1.000001", replyURL: "https://hooks.example.com/r")))
    #expect(form("payload=%7B%22type%22%3A%22view_closed%22%7D").note == "interaction view_closed is not used")
    let menu =
      #"{"type":"message_action","callback_id":"watchbill-acknowledge","user":{"id":"U1"},"trigger_id":"t.2","#
      + #""message":{"ts":"1.000001","text":"T-12"}}"#
    let foreign = try #require(menu.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    #expect(form("payload=\(foreign)").note == "interaction message_action is not used", "its text is nobody's answer")
    #expect(form("ssl_check=1&token=x") == .answered(SourceAnswer()))
  }

  @Test(
    "A form that is broken is refused",
    arguments: ["command=%zz", "command=%", "command=oncall", "x=1", "command=%FF", "payload={"])
  func refusesForms(fields: String) { #expect([400, 422].contains(form(fields).status)) }

  @Test("Without a signature, with a time that is no time, or with secrets that are empty nothing is read")
  func refusesStrangers() {
    var delivery = Self.delivery(Array("{".utf8))
    #expect(SlackEvents().receive(delivery, secrets: [""]).status == 401)
    delivery.headers[1].value = "99999999999999999999"
    #expect(SlackEvents().receive(delivery, secrets: [Deliveries.secret]).status == 401)
    delivery.headers.removeLast()
    #expect(SlackEvents().receive(delivery, secrets: [Deliveries.secret]).status == 401)
  }
}
