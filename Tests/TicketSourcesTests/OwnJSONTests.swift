import TestSupport
import TicketSources
import Timekeeping
import Triage
import Testing

struct OwnJSONTests {
  private func receive(_ body: String, _ changes: [String: String?] = [:], secrets: [String]? = nil) -> Intake {
    OwnJSON().receive(Deliveries.own(body, changing: changes), secrets: secrets ?? [Deliveries.secret])
  }

  private static let least = #"{"id": "disk:db1", "title": "Disk of db1 is full"}"#

  @Test("Every field arrives as it was sent")
  func readsAll() {
    let body = """
      {"id": "mon/disk:db1#7", "title": " Disk of db1 is full ", "body": "Line 1\\nLine 2 \\ud83d\\ude00",
       "requester": "Ana", "url": "https://monitor.example.com/a?b=1", "priority": "urgent",
       "tags": ["disk", "db1", "disk"]}
      """
    let expected = TicketEvent(
      externalID: "mon/disk:db1#7", title: "Disk of db1 is full", body: "Line 1\nLine 2 😀", requester: "Ana",
      url: "https://monitor.example.com/a?b=1", priority: "urgent", tags: ["disk", "db1"],
      messageID: "body")
    #expect(receive(body).event == expected)
    #expect(receive(body).deliveryID == "mon/disk:db1#7")
  }

  @Test("An address's domain is kept in its own letters, as a mail's is; a login is kept as it is")
  func spellsDomains() {
    for (sent, kept) in [
      ("Ana@xn--mnchen-3ya.example", "Ana@münchen.example"), ("Ana@XN--mnchen-3ya.example", "Ana@münchen.example"),
      ("Ana@larch.example.com", "Ana@larch.example.com"), ("xn--mnchen-3ya", "xn--mnchen-3ya"),
    ] {
      let event = receive(#"{"id": "a", "title": "t", "requester": {"address": "\#(sent)"}}"#).delivery?.events.first
      #expect(event?.facts.customer?.address == kept)
    }
  }

  @Test("Two fields are enough, and null counts as absent")
  func readsLeast() {
    let expected = TicketEvent(externalID: "disk:db1", title: "Disk of db1 is full", messageID: "body")
    #expect(receive(Self.least).event == expected)
    let nulls = Self.least.dropLast() + #", "body": null, "requester": null, "url": "", "priority": "", "tags": null}"#
    #expect(receive(String(nulls)).event == expected)
  }

  @Test("A key of its own names the delivery; without one the item that is opened does")
  func readsKey() {
    #expect(receive(Self.least).delivery?.isNamedByItem == true)
    #expect(receive(Self.least, ["idempotency-key": "disk:db1"]).delivery?.isNamedByItem == false)
    #expect(receive(#"{"event":"closed","id":"1"}"#).delivery?.isNamedByItem == false)
    #expect(receive(Self.least, ["idempotency-key": "try-1"]).deliveryID == "try-1")
    #expect(receive(Self.least, ["idempotency-key": "no good"]).status == 400)
  }

  @Test("While a secret is replaced, the old and the new one are known", arguments: ["old", "new", "Old "])
  func knowsSeveralSecrets(shown: String) {
    let intake = receive(Self.least, ["authorization": "bearer  \(shown)"], secrets: ["old", "new", "Old"])
    #expect(intake.event != nil)
  }

  @Test(
    "Without a known secret nothing is read, not even a broken body",
    arguments: [
      nil, "", "Bearer", "Bearer ", "Bearer wrong", "Bearer a-secret-for-test", "Bearer a-secret-for-testsx",
      "Bearer A-SECRET-FOR-TESTS", "Basic a-secret-for-tests", "a-secret-for-tests", "Bearer a-secret-for-tests,",
    ] as [String?])
  func refusesStrangers(shown: String?) {
    #expect(receive("{broken", ["authorization": shown]).status == 401)
  }

  @Test("No secrets, or only empty ones, let nobody in", arguments: [[], [""], ["", ""]])
  func refusesWithoutSecrets(secrets: [String]) {
    #expect(receive(Self.least, secrets: secrets).status == 401)
    #expect(receive(Self.least, ["authorization": "Bearer "], secrets: secrets).status == 401)
  }

  @Test("A header that is there twice is refused")
  func refusesTwoIdentities() {
    var delivery = Deliveries.own(Self.least)
    delivery.headers.append((name: "authorization", value: "Bearer other"))
    #expect(OwnJSON().receive(delivery, secrets: [Deliveries.secret]).status == 400)
  }

  @Test(
    "Only UTF-8 JSON is taken, and nothing packed",
    arguments: [
      ("content-type", nil, 415), ("content-type", "text/plain", 415), ("content-type", "text/json", 415),
      ("content-type", "application/x-www-form-urlencoded", 415), ("content-type", "application/jsonx", 415),
      ("content-type", "application/json; charset=utf-16", 415), ("content-type", "", 415),
      ("content-encoding", "gzip", 415), ("content-encoding", "identity, gzip", 415), ("content-encoding", "", 415),
      ("content-type", "application/json; charset=utf-8", nil), ("content-type", "Application/JSON;Charset=UTF-8", nil),
      ("content-type", "application/json ; charset=\"utf-8\"", nil), ("content-encoding", "Identity", nil),
    ] as [(String, String?, Int?)])
  func checksType(header: String, value: String?, status: Int?) {
    #expect(receive(Self.least, [header: value]).status == status)
  }

  @Test("A body of the limit is read, one byte more is not")
  func checksSize() {
    let filler = String(repeating: " ", count: OwnJSON.bodyLimit - Self.least.utf8.count)
    #expect(receive(Self.least + filler).event != nil)
    #expect(receive(Self.least + filler + " ").status == 413)
  }

  @Test(
    "A field that does not fit is named",
    arguments: [
      (#"{"title": "t"}"#, "'id' is missing: every ticket needs one"),
      (#"{"id": "1"}"#, "'title' is missing: every ticket needs one"),
      (#"{"id": "", "title": "t"}"#, "'id' is empty: every ticket needs one"),
      (#"{"id": "1", "title": " \t "}"#, "'title' is empty: every ticket needs one"),
      (#"{"id": "1", "title": "\u00a0"}"#, "'title' is empty: every ticket needs one"),
      (#"{"id": "1", "title": "\u200b \ufeff"}"#, "'title' is empty: every ticket needs one"),
      (#"{"id": "1", "title": "t", "tags": ["\u00a0"]}"#, "'tags' has an empty entry: leave it out"),
      (#"{"id": "a b", "title": "t"}"#, "'id' must be 1 to 128 characters of A-Z a-z 0-9 . _ : / # -"),
      (#"{"id": "é", "title": "t"}"#, "'id' must be 1 to 128 characters of A-Z a-z 0-9 . _ : / # -"),
      (#"{"id": "1", "title": "a\nb"}"#, "'title' has a line break or a control character: send one line"),
      (#"{"id": "1", "title": "a\u2028b"}"#, "'title' has a line break or a control character: send one line"),
      (#"{"id": 1, "title": "t"}"#, "'id' must be text"),
      (#"{"id": "1", "title": "t", "tags": "x"}"#, "'tags' must be a list"),
      (#"{"id": "1", "title": "t", "tags": ["x", 2]}"#, "'tags[1]' must be text"),
      (#"{"id": "1", "title": "t", "tags": ["x", ""]}"#, "'tags' has an empty entry: leave it out"),
      (#"{"id": "1", "title": "t", "titel": "t"}"#, "'titel' is not a field: did you mean 'title'?"),
      (
        #"{"id": "1", "title": "t", "zzzzzz": 1}"#,
        "'zzzzzz' is not a field: the fields are id, title, body, requester, url, priority, tags, event, message, "
          + "format, author, visibility, at, version, status, reason, note, attachments, automatic"
      ),
      (
        #"{"id": "1", "title": "t", "url": "javascript:alert(1)"}"#,
        "'url' must be an http or https URL of at most 2048 bytes"
      ),
      (
        #"{"id": "1", "title": "t", "url": "https://example.com/\u0022onclick=x"}"#,
        "'url' must be an http or https URL of at most 2048 bytes"
      ),
      (
        #"{"id": "1", "title": "t", "url": "https://javascript:alert(1)"}"#,
        "'url' must be an http or https URL of at most 2048 bytes"
      ),
      ("[]", "the body must be an object"),
    ])
  func namesFields(body: String, message: String) {
    let intake = receive(body)
    #expect(intake.status == 422)
    #expect(intake.message.hasPrefix(message + ", line 1, column "), "\(intake.message)")
  }

  @Test(
    "What does not fit is shown where it stands",
    arguments: [
      ("{\n  \"id\": \"1\",\n  \"titel\": \"t\"\n}", "'titel' is not a field: did you mean 'title'?, line 3, column 3"),
      ("{\"id\": \"1\",\n \"title\": \"t\",\n \"at\": \"noon\"}", "line 3, column 8"),
      (
        "{\"event\": \"opend\", \"id\": \"1\"}",
        "'event' must be one of opened, message, edited, deleted, changed, closed, "
          + "reopened, line 1, column 11"
      ),
      ("{\"event\": \"edited\", \"id\": \"1\", \"body\": \"x\"}", "'message' is missing"),
      ("{\"id\":\"1\",\"title\":\"t\",\"author\":{\"nam\":\"A\"}}", "'nam' is not a field: did you mean 'name'?"),
      ("{\"id\":\"1\",\"title\":\"t\",\"attachments\":[{\"url\":\"ftp://x\"}]}", "'url' must be an http or https URL"),
      ("{\"events\": []}", "'events' has 0 entries: send 1 to 100, line 1, column 12"),
      ("{\"id\":\"1\",\"title\":\"t\",\"version\":99999999999999999999}", "'version' must be a number from -92"),
      (
        "{\"id\":\"1\",\"title\":\"t\",\"at\":\"2026-02-30T03:00:00Z\"}",
        "'at' must be a time that there is: an instant"
      ),
      ("{\"events\": [], \"id\": \"1\"}", "'id' is not a field"),
      ("{\"id\":\"1\",\"title\":\"t\",\"version\":1.5}", "'version' must be a whole number"),
    ])
  func showsWhere(body: String, message: String) {
    let intake = receive(body)
    #expect(intake.status == 422)
    #expect(intake.message.contains(message), "\(intake.message)")
  }

  @Test("Every kind of event arrives as it was sent")
  func readsEvents() throws {
    let body = """
      {"events": [
        {"id": "T/1", "title": "Down", "at": "2026-03-27T16:00:00Z", "requester":
          {"name": "Casey", "address": "casey@example.com", "organisation": "Acme"}},
        {"event": "message", "id": "T/1", "message": "m2", "body": "*Still* down", "format": "markdown", "version": 2,
         "author": {"name": "Ada", "kind": "colleague", "association": "agent"}, "visibility": "team",
         "attachments": [{"name": "a.png", "type": "Image/PNG", "size": 12, "url": "https://files.example.com/a"}]},
        {"event": "message", "id": "T/1", "body": "I am away", "automatic": "auto-reply"},
        {"event": "edited", "id": "T/1", "message": "m2", "body": "Up"},
        {"event": "deleted", "id": "T/1", "message": "m2"},
        {"event": "changed", "id": "T/1", "priority": "low", "tags": ["x"], "status": "waiting"},
        {"event": "closed", "id": "T/1", "reason": "not planned", "note": "see #3"},
        {"event": "reopened", "id": "T/1"}]}
      """
    let delivery = try #require(receive(body, ["idempotency-key": "k1"]).delivery)
    let casey = Party(name: "Casey", address: "casey@example.com", organisation: "Acme")
    let at = try Timestamp(text: "2026-03-27T16:00:00Z")
    let file = MessageAttachment(name: "a.png", type: "image/png", size: 12, url: "https://files.example.com/a")
    let item = ItemKey("T/1")
    #expect(delivery.id == "k1")
    #expect(
      delivery.events == [
        SourceEvent(
          item: item, what: .opened(ItemMessage(id: "body", text: "")),
          facts: ItemFacts(title: "Down", tags: [], customer: casey, isClosed: false), version: SourceVersion(at),
          occurred: at,
          author: EventAuthor(casey)),
        SourceEvent(
          item: item,
          what: .message(ItemMessage(id: "m2", text: "*Still* down", format: .markdown, attachments: [file])),
          version: SourceVersion(count: 2),
          author: EventAuthor(Party(name: "Ada"), kind: .colleague, association: "agent"), visibility: .team),
        SourceEvent(
          item: item, what: .message(ItemMessage(id: "k1/2", text: "I am away")), automatic: .autoReply),
        SourceEvent(item: item, what: .messageEdited(ItemMessage(id: "m2", text: "Up"))),
        SourceEvent(item: item, what: .messageDeleted(id: "m2")),
        SourceEvent(item: item, what: .changed, facts: ItemFacts(tags: ["x"], priority: "low", status: "waiting")),
        SourceEvent(
          item: item, what: .closed(SourceClosing(.notPlanned, note: "see #3")), facts: ItemFacts(isClosed: true)),
        SourceEvent(item: item, what: .reopened, facts: ItemFacts(isClosed: false)),
      ])
  }

  @Test("What is no opening and has no key is known by its bytes")
  func knowsBytes() throws {
    let closing = #"{"event":"closed","id":"1"}"#
    let id = try #require(receive(closing).deliveryID)
    #expect(id.hasPrefix("sha256:") && receive(closing).deliveryID == id)
    #expect(receive(closing + " ").deliveryID != id)
  }

  @Test(
    "Each limit holds to the last character",
    arguments: [
      ("id", "x", 128), ("title", "x", 500), ("title", "é", 500), ("requester", "x", 200), ("priority", "x", 64),
      ("body", "x", 65_536),
    ])
  func holdsLimits(field: String, letter: String, limit: Int) {
    func body(_ length: Int) -> String {
      var fields = ["id": "1", "title": "t"]
      fields[field] = String(repeating: letter, count: length)
      return "{" + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        + "}"
    }
    #expect(receive(body(limit)).event != nil)
    #expect(receive(body(limit + 1)).status == 422)
  }

  @Test(
    "50 tags of 100 characters pass, more do not", arguments: [(50, 100, true), (51, 100, false), (50, 101, false)])
  func limitsTags(count: Int, length: Int, passes: Bool) {
    let filler = String(repeating: "x", count: length - 2)
    let tags = (10..<(10 + count)).map { "\"\($0)\(filler)\"" }.joined(separator: ",")
    #expect((receive(#"{"id":"1","title":"t","tags":["# + tags + "]}").event != nil) == passes)
  }

  @Test("A few characters cannot be made of endless accents")
  func limitsAccents() {
    let title = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(receive(#"{"id":"1","title":""# + title + "\"}").status == 422)
  }

  @Test(
    "Broken JSON is shown where it breaks",
    arguments: [
      ("{\n  \"id\": \"1\",\n  \"title\" \"t\"\n}", "a colon is missing, line 3, column 11 (byte 25)"),
      ("{\"id\": \"1\" \"title\": \"t\"}", "a comma or a closing bracket is missing, line 1, column 12 (byte 11)"),
      ("{\"id\": \"1", "a text that begins here does not end, line 1, column 8 (byte 7)"),
      ("{\"id\": 01}", "a number begins with 0, line 1, column 8 (byte 7)"),
      ("{\"é\":1,\n\"\\u00e9\":2}", "a key is there twice in one object, line 2, column 1 (byte 9)"),
      ("", "it is empty, line 1, column 1 (byte 0)"),
      ("{}{}", "something follows after its end, line 1, column 3 (byte 2)"),
      ("{\"a\":\"x\\ud800\"}", "a text holds half a surrogate pair, line 1, column 8 (byte 7)"),
      ("\u{FEFF}{}", "it begins with a byte order mark, which must be left out, line 1, column 1 (byte 0)"),
    ])
  func showsPlaces(body: String, message: String) {
    #expect(receive(body) == .refused(status: 400, message: "the body cannot be read as JSON: " + message))
  }

  @Test("Bytes that are not UTF-8 are shown as well")
  func showsBadBytes() {
    let delivery = Deliveries.own(Array("{\"id\":\n\"é".utf8) + [0xFF, 0x22, 0x7D])
    #expect(
      OwnJSON().receive(delivery, secrets: [Deliveries.secret]).message
        == "the body cannot be read as JSON: it is not UTF-8, line 2, column 4 (byte 10)")
  }
}
