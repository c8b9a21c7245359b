import Crypto
import Foundation
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage

@Suite("Zendesk")
struct ZendeskTests {
  private static let time = "2026-11-21T07:20:00Z"

  /// Signed as Zendesk does: over the time and the body, in base 64.
  static func delivery(_ body: [UInt8], at time: String = time, secret: String = Deliveries.secret) -> Delivery {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(time.utf8) + body, using: SymmetricKey(data: Data(secret.utf8)))
    return Delivery(
      headers: [
        (name: "content-type", value: "application/json"),
        (name: "x-zendesk-webhook-signature", value: Data(code).base64EncodedString()),
        (name: "x-zendesk-webhook-signature-timestamp", value: time),
      ], body: body)
  }

  private func receive(_ delivery: Delivery, _ set: (inout SourceOptions) -> Void = { _ in }) throws -> Intake {
    var options = SourceOptions()
    set(&options)
    return Zendesk().receive(
      delivery, as: SourceSettings(secrets: [Deliveries.secret], options: options), at: try Timestamp(text: Self.time))
  }

  private func receive(_ body: String, _ set: (inout SourceOptions) -> Void = { _ in }) throws -> Intake {
    try receive(Self.delivery(Array(body.utf8)), set)
  }

  private func event(_ type: String, detail: String = "", event: String = "") throws -> Intake {
    try receive(
      #"{"type":"zen:event-type:\#(type)","id":"01H","time":"2026-11-21T07:00:00Z","detail":{"id":"5"\#(detail)},"event":{\#(event)}}"#
    )
  }

  // MARK: Samples

  private func facts(_ p: SharedPayload) -> ItemFacts {
    ItemFacts(
      title: p.text("detail.subject"), tags: p.texts("detail.tags"), priority: p.text("detail.priority")?.lowercased(),
      customer: p.text("detail.requester_id").map {
        Party(address: $0, organisation: p.text("detail.organization_id"))
      },
      isClosed: p.text("detail.status").map { _ in false }, status: p.text("detail.status")?.lowercased(),
      assignee: p.text("detail.assignee_id").map { Party(address: $0) }, channel: p.text("detail.via.channel"))
  }

  private func what(_ file: String, _ p: SharedPayload) -> SourceHappening? {
    switch file {
    case "ticket.created_composed.json":
      .opened(ItemMessage(id: "description", text: p.text("detail.description") ?? ""))
    case "ticket.comment_added_composed.json":
      .message(ItemMessage(id: p.text("event.comment.id") ?? "", text: p.text("event.comment.body") ?? ""))
    case "messaging_ticket.message_added_from_docs.json":
      .message(ItemMessage(id: p.text("event.message.id") ?? "", text: p.text("event.message.body") ?? ""))
    case "ticket.status_changed_composed.json": .changed
    default: nil
    }
  }

  private func author(_ file: String, _ p: SharedPayload) -> EventAuthor {
    switch file {
    case "ticket.comment_added_composed.json":
      EventAuthor(
        Party(name: p.text("event.comment.author.name"), address: p.text("event.comment.author.id")), kind: .customer)
    case "messaging_ticket.message_added_from_docs.json":
      EventAuthor(
        Party(name: p.text("event.actor.name"), address: p.text("event.actor.id")), kind: .automation,
        association: p.text("event.actor.type"))
    case "ticket.created_composed.json": EventAuthor(Party(address: p.text("detail.submitter_id")), kind: .customer)
    default: EventAuthor(Party(address: p.text("detail.actor_id")), kind: .unknown)
    }
  }

  @Test(
    "every event sample gives exactly the event its payload tells",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"),
    arguments: SharedPayload.names(in: "zendesk").filter { $0 != "trigger_custom_body_composed.json" })
  func readsSamples(file: String) throws {
    let p = try SharedPayload("zendesk/\(file)")
    let delivery = try #require(try receive(Self.delivery(p.bytes)).delivery)
    let time = p.time("detail.updated_at") ?? p.time("time")
    let expected = SourceEvent(
      item: ItemKey(p.text("detail.id") ?? ""),
      what: try #require(what(file, p), "a new sample: say what it must give"),
      facts: facts(p),
      version: time.map { SourceVersion($0.milliseconds, part: Int64(p.number("event.meta.sequence.position") ?? 0)) },
      occurred: p.time("time"), author: author(file, p))
    #expect(delivery.events == [expected])
    #expect(delivery.id == p.text("id"))
  }

  @Test(
    "a trigger's body is understood by the names its keys have",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func readsTriggers() throws {
    let p = try SharedPayload("zendesk/trigger_custom_body_composed.json")
    let event = try #require(try receive(Self.delivery(p.bytes)).events.first)
    let customer = Party(address: p.text("requester_email"), organisation: p.text("organization"))
    #expect(
      event
        == SourceEvent(
          item: ItemKey(p.text("ticket_id") ?? ""),
          what: .opened(ItemMessage(id: "description", text: p.text("description") ?? "")),
          facts: ItemFacts(
            title: p.text("subject"), tags: p.text("tags")?.split(separator: " ").map(String.init),
            priority: p.text("priority")?.lowercased(), customer: customer, url: p.text("url"), isClosed: false,
            status: p.text("status")?.lowercased()),
          version: p.version("created_at"), occurred: p.time("created_at"),
          author: EventAuthor(customer, kind: .customer)))
  }

  // MARK: Events

  @Test("States come in any case, and the ends of a ticket are closings")
  func readsStates() throws {
    func what(_ now: String, _ before: String) throws -> SourceHappening? {
      try event("ticket.status_changed", event: #""current":"\#(now)","previous":"\#(before)""#).events.first?.what
    }
    #expect(try what("Solved", "open") == .closed(SourceClosing()))
    #expect(try what("CLOSED", "SOLVED") == .closed(SourceClosing()))
    #expect(try what("Open", "Solved") == .reopened)
    #expect(try what("Pending", "OPEN") == .changed)
    #expect(try event("ticket.status_changed", event: #""current":"SOLVED""#).events.first?.facts.isClosed == true)
    #expect(try event("ticket.merged").events.first?.what == .closed(SourceClosing(.duplicate)))
    #expect(try event("ticket.soft_deleted").events.first?.what == .closed(SourceClosing(.deleted)))
    #expect(try event("ticket.undeleted").events.first?.what == .reopened)
    #expect(try event("ticket.priority_changed", detail: #","priority":"HIGH""#).events.first?.facts.priority == "high")
  }

  @Test("A private comment is a note, and a number as an id is as good as text")
  func readsNotes() throws {
    let found = try event(
      "ticket.comment_added",
      event: #""comment":{"id":9,"body":"x","is_public":false,"author":{"id":3,"is_staff":true}}"#
    ).events.first
    #expect(found?.visibility == .team)
    #expect(found?.author == EventAuthor(Party(address: "3"), kind: .colleague))
    #expect(found?.what == .message(ItemMessage(id: "9", text: "x")))
  }

  @Test("A ticket that was opened with an internal note begins with a note, by either webhook")
  func readsInternalTickets() throws {
    func visibility(_ isPublic: Bool, by submitter: Int = 8) throws -> EventVisibility? {
      let people = #","submitter_id":\#(submitter),"requester_id":"77""#
      return try event("ticket.created", detail: #"\#(people),"is_public":\#(isPublic)"#).events.first?.visibility
    }
    #expect(try visibility(false) == .team)
    #expect(try visibility(true) == .everyone)
    #expect(try visibility(false, by: 77) == .everyone, "a voicemail is its customer's own")
    let later = try event("ticket.status_changed", detail: #","is_public":false"#, event: #""current":"OPEN""#)
    #expect(later.events.first?.visibility == .everyone, "nobody said anything")
    func trigger(_ comment: String) throws -> [SourceEvent] {
      let body =
        #"{"ticket_id":"12","requester_name":"Kim","description":"He rang","latest_comment":"\#(comment)","#
        + #""comment_author":"Ada","comment_public":"false"}"#
      return try receive(body).events
    }
    let (first, second) = (try trigger("He rang"), try trigger("He rang again"))
    #expect(first.map(\.visibility) == [.team] && second.map(\.visibility) == [.everyone, .team])
    #expect(first.map(\.author.party.name) == ["Ada"] && second.map(\.author.party.name) == ["Kim", "Ada"])
    #expect(first.first?.facts.customer?.name == "Kim")
  }

  @Test("What is not about a ticket, or our own, is noted; without an id it is refused")
  func notes() throws {
    #expect(try event("user.created").note == "event user.created is not used: only those of tickets are")
    #expect(try event("ticket.form_changed").note == "event ticket.form_changed is not used")
    let body =
      #"{"type":"zen:event-type:ticket.comment_added","id":"1","detail":{"id":"5"},"event":{"comment":{"id":"9","author":{"id":"77"}}}}"#
    #expect(try receive(body) { $0.ourselves = ["77"] }.note == "a comment of our own")
    #expect(try receive(#"{"type":"zen:event-type:ticket.created","id":"1","detail":{}}"#).status == 422)
    #expect(try receive(#"{"subject":"x"}"#).message.contains("{{ticket.id}}"))
  }

  @Test("A trigger's body may have names of its own, a comment, and no time")
  func mapsFields() throws {
    let body =
      #"{"case":12,"betreff":"Kaputt","state":"Solved","latest_comment":"Danke","comment_id":"c4","current_user":"Ada","is_public":"false","link":"x.example.com/t/12"}"#
    let names = [FieldName(theirs: "case", ours: "id"), FieldName(theirs: "Betreff", ours: "title")]
    let found = try receive(body) { $0.fields = names }
    #expect(found.events.map(\.item.id) == ["12", "12", "12"])
    #expect(found.events.map(\.facts.title) == ["Kaputt", "Kaputt", "Kaputt"])
    #expect(found.events[1].what == .message(ItemMessage(id: "c4", text: "Danke")))
    #expect(found.events[1].visibility == .team && found.events[1].author.party == Party(name: "Ada"))
    #expect(found.events[2].what == .closed(SourceClosing()))
    #expect(found.events[0].facts.url == "https://x.example.com/t/12")
    let time = try Timestamp(text: Self.time).milliseconds
    #expect(found.deliveryID?.hasSuffix("@\(time)") == true, "without a time of its own it is new each time")
  }

  @Test(
    "An address gets the scheme it lacks, and is left out where that makes none of the web",
    arguments: [
      ("help.example.com/agent/tickets/12", "https://help.example.com/agent/tickets/12"),
      ("help.example.com:8443/12", "https://help.example.com:8443/12"), ("http://[::1]:80/12", "http://[::1]:80/12"),
      ("javascript:alert(1)", nil), ("javascript://x/%0Aalert(1)", nil), ("data:text/html,x", nil),
      ("mailto:ada@example.com", nil), ("/agent/tickets/12", nil), ("https://", nil), ("https://x:y/", nil),
    ] as [(String, String?)])
  func addresses(theirs: String, ours: String?) throws {
    let found = try receive(#"{"ticket_id":"12","subject":"t","url":"\#(theirs)"}"#)
    #expect(found.events.first?.facts.title == "t")
    #expect(found.events.first?.facts.url == ours)
  }

  @Test("When a ticket was made says nothing of its round: only the time of its change names a trigger's delivery")
  func namesRounds() throws {
    func id(_ time: String) throws -> String? {
      try receive(#"{"ticket_id":"12","status":"open","\#(time)":"2026-11-21T07:00:00Z"}"#).deliveryID
    }
    #expect(try id("created_at")?.contains("@") == true)
    #expect(try id("updated_at")?.contains("@") == false)
  }

  @Test("A ticket's first comment, which is its description, is said once")
  func firstComment() throws {
    func count(_ comment: String) throws -> Int {
      try receive(#"{"ticket_id":"12","description":"It is dark","latest_comment":"\#(comment)"}"#).events.count
    }
    #expect(try count("It is dark ") == 1)
    #expect(try count("It is still dark") == 2)
  }

  @Test("A trigger's comment without its writer is told of: it counts as the customer's")
  func anonymousComment() throws {
    func notes(_ more: String) throws -> [String] {
      guard case .taken(let news) = try receive(#"{"ticket_id":"12","latest_comment":"Danke"\#(more)}"#) else {
        return []
      }
      return news.notes
    }
    #expect(try notes("").first?.contains(#"add "comment_author""#) == true)
    #expect(
      try notes(#","comment_author":"ada@example.com""#).map { $0.contains(#"add "comment_id""#) } == [true])
    #expect(try notes(#","comment_author":"ada@example.com","comment_id":"4""#).isEmpty)
    #expect(try notes(#","comment_author":"ada@example.com","comment_created_at":"2026-11-21T07:00:00Z""#).isEmpty)
  }

  @Test("A comment that comes again with another change of the ticket is the same; another writer's or time's is not")
  func sameComment() throws {
    func id(_ more: String, author: String = "kim@example.org") throws -> String? {
      let body = #"{"ticket_id":"12","latest_comment":"Any news?","comment_author":"\#(author)"\#(more)}"#
      guard case .message(let message)? = try receive(body).events.last?.what else { return nil }
      return message.id
    }
    let first = try #require(try id(#","updated_at":"2026-11-21T07:00:00Z","tags":"a""#))
    #expect(try id(#","updated_at":"2026-11-21T07:05:00Z","tags":"a b""#) == first)
    #expect(try id("", author: "max@example.org") != first)
    #expect(try id(#","comment_created_at":"2026-11-21T07:00:00Z""#) != first)
  }

  @Test("Our own comment that a trigger sends back is none of the customer's")
  func ownComment() throws {
    func events(_ author: String) throws -> [SourceHappening] {
      try receive(#"{"ticket_id":"12","status":"solved","latest_comment":"Done.","comment_author":"\#(author)"}"#) {
        $0.ourselves = ["desk@example.com"]
      }.events.map(\.what)
    }
    #expect(
      try events("Desk@example.com")
        == [.opened(ItemMessage(id: "description", text: "")), .closed(SourceClosing())])
    #expect(try events("kim@example.org").count == 3)
  }

  // MARK: Senders

  @Test("The signature of another time, of other bytes, with another secret, or too old does not count")
  func checksSignatures() throws {
    let body = Array(#"{"ticket_id":"1","subject":"t"}"#.utf8)
    let good = Self.delivery(body)
    #expect(try receive(good).event != nil)
    for place in body.indices {
      var changed = good
      changed.body[place] ^= 1
      #expect(try receive(changed).status == 401)
    }
    var late = good
    late.headers[2].value = "2026-11-21T07:20:01Z"
    #expect(try receive(late).status == 401)
    #expect(try receive(Self.delivery(body, secret: "other")).status == 401)
    #expect(try receive(Self.delivery(body, at: "2026-11-21T06:20:00Z")).event != nil)
    #expect(try receive(Self.delivery(body, at: "2026-11-21T06:19:59Z")).status == 401)
    #expect(try receive(Self.delivery(body, at: "yesterday")).status == 401)
  }

  @Test("A trigger may show the secret instead, as a token or as a password")
  func takesSecrets() throws {
    func receive(_ shown: String) throws -> Intake {
      try self.receive(
        Delivery(
          headers: [(name: "content-type", value: "application/json"), (name: "authorization", value: shown)],
          body: Array(#"{"ticket_id":"1","subject":"t"}"#.utf8)))
    }
    #expect(try receive("Bearer \(Deliveries.secret)").event != nil)
    #expect(try receive("Basic " + Data("zen:\(Deliveries.secret)".utf8).base64EncodedString()).event != nil)
    #expect(try receive("Basic " + Data("zen:no".utf8).base64EncodedString()).status == 401)
    #expect(try receive("Basic " + Data(Deliveries.secret.utf8).base64EncodedString()).status == 401)
    #expect(try receive("Basic ***").status == 401)
  }
}
