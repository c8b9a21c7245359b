import Foundation
import TestSupport
import Testing

/// Feeds and views over real HTTP, header by header (feeds.md, section 5).
@Suite(.serialized, .promptThreads) struct FeedDoorTests {
  private func serving(
    _ schedule: String = KillTeam.schedule(receiver: 1)
  ) throws -> (place: Workplace, server: RunningServer, path: String) {
    let place = try Workplace([
      "schedules/alarm.yaml": schedule, "watchbill.yaml": KillTeam.settings(receiver: 1),
    ])
    #expect(try place.run("apply").code == 0)
    let made = try place.run("feed", "add", "--team", "alarm", "--format", "json")
    let url = try #require(made.out.firstMatch(of: #/"url" : "http:\/\/127.0.0.1:8080([^"]+)"/#).map { String($0.1) })
    return (place, try RunningServer.start(in: place, environment: KillTeam.environment), url)
  }

  @Test("a feed has its type, validators and privacy headers; a second look is 304 with the same validators")
  func headers() async throws {
    let (_, server, path) = try serving()
    defer { server.stop() }
    let first = try await server.send("GET", path)
    #expect(first.status == 200)
    #expect(first.headers["content-type"] == "text/calendar; charset=utf-8")
    #expect(first.headers["cache-control"] == "private, max-age=300")
    #expect(first.headers["content-disposition"] == "inline; filename=\"alarm.ics\"")
    #expect(first.headers["x-content-type-options"] == "nosniff" && first.headers["referrer-policy"] == "no-referrer")
    #expect(first.headers["set-cookie"] == nil && first.headers["content-encoding"] == nil)
    let tag = try #require(first.headers["etag"])
    let modified = try #require(first.headers["last-modified"])
    for value in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
      let again = try await server.send("GET", path, headers: [("If-None-Match", value)])
      #expect(again.status == 304 && again.headers["etag"] == tag && again.body.isEmpty, "\(value)")
    }
    #expect(try await server.send("GET", path, headers: [("If-None-Match", "\"other\"")]).status == 200)
    let dated = try await server.send("GET", path, headers: [("If-Modified-Since", modified)])
    #expect(dated.status == 200, "what fell away leaves no date behind: only the tag tells")
  }

  @Test("HEAD is GET without its body; gzip comes when asked for, under a tag of its own; other methods are refused")
  func methods() async throws {
    let (_, server, path) = try serving()
    defer { server.stop() }
    let plain = try await server.send("GET", path)
    let head = try await server.send("HEAD", path)
    #expect(head.status == 200 && head.body.isEmpty && head.headers["etag"] == plain.headers["etag"])
    #expect(head.headers["content-length"] == "\(plain.body.count)")
    let zipped = try await server.send("GET", path, headers: [("Accept-Encoding", "br, gzip")])
    #expect(zipped.headers["content-encoding"] == "gzip" && zipped.body.prefix(2) == Data([0x1F, 0x8B]))
    #expect(zipped.body.count < plain.body.count && zipped.headers["etag"] != plain.headers["etag"])
    #expect(zipped.headers["vary"] == "Accept, Accept-Encoding" && plain.headers["vary"] == zipped.headers["vary"])
    let unzipped = try await server.send("GET", path, headers: [("Accept-Encoding", "gzip;q=0")])
    #expect(unzipped.headers["content-encoding"] == nil)
    let post = try await server.send("POST", path)
    #expect(post.status == 405 && post.headers["allow"] == "GET, HEAD, OPTIONS")
  }

  @Test("programs that ask for JSON get it; an address that is fetched whole too often waits, and 304 is free")
  func programs() async throws {
    let (_, server, path) = try serving()
    defer { server.stop() }
    let json = try await server.send("GET", path, headers: [("Accept", "application/json")])
    #expect(json.status == 200 && json.headers["content-type"] == "application/json; charset=utf-8")
    #expect(json.text.contains("\"shifts\":["))
    let tag = try #require(try await server.send("GET", path).headers["etag"])
    var last = 0
    for _ in 0..<60 { last = try await server.send("GET", path).status }
    #expect(last == 429)
    let refused = try await server.send("GET", path)
    #expect(refused.status == 429 && (refused.headers["retry-after"].flatMap { Int($0) } ?? 0) > 3000)
    let reader = try await server.send("GET", path, headers: [("Accept", "text/html,*/*;q=0.8")])
    #expect(reader.status == 429 && reader.text.contains("<h1>That did not work</h1>"), "\(reader.text)")
    #expect(reader.headers["retry-after"] != nil && reader.text.contains("Ask again in "), "\(reader.text)")
    #expect(try await server.send("GET", path, headers: [("If-None-Match", tag)]).status == 304)
    let metrics = try await server.send("GET", "/metrics")
    #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(metrics.text.contains("watchbill_feed_fetches_total{status=\"429\"} "), "\(metrics.text)")
    #expect(metrics.text.contains("# TYPE watchbill_coverage_gap_seconds gauge\n"))
    #expect(metrics.text.contains("watchbill_on_call_people{team=\"alarm\",duty="), "\(metrics.text)")
  }

  @Test("a revoked link answers 410, an unknown one 404, and neither says more")
  func gone() async throws {
    let (place, server, path) = try serving()
    defer { server.stop() }
    #expect(try await server.send("GET", path).status == 200)
    #expect(try place.run("feed", "revoke", "F-1", "--no-renew").code == 0)
    #expect(try await server.send("GET", path).status == 410)
    #expect(try await server.send("GET", "/feeds/nothing.ics").status == 404)
    #expect(try await server.send("GET", String(path.dropLast(4))).status == 404)
  }

  @Test("a view answers to its own names only, has no script, links the team's feed and never a member's")
  func views() async throws {
    let (place, server, path) = try serving()
    defer { server.stop() }
    let page = try await server.send("GET", "/")
    #expect(
      page.status == 200 && page.text.contains("Alarm desk") && !page.text.contains("<script"),
      "\(page.status) \(page.text.prefix(300))")
    #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") ?? false)
    let token = path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? "?"
    #expect(page.text.contains(token), "the team's calendar shows what this view shows")
    let own = try place.run("feed", "add", "--member", "ana", "--format", "json")
    let secret = try #require(own.out.firstMatch(of: #/feeds\/([^".]+)/#).map { String($0.1) })
    #expect(!(try await server.send("GET", "/")).text.contains(secret))
    let browser = [("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")]
    let other = [("Host", "evil.example.org")]
    let foreign = try await server.send("GET", "/", headers: other)
    let change = "egin at http://127.0.0.1:8080/ or set public url in watchbill.yaml"
    #expect(foreign.status == 421 && foreign.text.hasPrefix("{") && foreign.text.contains(change), "\(foreign.text)")
    let shown = try await server.send("GET", "/", headers: other + browser)
    #expect(shown.status == 421 && shown.headers["content-type"] == "text/html; charset=utf-8")
    #expect(shown.text.contains(change) && !shown.text.contains("href=\"/\""), "\(shown.text)")
    let posted = try await server.send("POST", "/tickets/T-1", headers: browser)
    #expect(posted.status == 405 && posted.headers["allow"] == "GET, HEAD, OPTIONS")
    #expect(posted.headers["content-type"] == "text/html; charset=utf-8" && posted.text.contains("<h1>"))
    #expect(try await server.send("GET", "/style.css").headers["content-type"] == "text/css; charset=utf-8")
    for address in ["/nowhere", "/tickets/T-99", "/feeds/nothing.ics"] {
      let program = try await server.send("GET", address)
      #expect(program.status == 404 && program.text.hasPrefix("{\"error\":"), "\(program.text)")
      let reader = try await server.send("GET", address, headers: browser)
      #expect(reader.status == 404 && reader.headers["content-type"] == "text/html; charset=utf-8")
      #expect(reader.text.contains("There is nothing here") && reader.text.contains("href=\"/\""), "\(reader.text)")
    }
  }

  @Test("the API acknowledges for programs with the token, and tells who is on")
  func api() async throws {
    let (place, server, _) = try serving()
    defer { server.stop() }
    #expect(try place.run("ticket", "open", "alarm", "Down", "--priority", "normal").code == 0)
    let path = "/api/v1/tickets/T-1/acknowledge"
    let body = Data(#"{"member":"bo"}"#.utf8)
    let unnamed = try await server.send("POST", path, body: body)
    #expect(unnamed.status == 401 && unnamed.headers["www-authenticate"] == "Bearer")
    let asked = try await server.send("OPTIONS", path)
    #expect(asked.status == 204 && asked.headers["allow"] == "POST, OPTIONS")
    #expect(asked.headers["access-control-allow-origin"] == nil, "pages of other sites are allowed nothing")
    let wrong = [("Authorization", "Bearer \(String(repeating: "A", count: 43))")]
    #expect(try await server.send("POST", path, headers: wrong, body: body).status == 401)
    let right = [("Authorization", "Bearer \(server.token)")]
    let nobody = try await server.send("POST", path, headers: right, body: Data(#"{"member":"bob"}"#.utf8))
    #expect(nobody.text.contains("did you mean 'bo'"), "\(nobody.text)")
    let done = try await server.send("POST", path, headers: right, body: body)
    #expect(done.status == 200 && done.text.contains("\"acknowledgedBy\":\"bo\""), "\(done.text)")
    let stranger = "/api/v1/tickets/T-99/acknowledge"
    #expect(try await server.send("POST", stranger, headers: right, body: body).status == 404)
    #expect(try place.run("ticket", "resolve", "T-1", "--as", "bo").code == 0)
    let over = try await server.send("POST", path, headers: right, body: body)
    #expect(over.status == 409 && over.text.contains("there is nothing to acknowledge"), "\(over.text)")
    let who = try await server.send("GET", "/api/v1/who?team=alarm&at=2026-11-24T10:00:00Z")
    let answer = try #require(try JSONSerialization.jsonObject(with: who.body) as? [String: Any])
    #expect(answer["member"] as? String == "ana" && answer["duty"] as? String == "primary")
    #expect(answer["because"] is String)
    let slip = try await server.send("GET", "/api/v1/who?team=alram")
    #expect(slip.status == 400 && slip.text.contains("did you mean 'alarm'?"), "a word, as docs/api.md says")
    #expect(try await server.send("GET", "/operator/who").status == 404, "commands are not on the address")
  }

  @Test("the API refuses what it does not know, by name, and resolves with the words that the commands take")
  func forms() async throws {
    let (place, server, _) = try serving()
    defer { server.stop() }
    #expect(try place.run("ticket", "open", "alarm", "Down", "--priority", "normal").code == 0)
    let token = [("Authorization", "Bearer \(server.token)")]
    let addresses = [
      ("/api/v1/tickets?own=ana", "there is no parameter 'own'", "owner"),
      ("/api/v1/tickets?all=yes", "'all' is neither true nor false", "all=true"),
      ("/api/v1/tickets?limit=0", "the limit is 0", "from 1 to 1000"),
      ("/api/v1/tickets?limit=ten", "'limit' is not a whole number", "limit=200"),
      ("/api/v1/tickets?all=true&all=false", "given twice", "once"),
      ("/api/v1/who?team=alarm&when=now", "there is no parameter 'when'", "known: team, duty, at"),
    ]
    for (address, what, help) in addresses {
      let answer = try await server.send("GET", address)
      #expect(answer.status == 400 && answer.text.contains(what) && answer.text.contains(help), "\(answer.text)")
    }
    let bodies = [
      ("tickets/T-1/acknowledge", #"{"membr":"bo"}"#, "did you mean 'member'?"),
      ("tickets/T-1/acknowledge", "", "the field 'member' is missing"),
      ("tickets/T-1/resolve", #"{"member":7}"#, "the field 'member' must be text"),
      ("tickets/T-1/resolve", #"{"confirmed":"yes"}"#, "the field 'confirmed' must be true or false"),
      ("tickets/T-1/resolve", #"{"confirmed":1}"#, #"write \"confirmed\": true"#),
      ("assign", #"{"team":"alarm","key":"a","tags":"x"}"#, "the field 'tags' must be a list of texts"),
      ("assign", #"{"team":"alarm","key":"a","tags":[1]}"#, "the field 'tags' must be a list of texts"),
      ("assign", #"{"team":"alarm","key":"a","minutes":"5"}"#, "the field 'minutes' must be a whole number"),
      ("assign", #"{"team":"alarm","key":"a","minutes":1.5}"#, "the field 'minutes' must be a whole number"),
      ("assign", #"{"team":"alarm","key":"a","minutes":99999999999999999999}"#, #"write \"minutes\": 30"#),
      ("tickets/T-1/resolve", "[]", "not a JSON object"),
      ("tickets/T-1/resolve", #"{"member":"ana","improvement":"docs"}"#, "write docs=URL"),
      ("assign", #"{"team":"alarm","key":"a","priorty":"urgent"}"#, "did you mean 'priority'?"),
      ("ring", #"{"team":"alarm","who":"primary","reason":"x","memer":"ana"}"#, "did you mean 'member'?"),
    ]
    for (path, body, words) in bodies {
      let answer = try await server.send("POST", "/api/v1/\(path)", headers: token, body: Data(body.utf8))
      #expect(answer.status == 400 && answer.text.contains(words), "\(path) \(body): \(answer.text)")
    }
    let astray = try await server.send(
      "POST", "/api/v1/tickets/T-1/note?text=x", headers: token, body: Data(#"{"member":"ana","text":"x"}"#.utf8))
    #expect(astray.status == 400 && astray.text.contains("there is no parameter 'text'"), "\(astray.text)")
    #expect(try await server.send("GET", "/api/v1/tickets/T-1?all=true").status == 400)
    let done = try await server.send(
      "POST", "/api/v1/tickets/T-1/resolve", headers: token, body: Data(#"{"member":"ana","reason":"solved"}"#.utf8))
    #expect(done.status == 200 && done.text.contains("solved"), "\(done.text)")
    #expect(try await server.send("GET", "/api/v1/tickets?all=true&owner=ana&limit=5").text.contains("T-1"))
    #expect(try await !server.send("GET", "/api/v1/tickets?all=true&before=T-1").text.contains("T-1"))
  }

  @Test("the API replies, notes and claims in a member's name, and says the same words once under one key")
  func acts() async throws {
    let (place, server, _) = try serving()
    defer { server.stop() }
    #expect(try place.run("ticket", "open", "alarm", "Down", "--priority", "normal").code == 0)
    let token = [("Authorization", "Bearer \(server.token)")]
    func post(_ path: String, _ body: String, _ headers: [(String, String)]) async throws -> RunningServer.Answer {
      try await server.send("POST", "/api/v1/tickets/T-1/\(path)", headers: headers, body: Data(body.utf8))
    }
    #expect(try await post("reply", #"{"member":"ana","text":"Hello"}"#, []).status == 401)
    let taken = try await post("claim", #"{"member":"bo"}"#, token)
    #expect(taken.status == 409 && taken.text.contains("T-1 is Ana Ferrow's"), "\(taken.text)")
    let claimed = try await post("claim", #"{"member":"ana"}"#, token)
    #expect(claimed.status == 200 && claimed.text.contains("\"acknowledgedBy\":\"ana\""), "\(claimed.text)")
    #expect(try place.run("ticket", "show", "T-1").out.contains("through the API"))
    #expect(try await post("note", #"{"member":"bo","text":"The old firmware."}"#, token).status == 200)
    let keyed = token + [("Idempotency-Key", "call-1")]
    let words = #"{"member":"bo","text":"Try the other cable.","then":"open"}"#
    let first = try await post("reply", words, keyed)
    #expect(first.status == 200 && first.text.contains("\"state\":\"open\""), "\(first.text)")
    #expect(try await post("reply", words, keyed).status == 200)
    let other = try await post("reply", #"{"member":"bo","text":"Something else."}"#, keyed)
    #expect(other.status == 409 && other.text.contains("was used for something else"), "\(other.text)")
    let blank = try await post("reply", words, token + [("Idempotency-Key", "a b")])
    #expect(blank.status == 400 && blank.text.contains("1 to 128 characters"), "\(blank.text)")
    let shown = try place.run("ticket", "show", "T-1").out
    #expect(shown.components(separatedBy: "Try the other cable.").count == 2, "\(shown)")
    #expect(shown.contains("The old firmware."))
    #expect(try await post("reply", #"{"member":"bo","text":""}"#, token).status == 400)
    let packed = try await post("note", words, token + [("Content-Encoding", "gzip")])
    #expect(packed.status == 415 && packed.text.contains("content-encoding 'gzip' is not read"), "\(packed.text)")
    #expect(try await post("note", #"{"member":"bo","text":"\u200b\u00a0"}"#, token).status == 400)
    let long = try await post("note", String(repeating: " ", count: (512 << 10) + 1), token)
    #expect(long.status == 413 && long.text.contains("longer than 512 KiB"), "\(long.status) \(long.text)")
  }

  /// Ana and Bo are always on; Bo is whom Larch knows.
  private static let withCustomers = """
    team: alarm
    zone: Etc/UTC
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }]
    duties: { desk: { layers: [{ id: all, members: [[ana, bo]] }] } }
    priorities: [urgent, normal]
    queues: { all: { when: otherwise, office hours: always, page from: never, overflow: [desk] } }
    customers:
      larch:
        { name: Larch Ltd, domains: [larch.example.com], logins: [Kim], organisations: [T012], people: [bo] }

    """

  @Test("another desk's ticket is its customer's, known by id, name, login, organisation or mail domain (C62, C65)")
  func assigns() async throws {
    let (_, server, _) = try serving(Self.withCustomers)
    defer { server.stop() }
    let token = [("Authorization", "Bearer \(server.token)")]
    func post(
      _ path: String, _ field: String, _ headers: [(String, String)]
    ) async throws -> RunningServer.Answer {
      let body = #"{"team":"alarm","key":"CASE-7"\#(field)}"#
      return try await server.send("POST", "/api/v1/\(path)", headers: headers, body: Data(body.utf8))
    }
    #expect(try await post("assign", "", []).status == 401)
    let owners = [
      (#","customer":"larch""#, "bo"), (#","customer":"Larch ltd""#, "bo"), (#","address":"kim""#, "bo"),
      (#","address":"lou@larch.example.com""#, "bo"), (#","organisation":"T012""#, "bo"),
      (#","requester":"lou@larch.example.com""#, "bo"), (#","requester":"kim""#, "ana"),
    ]
    for (field, owner) in owners {
      let given = try await post("assign", field, token)
      #expect(given.status == 200 && given.text.contains("\"owner\":\"\(owner)\""), "\(field): \(given.text)")
      let released = try await post("assign/release", "", token)
      #expect(released.text.contains("\"isReleased\":true"), "\(released.text)")
    }
    for (field, slip) in [(#","customer":"lurch""#, "larch"), (#","adress":"kim""#, "address")] {
      let refused = try await post("assign", field, token)
      #expect(refused.status == 400 && refused.text.contains("did you mean '\(slip)'?"), "\(refused.text)")
    }
  }
}
