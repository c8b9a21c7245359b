import AsyncHTTPClient
import Glibc
import NIOCore
import NIOEmbedded
@testable import OutboundHTTP
import Testing

@Suite("The peer is compared with the checked address before anything is written (S46)")
struct PeerCheckTests {
  private func connect(to place: String, expecting address: IPAddress) throws -> (ExchangeProgress, EmbeddedChannel) {
    let channel = EmbeddedChannel()
    channel.connect(to: try SocketAddress(ipAddress: place, port: 443), promise: nil)
    let progress = ExchangeProgress()
    let checked = progress.connected(channel, expecting: address)
    channel.embeddedEventLoop.run()
    checked.whenFailure { #expect($0 is ExchangeProgress.WrongPeer) }
    return (progress, channel)
  }

  @Test(
    "The checked address may be written to",
    arguments: [
      ("1.1.1.1", IPAddress(1, 1, 1, 1)),
      ("2606:4700::1111", IPAddress(groups: [0x2606, 0x4700, 0, 0, 0, 0, 0, 0x1111])),
    ])
  func accepts(place: String, address: IPAddress) throws {
    let (progress, channel) = try connect(to: place, expecting: address)
    #expect(progress.isConnected)
    #expect(channel.isActive)
  }

  @Test("Any other is closed at once", arguments: ["127.0.0.1", "1.1.1.2", "::1", "::ffff:1.1.1.1"])
  func refuses(place: String) throws {
    let (progress, channel) = try connect(to: place, expecting: IPAddress(1, 1, 1, 1))
    #expect(!progress.isConnected)
    #expect(!channel.isActive)
  }

  @Test("A peer that cannot be named is closed as well")
  func refusesNameless() {
    let channel = EmbeddedChannel()
    let progress = ExchangeProgress()
    _ = progress.connected(channel, expecting: IPAddress(1, 1, 1, 1))
    #expect(!progress.isConnected)
  }

  struct Strange: Error {}

  @Test(
    "Every error has its class",
    arguments: [
      (ExchangeProgress.WrongPeer(), .blocked("the connection led to another address than the one checked")),
      (CancellationError(), .cancelled), (HTTPClientError.deadlineExceeded, .timedOut),
      (HTTPClientError.connectTimeout, .timedOut), (HTTPClientError.tlsHandshakeTimeout, .tls),
      (HTTPClientError.remoteConnectionClosed, .reset), (HTTPClientError.cancelled, .cancelled),
      (HTTPClientError.invalidURL, .other), (IOError(errnoCode: ECONNREFUSED, reason: ""), .refused),
      (IOError(errnoCode: EHOSTUNREACH, reason: ""), .unreachable),
      (IOError(errnoCode: ENETUNREACH, reason: ""), .unreachable),
      (IOError(errnoCode: ECONNRESET, reason: ""), .reset), (IOError(errnoCode: ETIMEDOUT, reason: ""), .timedOut),
      (IOError(errnoCode: EMFILE, reason: ""), .other), (Strange(), .other),
    ] as [(any Error, OutboundFailure)])
  func classifies(error: any Error, failure: OutboundFailure) {
    #expect(FailureKind.of(error, isConnected: true, isSecure: true) == failure)
  }

  @Test("Whatever goes wrong between connecting and a secure connection is TLS")
  func classifiesHandshakes() {
    #expect(FailureKind.of(Strange(), isConnected: false, isSecure: true) == .tls)
    #expect(FailureKind.of(Strange(), isConnected: false, isSecure: false) == .other)
  }
}
