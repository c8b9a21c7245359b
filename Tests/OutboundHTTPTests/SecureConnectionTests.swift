import Foundation
import Glibc
import OutboundHTTP
import TestSupport
import Testing

@Suite("Nothing is sent unless the connection is secure", .promptThreads)
struct SecureConnectionTests {
  private func post(to authority: String, limits: OutboundLimits = .patient) async throws -> OutboundResult {
    try await withClient(allowed: [authority], limits: limits) {
      await $0.send(OutboundRequest(url: "https://\(authority)/"))
    }
  }

  @Test("A peer that answers without TLS is refused")
  func tellsMissingTLS() async throws {
    let server = try LoopbackServer(readsFirst: false) { $0.write("HTTP/1.1 400 Bad Request\r\n\r\n") }
    defer { server.stop() }
    #expect(try await post(to: server.authority) == .failed(.tls, beforeSending: true))
  }

  @Test("A peer that says nothing at all is given up before anything was sent")
  func givesUpHandshake() async throws {
    let server = try LoopbackServer(readsFirst: false) { $0.hang() }
    defer { server.stop() }
    let result = try await post(to: server.authority, limits: .brief)
    guard case .failed(let failure, beforeSending: true) = result else {
      Issue.record("expected a failure before sending, got \(result)")
      return
    }
    #expect([.tls, .timedOut].contains(failure))
  }

  @Test(
    "A certificate that nobody vouches for is refused",
    .enabled(if: SelfSignedServer.isPossible, "needs the openssl program"))
  func refusesUnknownCertificates() async throws {
    let server = try SelfSignedServer()
    defer { server.stop() }
    #expect(try await post(to: server.authority) == .failed(.tls, beforeSending: true))
  }
}

/// `openssl s_server` with a certificate made a moment ago.
private struct SelfSignedServer {
  let authority: String
  private let process: Process
  private let folder: URL

  private static let program = "/usr/bin/openssl"
  static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

  struct NotStarted: Error {}

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("watchbill-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let key = folder.appendingPathComponent("key.pem").path
    let certificate = folder.appendingPathComponent("certificate.pem").path
    let maker = Self.openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
      certificate, "-days", "1", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    try maker.run()
    maker.waitUntilExit()
    process = Self.openssl("s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www")
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = Pipe()
    try process.run()
    authority = try Self.place(in: output.fileHandleForReading)
  }

  func stop() {
    // Not SIGTERM: the threads that tests run on block it, and their children inherit that.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func openssl(_ arguments: String...) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    return process
  }

  /// Reads up to the line `ACCEPT 127.0.0.1:34567`.
  private static func place(in output: FileHandle) throws -> String {
    var text = ""
    while let data = try output.read(upToCount: 1), !data.isEmpty {
      text += String(decoding: data, as: UTF8.self)
      guard text.hasSuffix("\n") else { continue }
      let words = text.split(separator: "\n").last?.split(separator: " ") ?? []
      if words.first == "ACCEPT", let place = words.last { return String(place) }
    }
    throw NotStarted()
  }
}
