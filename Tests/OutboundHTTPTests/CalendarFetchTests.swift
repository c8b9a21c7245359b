import OutboundHTTP
import TestSupport
import Testing

@Suite("Fetching calendars", .promptThreads)
struct CalendarFetchTests {
  static let calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

  static func response(_ status: String, _ headers: [String] = [], body: String = "") -> String {
    let all = ["HTTP/1.1 \(status)"] + headers + ["content-length: \(body.utf8.count)", "connection: close"]
    return all.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  /// What comes of fetching the server's root, when only the server itself is allowed.
  static func fetch(
    _ server: LoopbackServer, path: String = "", known: CalendarFetch.Known = .init(),
    limits: OutboundLimits = .patientCalendar
  ) async throws -> CalendarFetch.Answer {
    try await withClient(allowed: [server.authority], limits: limits) { client in
      await CalendarFetch(client: client, total: limits.total).fetch(server.url + path, known: known)
    }
  }

  static func why(_ answer: CalendarFetch.Answer) -> String {
    if case .failed(let why, _) = answer { why } else { "" }
  }

  @Test("gives the bytes and what to send next time, and says who asks")
  func fresh() async throws {
    let server = try LoopbackServer(
      answering: Self.response(
        "200 OK", ["ETag: \"v1\"", "Last-Modified: Sat, 21 Nov 2026 00:00:00 GMT"], body: Self.calendar))
    defer { server.stop() }
    let known = CalendarFetch.Known(etag: "\"v1\"", lastModified: "Sat, 21 Nov 2026 00:00:00 GMT")
    #expect(try await Self.fetch(server, path: "a.ics?key=1") == .fresh(Array(Self.calendar.utf8), known))
    let request = try #require(server.requests.first?.lowercased())
    #expect(request.hasPrefix("get /a.ics?key=1 http/1.1\r\n"))
    #expect(request.contains("user-agent: mozilla/5.0 (compatible; watchbill"))
    #expect(!request.contains("if-none-match"))
  }

  @Test("asks for changes only, and takes 304 for none")
  func unchanged() async throws {
    let server = try LoopbackServer(answering: Self.response("304 Not Modified"))
    defer { server.stop() }
    let known = CalendarFetch.Known(etag: "W/\"7\"", lastModified: "Fri, 20 Nov 2026 00:00:00 GMT")
    #expect(try await Self.fetch(server, known: known) == .unchanged)
    let request = try #require(server.requests.first?.lowercased())
    #expect(request.contains("if-none-match: w/\"7\"\r\n") && request.contains("if-modified-since: fri, 20 nov 2026"))
  }

  @Test(
    "takes no other answer for a calendar",
    arguments: [
      ("404 Not Found", [], "gone", "no calendar any more (404)"), ("410 Gone", [], "", "(410)"),
      ("401 Unauthorized", [], "", "sign-in"), ("500 Oops", [], "inner words", "answers 500"),
      ("200 OK", [], " \r\n", "empty"), ("200 OK", ["Content-Encoding: gzip"], "xx", "packed"),
      ("302 Found", [], "", "does not say where to"), ("204 No Content", [], "", "answers 204"),
    ])
  func refused(_ status: String, headers: [String], body: String, says: String) async throws {
    let server = try LoopbackServer(answering: Self.response(status, headers, body: body))
    defer { server.stop() }
    let why = Self.why(try await Self.fetch(server))
    #expect(why.contains(says) && !why.contains("inner words"))
  }

  @Test("heeds Retry-After")
  func retryAfter() async throws {
    let server = try LoopbackServer(answering: Self.response("503 Busy", ["Retry-After: 120"]))
    defer { server.stop() }
    guard case .failed(_, let wait) = try await Self.fetch(server) else { throw CancellationError() }
    #expect(wait == .seconds(120))
  }

  @Test("follows redirects, relative ones too, five at most")
  func redirects() async throws {
    let server = try LoopbackServer { connection in
      connection.write(Self.response("302 Found", ["Location: next.ics?hop=1#top"]))
    }
    defer { server.stop() }
    #expect(Self.why(try await Self.fetch(server, path: "cal/a.ics")).contains("more than 5 times"))
    #expect(server.requests.count == 6)
    #expect(server.requests.dropFirst().allSatisfy { $0.hasPrefix("GET /cal/next.ics?hop=1 ") })
  }

  @Test("follows a redirect to a path of the same server whose query names another address")
  func addressInQuery() async throws {
    let server = try LoopbackServer { connection in
      connection.write(Self.response("302 Found", ["Location: /get?from=https://hr.example.com/a.ics"]))
    }
    defer { server.stop() }
    #expect(Self.why(try await Self.fetch(server, path: "cal/a.ics")).contains("more than 5 times"))
    #expect(server.requests.count == 6)
    #expect(server.requests.dropFirst().allSatisfy { $0.hasPrefix("GET /get?from=https://hr.example.com/a.ics ") })
  }

  @Test(
    "follows no redirect into the private network, to another service, or out of encryption",
    arguments: [
      "http://127.0.0.1:1/", "https://10.0.0.1/a.ics", "https://169.254.169.254/latest", "https://[::1]/",
      "https://localhost/", "http://calendars.example.com/a.ics", "file:///etc/passwd",
      "https://public.example.com:22/",
      "//192.168.1.1/x",
    ])
  func noEscape(_ location: String) async throws {
    let server = try LoopbackServer(answering: Self.response("302 Found", ["Location: \(location)"]))
    defer { server.stop() }
    let why = Self.why(try await Self.fetch(server))
    #expect(why.hasPrefix("it is redirected, but "), "\(why)")
    #expect(server.requests.count == 1)
  }

  @Test("follows no redirect to a name whose address is private")
  func privateName() async throws {
    let server = try LoopbackServer(answering: Self.response("302 Found", ["Location: https://inner.example.com/"]))
    defer { server.stop() }
    let inner = try #require(IPAddress(text: "10.1.2.3"))
    let answer = try await withClient(
      allowed: [server.authority], limits: .patientCalendar, names: ["inner.example.com": [inner]]
    ) { await CalendarFetch(client: $0, total: .seconds(60)).fetch(server.url) }
    #expect(Self.why(answer).contains("not allowed") && !Self.why(answer).contains("10.1.2.3"))
  }

  @Test("reads no more than 8 MiB of 20")
  func large() async throws {
    let piece = String(repeating: "X", count: 1 << 20)
    let server = try LoopbackServer { connection in
      connection.write("HTTP/1.1 200 OK\r\ncontent-length: \(20 << 20)\r\nconnection: close\r\n\r\n")
      for _ in 0..<20 where !connection.write(piece) { return }
    }
    defer { server.stop() }
    #expect(Self.why(try await Self.fetch(server)).contains("larger than 8 MiB"))
  }

  @Test("gives a body up that never ends, and a server that says nothing")
  func slow() async throws {
    let limits = OutboundLimits(total: .milliseconds(600), bodyBytes: 1 << 20)
    let drip = try LoopbackServer { connection in
      connection.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nBEGIN:VCALENDAR\r\n")
      connection.hang()
    }
    defer { drip.stop() }
    #expect(Self.why(try await Self.fetch(drip, limits: limits)).contains("did not end in time"))
    let silent = try LoopbackServer { $0.hang() }
    defer { silent.stop() }
    #expect(Self.why(try await Self.fetch(silent, limits: limits)).contains("did not answer within"))
  }

  @Test("begins at https or webcal, and nowhere that the guard refuses")
  func places() throws {
    let open = try URLGuard()
    #expect(
      try CalendarFetch.place("webcal://hr.example.com/a.ics", guarding: open).text == "https://hr.example.com/a.ics")
    for refused in ["http://hr.example.com/a.ics", "https://127.0.0.1/a.ics", "ftp://hr.example.com/", "webcal://"] {
      #expect(throws: URLProblem.self) { try CalendarFetch.place(refused, guarding: open) }
    }
  }
}
