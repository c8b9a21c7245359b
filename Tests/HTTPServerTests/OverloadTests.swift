import Hummingbird
import Logging
import ProviderExchange
import Storage
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

@testable import HTTPServer

/// What senders are answered over a real socket when more comes in than there is room for, or too slowly.
@Suite("Overload at the door for tickets", .promptThreads)
struct OverloadTests {
  private static let secret = "overload-secret"
  /// Whose headers show who sends, and who is known by the signature over the body only.
  private static let known = "authorization: Bearer \(secret)"
  private static let stranger = "x-github-event: issues\r\nx-github-delivery: d\r\nx-hub-signature-256: sha256=00"

  private func door(_ intake: IntakeRoom, strangers: IntakeRoom = IntakeRoom()) throws -> Door {
    let now = try Timestamp(text: "2026-11-23T09:00:00Z")
    let sources = try [("web", "json"), ("hub", "github")].map { name, kind in
      SourceBinding(
        name: name, source: try AllTicketSources.named(kind), settings: SourceSettings(secrets: [Self.secret]),
        team: "lamp")
    }
    let desk = ServiceDesk(
      store: try Store.inMemory(now: now), clock: .fixed(now), zones: SystemZones.tables,
      setup: Setup(publicURL: "https://watch.example.com", sources: sources, channels: []),
      keys: ServerKeys(master: Array(repeating: 7, count: 32)), transport: PageTransport { _ in .written },
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return Door(kind: .address(hosts: []), desk: desk, intake: intake, strangers: strangers)
  }

  /// Serves `door` on a port of the system's choice while `talk` goes on.
  private func serve(_ door: Door, _ talk: (Int) throws -> Void) async throws {
    let ready = AsyncStream<Int>.makeStream()
    let application = ServerApplication.onAddress(
      host: "127.0.0.1", port: 0, door: door, log: door.desk.log, onReady: { ready.continuation.yield($0) })
    let task = Task {
      defer { ready.continuation.finish() }
      try await application.run()
    }
    defer { task.cancel() }
    var ports = ready.stream.makeAsyncIterator()
    try talk(try #require(await ports.next()))
  }

  /// Head and body of the answer to a delivery.
  private func answer(to source: String, _ headers: String, at port: Int) throws -> String {
    let connection = try LoopbackConnection(to: port)
    defer { connection.close() }
    let body = #"{"id":"a","title":"Offline"}"#
    connection.write(
      "POST /intake/\(source) HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\(headers)\r\n"
        + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
    return connection.readRequest()
  }

  private func isFull(_ answer: String) -> Bool {
    answer.hasPrefix("HTTP/1.1 503") && answer.lowercased().contains("\r\nretry-after: 5\r\n")
      && answer.contains("too much is coming in at once")
  }

  @Test("Where there is no room a delivery is to come again; strangers fill a room of their own, and no more")
  func full() async throws {
    let (intake, strangers) = (IntakeRoom(most: 100), IntakeRoom(most: 100))
    try await serve(door(intake, strangers: strangers)) { port in
      #expect(intake.take(90))
      let busy = try answer(to: "web", Self.known, at: port)
      #expect(isFull(busy), "\(busy)")
      let unsigned = try answer(to: "hub", Self.stranger, at: port)
      #expect(unsigned.hasPrefix("HTTP/1.1 401"), "\(unsigned)")
      intake.giveBack(90)
      #expect(strangers.take(90))
      let strange = try answer(to: "hub", Self.stranger, at: port)
      #expect(isFull(strange), "\(strange)")
      let read = try answer(to: "web", Self.known, at: port)
      #expect(read.contains("no schedule is in force"), "it was read: \(read)")
      strangers.giveBack(90)
      #expect(intake.take(100) && strangers.take(100), "what was taken for a delivery was given back")
    }
  }

  @Test("A delivery that takes longer than one may is answered so, and leaves its room to others")
  func slow() async throws {
    // Whatever comes is too slow.
    let room = IntakeRoom(most: 100, patience: 0)
    try await serve(door(room)) { port in
      let late = try answer(to: "web", Self.known, at: port)
      #expect(late.hasPrefix("HTTP/1.1 408") && late.contains("the body took longer than 0 seconds"), "\(late)")
      #expect(room.take(100))
    }
  }

  @Test("A body that is not as its headers say is the sender's mistake, and is said")
  func broken() async throws {
    try await serve(door(IntakeRoom())) { port in
      for chunk in ["zz\r\n", "FFFFFFFFFFFFFFFFFF\r\n", "5\r\nabcdefgh\r\n"] {
        let connection = try LoopbackConnection(to: port)
        defer { connection.close() }
        connection.write(
          "POST /intake/web HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\(Self.known)\r\n"
            + "transfer-encoding: chunked\r\n\r\n\(chunk)")
        let answer = connection.readRequest()
        #expect(answer.hasPrefix("HTTP/1.1 400") && answer.contains("send it whole; nothing was stored"), "\(answer)")
      }
    }
  }

  @Test("A packed body is refused by the name of its encoding", arguments: ["Content", "Transfer"])
  func packed(what: String) async throws {
    let codings = what == "Content" ? "gzip\r\ntransfer-encoding: chunked" : "gzip, chunked"
    try await serve(door(IntakeRoom())) { port in
      let connection = try LoopbackConnection(to: port)
      defer { connection.close() }
      connection.write(
        "POST /intake/web HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\(Self.known)\r\n"
          + "\(what)-Encoding: \(codings)\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
      let answer = connection.readRequest()
      #expect(answer.hasPrefix("HTTP/1.1 415"), "\(answer)")
      #expect(answer.contains("\(what.lowercased())-encoding 'gzip' is not read"), "\(answer)")
    }
  }

  @Test("A request that names two hosts is refused, and one of HTTP/1.0 may name none")
  func hosts() async throws {
    let requests = [
      ("HTTP/1.1\r\nhost: 127.0.0.1\r\nhost: evil.example.org", true), ("HTTP/1.1\r\nhost: 127.0.0.1", false),
      ("HTTP/1.0", false),
    ]
    try await serve(door(IntakeRoom())) { port in
      for (head, isRefused) in requests {
        let connection = try LoopbackConnection(to: port)
        defer { connection.close() }
        connection.write("GET /healthz \(head)\r\n\r\n")
        let answer = connection.readRequest()
        #expect(answer.contains(" 400 ") == isRefused, "\(answer)")
        #expect(answer.contains("the request has more than one Host header") == isRefused, "\(answer)")
      }
    }
  }
}
