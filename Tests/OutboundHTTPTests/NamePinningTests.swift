import OutboundHTTP
import Synchronization
import TestSupport
import Testing

@Suite("Names are asked for once, checked whole, and pinned (S46)", .promptThreads)
struct NamePinningTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

  @Test("The connection goes to the checked address while the host keeps its name")
  func pins() async throws {
    let server = try LoopbackServer(answering: Self.ok)
    defer { server.stop() }
    let place = "hooks.example.com:\(server.port)"
    let names = ["hooks.example.com": [IPAddress(127, 0, 0, 1)]]
    let result = try await withClient(allowed: [place], names: names) {
      await $0.send(OutboundRequest(method: "GET", url: "http://\(place)/x"))
    }
    #expect(result.response?.status == 200)
    #expect(server.requests.first?.lowercased().contains("host: \(place)\r\n") == true)
  }

  @Test("A name that answers differently the second time is asked only once")
  func asksOnce() async throws {
    let server = try LoopbackServer(answering: Self.ok)
    defer { server.stop() }
    let place = "hooks.example.com:\(server.port)"
    let asked = Mutex<[String]>([])
    let client = OutboundClient(
      guarding: try URLGuard(allowed: [place]),
      lookup: { name, _ in
        asked.withLock { $0.append(name) }
        return [IPAddress(127, 0, 0, 1)]
      })
    _ = await client.send(OutboundRequest(url: "http://HOOKS.example.com:\(server.port)/"))
    await client.shutdown()
    #expect(asked.withLock { $0 } == ["hooks.example.com"])
    #expect(server.requests.count == 1)
  }

  @Test("The next address is tried when the first cannot be connected to")
  func triesTheNext() async throws {
    let server = try LoopbackServer(answering: Self.ok)
    defer { server.stop() }
    let place = "hooks.example.com:\(server.port)"
    // Nobody listens on 127.0.0.2, which is this machine as well.
    let names = ["hooks.example.com": [IPAddress(127, 0, 0, 2), IPAddress(127, 0, 0, 1)]]
    let result = try await withClient(allowed: [place], names: names) {
      await $0.send(OutboundRequest(url: "http://\(place)/"))
    }
    #expect(result.response?.status == 200)
    #expect(server.requests.count == 1)
  }

  @Test("After the request is on its way no other address is tried")
  func sendsOnce() async throws {
    let server = try LoopbackServer { _ in }
    defer { server.stop() }
    let place = "hooks.example.com:\(server.port)"
    let names = ["hooks.example.com": [IPAddress(127, 0, 0, 1), IPAddress(127, 0, 0, 1)]]
    let result = try await withClient(allowed: [place], names: names) {
      await $0.send(OutboundRequest(url: "http://\(place)/"))
    }
    #expect(result == .failed(.reset, beforeSending: false))
    #expect(server.requests.count == 1)
  }

  @Test(
    "A name with an inner address is refused and nothing is connected",
    arguments: [
      [IPAddress(127, 0, 0, 1)], [IPAddress(1, 1, 1, 1), IPAddress(127, 0, 0, 1)],
      [IPAddress(127, 0, 0, 1), IPAddress(1, 1, 1, 1)], [IPAddress(groups: [0, 0, 0, 0, 0, 0xFFFF, 0x7F00, 1])],
      [IPAddress(groups: [0, 0, 0, 0, 0, 0, 0, 1])], [IPAddress(groups: [0xFD00])], [IPAddress(169, 254, 169, 254)],
      [IPAddress(groups: [0x64, 0xFF9B, 0, 0, 0, 0, 0x7F00, 1])],
    ])
  func refusesInnerNames(addresses: [IPAddress]) async throws {
    let server = try LoopbackServer(answering: Self.ok)
    defer { server.stop() }
    let result = try await withClient(names: ["rebind.example.com": addresses]) {
      await $0.send(OutboundRequest(url: "http://rebind.example.com:\(server.port)/"))
    }
    #expect(result.isBlocked)
    #expect(server.requests.isEmpty)
  }

  @Test(
    "Ways to spell this machine reach nothing (S45)",
    arguments: [
      "127.0.0.1", "127.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]",
      "localhost", "localhost.", "LocalHost", "x.localhost", "127.0.0.1.", "user@127.0.0.1", "１２７.0.0.1", "[::]",
    ])
  func refusesThisMachine(host: String) async throws {
    let server = try LoopbackServer(answering: Self.ok)
    defer { server.stop() }
    let client = OutboundClient(guarding: try URLGuard())
    let result = await client.send(OutboundRequest(url: "http://\(host):\(server.port)/"))
    await client.shutdown()
    #expect(result.isBlocked)
    #expect(server.requests.isEmpty)
  }

  @Test("A name without an address is a failure of the look-up (F30)")
  func tellsUnknownNames() async throws {
    let result = try await withClient { await $0.send(OutboundRequest(url: "http://nobody.example.com/")) }
    #expect(result == .failed(.dns, beforeSending: true))
  }

  @Test("The system's resolver finds this machine, and knows no invalid name")
  func asksTheSystem() async throws {
    let found = try #require(await SystemNames.addresses("localhost", limit: .seconds(60)))
    #expect(found.contains(IPAddress(127, 0, 0, 1)) || found.contains(IPAddress(groups: [0, 0, 0, 0, 0, 0, 0, 1])))
    let missing = await SystemNames.addresses("no-such-name.invalid", limit: .seconds(3))
    #expect(missing?.isEmpty ?? true)
  }
}
