import Foundation
import OutboundHTTP
import TestSupport
import Testing

@Suite("Requests over real sockets", .promptThreads)
struct OutboundClientTests {
  private func send(
    _ request: OutboundRequest, to server: LoopbackServer, limits: OutboundLimits = .patient
  ) async throws -> OutboundResult {
    defer { server.stop() }
    return try await withClient(allowed: [server.authority], limits: limits) { await $0.send(request) }
  }

  private func get(_ server: LoopbackServer, limits: OutboundLimits = .patient) async throws -> OutboundResult {
    try await send(OutboundRequest(method: "GET", url: server.url), to: server, limits: limits)
  }

  @Test("A request arrives as given, and the answer comes back")
  func sends() async throws {
    let server = try LoopbackServer(
      answering: "HTTP/1.1 202 Accepted\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nhello")
    let request = OutboundRequest(
      url: server.url + "p%0d%0aX-Evil:1?q=a%20b", headers: [OutboundHeader("webhook-id", "T-1-1")],
      body: Array("{\"a\":1}".utf8))
    let result = try await send(request, to: server)
    let expected = OutboundResponse(
      status: 202, headers: [OutboundHeader("retry-after", "7"), OutboundHeader("content-length", "5")],
      body: Array("hello".utf8), isCut: false)
    #expect(result == .answered(expected))
    let lines = try #require(server.requests.first).split(separator: "\r\n").map(String.init)
    #expect(lines.first == "POST /p%0d%0aX-Evil:1?q=a%20b HTTP/1.1")
    #expect(
      lines.dropFirst().map { $0.lowercased() }.sorted() == [
        "connection: close", "content-length: 7", "host: \(server.authority)", "user-agent: watchbill",
        "webhook-id: t-1-1", "{\"a\":1}",
      ])
    #expect(server.requests.count == 1)
  }

  @Test("Every status is an answer", arguments: [200, 204, 400, 401, 404, 410, 429, 500, 503, 599])
  func answers(status: Int) async throws {
    let server = try LoopbackServer(answering: "HTTP/1.1 \(status) Some\r\nContent-Length: 0\r\n\r\n")
    #expect(try await get(server).response?.status == status)
  }

  @Test("A redirect is an answer and is not followed (F34, S47)", arguments: [301, 302, 303, 307, 308])
  func followsNothing(status: Int) async throws {
    let inner = try LoopbackServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    defer { inner.stop() }
    let server = try LoopbackServer(
      answering: "HTTP/1.1 \(status) Moved\r\nLocation: \(inner.url)\r\nContent-Length: 0\r\n\r\n")
    let response = try await get(server).response
    #expect(response?.status == status)
    #expect(response?.header("location") == inner.url)
    #expect(inner.requests.isEmpty)
  }

  @Test("A peer that never answers is given up; the request may have arrived (F31)")
  func givesUp() async throws {
    let server = try LoopbackServer { $0.hang() }
    #expect(try await get(server, limits: .brief) == .failed(.timedOut, beforeSending: false))
  }

  @Test("A status line that drips is given up as well (F32)")
  func givesUpOnDrip() async throws {
    let server = try LoopbackServer { connection in
      while connection.write("H") { Thread.sleep(forTimeInterval: 0.02) }
    }
    let result = try await get(server, limits: .brief)
    #expect(result.response == nil)
    #expect(result != .failed(.timedOut, beforeSending: true))
  }

  @Test("Of a body without end only the beginning is read (F32)")
  func cutsBodies() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.write("HTTP/1.1 200 OK\r\n\r\n")
      while connection.write(String(repeating: "a", count: 10_000)) {}
    }
    let response = try #require(try await get(server).response)
    #expect(response.body == Array(repeating: UInt8(ascii: "a"), count: 65_536))
    #expect(response.isCut)
  }

  @Test("A body of exactly the limit is whole, one byte more is cut", arguments: [(65_536, false), (65_537, true)])
  func readsUpToTheLimit(length: Int, isCut: Bool) async throws {
    let body = String(repeating: "b", count: length)
    let server = try LoopbackServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n\(body)")
    let response = try #require(try await get(server).response)
    #expect(response.body.count == 65_536)
    #expect(response.isCut == isCut)
  }

  @Test("A body that stops in the middle keeps its status, and is marked as cut")
  func keepsStatusOfHangingBodies() async throws {
    let server = try LoopbackServer { connection in
      _ = connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
      connection.hang()
    }
    let response = try #require(try await get(server, limits: .brief).response)
    #expect(response.status == 200)
    #expect(response.body == Array("abc".utf8))
    #expect(response.isCut)
  }

  @Test("Nothing is decompressed")
  func leavesEncodingsAlone() async throws {
    let server = try LoopbackServer(
      answering: "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzip!")
    #expect(try await get(server).response?.body == Array("zip!".utf8))
    #expect(server.requests.first?.lowercased().contains("accept-encoding") == false)
  }

  @Test("Where nobody listens, nothing was sent (F30)")
  func tellsRefusal() async throws {
    let port = try LoopbackServer.closedPort()
    let request = OutboundRequest(url: "http://127.0.0.1:\(port)/")
    let result = try await withClient(allowed: ["127.0.0.1:\(port)"]) { await $0.send(request) }
    #expect(result == .failed(.refused, beforeSending: true))
  }

  @Test("A peer that closes or resets after the request leaves it open whether it arrived", arguments: [false, true])
  func tellsReset(hard: Bool) async throws {
    let server = try LoopbackServer { connection in if hard { connection.reset() } }
    #expect(try await get(server) == .failed(.reset, beforeSending: false))
  }

  @Test("What is not HTTP is malformed")
  func tellsMalformed() async throws {
    let server = try LoopbackServer(answering: "220 mail.example.com ESMTP ready\r\n")
    #expect(try await get(server) == .failed(.malformed, beforeSending: false))
  }

  @Test(
    "A request that is not well formed is not tried",
    arguments: [
      OutboundRequest(method: "CONNECT", url: ""), OutboundRequest(method: "GET /x HTTP/1.1\r\nA:", url: ""),
      OutboundRequest(url: "", headers: [OutboundHeader("x", "a\r\nevil: 1")]),
      OutboundRequest(url: "", headers: [OutboundHeader("x", "a\u{0}")]),
      OutboundRequest(url: "", headers: [OutboundHeader("x", "é")]),
      OutboundRequest(url: "", headers: [OutboundHeader("x y", "a")]),
      OutboundRequest(url: "", headers: [OutboundHeader("", "a")]),
      OutboundRequest(url: "", headers: [OutboundHeader("x:", "a")]),
      OutboundRequest(url: "", headers: [OutboundHeader("Host", "inner.example")]),
      OutboundRequest(url: "", headers: [OutboundHeader("Transfer-Encoding", "chunked")]),
    ])
  func refusesMalformedRequests(request: OutboundRequest) async throws {
    let server = try LoopbackServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    var aimed = request
    aimed.url = server.url
    #expect(try await send(aimed, to: server).isBlocked)
    #expect(server.requests.isEmpty)
  }

  @Test("Many requests at once all come back, and nothing stays behind")
  func sendsMany() async throws {
    let server = try LoopbackServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    let request = OutboundRequest(url: server.url)
    try await withClient(allowed: [server.authority]) { client in
      let statuses = await withTaskGroup(of: Int?.self) { group in
        for _ in 1...50 { group.addTask { await client.send(request).response?.status } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 200, count: 50))
      #expect(await client.inFlight == 0)
    }
    #expect(server.requests.count == 50)
  }

  @Test("Shutting down ends what is on the way, and refuses what comes after")
  func shutsDown() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { connection in
      arrived.continuation.yield()
      connection.hang()
    }
    defer { server.stop() }
    let client = OutboundClient(guarding: try URLGuard(allowed: [server.authority]), limits: .patient)
    let request = OutboundRequest(url: server.url)
    async let result = client.send(request)
    for await _ in arrived.stream { break }
    await client.shutdown()
    #expect(await result == .failed(.cancelled, beforeSending: false))
    #expect(await client.send(request) == .failed(.cancelled, beforeSending: true))
    #expect(await client.inFlight == 0)
    #expect(server.requests.count == 1)
  }

  @Test("Cancelling the caller ends the request")
  func cancels() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { connection in
      arrived.continuation.yield()
      connection.hang()
    }
    defer { server.stop() }
    try await withClient(allowed: [server.authority]) { client in
      let task = Task { await client.send(OutboundRequest(url: server.url)) }
      for await _ in arrived.stream { break }
      task.cancel()
      #expect(await task.value == .failed(.cancelled, beforeSending: false))
    }
  }
}
